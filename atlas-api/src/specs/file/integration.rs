//! Files of integrations.

use atlas_gen::types::{Header, LogIntegrationRequest, MetricIntegrationRequest, ThirdPartyIntegration};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, required, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, length, not_empty, one_of};
#[cfg(feature = "schemars")]
use crate::specs::{integration_services::SERVICES, log_integration::TYPES};
use crate::{
    Error, Secret,
    specs::{IntegrationSpec, LogIntegrationSpec, MetricIntegrationSpec, integration_services::is_known},
};

/// Returns the name and the value of a header. An absent one is empty, which the spec refuses.
fn header(header: Header) -> (String, Secret) {
    (text(header.name), header.value.unwrap_or_else(|| "".into()))
}

/// Returns the rule of a list of headers.
#[cfg(feature = "schemars")]
#[inline]
fn headers(min: u32) -> Value {
    json!({ "minItems": min, "maxItems": 10, "items": {
        "required": ["name", "value"],
        "properties": { "name": not_empty(), "value": not_empty() },
    } })
}

spec_from_body! {
    LogIntegrationSpec, LogIntegrationRequest,
    |body| {
        let spec = match &*text(body.type_) {
            "S3_LOG_EXPORT" => {
                let prefix = text(body.prefix_path);
                let spec = LogIntegrationSpec::s3(text(body.iam_role_id), text(body.bucket_name), prefix);
                apply!(spec; body.kms_key => kms_key, body.use_legacy_path_structure => legacy_paths)
            }
            "GCS_LOG_EXPORT" => {
                let prefix = text(body.prefix_path);
                LogIntegrationSpec::google_cloud(text(body.role_id), text(body.bucket_name), prefix)
            }
            "AZURE_LOG_EXPORT" => {
                let (account, container) = (text(body.storage_account_name), text(body.storage_container_name));
                let prefix = text(body.prefix_path);
                LogIntegrationSpec::azure(text(body.role_id), account, container, prefix)
            }
            "DATADOG_LOG_EXPORT" => {
                LogIntegrationSpec::datadog(body.api_key.unwrap_or_else(|| "".into()), text(body.region))
            }
            "SPLUNK_LOG_EXPORT" => {
                LogIntegrationSpec::splunk(text(body.hec_url), body.hec_token.unwrap_or_else(|| "".into()))
            }
            "OTEL_LOG_EXPORT" => {
                let spec = LogIntegrationSpec::open_telemetry(text(body.otel_endpoint));
                body.otel_supplied_headers.into_iter().flatten().map(header).fold(spec, |spec, (name, value)| {
                    spec.header(name, value)
                })
            }
            _ => {
                let rule = "of an unknown type; use for example S3_LOG_EXPORT";
                return Err(Error::invalid_argument("log integration", rule));
            }
        };
        Ok(body.log_types.into_iter().flatten().fold(spec, LogIntegrationSpec::log))
    },
    |spec| spec.into_body(),
    {
        "required": ["logTypes"],
        "properties": {
            "apiKey": not_empty(),
            "bucketName": not_empty(),
            "hecToken": not_empty(),
            "hecUrl": not_empty(),
            "iamRoleId": id(),
            "logTypes": { "minItems": 1 },
            "otelEndpoint": not_empty(),
            "otelSuppliedHeaders": headers(1),
            "prefixPath": not_empty(),
            "region": not_empty(),
            "roleId": id(),
            "storageAccountName": not_empty(),
            "storageContainerName": not_empty(),
        },
        "oneOf": one_of("type", &TYPES),
    },
}

spec_from_body! {
    MetricIntegrationSpec, MetricIntegrationRequest,
    |body| {
        let temporality = required("aggregationTemporality", body.aggregation_temporality)?;
        let provider = required("providerType", body.provider_type)?;
        let spec = MetricIntegrationSpec::new(provider, text(body.endpoint), temporality);
        let spec = body.metric_selection.into_iter().flatten().fold(spec, MetricIntegrationSpec::metrics);
        Ok(body.headers.into_iter().flatten().map(header).fold(spec, |spec, (name, value)| spec.header(name, value)))
    },
    |spec| spec.into_body(),
    {
        "required": ["providerType", "endpoint", "aggregationTemporality", "metricSelection"],
        "properties": {
            "aggregationTemporality": not_empty(),
            "authType": { "const": "HEADER" },
            "endpoint": length(1, 2048),
            "headers": headers(0),
            "integrationType": { "const": "OTEL" },
            "metricSelection": { "minItems": 1 },
            "providerType": not_empty(),
        },
    },
}

// A body converts like an integration that was read: everything but masked secrets and the id.
spec_from_body! {
    IntegrationSpec, ThirdPartyIntegration,
    |body| {
        if is_known(&text(body.type_.clone())) {
            return Ok(IntegrationSpec::from(&body));
        }
        Err(Error::invalid_argument("integration", "of an unknown type; use for example DATADOG"))
    },
    |spec| spec.into_parts().map(|(_, body)| body),
    {
        "properties": {
            "accountId": not_empty(),
            "apiKey": not_empty(),
            "apiToken": not_empty(),
            "channelName": not_empty(),
            "id": false,
            "licenseKey": not_empty(),
            "microsoftTeamsWebhookUrl": not_empty(),
            "readToken": not_empty(),
            "serviceDiscovery": not_empty(),
            "serviceKey": not_empty(),
            "url": not_empty(),
            "username": not_empty(),
            "writeToken": not_empty(),
        },
        "oneOf": one_of("type", &SERVICES),
    },
}
