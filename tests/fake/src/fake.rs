//! The handle of a running fake.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
#[cfg(feature = "client")]
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::builder::{FakeAtlasBuilder, delta};
use crate::digest::ApiKey;
use crate::error::SeedError;
use crate::faults::{Fault, SetResponse};
use crate::journal::RecordedRequest;
use crate::oauth::ServiceAccount;
#[cfg(feature = "client")]
use crate::server::Shared;
use crate::server::{self, Server};
use crate::state::Ids;

/// A running fake of Atlas with one organization, one project, one API key and one service account.
///
/// By default the API key and the service account may call every operation. Dropping the fake stops it and closes its
/// connections. The `Debug` output omits the private key and the client secret.
#[must_use = "dropping the fake stops it; keep it for as long as it has to serve requests"]
pub struct FakeAtlas {
    server: Server,
    base_url: String,
    key: ApiKey,
    account: ServiceAccount,
    organization_id: String,
    project_id: String,
}

impl FakeAtlas {
    pub(crate) fn new(server: Server, key: ApiKey, account: ServiceAccount, ids: Ids<'_>) -> Self {
        let Ids { organization, project } = ids;
        let (organization_id, project_id) = (organization.to_owned(), project.to_owned());
        Self { base_url: server::base_url(server.address), server, key, account, organization_id, project_id }
    }

