//! A client for the Administration API (v2) of MongoDB Atlas.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use atlas_api::database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs};
//!
//! let users = atlas.database_users();
//! let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password").add_role("sales", RoleSpecs::Read)?;
//! users.create(spec).await?;
//!
//! let mut all = users.list().stream();
//! while let Some(user) = all.next().await {
//!     println!("{:?}", user?.username);
//! }
//! # });
//! ```
//!
//! # Overview
//!
//! [`Atlas`] is the client; [`Atlas::new`], [`Atlas::from_env`] and [`Atlas::builder`] create it. It holds the
//! credentials and the connections, has a default project, and is cheap to clone. It has a handle for each family of
//! resources, and each family has a module with its types:
//!
//! | module | handles |
//! |---|---|
//! | [`access_history`] | [`Atlas::access_history`]: attempts to log in to databases |
//! | [`access_list`] | [`Atlas::access_list`]: the IP access list of a project |
//! | [`ai_models`] | [`Atlas::project_ai_model_keys`], [`Atlas::project_ai_model_rate_limits`], and the same of an organization: keys for AI models |
//! | [`alert_configs`] | [`Atlas::alert_configs`]: the events that raise alerts, and the notifications |
//! | [`alerts`] | [`Atlas::alerts`]: alerts and their acknowledgement |
//! | [`api_keys`] | [`Atlas::organization_api_keys`], [`Atlas::project_api_keys`]: API keys and their access lists |
//! | [`auditing`] | [`Atlas::auditing`]: the log of actions in databases |
//! | [`aws_custom_dns`] | [`Atlas::aws_custom_dns`]: names of hosts for clients in a VPC |
//! | [`backups`] | [`Atlas::backups`]: schedule, snapshots, restores and exports of a cluster; [`Atlas::flex_backups`], [`Atlas::backup_export_buckets`], [`Atlas::backup_private_endpoints`], [`Atlas::backup_compliance_policy`] |
//! | [`cloud_provider_access`] | [`Atlas::cloud_provider_access`]: roles of Atlas at cloud providers |
//! | [`clusters`], [`flex_clusters`] | [`Atlas::clusters`], [`Atlas::flex_clusters`] |
//! | [`collection_metrics`] | [`Atlas::collection_metrics`]: measurements of collections |
//! | [`custom_roles`] | [`Atlas::custom_roles`]: custom roles of database users |
//! | [`data_federation`] | [`Atlas::data_federation`]: federated database instances |
//! | [`database_users`] | [`Atlas::database_users`]: accounts that log in to clusters |
//! | [`encryption_at_rest`] | [`Atlas::encryption_at_rest`], [`Atlas::encryption_private_endpoints`]: keys of cloud providers |
//! | [`events`] | [`Atlas::events`], [`Atlas::organization_events`]: the activity log, also as a stream |
//! | [`federation`] | [`Atlas::federation`]: identity providers, their organizations, and role mappings |
//! | [`global_clusters`] | [`Atlas::global_cluster`]: managed namespaces and zones |
//! | [`integrations`] | [`Atlas::integrations`]: connections of a project with other services |
//! | [`invoices`] | [`Atlas::invoices`]: the invoices of an organization and their line items, and the cost of a month |
//! | [`ldap`], [`x509`] | [`Atlas::ldap`], [`Atlas::x509`]: how database users log in |
//! | [`live_migration`] | [`Atlas::live_migration_links`], [`Atlas::live_migrations`]: migrations from outside of Atlas |
//! | [`log_integrations`], [`metric_integrations`] | [`Atlas::log_integrations`], [`Atlas::metric_integrations`]: exports of logs and metrics |
//! | [`maintenance_window`] | [`Atlas::maintenance_window`]: the time of regular maintenance |
//! | [`mcp`] | [`Atlas::project_mcp_configs`], [`Atlas::organization_mcp_configs`]: remote MCP configurations |
//! | [`network_peering`] | [`Atlas::network_containers`], [`Atlas::network_peerings`]: connections with other networks |
//! | [`online_archives`] | [`Atlas::online_archives`]: archives of old documents of a cluster |
//! | [`organizations`] | [`Atlas::organizations`], and for the organization of the client [`Atlas::organization_users`] and [`Atlas::organization_settings`], with delegated access |
//! | [`performance_advisor`] | [`Atlas::performance_advisor`]: suggested indexes and slow queries |
//! | [`private_endpoints`] | [`Atlas::private_endpoint_services`], [`Atlas::private_endpoints`]: connections without the internet |
//! | [`processes`], [`logs`], [`measurements`] | [`Atlas::processes`], [`Atlas::logs`], [`Atlas::measurements`]: the hosts of clusters, their logs and metrics |
//! | [`projects`] | [`Atlas::projects`], with moves, IP addresses and versions of MongoDB, and for the project of the client [`Atlas::project_users`], [`Atlas::project_teams`], [`Atlas::project_settings`] and [`Atlas::project_limits`] |
//! | [`query_shapes`] | [`Atlas::query_shapes`]: statistics of queries of the same shape |
//! | [`rate_limits`] | [`Atlas::rate_limits`]: the rate limits of sets of endpoints |
//! | [`resource_policies`] | [`Atlas::resource_policies`]: rules for the resources in an organization |
//! | [`search`] | [`Atlas::search_indexes`], [`Atlas::search_nodes`]: search and vector indexes of a cluster |
//! | [`service_accounts`] | [`Atlas::organization_service_accounts`], [`Atlas::project_service_accounts`]: service accounts, their access lists and secrets |
//! | [`streams`] | [`Atlas::streams`]: stream processing, with its connections, processors and networks |
//! | [`system`] | [`Atlas::system`]: the status and the IP addresses of Atlas itself |
//! | [`teams`] | [`Atlas::teams`]: teams of an organization |
//!
//! [`Atlas::project`] returns the same client for another project, [`Atlas::organization`] for another organization.
//! [`specs`] describe resources to create or update, in
//! code or in [files](specs#specs-as-files). [`model`] has the types of responses. [`migrating_from_atlasapi`] lists
//! the counterparts of the methods of Python's `atlasapi`.
//!
//! # Requests
//!
//! A method of a handle returns a [`Request`]. It is sent when it is awaited, and returns a [`Response`]: the value
//! together with the status, the headers and the body.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! let user = atlas.database_users().get("user-1").await?;
//! assert_eq!(user.username.as_deref(), Some("user-1"));
//! assert_eq!(user.status(), 200);
//! assert!(!atlas.database_users().get("reports").exists().await?);
//! # });
//! ```
//!
//! [`Request::preview`] returns the method, the URL, the headers and the body, and sends nothing. Names are encoded as
//! one segment of the path each. A request contains only the properties that were set. All properties of a response are
//! optional, and enumerations are open: an undocumented value does not fail the decoding.
//!
//! Dropping the future of a request cancels it. Atlas rejects concurrent writes to the IP access list of a project, so
//! the client and its clones send them one at a time. At most 100 requests are in flight; others wait for their turn
//! ([`AtlasBuilder::max_requests_in_flight`]).
//!
//! # Clusters
//!
//! A [`ClusterSpec`](clusters::ClusterSpec) creates a cluster, and a [`ClusterChange`](clusters::ClusterChange) changes
//! single parts of one, such as the nodes in a region. [`ReadLayout`](clusters::ReadLayout) has the values that
//! programs read most often.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use atlas_api::clusters::{ClusterChange, ClusterSpec, ReadLayout};
//!
//! atlas.clusters().create(ClusterSpec::new("sales", "AWS", "US_EAST_1", "M10")).await?;
//!
//! let change = ClusterChange::new().instance_size("M30").set_tag("team", "finance");
//! let cluster = atlas.clusters().modify("orders", change).await?;
//! assert_eq!((cluster.changed(), cluster.instance_size()), (true, Some("M30")));
//! # });
//! ```
//!
//! # Lists
//!
//! A list comes in pages. A [`List`] is awaited for one [`Page`]; [`List::stream`] returns [`Items`], a stream over all
//! pages, and [`List::all`] collects them.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! let page = atlas.database_users().list().page_size(2).await?;
//! assert_eq!((page.items().len(), page.total_count(), page.has_next()), (2, Some(3), true));
//!
//! let all = atlas.database_users().list().prefetch(4).all().await?;
//! assert_eq!(all.len(), 3);
//! # });
//! ```
//!
//! A stream fetches each page when the one before it is used up, or [several pages at once](List::prefetch). If Atlas
//! cannot count all items in time, the page is requested again without the total count. [`Error::page`] is the page to
//! continue with after an error.
//!
//! # Confirmation
//!
//! A method that deletes, overwrites or revokes something returns an [`Unconfirmed`] request, which cannot be awaited.
//! [`Unconfirmed::impact`] describes the effect, and [`Unconfirmed::confirm`] returns the request that can be sent.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use atlas_api::Confirm;
//!
//! let delete = atlas.database_users().delete("user-1");
//! assert_eq!(delete.impact().to_string(), "database user \"user-1\" will be deleted");
//! delete.confirm(Confirm::name("user-1")).await?;
//! # });
//! ```
//!
//! [`Confirm::name`] is for names that people type: nothing is destroyed if it is not the name of the resource. If an
//! earlier attempt of a `DELETE` may have deleted the resource, a `404` for the next attempt is a success.
//!
//! # Waiting
//!
//! Atlas responds to a change of a cluster before the change is complete. A [`Wait`](wait::Wait) polls a resource until
//! a [condition](wait::Condition) holds; [`wait::states`] has the conditions for resources with a state.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use std::time::Duration;
//!
//! use atlas_api::wait::states;
//!
//! let idle = atlas.clusters().wait_until_idle("orders").interval(Duration::from_millis(10)).await?;
//! assert_eq!(idle.state(), Some("IDLE"));
//!
//! let get = atlas.clusters().get("orders");
//! let mut progress = get.wait_until(states::CLUSTER_IDLE).stable_for(Duration::ZERO).stream();
//! while let Some(observation) = progress.next().await {
//!     println!("{}", observation?.state());
//! }
//! # });
//! ```
//!
//! # Authentication
//!
//! * An [API key](AtlasBuilder::api_key) signs requests with HTTP Digest. The client caches the challenge, so that a
//!   call takes one request instead of two.
//! * A [service account](AtlasBuilder::service_account) obtains an access token with OAuth 2.0. All clones share it,
//!   refresh it before it expires, and replace it once if it is rejected early. A [`TokenStore`], such as
//!   [`FileTokenStore`], shares it with other runs of the program. [`Atlas::revoke_token`] revokes it.
//! * An [access token](AtlasBuilder::access_token) from another source is used until it expires.
//!
//! [`Atlas::from_env`] reads the credentials from the environment or a profile of the Atlas CLI; see [`config`]. If no
//! token can be obtained, calls fail with [`Error::is_credential`]. Credentials are sent only to the [base
//! URL](AtlasBuilder::base_url): redirects are not followed.
//!
//! # Retries
//!
//! Transient failures are retried when that is safe: always if Atlas did not carry out the request, as after a `429`,
//! and for `GET`, `PUT` and `DELETE` also if its effect is unknown, as after a lost connection. The wait is the one
//! that Atlas requests, or a backoff with jitter. [`RetryPolicy`] has the details and the limits. A [retry
//! budget](AtlasBuilder::retry_budget) limits the retries of all calls of a client in an outage.
//!
//! [`Response::attempts`] and [`Error::attempts`] are the number of requests that a call took. [`Atlas::rate_limit`] is
//! the rate limit that the last response reported.
//!
//! # Errors
//!
//! All methods return the same [`Error`]. Its predicates classify it, [`codes`] are Atlas's codes that programs handle.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! let error = atlas.database_users().get("nobody").await.unwrap_err();
//! assert!(error.is_not_found());
//! assert_eq!(error.code(), Some("USER_NOT_FOUND"));
//! assert_eq!(error.operation(), Some("getGroupDatabaseUser"));
//! # });
//! ```
//!
//! [`Error::is_absent`] is stricter than [`Error::is_not_found`]: it is false if the project or another parent is
//! missing. [`Error::may_have_been_applied`] returns whether a failed request may have been carried out. A program that
//! can be repeated treats [`Error::is_duplicate`] of a creation and [`Error::is_absent`] of a deletion as a success.
//!
//! # Options for one call
//!
//! Each request type has, before its confirmation, setters for [`timeout`](Request::timeout), [`retry`](Request::retry),
//! [`idempotent`](Request::idempotent), [`api_version`](Request::api_version) and [`header`](Request::header). They
//! replace the settings of the client for this call.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use std::time::Duration;
//!
//! use atlas_api::RetryPolicy;
//!
//! let request = atlas.database_users().get("user-1").timeout(Duration::from_secs(5)).retry(RetryPolicy::none());
//! assert_eq!(request.await?.attempts(), 1);
//! # });
//! ```
//!
//! # Any operation
//!
//! [`Atlas::request`] sends a request by method and path. It supports the same options, lists, confirmation and waits.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use atlas_api::Method;
//!
//! let path = format!("/api/atlas/v2/groups/{}/maintenanceWindow", atlas.project_id()?);
//! let window = atlas.request(Method::GET, path).await?;
//! println!("{}", window["hourOfDay"]);
//! # });
//! ```
//!
//! With the feature `unstable-low-level`, `Atlas::call`, `Atlas::list` and `Atlas::guarded` return typed requests for
//! any generated operation, and `atlas_api::atlas_gen` has the operations and types.
//!
//! To change an object that was read and put it back, convert the response into the request type that updates it, such
//! as `AlertConfigInput::from(&*config)`, or into its spec, such as
//! [`AlertConfigSpec::from(&*config)`](specs::AlertConfigSpec#from-an-existing-configuration). The conversion drops
//! read-only properties, and secrets that Atlas has masked (`****1c11`), which would replace the real ones. For a type of
//! both directions, [`Model::without_masked_secrets`](model::Model::without_masked_secrets) drops the secrets. A
//! notification with a `notifierId` keeps its secret; set that of an integration again.
//!
//! # Blocking
//!
//! With the feature `blocking`, each request type has a method that blocks the thread: `send_blocking`,
//! `List::iter_blocking`, `LogDownload::lines_blocking`, `Wait::wait_blocking`. They need no async runtime: the client
//! drives the connections of these calls on a thread of its own, and any number of threads can call. They fail in async
//! code, but not in `tokio::task::spawn_blocking`. The condition of a wait runs on the thread of the caller.
//!
//! ```no_run
//! # #[cfg(feature = "blocking")]
//! # fn main() -> Result<(), atlas_api::Error> {
//! // Not run: it would connect to Atlas.
//! let atlas = atlas_api::Atlas::from_env()?;
//! let user = atlas.database_users().get("reports").send_blocking()?;
//! println!("{:?}", user.roles);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "blocking"))]
//! # fn main() {}
//! ```
//!
//! # Observability
//!
//! Each call is a [`tracing`](https://docs.rs/tracing) span at level `INFO` with the target `atlas_api::call`, a child
//! of the span in which the request is sent. It covers the complete call: the wait for other writes, all attempts, and
//! reading the response, unless that is a download. The fields are those of OpenTelemetry for HTTP clients:
//!
//! | field | value |
//! |---|---|
//! | `otel.name`, `otel.kind` | the operation, such as `getGroupDatabaseUser`, or the method if the operation is not known; `client` |
//! | `http.request.method`, `url.template` | the method; the path with `{names}` for its parameters |
//! | `server.address`, `server.port` | the host and the port of the base URL |
//! | `http.request.body.size`, `http.response.body.size` | the size in bytes, of the response after decompression |
//! | `http.request.resend_count` | the number of retries, if there were any; requests for a digest challenge are not counted |
//! | `http.response.status_code` | the status of the last response, if there was one |
//! | `http.client.request.duration` | the duration in seconds |
//! | `error.type`, `otel.status_code` | if the call failed: the status, `timeout`, `connect`, `incomplete`, `response_too_large` or `_OTHER`; `ERROR` |
//! | `atlas.operation.id`, `atlas.error.code` | the operation; the error code from Atlas |
//!
//! Events have targets that begin with `atlas_api`. Those of a call are in its span: each retry (`INFO`, with
//! `attempt`, `wait` in seconds and `reason`), each new digest challenge (`DEBUG`), and the body of the request
//! (`TRACE`). A token that cannot be obtained or saved is a `WARN`.
//!
//! Spans and events contain no secret. Only the URL template is recorded, and nothing of headers and response bodies.
//! Of a request body, only the values of properties that are secret nowhere in the API are shown; all others, including
//! unknown ones in a [raw request](RawRequest), are `[REDACTED]`. Without a subscriber, spans cost nothing.
//!
//! # Cargo features
//!
//! None is enabled by default. A method whose feature is not enabled does not compile; the error names the feature.
//!
//! * `ai-models`: keys for AI models and their rate limits, with the module `ai_models`.
//! * `billing`: invoices, and the cost of a month or of a query, with the module `invoices`.
//! * `blocking`: methods for threads without an async runtime.
//! * `data-federation`: federated database instances, with the module `data_federation`.
//! * `federation`: federated authentication, with the module `federation`.
//! * `full`: all families of resources that have a feature of their own.
//! * `global-clusters`: the managed namespaces and zones of global clusters, with the module `global_clusters`.
//! * `http2`: HTTP/2 with servers that support it. Calls at the same time share one connection. Without it, each uses one
//!   of its own, which later calls use again. It adds 0.7 MB to a release program.
//! * `integrations`: monitoring and messaging services, and exports of logs and metrics, with the modules `integrations`,
//!   `log_integrations` and `metric_integrations`.
//! * `keyring`: [`Atlas::from_env`] reads secrets that profiles of the Atlas CLI keep in the keyring of the operating
//!   system.
//! * `live-migration`: migrations of clusters from outside of Atlas, with the module `live_migration`.
//! * `logs`: logs of hosts, as files, lines and slow queries, with the module `logs`.
//! * `mcp`: remote MCP configurations and their secrets, with the module `mcp`.
//! * `network-security`: private endpoints, peering, custom DNS, encryption at rest, auditing, attempts to log in, LDAP,
//!   X.509 certificates, and the roles of Atlas at cloud providers.
//! * `online-archives`: online archives of clusters, with the module `online_archives`.
//! * `performance`: the Performance Advisor, metrics of collections, and query shapes.
//! * `policies`: the resource policies of an organization, and the rate limits of the API.
//! * `preview`: the operations that have no stable version yet, for `unstable-low-level`.
//! * `redis`: `RedisTokenStore`, with which many machines share the token of a service account.
//! * `schemars`: `schemars::JsonSchema` for the [specs], to check [files](specs#specs-as-files) in an editor. Enables
//!   `serde`.
//! * `search`: indexes for full-text and vector search, and search nodes, with the module `search`.
//! * `serde`: `serde::Deserialize` for the [specs], to read them from files.
//! * `streams`: stream processing, with the module `streams`.
//! * `unstable-low-level`: typed requests for all operations. They follow the API's document, so they can change in any
//!   release.
//!
//! # Programs
//!
//! The directory `examples` of the crate has a program for each of these tasks. The tests run them against a fake Atlas.
//!
//! | program | task |
//! |---|---|
//! | `quickstart` | create, list, change and delete a database user, without an account |
//! | `database_user` | a database user with a custom role |
//! | `scale_cluster` | another instance size, with a progress bar |
//! | `download_logs` | the logs of all hosts of a cluster, and its slow queries |
//! | `restore_snapshot` | the latest snapshot, restored to another cluster |
//! | `monthly_cost` | the cost of the last month by project and cluster |
//! | `who_has_access` | the roles of people, teams, API keys and database users |
//! | `webhook_alerts` | alerts that are sent to a webhook |
//! | `vector_index` | an index for vector search |
//! | `environment` | a project with a cluster, provisioned and deleted |
//!
//! # Types of other crates
//!
//! Dates are types of `chrono` 0.4, JSON values of `serde_json` 1, and methods, statuses and headers of `http` 1. Depend on
//! these crates to create or name them; [`Method`] is re-exported.
//!
//! # TLS
//!
//! Connections use `rustls` with the cryptography of `ring`, and trust the certificates of the operating system. The first
//! client installs `ring` as the default provider of the process; if the program has installed another one, the client
//! uses that.
//!
//! # Secrets
//!
//! Private keys, client secrets, access tokens and passwords appear in no `Debug` output, error or log of this crate. A
//! [`Secret`] is wiped from memory when it is dropped. Only a [`TokenStore`] writes a token to disk. Connections are
//! encrypted; plain HTTP is accepted only for this machine, unless the program
//! [allows](AtlasBuilder::allow_plain_http) it.

