//! Specs of log integrations.

use atlas_gen::types::{Header, LogIntegrationRequest, LogIntegrationRequestType as Type};

use crate::{
    Error, Secret,
    model::{DatadogRegion, LogIntegration, LogType},
    object_id,
    specs::check_length,
};

/// A log integration to [create](crate::log_integrations::LogIntegrations::create) or
/// [replace](crate::log_integrations::LogIntegrations::replace).
///
/// An integration that was read converts to a spec, without its secrets. Atlas does not keep them: set the
/// [credential](Self::credential) of Datadog or Splunk again, and replace the [headers](Self::clear_headers) of
/// OpenTelemetry. A spec without them is rejected.
///
/// ```
/// use atlas_api::specs::LogIntegrationSpec;
///
/// let files = LogIntegrationSpec::s3("5f1a2b3c4d5e6f7a8b9c0db0", "my-bucket", "atlas/").log("MONGOD").log("MONGOD_AUDIT");
/// let datadog = LogIntegrationSpec::datadog("0123456789abcdef0123456789abcdef", "EU").log("MONGOD");
/// # let _ = (files, datadog);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `create` or `replace`"]
pub struct LogIntegrationSpec {
    body: LogIntegrationRequest,
    /// Whether a single credential was set for a type that does not have one.
    is_credential_misplaced: bool,
}

/// The types: the name, the properties that it requires, and its other properties.
pub(super) const TYPES: [(&str, &[&str], &[&str]); 6] = [
    ("S3_LOG_EXPORT", &["iamRoleId", "bucketName", "prefixPath"], &["kmsKey", "useLegacyPathStructure"]),
    ("GCS_LOG_EXPORT", &["roleId", "bucketName", "prefixPath"], &[]),
    ("AZURE_LOG_EXPORT", &["roleId", "storageAccountName", "storageContainerName", "prefixPath"], &[]),
    ("DATADOG_LOG_EXPORT", &["apiKey", "region"], &[]),
    ("SPLUNK_LOG_EXPORT", &["hecUrl", "hecToken"], &[]),
    ("OTEL_LOG_EXPORT", &["otelEndpoint", "otelSuppliedHeaders"], &[]),
];

impl LogIntegrationSpec {
    /// Returns a spec of an export to an S3 bucket. `role` is the id of the AWS role with which Atlas writes, and `prefix`
    /// the directory in the bucket.
    pub fn s3(role: impl Into<String>, bucket: impl Into<String>, prefix: impl Into<String>) -> Self {
        Self::with(Type::S3LogExport, |body| {
            body.iam_role_id(role.into()).bucket_name(bucket.into()).prefix_path(prefix.into())
        })
    }

    /// Returns a spec of an export to a Google Cloud Storage bucket, with the id of the service account that writes.
    pub fn google_cloud(role: impl Into<String>, bucket: impl Into<String>, prefix: impl Into<String>) -> Self {
        Self::with(Type::GcsLogExport, |body| {
            body.role_id(role.into()).bucket_name(bucket.into()).prefix_path(prefix.into())
        })
    }

    /// Returns a spec of an export to a container of Azure Blob Storage, with the id of the service principal that writes.
    pub fn azure(
        role: impl Into<String>,
        account: impl Into<String>,
        container: impl Into<String>,
        prefix: impl Into<String>,
    ) -> Self {
        Self::with(Type::AzureLogExport, |body| {
            let body = body.role_id(role.into()).storage_account_name(account.into());
            body.storage_container_name(container.into()).prefix_path(prefix.into())
        })
    }

    /// Returns a spec of an export to Datadog, with an API key and the region of the account, such as `EU`.
    pub fn datadog(api_key: impl Into<Secret>, region: impl Into<DatadogRegion>) -> Self {
        Self::with(Type::DatadogLogExport, |body| body.api_key(api_key.into()).region(region.into()))
    }

