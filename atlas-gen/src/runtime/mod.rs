//! What the generated operations call.

mod api_error;
mod call;
mod client;
mod error;
mod operation;
mod parameter;
mod raw;
mod request;
mod response;
mod transport;
mod version;

pub use api_error::{ApiError, FieldError};
pub use call::Call;
pub use client::Client;
pub use error::{Error, Refusal};
pub use operation::{Format, Operation};
pub use response::{Attempts, ByteStream, ResponseValue};
pub use transport::{Transport, TransportError, TransportFuture};
pub use version::{ApiVersion, InvalidVersion};

pub(crate) use parameter::{convert, encode_path, missing, segment};
pub(crate) use response::Response;