// On docs.rs, each item shows the feature that it requires.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "network-security")]
pub mod access_history;
pub mod access_list;
#[cfg(feature = "ai-models")]
pub mod ai_models;
pub mod alert_configs;
pub mod alerts;
pub mod api_keys;
#[cfg(feature = "network-security")]
pub mod auditing;
mod auth;
#[cfg(feature = "network-security")]
pub mod aws_custom_dns;
pub mod backups;
mod client;
mod clock;
#[cfg(feature = "network-security")]
pub mod cloud_provider_access;
mod cluster_ref;
pub mod clusters;
#[cfg(feature = "performance")]
pub mod collection_metrics;
pub mod config;
pub mod custom_roles;
#[cfg(feature = "data-federation")]
pub mod data_federation;
pub mod database_users;
mod download;
#[cfg(feature = "network-security")]
pub mod encryption_at_rest;
mod error;
pub mod events;
mod example;
#[cfg(feature = "federation")]
pub mod federation;
pub mod flex_clusters;
#[cfg(feature = "global-clusters")]
pub mod global_clusters;
mod guard;
mod id;
#[cfg(feature = "integrations")]
pub mod integrations;
#[cfg(feature = "billing")]
pub mod invoices;
#[cfg(feature = "network-security")]
pub mod ldap;
#[cfg(feature = "live-migration")]
pub mod live_migration;
mod local_file;
#[cfg(feature = "integrations")]
pub mod log_integrations;
#[cfg(feature = "logs")]
pub mod logs;
pub mod maintenance_window;
#[cfg(feature = "mcp")]
pub mod mcp;
pub mod measurements;
#[cfg(feature = "integrations")]
pub mod metric_integrations;
pub mod migrating_from_atlasapi;
pub mod model;
#[cfg(feature = "network-security")]
pub mod network_peering;
mod object_id;
#[cfg(feature = "online-archives")]
pub mod online_archives;
mod open_enum;
pub mod organizations;
mod page;
#[cfg(feature = "performance")]
pub mod performance_advisor;
mod period;
#[cfg(feature = "network-security")]
pub mod private_endpoints;
pub mod processes;
pub mod projects;
#[cfg(feature = "performance")]
pub mod query_shapes;
#[cfg(feature = "policies")]
pub mod rate_limits;
mod raw;
mod replacement;
mod request;
#[cfg(feature = "policies")]
pub mod resource_policies;
mod response;
mod save;
#[cfg(feature = "search")]
pub mod search;
mod segment;
pub mod service_accounts;
pub mod specs;
#[cfg(feature = "streams")]
pub mod streams;
pub mod system;
pub mod teams;
mod transport;
pub mod wait;
#[cfg(feature = "network-security")]
pub mod x509;

