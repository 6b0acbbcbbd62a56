//! Decoding, encoding and printing of the generated types.
//!
//! * [`Model`] is implemented by every generated struct. Its methods read the properties that the typed fields cannot
//!   hold, and add properties that the document lacks.
//! * [`JsonType`] is implemented by every type of a property. [`decode_body`] decodes it without failing when a value has
//!   another type than documented.
//! * [`Nullable`] is the argument of the setters: a value, or an explicit `null`.
//! * [`Secret`] is a string that `Debug` does not print.
//!
//! A program that uses few of the types compiles few of them: the code for JSON works with `dyn Object`.

mod decode;
mod envelope;
mod json_type;
mod macros;
mod nullable;
mod object;
mod open_enum;
mod secret;
mod slot;
mod strict;
mod undecoded;
mod unmasked;
mod view;

pub use decode::decode_body;
pub use json_type::JsonType;
#[doc(hidden)]
pub use json_type::{Field, List, ListSlot, Map, MapSlot, TextSlot};
pub use nullable::{FromText, Nullable};
pub use object::Model;
#[doc(hidden)]
pub use object::{Object, ObjectSlot, Schema, Visit, VisitMut};
pub use secret::Secret;
#[doc(hidden)]
pub use slot::Slot;
#[doc(hidden)]
pub use strict::{INSTANT, decode_strict, is_instant, json_schema};
pub use undecoded::Undecoded;
#[doc(hidden)]
pub use view::View;

pub(crate) use decode::{decode_body_into, deserialize};
pub(crate) use macros::{boxed, convertible, model};
pub(crate) use object::{clone, convert};
pub(crate) use open_enum::open_enum;

#[cfg(test)]
mod tests;
