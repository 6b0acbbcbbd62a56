//! An Atlas that runs in the process, for examples, tests and other people's tests.
//!
//! [`FakeAtlas::start`] opens a free loopback port and serves the MongoDB Atlas Administration API (v2) there over real
//! HTTP, on a thread of its own, so it works beside any runtime and its client may be anything that speaks HTTP. A test
//! starts as many as it wants; each has its own state and ends when it is dropped.
//!
//! # What it serves
//!
//! Every operation of the API document, at every version that the document has.
//!
//! These resources are remembered, so that what was created is listed, changed and deleted: organizations, projects,
//! their settings, people, teams and invitations; database users and custom roles; clusters and flex clusters with their
//! process arguments, processes, measurements, containers, global writes, snapshots, restore jobs, exports, backup
//! schedules, sample data and upgrades; the backup compliance policy; stream workspaces with their connections, processors
//! and private links; alerts and alert configurations; access lists; the maintenance window; audit settings; API keys and
//! service accounts; and invoices. One organization and one project are there from the start. Anything else can be put
//! there with [`FakeAtlas::insert`].
//!
//! They know of each other: a change of any of them writes its event; the limits of a project are minded, and say how much
//! of them is used; an API key and a service account that were created let requests in until they are deleted, or their
//! secrets are over; who is invited into a project is one of its organization's people; a cluster is the same at every
//! version of the API.
//!
//! What takes time takes as long as [the builder](FakeAtlasBuilder::cluster_time) says, by the fake's clock, which
//! [`FakeAtlas::advance`] puts forward: a cluster is `CREATING`, then `IDLE`; a snapshot `queued`, `inProgress`,
//! `completed`. A cluster with `backupEnabled` has the snapshots that its schedule brings by then, and loses those whose
//! time is up.
//!
//! Nothing is remembered of other operations. They answer what fits their schema, made from the path, the request's body
//! and the schema, so that the same request is answered the same: properties of a path parameter's name have its value,
//! what the body says is said again (secrets never are), lists have one item, logs are gzip files of
//! [any size](FakeAtlasBuilder::log_size).
//!
//! It refuses what the service refuses, in this order:
//!
//! 1. a request without a valid HTTP Digest answer (`401`): a nonce can be used again with a fresh `nc`, a used `nc` is
//!    refused, an expired nonce is answered with `stale=true`; or without a token of its service account that is good, which
//!    `POST /api/oauth/token` gives out (ten a minute to an address, a hundred at a time) and `POST /api/oauth/revoke` ends;
//! 2. a path (`404`) or a method (`405`) that the document does not know;
//! 3. an `Accept` header without a version of the resource (`406`), any date from the first version on will do;
//! 4. a query that lacks a required parameter or has a value that cannot be (`400`);
//! 5. an organization, a project or a cluster that is not there (`404`), or, where nothing is remembered, what can be no id
//!    or no word of the document's;
//! 6. a body of another media type (`415`), that is no JSON, or that does not fit the document's schema (`400`); what
//!    only the service sets is refused too, unless the document requires it, in which case it is overlooked;
//! 7. what the resource itself forbids: a name that is taken, a missing password, a date out of range, a change of what is
//!    busy, one more than a limit allows.
//!
//! Beside the document's operations there is `GET /api/private/ipinfo`, by which clients learn their own address.
//!
//! Successes have the status that the document says, or where the service was seen to answer another, that one.
//! Errors have Atlas's body: `detail`, `error`, `errorCode`, `parameters`, `reason`, and for a body that does not fit its
//! schema, `badRequestDetail` with each place that does not. The query parameters `pageNum`, `itemsPerPage`, `includeCount`,
//! `envelope` and `pretty` do what they do there, for errors too. `HEAD` is a `GET` without a body, `OPTIONS` tells the
//! methods. A version that the document says will be switched off is answered with `Sunset` and `Deprecation`.
//!
//! # What it does when asked to
//!
//! * **Faults**: a status, a latency, a reset connection, half a body, a proxy's page, by operation, count and chance; see
//!   [`Fault`].
//! * **Limits**: token buckets and the roles of the key; see [`RateLimit`] and [`FakeAtlasBuilder::roles`].
//! * **A journal**: every request with its answer, to look at in a test or to write down as a recording; see
//!   [`FakeAtlas::requests`] and [`FakeAtlas::write_exchanges`].
//! * **State** to begin with, and state that outlives the process; see [`FakeAtlas::seed`] and
//!   [`FakeAtlasBuilder::state_file`].
//! * **A page** for people, and a way for programs in other languages to do what this library does while the fake runs; see
//!   [`FakeAtlasBuilder::page`].
//!
//! The package is a program as well, `cargo run -p atlas-fake`, for clients in other processes and other languages; its
//! `README.md` is the manual.
//!
//! # Example
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # // Built together with `atlas-api`, reqwest has TLS without a provider of cryptography.
//! # let _ = rustls::crypto::ring::default_provider().install_default();
//! use atlas_fake::FakeAtlas;
//! use digest_auth::AuthContext;
//!
//! let atlas = FakeAtlas::start().await?;
//! atlas.seed_database_users(3);
//!
//! // Without credentials there is only a challenge.
//! let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id());
//! let url = format!("{}{path}", atlas.base_url());
//! let challenged = reqwest::get(&url).await?;
//! assert_eq!(challenged.status(), 401);
//!
//! // Its answer, and the version that is wanted, make it a request.
//! let mut challenge = digest_auth::parse(challenged.headers()["www-authenticate"].to_str()?)?;
//! let context = AuthContext::new(atlas.public_key(), atlas.private_key(), path);
//! let response = reqwest::Client::new()
//!     .get(&url)
//!     .header("accept", "application/vnd.atlas.2023-01-01+json")
//!     .header("authorization", challenge.respond(&context)?.to_string())
//!     .send()
//!     .await?;
//! let page: serde_json::Value = response.json().await?;
//! assert_eq!(page["totalCount"], 3);
//!
//! // What went over the wire can be looked at.
//! let statuses: Vec<_> = atlas.requests().iter().map(|request| request.status().as_u16()).collect();
//! assert_eq!(statuses, [401, 200]);
//! # Ok(())
//! # }
//! ```
//!
//! # Inside
//!
//! `server`, `connection` and `edge` are the only modules that know of sockets; `service` turns one request into one answer
//! and is a function of the request, the state and the time. What can go wrong on the way stands in `edge`: it asks `faults`
//! before the service and writes to `journal` after it. `ui` answers what is no part of the API: the page, and what steers
//! the fake while it runs. `persistence` keeps the requests that made the state, and now and then the state itself.
//! `document` reads routes, media types and schemas from the API document, so a new import is served without a change here.
//! `credentials` finds the keys and secrets that were created. `resources` holds what is remembered, as tables, which `serve`
//! serves and `show` writes in the version that is asked
//! for; `store` keeps it. `sample` makes up what a schema needs and nobody said.

mod access;
mod auth_params;
mod body;
mod builder;
mod clock;
mod connection;
mod credentials;
mod digest;
mod document;
mod error;
mod fake;
mod faults;
mod http;
mod ipinfo;
mod journal;
mod limits;
mod log;
mod media_type;
mod oauth;
mod page;
mod parameter;
mod persistence;
mod principal;
mod render;
mod request;
mod resource_kind;
mod resources;
mod response;
mod route;
mod sample;
mod schema;
mod seed;
mod serve;
mod server;
mod service;
mod state;
mod stateless;
mod status_overrides;
mod store;
mod ui;
mod violation;

pub use builder::FakeAtlasBuilder;
pub use error::SeedError;
pub use fake::FakeAtlas;
pub use faults::{Fault, FaultSpecError};
pub use journal::RecordedRequest;
pub use limits::RateLimit;