    /// Returns a spec of an export to Splunk: the URL and the token of its HTTP Event Collector.
    pub fn splunk(url: impl Into<String>, token: impl Into<Secret>) -> Self {
        Self::with(Type::SplunkLogExport, |body| body.hec_url(url.into()).hec_token(token.into()))
    }

    /// Returns a spec of an export with the OpenTelemetry protocol. It needs 1 to 10 [headers](Self::header).
    pub fn open_telemetry(endpoint: impl Into<String>) -> Self {
        Self::with(Type::OtelLogExport, |body| body.otel_endpoint(endpoint.into()))
    }

    fn with(kind: Type, set: impl FnOnce(LogIntegrationRequest) -> LogIntegrationRequest) -> Self {
        Self::from(set(LogIntegrationRequest::new().type_(kind)))
    }

    /// Sets the API key of Datadog, or the token of Splunk: for an integration that was read.
    pub fn credential(mut self, credential: impl Into<Secret>) -> Self {
        let credential = credential.into();
        self.body = match self.body.type_ {
            Some(Type::DatadogLogExport) => self.body.api_key(credential),
            Some(Type::SplunkLogExport) => self.body.hec_token(credential),
            _ => {
                self.is_credential_misplaced = true;
                self.body
            }
        };
        self
    }

    /// Adds a log to export: `MONGOD`, `MONGOS`, `MONGOD_AUDIT` or `MONGOS_AUDIT`. At least one is required.
    pub fn log(mut self, log: impl Into<LogType>) -> Self {
        let mut logs = self.body.log_types.take().unwrap_or_default();
        logs.push(log.into());
        self.body = self.body.log_types(logs);
        self
    }

    /// Adds a header of the requests to an OpenTelemetry endpoint, such as one that authenticates them.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let mut headers = self.body.otel_supplied_headers.take().unwrap_or_default();
        headers.push(Header::new().name(name.into()).value(value.into()));
        self.body = self.body.otel_supplied_headers(headers);
        self
    }

    /// Removes all headers: those added earlier, and those of the integration that was read, which have no values.
    pub fn clear_headers(mut self) -> Self {
        self.body.otel_supplied_headers = None;
        self
    }

    /// Sets the key of AWS KMS that encrypts the files in an S3 bucket, by its id or ARN.
    pub fn kms_key(mut self, key: impl Into<String>) -> Self {
        self.body = self.body.kms_key(key.into());
        self
    }

    /// Sets whether the files in an S3 bucket have paths of the older structure. Default: that of Atlas.
    #[doc(alias = "useLegacyPathStructure")]
    #[inline]
    pub fn legacy_paths(mut self, enabled: bool) -> Self {
        self.body = self.body.use_legacy_path_structure(enabled);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<LogIntegrationRequest, Error> {
        let body = self.body;
        if body.log_types.as_ref().is_none_or(Vec::is_empty) {
            return Err(Error::invalid_argument("logs", "the list is empty; add at least one log, such as MONGOD"));
        }
        let kind = body.type_.as_ref().map_or("", |kind| kind.as_str());
        if self.is_credential_misplaced {
            let rule = format!("{kind} does not have a single credential; leave it out");
            return Err(Error::invalid_argument("log integration", rule));
        }
        if let Some((_, required, others)) = TYPES.iter().find(|(name, ..)| *name == kind) {
            let is_own = |name: &&str| required.contains(name) || others.contains(name);
            let misplaced = properties(&body).into_iter().find(|(name, _, is_set)| *is_set && !is_own(name));
            if let Some((_, part, _)) = misplaced {
                let rule = format!("{kind} does not have this setting; leave it out");
                return Err(Error::invalid_argument(part, rule));
            }
            required.iter().try_for_each(|name| check_required(&body, name))?;
        }
        Ok(body)
    }
}

