//! Every generated operation of `atlas-gen`, called by its name with values from tables.
//!
//! The generated client is a method and a builder for each operation, with parameters and bodies of types of their own.
//! That is what programs want, and what a test of all operations can't go through in a loop. Here is a function for each
//! operation, generated as well, that takes values by their names in the document, makes them what the builder's setters
//! take, and sends. It is written from outside of `atlas-gen`, so whatever a program could not call does not compile here.
//!
//! Nothing is let through that the types can't say: a [`Given`] value or body that its type would lose, change, or only
//! keep beside its fields is an error, and nothing is sent. An [`Answer`] says whether its value fits its type.
//!
//! ```
//! use std::sync::Arc;
//! use atlas_calls::{Given, calls};
//! # use atlas_gen::{CallContext, Client, Transport, TransportFuture};
//! # #[derive(Debug)]
//! # struct Scripted;
//! # impl Transport for Scripted {
//! #     fn send<'a>(&'a self, request: reqwest::Request, _: CallContext) -> TransportFuture<'a> {
//! #         assert_eq!(request.url().as_str(), "http://127.0.0.1:1/api/atlas/v2/groups/6a/clusters?pageNum=2");
//! #         Box::pin(async { Ok(http::Response::new(r#"{"totalCount":0}"#).into()) })
//! #     }
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client::new("http://127.0.0.1:1", Arc::new(Scripted));
//! let list = calls().find(|call| call.id == "listGroupClusters").ok_or("it is generated")?;
//! let answer = list.send(&client, Given::new().parameter("groupId", "6a").parameter("pageNum", 2)).await?;
//! assert_eq!(answer.value, Some(serde_json::json!({ "totalCount": 0 })));
//! # Ok(())
//! # }
//! ```

mod answer;
mod call;
mod error;
mod given;
mod typed;

/// What the generator wrote. Never edited: what is wrong in it is mended in `xtask/src/generate/calls.rs`.
#[rustfmt::skip]
#[allow(unused_imports, unused_mut, unused_variables, clippy::all)]
mod generated;

pub use answer::Answer;
pub use call::{Call, calls};
pub use error::CallError;
pub use given::Given;

pub(crate) use answer::Pending;