    /// Returns the state that the fake shares with its server.
    #[cfg(feature = "client")]
    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.server.shared
    }

    /// Starts a fake with the defaults of [`FakeAtlasBuilder`].
    ///
    /// # Errors
    /// If the port cannot be opened, or the thread or its runtime cannot be created.
    pub async fn start() -> Result<Self, io::Error> {
        Self::builder().start().await
    }

    /// Returns a builder for a fake with custom settings.
    pub fn builder() -> FakeAtlasBuilder {
        FakeAtlasBuilder::new()
    }

    /// Returns the base URL for clients, `http://127.0.0.1:PORT`, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Returns the public key of the initial API key.
    #[must_use]
    pub fn public_key(&self) -> &str {
        &self.key.public
    }

    /// Returns the private key of the initial API key.
    #[must_use]
    pub fn private_key(&self) -> &str {
        &self.key.private
    }

    /// Returns the client ID of the initial service account.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.account.client_id
    }

    /// Returns the client secret of the initial service account.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.account.client_secret
    }

    /// Returns the ID of the initial organization, 24 hexadecimal digits.
    #[must_use]
    pub fn organization_id(&self) -> &str {
        &self.organization_id
    }

    /// Returns the ID of the initial project, 24 hexadecimal digits.
    #[must_use]
    pub fn project_id(&self) -> &str {
        &self.project_id
    }

    /// Returns the requests since the start or the last [`clear_journal`](Self::clear_journal), in the order of their
    /// responses.
    ///
    /// With a [limit](FakeAtlasBuilder::journal_limit), it returns the last ones. A request is recorded before its
    /// response is sent.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.server.shared.journal().entries().iter().cloned().collect()
    }

    /// Returns the number of [`requests`](Self::requests).
    #[must_use]
    pub fn request_count(&self) -> usize {
        self.server.shared.journal().entries().len()
    }

    /// Clears the journal. The rest of the state does not change.
    pub fn clear_journal(&self) {
        self.server.shared.journal().clear();
    }

    /// Returns the [`requests`](Self::requests) as recorded exchanges, in the format that `cargo xtask conform` reads.
    ///
    /// Each is an object with `operation_id`, `method`, `path`, `query`, `request_body`, `status`,
    /// `response_content_type`, `resource_version` and `response_body`. Request headers are omitted. Secrets, the values of
    /// HTTP headers in bodies, and request bodies that are not JSON are replaced by `REDACTED`.
    ///
    /// `HEAD` requests, requests that do not match an operation of the API document, and requests whose response a
    /// fault prevented or truncated are omitted.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Value> {
        self.server.shared.journal().entries().iter().filter_map(RecordedRequest::exchange).collect()
    }

    /// Writes the [`exchanges`](Self::exchanges) to a file, one per line. An existing file is replaced.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_exchanges(&self, path: impl AsRef<Path>) -> Result<(), io::Error> {
        let lines: String = self.exchanges().iter().map(|exchange| format!("{exchange}\n")).collect();
        fs::write(path, lines)
    }

    /// Sets the response of an operation, by its ID in the API document; see [`SetResponse`].
    ///
    /// It counts as a [fault](Self::fault): the first one added takes effect, and [`clear_faults`](Self::clear_faults)
    /// removes it. Its text form in [`faults`](Self::faults) and in the journal is `OPERATION:response=STATUS`.
    /// A later response for the same operation takes effect only after [`times`](SetResponse::times) of the earlier one
    /// are used.
    ///
    /// # Panics
    /// If the document has no such operation.
    #[track_caller]
    pub fn respond(&self, operation_id: &str, response: SetResponse) {
        self.fault(response.on(operation_id));
    }

    /// Adds a fault; see [`Fault`].
    pub fn fault(&self, fault: Fault) {
        self.server.shared.faults().add(fault);
    }

    /// Returns the faults that can still apply, in their current state: `times` and `after` are the remaining numbers.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.server.shared.faults().due().cloned().collect()
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.server.shared.faults().clear();
    }

    /// Expires all nonces issued so far. The next request with one of them gets `401` with `stale=true`.
    pub fn expire_nonces(&self) {
        self.server.shared.service().digest.expire();
    }

    /// Advances the fake's clock, by at most a thousand years in total.
    ///
    /// All changes scheduled until the new time take effect before the next request.
    pub fn advance(&self, time: Duration) {
        self.server.shared.service().advance(delta(time));
    }

    /// Returns the current time of the fake's clock.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.server.shared.service().clock.now().into()
    }

    /// Resets the fake to its state at the start.
    ///
    /// It creates the [seed](FakeAtlasBuilder::seed) of the builder again, resets the clock, and removes all nonces,
    /// tokens, faults and journal entries.
    ///
    /// # Errors
    /// If the state file cannot be written.
    pub fn reset(&self) -> Result<(), io::Error> {
        self.server.shared.reset()
    }

    /// Inserts a resource without a request, and returns it.
    ///
    /// `path` is the path of its list, relative to the initial project (`clusters`), or absolute with a leading slash
    /// (`/orgs/5f1a2b3c4d5e6f7a8b9c0d1f/teams`). The body may have any property of the resource, including those that
    /// only Atlas sets. Other properties have their initial values. The body is not validated and no state change is
    /// scheduled, so a cluster is `IDLE` at once unless the body has another state.
    ///
    /// The path can also be that of content that only Atlas produces, which replaces the generated one:
    ///
    /// * The log of a host: `lines` is a list of texts, or of objects that are written as JSON. A download has the
    ///   lines of its period, by their dates in `t` or, of audit logs, `ts`; a line without a date belongs to the one before.
    /// * Measurements of a process, database or disk: `name`, `dataPoints` with `timestamp` and `value`, and optionally
    ///   `units`. A response has the points of its period, regardless of the granularity, and a point without a value for
    ///   each further time.
    /// * An invoice has its lines in `lineItems`. Amounts that the body does not have are their sums.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let atlas = atlas_fake::FakeAtlas::start().await?;
    /// use serde_json::json;
    ///
    /// let cluster = atlas.insert("clusters", json!({ "name": "orders", "stateName": "REPAIRING" }))?;
    /// assert_eq!(cluster["groupId"], atlas.project_id());
    ///
    /// let host = "orders-shard-00-00.abcde.example.com";
    /// let line = json!({ "t": { "$date": "2026-01-02T03:04:05.000Z" }, "s": "E", "msg": "Disk full" });
    /// atlas.insert(&format!("clusters/{host}/logs/mongodb.gz"), json!({ "lines": [line] }))?;
    ///
    /// let points = json!([{ "timestamp": "2026-01-02T03:04:00Z", "value": 98.5 }]);
    /// let cpu = json!({ "name": "PROCESS_CPU_USER", "dataPoints": points });
    /// atlas.insert(&format!("processes/{host}:27017/measurements"), cpu)?;
    ///
    /// let line = json!({ "clusterName": "orders", "sku": "NDS_AWS_INSTANCE_M10", "totalPriceCents": 1040 });
    /// let invoices = format!("/orgs/{}/invoices", atlas.organization_id());
    /// atlas.insert(&invoices, json!({ "statusName": "PAID", "lineItems": [line] }))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `RESOURCE_NOT_FOUND` if the path is not that of a list or of settings, `MISSING_ATTRIBUTE` or
    /// `INVALID_JSON_ATTRIBUTE` for invalid content, or the error of a missing parent.
    pub fn insert(&self, path: &str, body: Value) -> Result<Value, SeedError> {
        let path = match path.strip_prefix('/') {
            Some(path) => format!("/api/atlas/v2/{path}"),
            None => format!("/api/atlas/v2/groups/{}/{path}", self.project_id),
        };
        Ok(self.server.shared.service().insert(&path, body)?)
    }

    /// Expires all access tokens issued so far. The next request with one of them gets `401`.
    pub fn expire_tokens(&self) {
        self.server.shared.service().oauth.expire();
    }

    /// Returns how many of the [requests](Self::requests) were for an access token, including those that failed.
    #[must_use]
    pub fn token_requests(&self) -> usize {
        self.requests().iter().filter(|request| request.path() == "/api/oauth/token").count()
    }

    /// Inserts database users and returns their names, `user-1`, `user-2` and so on.
    ///
    /// They are in `admin` and have the role `readAnyDatabase`. The limit on database users does not apply. The
    /// list is empty if the project was deleted.
    pub fn seed_database_users(&self, count: usize) -> Vec<String> {
        self.server.shared.service().seed_database_users(&self.project_id, count).unwrap_or_default()
    }

    /// Creates the resources of a JSON document.
    ///
    /// The document is an object. Each property is the path of a collection in the [project](Self::project_id), for
    /// example `databaseUsers` or `privateEndpoint/endpointService`, or an absolute path with a leading slash. Its value
    /// is a list of request bodies that create such a resource; where a request body is a list itself, as for
    /// `accessList`, of its elements. The property `projects` is a list of further projects, each with the properties of
    /// a request body and with collections.
    ///
    /// A request body can also have collections below the resource, such as `onlineArchives` of a cluster, `endpoint` of
    /// a private endpoint service or `users` of a team, in the same form.
    ///
    /// Each resource is validated as in a request. Resources that no request creates, such as `alerts`, are inserted
    /// without validation. Collections are created in the order of their names. Resources created before an error stay.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let atlas = atlas_fake::FakeAtlas::start().await?;
    /// atlas.seed(&serde_json::json!({
    ///     "databaseUsers": [{
    ///         "databaseName": "admin",
    ///         "username": "app",
    ///         "password": "correct horse",
    ///         "roles": [{ "databaseName": "sales", "roleName": "read" }],
    ///     }],
    ///     "privateEndpoint/endpointService": [{
    ///         "providerName": "AWS",
    ///         "region": "EU_WEST_1",
    ///         "endpoint": [{ "id": "vpce-0123456789abcdef0" }],
    ///     }],
    /// }))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The error of the request that creates the resource, with the location in the document. It can also be
    /// `UNKNOWN_COLLECTION`, or `INVALID_JSON` for a value that is not an object or a list as required.
    pub fn seed(&self, document: &Value) -> Result<(), SeedError> {
        self.server.shared.service().seed(document)
    }

    /// Inserts a database user from the request body that creates it.
    ///
    /// A password is not required, and the limit on database users does not apply. Otherwise it is validated as in a
    /// request.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let atlas = atlas_fake::FakeAtlas::start().await?;
    /// atlas.insert_database_user(serde_json::json!({
    ///     "databaseName": "$external",
    ///     "username": "CN=reports,O=example.com",
    ///     "x509Type": "CUSTOMER",
    ///     "roles": [{ "databaseName": "sales", "roleName": "read" }],
    /// }))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The error of the request that creates it, for example `USER_ALREADY_EXISTS`.
    pub fn insert_database_user(&self, user: Value) -> Result<(), SeedError> {
        Ok(self.server.shared.service().insert_database_user(&self.project_id, user)?)
    }
}

impl fmt::Debug for FakeAtlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeAtlas")
            .field("base_url", &self.base_url)
            .field("public_key", &self.key.public)
            .field("client_id", &self.account.client_id)
            .field("organization_id", &self.organization_id)
            .field("project_id", &self.project_id)
            .finish_non_exhaustive()
    }
}
