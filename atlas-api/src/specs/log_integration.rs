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
/// An integration that was read converts to a spec, without its secrets.
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
}

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
        Self { body: set(LogIntegrationRequest::new().type_(kind)) }
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

    /// Sets the key of AWS KMS that encrypts the files in an S3 bucket, by its id or ARN.
    pub fn kms_key(mut self, key: impl Into<String>) -> Self {
        self.body = self.body.kms_key(key.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<LogIntegrationRequest, Error> {
        let body = self.body;
        if body.log_types.as_ref().is_none_or(Vec::is_empty) {
            return Err(Error::invalid_argument("logs", "the list is empty; add at least one log, such as MONGOD"));
        }
        let role = body.iam_role_id.as_deref().or(body.role_id.as_deref());
        role.map_or(Ok(()), |role| object_id::parse("cloud provider role id", role).map(drop))?;
        for (argument, text) in [
            ("bucket", &body.bucket_name),
            ("storage account", &body.storage_account_name),
            ("storage container", &body.storage_container_name),
            ("URL of the event collector", &body.hec_url),
            ("OpenTelemetry endpoint", &body.otel_endpoint),
        ] {
            text.as_deref().map_or(Ok(()), |text| check_length(argument, text, 1..=usize::MAX))?;
        }
        let (kind, headers) = (body.type_.clone(), body.otel_supplied_headers.as_ref().map_or(0, Vec::len));
        match kind {
            Some(Type::DatadogLogExport) => check_secret("Datadog API key", body.api_key.as_ref())?,
            Some(Type::SplunkLogExport) => check_secret("token of the event collector", body.hec_token.as_ref())?,
            Some(Type::OtelLogExport) if !(1..=10).contains(&headers) => {
                return Err(Error::invalid_argument("headers", format!("{headers} are set; expected 1 to 10")));
            }
            Some(Type::OtelLogExport) => {
                let mut values = body.otel_supplied_headers.iter().flatten().map(|header| header.value.as_ref());
                values.try_for_each(|value| check_secret("header", value))?;
            }
            _ => {}
        }
        Ok(body)
    }
}

/// Rejects a secret that is missing, such as one of an integration that was read.
#[inline]
fn check_secret(argument: &'static str, secret: Option<&Secret>) -> Result<(), Error> {
    if secret.is_some_and(|secret| !secret.expose().is_empty() && !secret.is_masked()) {
        return Ok(());
    }
    Err(Error::invalid_argument(argument, "not set; create the spec with its secret"))
}

/// Copies the settings of an integration, without its secrets.
impl From<&LogIntegration> for LogIntegrationSpec {
    fn from(integration: &LogIntegration) -> Self {
        Self { body: LogIntegrationRequest::from(integration) }
    }
}

/// Converts the request body, which is sent unchanged.
impl From<LogIntegrationRequest> for LogIntegrationSpec {
    fn from(body: LogIntegrationRequest) -> Self {
        Self { body }
    }
}