#[cfg(feature = "unstable-low-level")]
#[doc(no_inline)]
pub use atlas_gen;
pub(crate) use atlas_gen::operation_doc;
pub use atlas_gen::{ApiError, ApiVersion, FieldError, Secret};
#[cfg(feature = "redis")]
pub use auth::RedisTokenStore;
pub use auth::{FileTokenStore, StoredToken, TokenAccount, TokenStore};
pub use client::{Atlas, AtlasBuilder};
pub use download::{Download, FileStream};
pub use error::{Error, codes};
pub use guard::{Confirm, Confirmed, Impact, Unconfirmed};
#[doc(no_inline)]
pub use http::Method;
pub use id::{FederationSettingsId, OrganizationId, ProjectId, TeamId, UserId};
#[cfg(feature = "blocking")]
pub use page::BlockingItems;
pub use page::{FirstPage, Items, List, Page};
pub use period::Period;
pub use raw::RawRequest;
pub use request::{Exists, Preview, Request, RequestFuture};
pub use response::Response;
pub use transport::{RateLimit, RetryPolicy};

/// The examples of the README, compiled and run with those of the crate, with all features.
#[cfg(all(doctest, feature = "blocking", feature = "unstable-low-level"))]
#[doc = include_str!("../../README.md")]
struct Readme;
