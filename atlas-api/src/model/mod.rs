//! The values in responses, and the bodies of requests without a spec.
//!
//! [`AnyCluster`](crate::clusters::AnyCluster), a cluster of any kind, is in the module of its family.
//!
//! They are plain structs. All properties are optional, because Atlas omits properties that its document requires.
//! Enumerations are open: an undocumented value is `Unknown`, with its text.
//!
//! A property with a value of another type than documented is `None`. [`Model::undecoded_properties`] has its value; the raw
//! body is in [`Response::raw`](crate::Response::raw).

mod aliases;
#[rustfmt::skip]
mod generated;

pub use self::{aliases::*, generated::*};
#[doc(inline)]
pub use atlas_gen::{Nullable, model::Model};
