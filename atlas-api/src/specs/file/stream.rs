//! Files of workspaces, processors and private links of stream processing.

use atlas_gen::types::{
    StreamsDlqInput, StreamsModifyStreamProcessor, StreamsPrivateLinkConnectionInput, StreamsProcessorInput,
    StreamsTenantInput, StreamsTenantUpdateRequest,
};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, required, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{not_empty, one_of, segment};
use crate::{
    Error,
    specs::{
        StreamPrivateLinkSpec, StreamProcessorSpec, StreamProcessorUpdate, StreamWorkspaceSpec, StreamWorkspaceUpdate,
    },
};

/// Returns the rule of a region with its cloud provider.
#[cfg(feature = "schemars")]
#[inline]
fn place() -> Value {
    json!({
        "required": ["cloudProvider", "region"],
        "properties": { "cloudProvider": not_empty(), "region": not_empty() },
    })
}

/// Returns the rules of failover regions and tiers of a workspace, with those of other properties.
#[cfg(feature = "schemars")]
#[inline]
fn with_shared(mut properties: Value) -> Value {
    properties["failoverRegions"] = json!({ "maxItems": 2, "items": place() });
    properties["streamConfig"] =
        json!({ "minProperties": 1, "properties": { "tier": not_empty(), "maxTierSize": not_empty() } });
    properties
}

spec_from_body! {
    StreamWorkspaceSpec, StreamsTenantInput,
    |body| {
        let (place, config) = (body.data_process_region.unwrap_or_default(), body.stream_config.unwrap_or_default());
        let spec = StreamWorkspaceSpec::new(text(body.name), text(place.cloud_provider), text(place.region));
        let max_tier = config.max_tier_size.map(|tier| text(Some(tier)));
        let spec = apply!(spec; config.tier => tier, max_tier => max_tier);
        Ok(body.failover_regions.into_iter().flatten().fold(spec, |spec, place| {
            spec.failover_region(text(place.cloud_provider), text(place.region))
        }))
    },
    |spec| spec.into_body(),
    {
        "required": ["name", "dataProcessRegion"],
        "properties": with_shared(json!({
            "name": segment(), "dataProcessRegion": place(), "sampleConnections": false,
        })),
    },
}

spec_from_body! {
    StreamWorkspaceUpdate, StreamsTenantUpdateRequest,
    |body| {
        let config = body.stream_config.unwrap_or_default();
        let max_tier = config.max_tier_size.map(|tier| text(Some(tier)));
        let mut spec = apply!(StreamWorkspaceUpdate::new(); config.tier => tier, max_tier => max_tier);
        if body.cloud_provider.is_some() || body.region.is_some() {
            spec = spec.region(required("cloudProvider", body.cloud_provider)?, required("region", body.region)?);
        }
        if body.failover_regions.is_some() {
            spec = spec.clear_failover_regions();
        }
        for place in body.failover_regions.into_iter().flatten() {
            spec = spec.failover_region(text(place.cloud_provider), text(place.region));
        }
        let Some(status) = body.processor_status else { return Ok(spec) };
        match &*text(status.status) {
            "STARTED" => Ok(spec.start_processors()),
            "STOPPED" => Ok(spec.stop_processors()),
            "FAILED_OVER" => Ok(spec.fail_over_processors(text(status.region), required("mode", status.mode)?)),
            _ => {
                let rule = "unknown; use STARTED, STOPPED or FAILED_OVER";
                Err(Error::invalid_argument("status of the processors", rule))
            }
        }
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "dependentRequired": { "cloudProvider": ["region"], "region": ["cloudProvider"] },
        "properties": with_shared(json!({
            "cloudProvider": not_empty(),
            "region": not_empty(),
            "processorStatus": {
                "properties": { "region": not_empty(), "mode": not_empty() },
                "oneOf": one_of("status", &[
                    ("STARTED", &[], &[]), ("STOPPED", &[], &[]), ("FAILED_OVER", &["region", "mode"], &[]),
                ]),
            },
        })),
    },
}

