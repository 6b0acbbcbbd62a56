//! The error of the compiler for an operation whose feature is not enabled.

/// Defines the method of the client for a tag whose feature is not enabled. A call of it is a compile error with `message`,
/// because no type implements the trait.
#[allow(unused_macros)] // Used if a tag is not enabled.
macro_rules! requires_feature {
    ($tag:ident, $message:literal, $note:literal) => {
        impl $crate::Client {
            #[doc(hidden)]
            pub fn $tag(&self)
            where
                // A bound without the lifetime would be an error of this definition.
                for<'a> &'a Self: $tag,
            {
            }
        }

        #[doc(hidden)]
        #[diagnostic::on_unimplemented(message = $message, label = "not compiled", note = $note)]
        pub trait $tag {}
    };
}

pub(crate) use requires_feature;