/// Returns the properties that not all types have: the name, the name in messages, and whether the property is set.
#[inline]
fn properties(body: &LogIntegrationRequest) -> [(&'static str, &'static str, bool); 14] {
    [
        ("apiKey", "Datadog API key", body.api_key.is_some()),
        ("bucketName", "bucket", body.bucket_name.is_some()),
        ("hecToken", "token of the event collector", body.hec_token.is_some()),
        ("hecUrl", "URL of the event collector", body.hec_url.is_some()),
        ("iamRoleId", "cloud provider role id", body.iam_role_id.is_some()),
        ("kmsKey", "KMS key", body.kms_key.is_some()),
        ("otelEndpoint", "OpenTelemetry endpoint", body.otel_endpoint.is_some()),
        ("otelSuppliedHeaders", "headers", body.otel_supplied_headers.is_some()),
        ("prefixPath", "prefix", body.prefix_path.is_some()),
        ("region", "Datadog region", body.region.is_some()),
        ("roleId", "cloud provider role id", body.role_id.is_some()),
        ("storageAccountName", "storage account", body.storage_account_name.is_some()),
        ("storageContainerName", "storage container", body.storage_container_name.is_some()),
        ("useLegacyPathStructure", "legacy path structure", body.use_legacy_path_structure.is_some()),
    ]
}

/// Checks a property that the type requires.
#[inline]
fn check_required(body: &LogIntegrationRequest, property: &str) -> Result<(), Error> {
    let text = |argument, text: Option<&str>| check_length(argument, text.unwrap_or_default(), 1..=usize::MAX);
    let role = |id: Option<&str>| object_id::parse("cloud provider role id", id.unwrap_or_default()).map(drop);
    match property {
        "apiKey" => check_secret("Datadog API key", body.api_key.as_ref(), "call `credential`"),
        "bucketName" => text("bucket", body.bucket_name.as_deref()),
        "hecToken" => check_secret("token of the event collector", body.hec_token.as_ref(), "call `credential`"),
        "hecUrl" => text("URL of the event collector", body.hec_url.as_deref()),
        "iamRoleId" => role(body.iam_role_id.as_deref()),
        "otelEndpoint" => text("OpenTelemetry endpoint", body.otel_endpoint.as_deref()),
        "otelSuppliedHeaders" => check_headers(body.otel_supplied_headers.as_deref().unwrap_or_default()),
        "prefixPath" => text("prefix", body.prefix_path.as_deref()),
        "region" => text("Datadog region", body.region.as_ref().map(|region| region.as_str())),
        "roleId" => role(body.role_id.as_deref()),
        "storageAccountName" => text("storage account", body.storage_account_name.as_deref()),
        "storageContainerName" => text("storage container", body.storage_container_name.as_deref()),
        _ => Ok(()),
    }
}

/// Checks the headers of requests to an OpenTelemetry endpoint.
#[inline]
fn check_headers(headers: &[Header]) -> Result<(), Error> {
    if !(1..=10).contains(&headers.len()) {
        return Err(Error::invalid_argument("headers", format!("{} are set; expected 1 to 10", headers.len())));
    }
    headers.iter().try_for_each(|header| {
        check_length("name of the header", header.name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        check_secret("value of the header", header.value.as_ref(), "call `clear_headers`, and `header` for each")
    })
}

/// Rejects a secret that is missing, such as one of an integration that was read.
#[inline]
fn check_secret(argument: &'static str, secret: Option<&Secret>, advice: &str) -> Result<(), Error> {
    if secret.is_some_and(|secret| !secret.expose().is_empty() && !secret.is_masked()) {
        return Ok(());
    }
    Err(Error::invalid_argument(argument, format!("not set; {advice}")))
}

/// Copies the settings of an integration, without its secrets.
impl From<&LogIntegration> for LogIntegrationSpec {
    fn from(integration: &LogIntegration) -> Self {
        Self::from(LogIntegrationRequest::from(integration))
    }
}

/// Converts the request body, which is sent unchanged.
impl From<LogIntegrationRequest> for LogIntegrationSpec {
    fn from(body: LogIntegrationRequest) -> Self {
        Self { body, is_credential_misplaced: false }
    }
}
