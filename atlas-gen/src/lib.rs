//! Under construction.

pub mod model;
mod runtime;

pub use model::{Nullable, Secret};
pub use runtime::{
    ApiError, ApiVersion, ByteStream, Client, Error, FieldError, Format, InvalidVersion, Operation, Refusal,
    ResponseValue, Transport, TransportError, TransportFuture,
};
