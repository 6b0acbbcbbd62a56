//! The types that the generated structs and enumerations are made of.

mod collections;
mod decode;
mod macros;
mod nullable;
mod object;
mod open_enum;
mod scalars;
mod secret;
mod unfit;

pub use decode::{Decode, Fit, decode_body};
pub use nullable::{FromText, Nullable};
#[doc(hidden)]
pub use object::FieldVisitor;
pub use object::Model;
pub use secret::Secret;
pub use unfit::Unfit;

pub(crate) use macros::{boxed, convertible, model};
pub(crate) use object::{convert, debug_object, deserialize, write_object};
pub(crate) use open_enum::open_enum;

#[cfg(test)]
mod tests;
