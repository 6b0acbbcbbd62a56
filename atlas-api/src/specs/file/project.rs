//! Files of projects and their settings.

use atlas_gen::types::{GroupInput, GroupMigrationRequest, GroupSettings, GroupUpdate, ResourceTag};

use super::body::{apply, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, length, name, tags};
use crate::{
    Error,
    specs::{ProjectMigrationSpec, ProjectSettingsUpdate, ProjectSpec, ProjectUpdate},
};

/// Returns the keys and values of tags.
pub(super) fn pairs(tags: Option<Vec<ResourceTag>>) -> impl Iterator<Item = (String, String)> {
    tags.into_iter().flatten().map(|tag| (text(tag.key), text(tag.value)))
}

spec_from_body! {
    ProjectSpec, GroupInput,
    |body| {
        let spec = apply!(ProjectSpec::new(text(body.name), text(body.org_id));
            body.with_default_alerts_settings => default_alert_settings,
            body.region_usage_restrictions => region_usage_restrictions);
        Ok(pairs(body.tags).fold(spec, |spec, (key, value)| spec.tag(key, value)))
    },
    |spec| spec.into_parts().map(|(body, _)| body),
    { "required": ["name", "orgId"], "properties": { "name": name(), "orgId": id(), "tags": tags() } },
}

spec_from_body! {
    ProjectUpdate, GroupUpdate,
    |body| {
        let mut spec = apply!(ProjectUpdate::new();
            body.name => name, body.with_default_alerts_settings => default_alert_settings);
        if body.tags.is_some() {
            spec = spec.clear_tags();
        }
        Ok(pairs(body.tags).fold(spec, |spec, (key, value)| spec.tag(key, value)))
    },
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": { "name": name(), "tags": tags() } },
}

spec_from_body! {
    ProjectMigrationSpec, GroupMigrationRequest,
    |body| {
        let spec = ProjectMigrationSpec::new(text(body.destination_org_id));
        match (body.destination_org_public_api_key, body.destination_org_private_api_key) {
            (Some(public), Some(private)) => Ok(spec.api_key(public, private)),
            (None, None) => Ok(spec),
            _ => Err(Error::invalid_argument("API key of the new organization", "incomplete; set both of its keys")),
        }
    },
    |spec| spec.into_body(),
    {
        "required": ["destinationOrgId"],
        "dependentRequired": {
            "destinationOrgPublicApiKey": ["destinationOrgPrivateApiKey"],
            "destinationOrgPrivateApiKey": ["destinationOrgPublicApiKey"],
        },
        "properties": { "destinationOrgId": id(), "destinationOrgPublicApiKey": length(8, 8) },
    },
}

spec_from_body! {
    ProjectSettingsUpdate, GroupSettings,
    |body| Ok(apply!(ProjectSettingsUpdate::new();
        body.is_cluster_ai_assistant_enabled => cluster_ai_assistant,
        body.is_collect_database_specifics_statistics_enabled => database_statistics,
        body.is_data_explorer_enabled => data_explorer,
        body.is_data_explorer_gen_ai_features_enabled => data_explorer_generative_ai,
        body.is_data_explorer_gen_ai_sample_document_passing_enabled => data_explorer_sample_documents,
        body.is_data_validation_enabled => data_validation,
        body.is_extended_storage_sizes_enabled => extended_storage_sizes,
        body.is_native_reranking_enabled => native_reranking,
        body.is_performance_advisor_enabled => performance_advisor,
        body.is_realtime_performance_panel_enabled => realtime_performance_panel,
        body.is_schema_advisor_enabled => schema_advisor)),
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": { "isAtlasHomePageAiAssistantEnabled": false } },
}
