//! A fake of the MongoDB Atlas Administration API (v2) that runs in the process, for examples and tests.
//!
//! [`FakeAtlas::start`] opens a free loopback port and serves the API there over HTTP, on a thread of its own. It works
//! with any async runtime and any HTTP client. A test can start several fakes. Each has separate state and stops when
//! it is dropped.
//!
//! # Operations
//!
//! The fake serves every operation of the API document, at every version in the document.
//!
//! Resources are remembered: created ones can be listed, updated and deleted, and others do not exist. These have rules
//! of their own:
//!
//! * organizations, projects, their settings, users, teams and invitations
//! * API keys, service accounts and access lists
//! * database users and custom roles
//! * clusters and flex clusters, with their process arguments, processes, measurements, containers, global writes,
//!   snapshots, restore jobs, exports, backup schedules, sample datasets, search indexes and upgrades
//! * the backup compliance policy, the maintenance window and audit settings
//! * stream workspaces with their connections and processors, private links and VPC peerings
//! * alerts, alert configurations, integrations and invoices
//! * private endpoint services, tests of LDAP connections and resource policies
//!
//! All other families, such as peering and data federation, follow from the paths of the document. Their resources have
//! a settled state from the start.
//!
//! The fake starts with one organization, its owner and the calling API key, and one project with default alert
//! configurations. [`FakeAtlas::insert`] adds other resources, and sets the content of logs and measurements.
//!
//! Stored resources are consistent with each other:
//!
//! * Every change records an event.
//! * The limits of a project are enforced, and return the current usage.
//! * Created API keys and service accounts can authenticate until they are deleted or their secrets expire.
//! * An invitation to a project adds the user to its organization.
//! * A cluster is the same in every version of the API.
//! * Secrets of integrations and notifications are masked, except for their last four characters.
//!
//! State changes take the time set on [the builder](FakeAtlasBuilder::cluster_time), by the fake's clock, which
//! [`FakeAtlas::advance`] advances. For example, a cluster is `CREATING`, then `IDLE`; a snapshot is `queued`,
//! `inProgress`, then `completed`. A cluster with `backupEnabled` has a snapshot for each time in its schedule, until
//! the end of the retention.
//!
//! Reports and catalogs are samples, generated from the path, the request body and the response schema. Equal requests get equal responses. Properties with the name of a path parameter have its
//! value, and properties of the request body are returned, except for secrets. Lists have one item; those
//! of reports on the use of a cluster have none. The package's
//! `README.md` names these operations. [`FakeAtlas::respond`] sets the response of any operation.
//!
//! Logs are gzip files of [any size](FakeAtlasBuilder::log_size), with lines in the requested period.
//!
//! # Validation
//!
//! Requests are checked in this order:
//!
//! 1. Authentication (`401`), by HTTP Digest or an access token. A nonce can be reused with a new `nc`. A repeated `nc`
//!    is refused, and an expired nonce gets `stale=true`. `POST /api/oauth/token` issues access tokens for a service
//!    account, at most ten a minute for each address and a hundred at a time. `POST /api/oauth/revoke` revokes them.
//! 2. The path (`404`) and the method (`405`).
//! 3. The `Accept` header (`406`). It must request a version of the resource; any date from the first version on is
//!    valid.
//! 4. The query (`400`): required parameters and valid values.
//! 5. The parents in the path (`404`).
//! 6. The request body: its media type (`415`), its JSON syntax and its schema (`400`). Read-only properties are ignored
//!    at any depth, as are the properties of an update that only its response has, so that a client can send back what
//!    it read. Five properties of a cluster are refused nevertheless: `connectionStrings`, `createDate`, `id`,
//!    `mongoDBVersion` and `stateName`. A body with a discriminator is checked against its variant.
//! 7. The rules of the resource, for example a name in use, a missing password, a date out of range, a change of a busy
//!    resource, or a limit that is reached.
//!
//! `GET /api/private/ipinfo`, which is not in the document, returns the address of the client.
//!
//! Successful responses have the documented status, or another one where the service was observed to return it. Errors
//! have Atlas's body: `detail`, `error`, `errorCode`, `parameters`, `reason`, and `badRequestDetail` with the invalid
//! fields of a body. The query parameters `pageNum`, `itemsPerPage`, `includeCount`, `envelope` and `pretty` are
//! supported, for errors too. `HEAD` is a `GET` without a body, and `OPTIONS` returns the allowed methods. Versions
//! with a documented sunset have the headers `Sunset` and `Deprecation`.
//!
//! # Options
//!
//! * **Responses**: the status, headers and body of an operation's response; see [`SetResponse`].
//! * **Client**: with the feature `client`, a ready client of `atlas-api` whose waits advance the fake's clock.
//! * **Faults**: error statuses, latency, connection resets, truncated bodies and proxy pages, selected by operation,
//!   count and probability; see [`Fault`].
//! * **Limits**: rate limits by token buckets, and the roles of credentials; see [`RateLimit`] and
//!   [`FakeAtlasBuilder::roles`].
//! * **Journal**: every request with its response, for assertions or as recordings; see [`FakeAtlas::requests`] and
//!   [`FakeAtlas::write_exchanges`].
//! * **State**: initial resources, and persistence in a file; see [`FakeAtlas::seed`] and
//!   [`FakeAtlasBuilder::state_file`].
//! * **Web page** and a control API for programs in other languages; see [`FakeAtlasBuilder::page`].
//!
//! The package is also a program, `cargo run -p atlas-fake`, for clients in other processes and languages. Its
//! `README.md` is the manual.
//!
//! # Features
//!
//! * `persistence`: [state files](FakeAtlasBuilder::state_file).
//! * `client`: a [ready client](FakeAtlas::client) of `atlas-api`, whose waits advance the fake's clock.
//! * `page`: the [web page and the control API](FakeAtlasBuilder::page).
//! * `cli`, enabled by default: the program, with the other features. A library user disables it with
//!   `default-features = false`.
//!
//! # Example
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # // In a build together with `atlas-api`, reqwest has TLS without a default crypto provider.
//! # let _ = rustls::crypto::ring::default_provider().install_default();
//! use atlas_fake::FakeAtlas;
//! use digest_auth::AuthContext;
//!
//! let atlas = FakeAtlas::start().await?;
//! atlas.seed_database_users(3);
//!
//! // A request without credentials gets a challenge.
//! let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id());
//! let url = format!("{}{path}", atlas.base_url());
//! let challenged = reqwest::get(&url).await?;
//! assert_eq!(challenged.status(), 401);
//!
//! // Send it again with the digest of the challenge and the requested version.
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
//! // The journal has both requests.
//! let statuses: Vec<_> = atlas.requests().iter().map(|request| request.status().as_u16()).collect();
//! assert_eq!(statuses, [401, 200]);
//! # Ok(())
//! # }
//! ```
//!
//! # Modules
//!
//! * `server`, `connection` and `http` are the only modules with sockets. `connection` closes idle connections. `http`
//!   applies `faults` before and during a response, and records the request in the `journal`.
//! * `service` returns the response to one request, as a function of the request, the state and the time.
//! * `ui` serves the page and the control API.
//! * `document` reads routes, media types and schemas from the API document, so a new document needs no changes here. It
//!   applies the corrections of the generated client, and the facts about the service in `document/observed.yaml`.
//! * `error` has all errors, and in `error/codes.rs` the table of their codes.
//! * `resources` declares the kinds of stored resources as tables. `serve` executes their operations, `render` renders
//!   them in the requested version, and `store` holds them. `credentials` reads the stored keys and secrets.
//! * `remembered` derives the same for all other families from the paths of the document.
//! * `sample` generates values from schemas.
//! * `persistence` logs the requests that changed the state, and writes snapshots of the state.

mod access;
mod auth_params;
mod body;
mod builder;
#[cfg(feature = "client")]
mod client;
mod clock;
mod connection;
mod credentials;
mod dates;
mod digest;
mod document;
mod error;
mod fake;
mod faults;
mod http;
mod idle;
mod ipinfo;
mod journal;
mod limits;
mod log;
mod masking;
mod media_type;
mod oauth;
mod observed;
mod page;
mod parameter;
#[cfg(feature = "persistence")]
mod persistence;
mod principal;
mod query;
mod remembered;
mod render;
mod request;
mod reset;
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
mod store;
#[cfg(feature = "page")]
mod ui;
mod violation;

pub use builder::FakeAtlasBuilder;
pub use error::SeedError;
pub use fake::FakeAtlas;
pub use faults::{Fault, FaultSpecError, SetResponse};
pub use journal::RecordedRequest;
pub use limits::RateLimit;
