//! The low-level client of the [MongoDB Atlas Administration API], generated from the API's document.
//!
//! Most programs want `atlas-api`, which adds authentication and much else. This crate is what it stands on: every
//! operation of the API, every type, at the newest stable version of each.
//!
//! ```
//! use std::sync::Arc;
//! use atlas_gen::{Client, Operation, Transport, TransportFuture, types::ClusterInput};
//!
//! /// Answers without a network, for the sake of the example.
//! #[derive(Debug)]
//! struct Paused;
//!
//! impl Transport for Paused {
//!     fn send<'a>(&'a self, request: reqwest::Request, operation: &'static Operation) -> TransportFuture<'a> {
//!         assert_eq!(operation.id, "updateGroupCluster");
//!         assert_eq!(request.headers()["accept"], "application/vnd.atlas.2024-10-23+json");
//!         assert_eq!(request.body().unwrap().as_bytes().unwrap(), br#"{"paused":true}"#);
//!         let answer = http::Response::new(r#"{"name":"orders","paused":true,"mood":"sleepy"}"#);
//!         Box::pin(async move { Ok(answer.into()) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), atlas_gen::Error> {
//! let client = Client::new("https://cloud.mongodb.com", Arc::new(Paused));
//! let answer = client
//!     .clusters()
//!     .update_cluster()
//!     .group_id("6a799f0bc0eb9e7a177d81f1")
//!     .cluster_name("orders")
//!     .body(ClusterInput::new().paused(true))
//!     .send()
//!     .await?;
//! assert_eq!(answer.paused, Some(true));
//! // What the document does not know is in the body, which every answer keeps.
//! assert!(answer.raw().ends_with(br#""mood":"sleepy"}"#));
//! # Ok(())
//! # }
//! ```
//!
//! # Where things are
//!
//! * [`Client`] has a method for each tag of the document, which leads to the tag's [operations]. An operation is a
//!   builder: parameters and body are set by name, and `send` makes the call.
//! * [`types`] are what requests and answers carry. Where the two differ, because an answer has properties that only the
//!   service sets, there are two types: `Cluster` is answered, `ClusterInput` is sent, and one is
//!   [made from](From) the other.
//! * [`Transport`] is the seam to the network: authentication, retries and the like are its business.
//!   A [`reqwest::Client`] is one that does nothing but send.
//!
//! # What holds
//!
//! * **Every answer decodes.** All properties are optional, enumerations are open, nothing is checked. A value of another
//!   kind than documented is [kept as it came](model::Model::undecoded_properties) and written back. Any 2xx is a success,
//!   with or without a body.
//! * **A request says what its caller said.** A setter that is not called leaves its property out, `None` sends `null`,
//!   `[]` sends an empty list.
//! * **Versions are right.** Each operation sends the media type of the version that its types are of;
//!   [`Client::with_version`] asks for another.
//!
//! # Features
//!
//! * `preview`: the operations that exist as preview only. They can change from one day to the next.
//! * `decoders`: a table that decodes an answer by its operation's name, for tools that check recordings.
//!
//! [MongoDB Atlas Administration API]: https://www.mongodb.com/docs/api/doc/atlas-admin-api-v2/

#[cfg(feature = "decoders")]
pub mod decoders;
pub mod model;
mod runtime;

/// What the generator wrote. Never edited: what is wrong in it is mended in `spec/overlays` or in a lowering pass.
#[rustfmt::skip]
#[allow(missing_docs, non_camel_case_types, unreachable_pub, clippy::all, clippy::pedantic, clippy::nursery)]
mod generated;

#[cfg(feature = "decoders")]
pub use generated::decoders::DECODERS;
pub use generated::{operations, operations::OPERATIONS, properties::LOGGABLE_PROPERTIES, types};
pub use model::{Nullable, Secret};
pub(crate) use model::{boxed, convertible, model, open_enum};
pub use runtime::{
    ApiError, ApiVersion, Attempts, ByteStream, Call, Client, Error, FieldError, Format, InvalidVersion, Operation,
    Refusal, ResponseValue, Transport, TransportError, TransportFuture,
};
