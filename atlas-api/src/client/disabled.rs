//! Methods of [`Atlas`](crate::Atlas) whose feature is not enabled. The compiler's error for a call names the feature.
//!
//! Without them, the error would be that the method does not exist: the compiler knows the features of modules and types,
//! but not those of methods. Each method requires a trait that nothing implements, so no call compiles. The lifetime
//! makes the compiler check the requirement where the method is called, not where it is declared.

#![allow(unreachable_pub, reason = "the bound of a public method cannot be a private trait")]

/// Declares methods without their feature.
macro_rules! disabled {
    ($feature:literal, $trait:ident, $message:literal, $note:literal, [$($method:ident),+ $(,)?]) => {
        #[cfg(not(feature = $feature))]
        #[diagnostic::on_unimplemented(message = $message, label = "the feature is not enabled", note = $note)]
        pub trait $trait {}

        #[cfg(not(feature = $feature))]
        impl crate::Atlas {
            $(
                #[doc(hidden)]
                pub fn $method<'a>(&'a self) -> std::convert::Infallible
                where
                    std::marker::PhantomData<&'a ()>: $trait,
                {
                    unreachable!()
                }
            )+
        }
    };
}

disabled!(
    "federation",
    FederationIsEnabled,
    "this method of `Atlas` requires the feature `federation` of `atlas-api`",
    "run `cargo add atlas-api --features federation`",
    [federation]
);
