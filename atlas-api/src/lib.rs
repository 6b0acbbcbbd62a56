//! The client for MongoDB Atlas.
//!
//! It manages what the Atlas Administration API (v2) manages. Database users, projects, clusters, alerts, backups, access
//! lists, processes and logs have methods of their own; all other operations are reachable by
//! [`request`](Atlas::request), or typed with the feature `unstable-low-level`. Who comes from the Python package
//! `atlasapi` finds the way in [`coming_from_python`].
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let fake = atlas_fake::FakeAtlas::start().await?;
//! # let (public_key, private_key, project_id) = (fake.public_key(), fake.private_key(), fake.project_id());
//! use atlas_api::{
//!     Atlas,
//!     specs::{DatabaseUsersPermissionsSpecs, RoleSpecs},
//! };
//!
//! let atlas = Atlas::new(public_key, private_key, project_id)?;
//! # let atlas = Atlas::builder().api_key(public_key, private_key).project_id(project_id).base_url(fake.base_url()).build()?;
//! let users = atlas.database_users();
//!
//! let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password").add_role("sales", RoleSpecs::Read)?;
//! users.create(spec).send().await?;
//!
//! let mut all = users.list().stream();
//! while let Some(user) = all.next().await {
//!     println!("{:?}", user?.username);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The parts
//!
//! * [`Atlas`] is the client. It holds the credentials and the connections, is bound to a project, and is cheap to clone.
//! * Each family of resources has a handle, such as [`Atlas::database_users`] → [`DatabaseUsers`]. A method of a handle
//!   takes what the request needs and returns the request; options are set on the request; `send` sends it.
//! * [`Atlas::projects`] has the projects that the key has access to; [`Atlas::project`] binds a client to one of them. What
//!   belongs to a project is with the client that is bound to it: its [users](Atlas::project_users),
//!   [teams](Atlas::project_teams), [settings](Atlas::project_settings) and [limits](Atlas::project_limits), and the
//!   [IP access list](Atlas::access_list), which says from where clients may connect to its databases.
//! * [`specs`] are what is created or changed, as values that are checked before anything is sent. They are said in code or
//!   read from [files](specs#specs-as-files).
//! * [`model`] is what Atlas answers with.
//! * [`Response`] is one of them together with the status, the headers and the body that it was read from.
//! * [`Page`] is one page of a listing, [`Items`] is the stream over all of them.
//! * [`Error`] is what everything fails with; [`codes`] are the codes of Atlas that programs act on.
//! * [`TokenStore`] keeps the access tokens of service accounts from one run to the next; [`FileTokenStore`] is one.
//! * [`config`] finds the settings of [`Atlas::from_env`] in the environment and in the profiles of the Atlas CLI.
//! * [`Atlas::request`] sends what this crate has no method for yet.
//!
//! # Requests
//!
//! Requests carry one of three kinds of credentials:
//!
//! * An [API key](AtlasBuilder::api_key) signs them by HTTP Digest. The server's challenge is drawn once and kept, so that
//!   a call costs one request and not two; when the server wants a new one, one request is sent again.
//! * A [service account](AtlasBuilder::service_account) has an access token, by OAuth 2.0. The first call draws it and all
//!   share it; it is renewed five minutes before its hour is over, while calls go on with it, and replaced once when it is
//!   refused before. [`AtlasBuilder::token_store`] keeps it from one run to the next, and [`Atlas::revoke_token`] ends it.
//! * An [access token](AtlasBuilder::access_token) from elsewhere is sent until it expires.
//!
//! Where there is no token to be had, calls fail with [`Error::is_credential`]. Credentials go to the
//! [address](AtlasBuilder::base_url) of the client and nowhere else: redirects are not followed. Names go into paths as one
//! segment each, whatever characters they have.
//!
//! A request that failed is sent again where that can help and can't hurt: any after a `429` or without a connection,
//! those that have one effect however often they are sent also after a `502` or a connection that broke. It waits as long
//! as Atlas asks for. [`RetryPolicy`] says when exactly, and sets the limits; [`Response::attempts`] and
//! [`Error::attempts`] tell how many requests a call took. [`Atlas::rate_limit`] is what Atlas last said of its limit.
//!
//! Pages of a listing are fetched one by one, each when the one before it is used up, or
//! [several at once](ListDatabaseUsers::fetch_ahead). A page that Atlas can't count in time is asked for without its count.
//!
//! Atlas fails writes to the IP access list of one project that are made at once. So `POST`, `PUT`, `PATCH` and `DELETE`
//! below `/groups/{groupId}/accessList` go one at a time for each project, however they are made: by a method,
//! by path, or by the low-level client. That holds for one client and its clones; other processes are not known to it.
//! Other requests are not held up, and a call that is dropped gives up its turn.
//!
//! # Errors
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let fake = atlas_fake::FakeAtlas::start().await?;
//! # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
//! let error = atlas.database_users().get("nobody").send().await.unwrap_err();
//!
//! assert!(error.is_not_found());
//! assert_eq!(error.code(), Some("USER_NOT_FOUND"));
//! assert_eq!(error.operation(), Some("getGroupDatabaseUser"));
//! # Ok(())
//! # }
//! ```
//!
//! # Observability
//!
//! Each call is a [`tracing`](https://docs.rs/tracing) span at the level `INFO`, with its target `atlas_api::call`, in the
//! span that is current when it is made. It covers all that the call takes: waiting for a turn, every attempt, and reading
//! the answer unless that is a download. Its fields are those of OpenTelemetry for HTTP clients:
//!
//! | field | what it is |
//! |---|---|
//! | `otel.name`, `otel.kind` | the operation, such as `getGroupDatabaseUser`, or the method of what is no operation that is known; `client` |
//! | `http.request.method`, `url.template` | the method; the path with `{names}` for its parameters |
//! | `server.address`, `server.port` | where requests go |
//! | `http.request.body.size`, `http.response.body.size` | bytes, those of the answer after decompression |
//! | `http.request.resend_count` | how often the request was sent again, if it was; for a challenge does not count |
//! | `http.response.status_code` | the status of the last answer, if there was one |
//! | `http.client.request.duration` | seconds |
//! | `error.type`, `otel.status_code` | if the call failed: the status, `timeout`, `connect`, `broken_off` or `_OTHER`; `ERROR` |
//! | `atlas.operation.id`, `atlas.error.code` | the operation; the code that Atlas gives to a failure |
//!
//! Events, whose targets begin `atlas_api`, are in the span of their call: each time before a request is sent again (`INFO`,
//! with `attempt`, `wait` in seconds and `reason`), each new digest challenge (`DEBUG`), and the body of a request
//! (`TRACE`).
//!
//! Nothing secret is in them. The address is not told beyond its template, headers and bodies of answers not at all. Of
//! the body of a request, values are shown only for properties that this crate knows and that hold a secret nowhere in the
//! API; all else, also what a [raw request](RawRequest) sends that is not known, is `[REDACTED]`. Where nobody listens,
//! none of this is made.
//!
//! # Features
//!
//! * `keyring`: [`Atlas::from_env`] reads what the profiles of the Atlas CLI keep in the keyring of the system.
//! * `schemars`: `schemars::JsonSchema` for the [specs], for checking [files](specs#specs-as-files) of them.
//! * `unstable-low-level`: `Atlas::low_level`, the generated client with every operation of the API. It follows the API's
//!   document, and so can change in any release.
//!
//! # Secrets
//!
//! Private keys, client secrets, access tokens and passwords are [`Secret`]s: no `Debug` output, error or log shows them,
//! and their memory is wiped when they are dropped. A token is written to a disk only by a [`TokenStore`] that is asked for. The service is spoken to over TLS; plain HTTP is for this machine only, unless it is
//! [asked for](AtlasBuilder::allow_plain_http).

