//! The low-level client of the [MongoDB Atlas Administration API], generated from the API's OpenAPI document.
//!
//! Most programs use `atlas-api`, which adds authentication, retries and much more to this crate. It has all operations
//! and types of the API, each at its newest stable version.
//!
//! # Examples
//! ```
//! use std::sync::Arc;
//! use atlas_gen::{CallContext, Client, Request, Transport, TransportFuture, types::ClusterInput};
//!
//! /// A transport without a network, for this example.
//! #[derive(Debug)]
//! struct Paused;
//!
//! impl Transport for Paused {
//!     fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
//!         assert_eq!(context.operation().id, "updateGroupCluster");
//!         assert_eq!(request.headers()["accept"], "application/vnd.atlas.2024-10-23+json");
//!         assert_eq!(request.body().unwrap().as_ref(), br#"{"paused":true}"#);
//!         let response = http::Response::new(r#"{"name":"orders","paused":true,"mood":"sleepy"}"#.into());
//!         Box::pin(async move { Ok(response) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), atlas_gen::Error> {
//! let client = Client::new("https://cloud.mongodb.com", Arc::new(Paused));
//! let cluster = client
//!     .clusters()
//!     .update_cluster()
//!     .group_id("6a799f0bc0eb9e7a177d81f1")
//!     .cluster_name("orders")
//!     .body(ClusterInput::new().paused(true))
//!     .send()
//!     .await?;
//! assert_eq!(cluster.paused, Some(true));
//! // Properties that the document does not have are in the body.
//! assert!(cluster.raw().ends_with(br#""mood":"sleepy"}"#));
//! # Ok(())
//! # }
//! ```
//!
//! # Structure
//!
//! * [`Client`] has a method for each tag of the document, which returns a handle with the tag's [operations]. An
//!   operation returns a builder: its setters have the names of the parameters, and `send` returns a [`Call`]. Search
//!   for an operation by its `operationId`, such as `listGroupClusters`, or by its method's name, such as
//!   `list_clusters`.
//! * [`Call`] is a request that has been built, but not sent: [`Call::request`] returns it as a [`Request`].
//!   Awaiting the call sends it.
//! * [`types`] are the bodies of requests and responses. If a response has properties that only the service sets, there
//!   are two types: `Cluster` is the response, and `ClusterInput` the request. A `ClusterInput` can be
//!   [converted](From) from a `Cluster`.
//! * [`Transport`] is the interface to the network, for authentication and retries. With the feature
//!   `reqwest`, a `reqwest::Client` is a transport without either.
//! * [`OperationBuilder`], [`Paged`], [`NonDestructive`] and [`Destructive`] are the traits of all builders, for code that
//!   works with any operation.
//!
//! # Guarantees
//!
//! * **Every response decodes.** All properties are optional, enumerations are open, and nothing is validated. A value of
//!   another type than documented is [kept](model::Model::undecoded_properties) and written back. Any 2xx is a success, but
//!   a web page, or a read without its documented body, is an [error](Error::UnexpectedBody).
//! * **A request contains only the properties that are set.** A property whose setter is not called is omitted, `None`
//!   sends `null`, and `[]` sends an empty list.
//! * **Versions match.** Each operation sends the media type of the version that its types describe.
//!   [`Client::with_version`] requests another.
//!
//! # Features
//!
//! * `full`, by default: all tags.
//! * A feature for each tag, with the name of its module in [`operations`], such as `cloud_backups`: its builders, and the
//!   types that only it uses. They have an effect only with `default-features = false`. Without its feature, the method of
//!   the client for a tag, such as `client.cloud_backups()`, is a compile error that names the feature.
//! * `preview`: the operations that have no stable version yet. They can change at any time.
//! * `reqwest`: `reqwest::Client` is a [`Transport`].
//! * `decoders`: a table that decodes a response by its operation, for tools that check recordings.
//!
//! [MongoDB Atlas Administration API]: https://www.mongodb.com/docs/api/doc/atlas-admin-api-v2/

// On docs.rs, each item shows the feature that it requires.
#![cfg_attr(docsrs, feature(doc_cfg))]
// Each part of the runtime is used by the operations of some tag.
#![cfg_attr(not(feature = "full"), allow(dead_code, unused_imports, unused_macros))]

#[cfg(feature = "decoders")]
pub mod decoders;
pub mod model;
mod runtime;

/// Generated code. Do not edit it: fix faults in `spec/overlays`, in a lowering pass or in the generator.
#[rustfmt::skip]
#[allow(missing_docs, non_camel_case_types, unreachable_pub, clippy::all, clippy::pedantic, clippy::nursery)]
mod generated;

#[cfg(feature = "decoders")]
pub use generated::decoders::DECODERS;
pub use generated::{operations, properties::LOGGABLE_PROPERTIES, table::OPERATIONS, types};
pub use model::{Nullable, Secret};
pub(crate) use model::{boxed, convertible, model, open_enum};
#[allow(unused_imports)] // Used if a tag is not enabled.
pub(crate) use runtime::requires_feature;
pub use runtime::{
    ApiError, ApiVersion, Attempts, Body, BodyProblem, BodyTooLarge, ByteStream, Call, CallContext, CallFuture, Client,
    Destructive, Error, FieldError, Format, HttpResponse, InvalidVersion, Location, NonDestructive, Operation,
    OperationBuilder, PageBody, PageParts, Paged, Parameter, Refusal, Request, ResponseValue, Transport,
    TransportError, TransportFuture,
};
