//! Decoding, encoding and printing of the generated types.
//!
//! * [`Model`] is implemented by every generated struct. Its methods read the properties that the typed fields cannot
//!   hold, and add properties that the document lacks.
//! * [`Decode`] reads a JSON value without failing when its type differs from the documented one.
//! * [`Nullable`] is the argument of the setters: a value, or an explicit `null`.
//! * [`Secret`] is a string that `Debug` does not print.

mod collections;
mod decode;
mod macros;
mod nullable;
mod object;
mod open_enum;
mod scalars;
mod secret;
mod undecoded;
mod unmasked;

pub use decode::{Decode, Decoded, decode_body};
pub use nullable::{FromText, Nullable};
#[doc(hidden)]
pub use object::FieldVisitor;
pub use object::Model;
pub use secret::Secret;
pub use undecoded::Undecoded;

pub(crate) use macros::{boxed, convertible, model};
pub(crate) use object::{convert, debug_object, deserialize, write_object};
pub(crate) use open_enum::open_enum;

#[cfg(test)]
mod tests;