pub mod access_list;
pub mod alerts;
mod auth;
pub mod backups;
mod client;
mod clock;
mod cluster_ref;
pub mod clusters;
pub mod config;
pub mod database_users;
mod error;
mod example;
pub mod flex_clusters;
mod guard;
mod id;
pub mod logs;
pub mod migrating_from_atlasapi;
pub mod model;
mod object_id;
mod operation;
mod page;
pub mod processes;
pub mod projects;
mod raw;
mod request;
mod response;
mod segment;
pub mod specs;
mod transport;
pub mod wait;

#[cfg(feature = "unstable-low-level")]
#[doc(no_inline)]
pub use atlas_gen;
pub(crate) use atlas_gen::operation_doc;
pub use atlas_gen::{ApiError, ApiVersion, FieldError, Secret};
pub use auth::{FileTokenStore, StoredToken, TokenAccount, TokenStore};
pub use client::{Atlas, AtlasBuilder};
pub use error::{Error, codes};
pub use guard::{Confirm, Confirmed, Impact, Unconfirmed};
#[doc(no_inline)]
pub use http::Method;
pub use id::{OrganizationId, ProjectId, TeamId, UserId};
#[cfg(feature = "blocking")]
pub use page::BlockingItems;
pub use page::{FirstPage, Items, List, Page};
pub use raw::RawRequest;
pub use request::{Exists, Preview, Request, RequestFuture};
pub use response::Response;
pub use transport::{RateLimit, RetryPolicy};

/// The examples of the README, compiled and run with those of the crate.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
