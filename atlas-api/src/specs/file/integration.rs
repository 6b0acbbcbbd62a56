//! Files of integrations.

use atlas_gen::types::{Header, LogIntegrationRequest, MetricIntegrationRequest, ThirdPartyIntegration};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, required, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, length, not_empty, one_of};
use crate::{
    Error, Secret,
    specs::{IntegrationSpec, LogIntegrationSpec, MetricIntegrationSpec},
};

/// Returns the name and the value of a header.
fn header(header: Header) -> Result<(String, Secret), Error> {
    let value = header.value.filter(|value| !value.expose().is_empty());
    let missing = || Error::invalid_argument("value of the header", "not set; add it");
    Ok((required("name of the header", header.name)?, value.ok_or_else(missing)?))
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
                let prefix = required("prefixPath", body.prefix_path)?;
                let spec = LogIntegrationSpec::s3(text(body.iam_role_id), text(body.bucket_name), prefix);
                apply!(spec; body.kms_key => kms_key)
            }
            "GCS_LOG_EXPORT" => {
                let prefix = required("prefixPath", body.prefix_path)?;
                LogIntegrationSpec::google_cloud(text(body.role_id), text(body.bucket_name), prefix)
            }
            "AZURE_LOG_EXPORT" => {
                let (account, container) = (text(body.storage_account_name), text(body.storage_container_name));
                let prefix = required("prefixPath", body.prefix_path)?;
                LogIntegrationSpec::azure(text(body.role_id), account, container, prefix)
            }
            "DATADOG_LOG_EXPORT" => {
                LogIntegrationSpec::datadog(body.api_key.unwrap_or_else(|| "".into()), required("region", body.region)?)
            }
            "SPLUNK_LOG_EXPORT" => {
                LogIntegrationSpec::splunk(text(body.hec_url), body.hec_token.unwrap_or_else(|| "".into()))
            }
            "OTEL_LOG_EXPORT" => {
                let spec = LogIntegrationSpec::open_telemetry(text(body.otel_endpoint));
                body.otel_supplied_headers.into_iter().flatten().try_fold(spec, |spec, each| {
                    header(each).map(|(name, value)| spec.header(name, value))
                })?
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
            "useLegacyPathStructure": false,
        },
        "oneOf": one_of("type", &[
            ("S3_LOG_EXPORT", &["iamRoleId", "bucketName", "prefixPath"], &["kmsKey"]),
            ("GCS_LOG_EXPORT", &["roleId", "bucketName", "prefixPath"], &[]),
            ("AZURE_LOG_EXPORT", &["roleId", "storageAccountName", "storageContainerName", "prefixPath"], &[]),
            ("DATADOG_LOG_EXPORT", &["apiKey", "region"], &[]),
            ("SPLUNK_LOG_EXPORT", &["hecUrl", "hecToken"], &[]),
            ("OTEL_LOG_EXPORT", &["otelEndpoint", "otelSuppliedHeaders"], &[]),
        ]),
    },
}

spec_from_body! {
    MetricIntegrationSpec, MetricIntegrationRequest,
    |body| {
        let temporality = required("aggregationTemporality", body.aggregation_temporality)?;
        let provider = required("providerType", body.provider_type)?;
        let spec = MetricIntegrationSpec::new(provider, text(body.endpoint), temporality);
        let spec = body.metric_selection.into_iter().flatten().fold(spec, MetricIntegrationSpec::metrics);
        body.headers.into_iter().flatten().try_fold(spec, |spec, each| {
            header(each).map(|(name, value)| spec.header(name, value))
        })
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
    |body| Ok(IntegrationSpec::from(&body)),
    |spec| spec.into_parts().map(|(_, body)| body),
    {
        "required": ["type"],
        "properties": { "type": not_empty(), "id": false },
        "allOf": integration_parts(),
    },
}

/// Returns the parts that each service needs.
#[cfg(feature = "schemars")]
#[inline]
fn integration_parts() -> Vec<Value> {
    let rule = |(service, parts): (&str, &[&str])| {
        let properties: serde_json::Map<_, _> = parts.iter().map(|name| ((*name).to_owned(), not_empty())).collect();
        json!({
            "if": { "required": ["type"], "properties": { "type": { "const": service } } },
            "then": { "required": parts, "properties": properties },
        })
    };
    let services: [(&str, &[&str]); 9] = [
        ("DATADOG", &["apiKey"]),
        ("OPS_GENIE", &["apiKey"]),
        ("VICTOR_OPS", &["apiKey"]),
        ("MICROSOFT_TEAMS", &["microsoftTeamsWebhookUrl"]),
        ("NEW_RELIC", &["accountId", "licenseKey", "writeToken", "readToken"]),
        ("PAGER_DUTY", &["serviceKey"]),
        ("PROMETHEUS", &["username"]),
        ("SLACK", &["channelName", "apiToken"]),
        ("WEBHOOK", &["url"]),
    ];
    services.into_iter().map(rule).collect()
}
