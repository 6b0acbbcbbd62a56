//! The runtime of the generated operations, which is written by hand.

mod api_error;
mod body;
mod body_limit;
mod body_problem;
mod builder;
mod call;
mod client;
mod context;
mod error;
mod matching;
#[cfg(test)]
mod offline;
mod operation;
mod operations;
mod parameter;
mod raw;
mod request;
mod requires_feature;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod transport;
mod version;

pub use api_error::{ApiError, FieldError};
pub use body::Body;
pub use body_limit::BodyTooLarge;
pub use body_problem::BodyProblem;
pub use call::{Call, CallFuture};
pub use client::Client;
pub use context::CallContext;
pub use error::{Error, Refusal};
pub use operation::{Format, Location, Operation, Parameter};
pub use operations::{Destructive, NonDestructive, OperationBuilder, PageBody, PageParts, Paged};
pub use request::Request;
pub use response::{Attempts, ByteStream, ResponseValue};
pub use transport::{HttpResponse, Transport, TransportError, TransportFuture};
pub use version::{ApiVersion, InvalidVersion};

pub(crate) use builder::Builder;
pub(crate) use context::{BuildError, Built};
pub(crate) use operations::has_next;
pub(crate) use parameter::convert;
#[allow(unused_imports)] // Used if a tag is not enabled.
pub(crate) use requires_feature::requires_feature;
