//! Every generated operation of `atlas-gen`, called by its name with values from tables.
//!
//! The generated client has a method and a builder for each operation, with types of their own for parameters and
//! bodies. A program needs exactly that, but a test cannot loop over it. This crate has a generated function for each
//! operation. The function takes values by their names in the document, converts them to the types of the builder's
//! setters, and sends the request. It uses only the public API of `atlas-gen`: a call that a program could not make
//! does not compile here.
//!
//! A value in [`Arguments`] that its type would lose, change or keep undecoded is an error, and nothing is sent. A
//! [`Response`] records whether its value was decoded completely.
//!
//! ```
//! use std::sync::Arc;
//! use atlas_calls::{Arguments, calls};
//! # use atlas_gen::{CallContext, Client, Request, Transport, TransportFuture};
//! # #[derive(Debug)]
//! # struct Scripted;
//! # impl Transport for Scripted {
//! #     fn send<'a>(&'a self, request: Request, _: CallContext) -> TransportFuture<'a> {
//! #         assert_eq!(request.url().as_str(), "http://127.0.0.1:1/api/atlas/v2/groups/6a/clusters?pageNum=2");
//! #         Box::pin(async { Ok(http::Response::new(r#"{"totalCount":0}"#.into())) })
//! #     }
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client::new("http://127.0.0.1:1", Arc::new(Scripted));
//! let list = calls().find(|call| call.id == "listGroupClusters").ok_or("not generated")?;
//! let arguments = Arguments::new().parameter("groupId", "6a").parameter("pageNum", 2);
//! let response = list.send(&client, arguments).await?;
//! assert_eq!(response.value, Some(serde_json::json!({ "totalCount": 0 })));
//! # Ok(())
//! # }
//! ```

mod arguments;
mod call;
mod error;
mod lifted;
mod response;
mod typed;

/// The generated calls. Do not edit: correct `xtask/src/generate/calls.rs` instead.
#[rustfmt::skip]
#[allow(unused_imports, unused_mut, unused_variables, clippy::all)]
mod generated;

pub use arguments::Arguments;
pub use call::{Call, calls};
pub use error::CallError;
pub use lifted::{AnyGuarded, AnyList, AnyRequest, Lifted, Outcome};
pub use response::Response;

pub(crate) use response::Pending;
