//! The low-level client of the MongoDB Atlas Administration API, generated from the API's document.

#[cfg(feature = "decoders")]
pub mod decoded;
pub mod model;
mod runtime;

/// What the generator wrote. Never edited: what is wrong in it is mended in `spec/overlays` or in a lowering pass.
#[rustfmt::skip]
#[allow(missing_docs, non_camel_case_types, unreachable_pub, clippy::all, clippy::pedantic, clippy::nursery)]
mod generated;

#[cfg(feature = "decoders")]
pub use generated::decoders::DECODERS;
pub use generated::{operations, operations::OPERATIONS, types};
pub use model::{Nullable, Secret};
pub use runtime::{
    ApiError, ApiVersion, ByteStream, Call, Client, Error, FieldError, Format, InvalidVersion, Operation, Refusal,
    ResponseValue, Transport, TransportError, TransportFuture,
};
