//! The handle on a running fake.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::builder::{FakeAtlasBuilder, delta};
use crate::digest::ApiKey;
use crate::error::SeedError;
use crate::faults::Fault;
use crate::journal::RecordedRequest;
use crate::oauth::ServiceAccount;
use crate::server::{self, Server};
use crate::state::Ids;

/// A running fake of Atlas with one organization, one project, one API key and one service account, who may do everything.
///
/// It ends, and its connections with it, when it is dropped. Its `Debug` output leaves out the private key and the client
/// secret.
#[must_use = "the fake ends when it is dropped, so it has to be kept as long as it is to answer"]
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

    /// Starts a fake with the defaults of [`FakeAtlasBuilder`].
    ///
    /// # Errors
    /// If there is no port, no thread or no runtime to be had.
    pub async fn start() -> Result<Self, io::Error> {
        Self::builder().start().await
    }

    /// Sets up a fake that differs from the defaults.
    pub fn builder() -> FakeAtlasBuilder {
        FakeAtlasBuilder::new()
    }

    /// The address to give to a client, `http://127.0.0.1:PORT`, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The public half of the API key that is there from the start.
    #[must_use]
    pub fn public_key(&self) -> &str {
        &self.key.public
    }

    /// The private half of the API key that is there from the start.
    #[must_use]
    pub fn private_key(&self) -> &str {
        &self.key.private
    }

    /// The id of the service account that is there from the start.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.account.client_id
    }

    /// The secret of the service account that is there from the start.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.account.client_secret
    }

    /// The id of the organization that is there from the start, 24 hexadecimal digits.
    #[must_use]
    pub fn organization_id(&self) -> &str {
        &self.organization_id
    }

    /// The id of the project that is there from the start, 24 hexadecimal digits.
    #[must_use]
    pub fn project_id(&self) -> &str {
        &self.project_id
    }

    /// Every request since the start or the last [`clear_journal`](Self::clear_journal), in the order answered; with a
    /// [limit](FakeAtlasBuilder::journal_limit), the last ones. A request is there before its answer is sent.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.server.shared.journal().entries().iter().cloned().collect()
    }

    /// How many requests [`requests`](Self::requests) holds.
    #[must_use]
    pub fn request_count(&self) -> usize {
        self.server.shared.journal().entries().len()
    }

    /// Forgets the requests so far; nothing else changes.
    pub fn clear_journal(&self) {
        self.server.shared.journal().clear();
    }

    /// The requests that [`requests`](Self::requests) holds as recorded exchanges, which `cargo xtask conform` reads: each
    /// an object of `operation_id`, `method`, `path`, `query`, `request_body`, `status`, `response_content_type`,
    /// `resource_version` and `response_body`.
    ///
    /// Left out are requests that mean no operation of the API document, answers that a fault kept from the client, all
    /// headers of requests, and the values of properties that hold a secret, which read `REDACTED`.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Value> {
        self.server.shared.journal().entries().iter().filter_map(RecordedRequest::exchange).collect()
    }

    /// Writes [`exchanges`](Self::exchanges) to a file, one a line. A file that is there is replaced.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_exchanges(&self, path: impl AsRef<Path>) -> Result<(), io::Error> {
        let lines: String = self.exchanges().iter().map(|exchange| format!("{exchange}\n")).collect();
        fs::write(path, lines)
    }

    /// Lets something go wrong from now on; see [`Fault`] for what, where and how often.
    pub fn fault(&self, fault: Fault) {
        self.server.shared.faults().add(fault);
    }

    /// The faults that can still hit, each as it is by now; see [`Fault`]'s form as text.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.server.shared.faults().due().cloned().collect()
    }

    /// Takes all faults back.
    pub fn clear_faults(&self) {
        self.server.shared.faults().clear();
    }

    /// Makes all nonces given out so far stale: the next request that uses one is answered `401` with `stale=true`.
    pub fn expire_nonces(&self) {
        self.server.shared.service().digest.expire();
    }

    /// Puts the fake's clock forward: what was to happen until then has happened when the next request comes. It goes no
    /// further than a thousand years in all.
    pub fn advance(&self, time: Duration) {
        self.server.shared.service().advance(delta(time));
    }

    /// The time by the fake's clock.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.server.shared.service().clock.now().into()
    }

    /// Makes the fake what it was when it started: what is remembered, with the [seed](FakeAtlasBuilder::seed) of the builder
    /// created anew, and the clock. Nonces, tokens, faults and the journal are gone.
    ///
    /// # Errors
    /// If the state's file cannot be written.
    pub fn reset(&self) -> Result<(), io::Error> {
        self.server.shared.reset()
    }

    /// Puts a resource there, without a request, and says what it is then.
    ///
    /// `path` is the list that it is in, in the project that is there from the start (`clusters`), or with a slash in
    /// front anywhere (`/orgs/5f1a2b3c4d5e6f7a8b9c0d1f/teams`). The body may have whatever the resource has, what only
    /// Atlas sets included, and what it leaves out is as it is at first; nothing is asked of it and nothing becomes of
    /// it, so that a cluster is `IDLE` at once unless the body says otherwise.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let atlas = atlas_fake::FakeAtlas::start().await?;
    /// let cluster = atlas.insert("clusters", serde_json::json!({ "name": "orders", "stateName": "REPAIRING" }))?;
    /// assert_eq!(cluster["groupId"], atlas.project_id());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `RESOURCE_NOT_FOUND` if the path is of no list that is remembered, or the error of what it belongs to and is
    /// not there.
    pub fn insert(&self, path: &str, body: Value) -> Result<Value, SeedError> {
        let path = match path.strip_prefix('/') {
            Some(path) => format!("/api/atlas/v2/{path}"),
            None => format!("/api/atlas/v2/groups/{}/{path}", self.project_id),
        };
        Ok(self.server.shared.service().insert(&path, body)?)
    }

    /// Ends all access tokens given out so far: the next request that carries one is answered `401`.
    pub fn expire_tokens(&self) {
        self.server.shared.service().oauth.expire();
    }

    /// How many of the [requests](Self::requests) asked for an access token, whatever they were answered.
    #[must_use]
    pub fn token_requests(&self) -> usize {
        self.requests().iter().filter(|request| request.path() == "/api/oauth/token").count()
    }

    /// Puts this many database users there and returns their names, `user-1`, `user-2` and so on. They are in `admin`
    /// and have the role `readAnyDatabase`. The limit on users does not count here.
    pub fn seed_database_users(&self, count: usize) -> Vec<String> {
        let mut service = self.server.shared.service();
        let now = service.clock.now();
        service.state.seed_database_users(&self.project_id, count, now)
    }

    /// Creates what a JSON document holds, each resource from the body that creating it over HTTP takes and
    /// held to the same rules. Collections come in the order of their names, and what was created before an error stays.
    ///
    /// The document is an object. Each property is the name of a collection of the [project](Self::project_id), called as
    /// in the paths of the API, with a list of bodies: `databaseUsers`, `clusters`, `accessList`. The property `projects`
    /// has a list of further projects: each has the properties of the body that creates a project, and collections
    /// besides. What no request creates, such as `alerts`, is put there as it is given. What the fake has no memory of is
    /// held to its rules, and then forgotten as it would be over HTTP.
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
    /// }))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The error that creating the resource would have been answered with, and its place in the document; or
    /// `UNKNOWN_COLLECTION`, or `INVALID_JSON` where an object or a list is missing.
    pub fn seed(&self, document: &Value) -> Result<(), SeedError> {
        self.server.shared.service().seed(document)
    }

    /// Puts a database user there, from a body such as creating it takes. It needs no password, and the limit on users
    /// does not count here; for the rest it is held to what creating it is.
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
    /// The error that creating it would have been answered with, `USER_ALREADY_EXISTS` for one.
    pub fn insert_database_user(&self, user: Value) -> Result<(), SeedError> {
        let mut service = self.server.shared.service();
        let (document, now) = (Arc::clone(&service.document), service.clock.now());
        Ok(service.state.insert_database_user(&document, &self.project_id, user, now)?)
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