/// Returns the rules of a processor.
#[cfg(feature = "schemars")]
#[inline]
fn processor() -> Value {
    json!({
        "name": segment(),
        "tier": not_empty(),
        "pipeline": { "minItems": 1, "items": {
            "type": "object", "minProperties": 1, "maxProperties": 1, "propertyNames": { "pattern": r"^\$" },
        } },
        "options": { "minProperties": 1, "properties": { "dlq": {
            "required": ["connectionName", "db", "coll"],
            "properties": { "connectionName": not_empty(), "db": not_empty(), "coll": not_empty() },
        } } },
    })
}

/// Returns the connection, the database and the collection of a queue.
fn queue(queue: StreamsDlqInput) -> (String, String, String) {
    (text(queue.connection_name), text(queue.db), text(queue.coll))
}

spec_from_body! {
    StreamProcessorSpec, StreamsProcessorInput,
    |body| {
        let spec = apply!(StreamProcessorSpec::new(text(body.name), body.pipeline.unwrap_or_default());
            body.tier.map(|tier| text(Some(tier))) => tier,
            body.failover_enabled => failover);
        Ok(match body.options.and_then(|options| options.dlq).map(queue) {
            Some((connection, database, collection)) => spec.dead_letter_queue(connection, database, collection),
            None => spec,
        })
    },
    |spec| spec.into_body(),
    { "required": ["name", "pipeline"], "properties": processor() },
}

spec_from_body! {
    StreamProcessorUpdate, StreamsModifyStreamProcessor,
    |body| {
        let options = body.options.unwrap_or_default();
        let spec = apply!(StreamProcessorUpdate::new();
            body.name => name,
            body.pipeline => pipeline,
            options.resume_from_checkpoint => resume_from_checkpoint,
            body.tier.map(|tier| text(Some(tier))) => tier,
            body.failover_enabled => failover);
        Ok(match options.dlq.map(queue) {
            Some((connection, database, collection)) => spec.dead_letter_queue(connection, database, collection),
            None => spec,
        })
    },
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": processor() },
}

// A cluster of Amazon MSK is identified by its ARN.
spec_from_body! {
    StreamPrivateLinkSpec, StreamsPrivateLinkConnectionInput,
    |body| {
        let spec = match body.arn {
            Some(arn) => StreamPrivateLinkSpec::msk(arn),
            None => StreamPrivateLinkSpec::new(text(body.provider), text(body.vendor)),
        };
        let mut spec = apply!(spec;
            body.authentication_scheme => authentication,
            body.region => region,
            body.service_endpoint_id => service_endpoint,
            body.dns_domain => dns_domain);
        spec = body.dns_sub_domain.into_iter().flatten().fold(spec, StreamPrivateLinkSpec::dns_subdomain);
        spec = body.azure_resource_ids.into_iter().flatten().fold(spec, StreamPrivateLinkSpec::azure_resource);
        let attachments = body.gcp_service_attachment_uris.into_iter().flatten();
        spec = attachments.fold(spec, StreamPrivateLinkSpec::gcp_service_attachment);
        Ok(body.gcp_connection_ids.into_iter().flatten().fold(spec, StreamPrivateLinkSpec::gcp_connection))
    },
    |spec| spec.into_body(),
    {
        "properties": {
            "arn": { "pattern": "^arn:aws:kafka." },
            "provider": not_empty(),
            "vendor": not_empty(),
            "region": not_empty(),
            "serviceEndpointId": not_empty(),
            "dnsDomain": not_empty(),
            "gcpServiceAttachmentUris": { "maxItems": 3, "uniqueItems": true },
            "gcpConnectionIds": { "maxItems": 3, "uniqueItems": true },
        },
        "oneOf": [
            { "required": ["arn"], "properties": { "provider": { "const": "AWS" }, "vendor": { "const": "MSK" } } },
            { "required": ["provider", "vendor"], "properties": { "arn": false } },
        ],
    },
}
