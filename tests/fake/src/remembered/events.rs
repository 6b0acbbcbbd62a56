//! The events of changes of remembered resources.

use Name::{Always, ByFlag, ByValue};

use crate::resources::{events, federation};
use crate::state::Call;
use crate::store::{Resource, Store};

/// The name of the event of an operation.
enum Name {
    Always(&'static str),
    /// A boolean property, and the names of the events if it is true and if it is not.
    ByFlag(&'static str, &'static str, &'static str),
    /// A property, and the names of the events by its value.
    ByValue(&'static str, &'static [(&'static str, &'static str)]),
}

const PROVIDER: &str = "providerName";

/// The operations with a known type of event. The others record none.
#[rustfmt::skip]
const NAMES: &[(&str, Name)] = &[
    ("authorizeGroupCloudProviderAccessRole", ByValue(PROVIDER, &[
        ("AWS", "CLOUD_PROVIDER_ACCESS_AWS_IAM_ROLE_UPDATED"),
        ("AZURE", "CLOUD_PROVIDER_ACCESS_AZURE_SERVICE_PRINCIPAL_UPDATED"),
        ("GCP", "CLOUD_PROVIDER_ACCESS_GCP_SERVICE_ACCOUNT_UPDATED"),
    ])),
    ("createFederationSettingConnectedOrgConfigRoleMapping", Always("ROLE_MAPPING_CREATED")),
    ("createFederationSettingIdentityProvider", Always("IDENTITY_PROVIDER_CREATED")),
    ("createGroupAiModelApiKey", Always("AI_MODELS_APIS_API_KEY_CREATED")),
    ("createGroupCloudProviderAccess", ByValue(PROVIDER, &[
        ("AWS", "CLOUD_PROVIDER_ACCESS_AWS_IAM_ROLE_ADDED"),
        ("AZURE", "CLOUD_PROVIDER_ACCESS_AZURE_SERVICE_PRINCIPAL_ADDED"),
        ("GCP", "CLOUD_PROVIDER_ACCESS_GCP_SERVICE_ACCOUNT_ADDED"),
    ])),
    ("createGroupClusterOnlineArchive", Always("ONLINE_ARCHIVE_CREATED")),
    ("createGroupClusterSearchDeployment", Always("SEARCH_DEPLOYMENT_CREATED")),
    ("createGroupDataFederation", Always("FEDERATED_DATABASE_CREATED")),
    ("createGroupDatabaseUserCert", Always("MONGODB_USER_X509_CERT_CREATED")),
    ("createGroupEncryptionAtRestPrivateEndpoint", Always("ENCRYPTION_AT_REST_PRIVATE_ENDPOINT_CREATED")),
    ("createGroupLogIntegration", ByValue("type", &[
        ("AZURE_LOG_EXPORT", "AZURE_LOG_STREAMING_ENABLED"),
        ("DATADOG_LOG_EXPORT", "DATADOG_LOG_STREAMING_ENABLED"),
        ("GCS_LOG_EXPORT", "GCP_LOG_STREAMING_ENABLED"),
        ("OTEL_LOG_EXPORT", "OTEL_LOG_STREAMING_ENABLED"),
        ("S3_LOG_EXPORT", "S3_LOG_STREAMING_ENABLED"),
        ("SPLUNK_LOG_EXPORT", "SPLUNK_LOG_STREAMING_ENABLED"),
    ])),
    ("createGroupMetricIntegration", Always("OTEL_METRIC_INTEGRATION_ENABLED")),
    ("createGroupPeer", ByValue(PROVIDER, &[
        ("AWS", "PEER_CREATED"),
        ("AZURE", "AZURE_PEER_CREATED"),
        ("GCP", "GCP_PEER_CREATED"),
    ])),
    ("createGroupPrivateEndpointEndpointServiceEndpoint", Always("INTERFACE_ENDPOINT_CREATED")),
    ("createGroupPrivateEndpointServerlessInstanceEndpoint", Always("TENANT_ENDPOINT_CREATED")),
    ("createGroupPrivateNetworkSettingEndpointId", Always("PRIVATE_NETWORK_ENDPOINT_ENTRY_ADDED")),
    ("createGroupPushBasedLogExport", Always("PUSH_BASED_LOG_EXPORT_ENABLED")),
    ("deauthorizeGroupCloudProviderAccessRole", ByValue(PROVIDER, &[
        ("AWS", "CLOUD_PROVIDER_ACCESS_AWS_IAM_ROLE_DELETED"),
        ("AZURE", "CLOUD_PROVIDER_ACCESS_AZURE_SERVICE_PRINCIPAL_DELETED"),
        ("GCP", "CLOUD_PROVIDER_ACCESS_GCP_SERVICE_ACCOUNT_DELETED"),
    ])),
    ("deleteFederationSettingConnectedOrgConfigRoleMapping", Always("ROLE_MAPPING_DELETED")),
    ("deleteFederationSettingIdentityProvider", Always("IDENTITY_PROVIDER_DELETED")),
    ("deleteGroupAiModelApiKey", Always("AI_MODELS_APIS_API_KEY_DELETED")),
    ("deleteGroupClusterOnlineArchive", Always("ONLINE_ARCHIVE_DELETED")),
    ("deleteGroupClusterSearchDeployment", Always("SEARCH_DEPLOYMENT_DELETED")),
    ("deleteGroupDataFederation", Always("FEDERATED_DATABASE_REMOVED")),
    ("deleteGroupDataFederationLimit", Always("DATA_FEDERATION_QUERY_LIMIT_DELETED")),
    ("deleteGroupLogIntegration", ByValue("type", &[
        ("AZURE_LOG_EXPORT", "AZURE_LOG_STREAMING_DISABLED"),
        ("DATADOG_LOG_EXPORT", "DATADOG_LOG_STREAMING_DISABLED"),
        ("GCS_LOG_EXPORT", "GCP_LOG_STREAMING_DISABLED"),
        ("OTEL_LOG_EXPORT", "OTEL_LOG_STREAMING_DISABLED"),
        ("S3_LOG_EXPORT", "S3_LOG_STREAMING_DISABLED"),
        ("SPLUNK_LOG_EXPORT", "SPLUNK_LOG_STREAMING_DISABLED"),
    ])),
    ("deleteGroupMetricIntegration", Always("OTEL_METRIC_INTEGRATION_DISABLED")),
    ("deleteGroupPeer", ByValue(PROVIDER, &[
        ("AWS", "PEER_DELETED"),
        ("AZURE", "AZURE_PEER_DELETED"),
        ("GCP", "GCP_PEER_DELETED"),
    ])),
    ("deleteGroupPrivateEndpointEndpointServiceEndpoint", Always("INTERFACE_ENDPOINT_DELETED")),
    ("deleteGroupPrivateEndpointServerlessInstanceEndpoint", Always("TENANT_ENDPOINT_DELETED")),
    ("deleteGroupPrivateNetworkSettingEndpointId", Always("PRIVATE_NETWORK_ENDPOINT_ENTRY_REMOVED")),
    ("deleteGroupPushBasedLogExport", Always("PUSH_BASED_LOG_EXPORT_DISABLED")),
    ("deleteOrgSandboxConfig", Always("SANDBOX_CONFIG_DELETED")),
    ("deleteGroupUserSecurityLdapUserToDnMapping", Always("USER_SECURITY_SETTINGS_UPDATED")),
    ("disableGroupUserSecurityCustomerX509", Always("USER_SECURITY_SETTINGS_UPDATED")),
    ("endGroupClusterOutageSimulation", Always("CLUSTER_REGIONAL_OUTAGE_SIMULATION_END_REQUESTED")),
    ("removeFederationSettingConnectedOrgConfig", Always("ORG_SETTINGS_DELETED")),
    ("requestGroupEncryptionAtRestPrivateEndpointDeletion", Always("ENCRYPTION_AT_REST_PRIVATE_ENDPOINT_DELETED")),
    ("setGroupDataFederationLimit", Always("DATA_FEDERATION_QUERY_LIMIT_CONFIGURED")),
    ("startGroupClusterOutageSimulation", Always("CLUSTER_REGIONAL_OUTAGE_SIMULATION_STARTED")),
    ("toggleGroupPrivateEndpointRegionalMode", ByFlag(
        "enabled",
        "REGIONALIZED_PRIVATE_ENDPOINT_MODE_ENABLED",
        "REGIONALIZED_PRIVATE_ENDPOINT_MODE_DISABLED",
    )),
    ("updateFederationSettingConnectedOrgConfig", Always("ORG_SETTINGS_UPDATED")),
    ("updateFederationSettingConnectedOrgConfigRoleMapping", Always("ROLE_MAPPING_UPDATED")),
    ("updateFederationSettingIdentityProvider", Always("IDENTITY_PROVIDER_UPDATED")),
    ("updateGroupAiModelApiKey", Always("AI_MODELS_APIS_API_KEY_UPDATED")),
    ("updateGroupClusterOnlineArchive", Always("ONLINE_ARCHIVE_UPDATED")),
    ("updateGroupClusterQueryShape", ByValue("status", &[
        ("REJECTED", "QUERY_SHAPE_BLOCKED"),
        ("UNREJECTED", "QUERY_SHAPE_UNBLOCKED"),
    ])),
    ("updateGroupClusterSearchDeployment", Always("SEARCH_DEPLOYMENT_UPDATED")),
    ("updateGroupDataFederation", Always("FEDERATED_DATABASE_UPDATED")),
    ("updateGroupEncryptionAtRest", Always("ENCRYPTION_AT_REST_CONFIGURATION_UPDATED")),
    ("updateGroupLogIntegration", ByValue("type", &[
        ("AZURE_LOG_EXPORT", "AZURE_LOG_STREAMING_CONFIGURATION_UPDATED"),
        ("DATADOG_LOG_EXPORT", "DATADOG_LOG_STREAMING_CONFIGURATION_UPDATED"),
        ("GCS_LOG_EXPORT", "GCP_LOG_STREAMING_CONFIGURATION_UPDATED"),
        ("OTEL_LOG_EXPORT", "OTEL_LOG_STREAMING_CONFIGURATION_UPDATED"),
        ("S3_LOG_EXPORT", "S3_LOG_STREAMING_CONFIGURATION_UPDATED"),
        ("SPLUNK_LOG_EXPORT", "SPLUNK_LOG_STREAMING_CONFIGURATION_UPDATED"),
    ])),
    ("updateGroupMetricIntegration", Always("OTEL_METRIC_INTEGRATION_CONFIGURATION_UPDATED")),
    ("updateGroupPeer", ByValue(PROVIDER, &[
        ("AWS", "PEER_UPDATED"),
        ("AZURE", "AZURE_PEER_UPDATED"),
        ("GCP", "GCP_PEER_UPDATED"),
    ])),
    ("updateGroupPrivateEndpointServerlessInstanceEndpoint", Always("TENANT_ENDPOINT_UPDATED")),
    ("updateGroupPushBasedLogExport", Always("PUSH_BASED_LOG_EXPORT_CONFIGURATION_UPDATED")),
    ("updateGroupUserSecurity", Always("USER_SECURITY_SETTINGS_UPDATED")),
    ("updateOrgDelegationSettings", Always("ORG_DELEGATION_SETTINGS_UPDATED")),
];

/// Records the event of a change of a resource, if its type is known.
pub(super) fn record(store: &mut Store, call: &Call<'_>, resource: &Resource) {
    let Some((_, name)) = NAMES.iter().find(|(operation, _)| *operation == &*call.operation.id) else { return };
    let name = match name {
        Always(name) => name,
        ByFlag(property, on, off) => {
            if resource.flag(property) {
                on
            } else {
                off
            }
        }
        ByValue(property, names) => {
            let value = resource.text(property);
            names.iter().find(|(known, _)| *known == value).map_or("", |(_, name)| name)
        }
    };
    // A path below a federation does not always have its organization.
    let federation = call.parameter("federationSettingsId").filter(|_| call.parameter("orgId").is_none());
    match federation.and_then(|id| federation::organization(store, id)) {
        Some(organization) => events::record_in_organization(store, call, name, &organization),
        None => events::record(store, call, name, resource),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Always, ByFlag, ByValue, NAMES};
    use crate::document::Document;

    #[test]
    fn every_operation_and_every_type_of_event_is_in_the_document() {
        let document = Document::embedded().unwrap();
        let names = ["EventTypeForNdsGroup", "EventTypeForOrg"].map(|schema| &document.schemas()[schema]["oneOf"]);
        let values = names.into_iter().flat_map(|variants| variants.as_array().unwrap());
        let known = values.flat_map(|variant| variant["enum"].as_array().unwrap());
        let known: BTreeSet<_> = known.map(|name| name.as_str().unwrap()).collect();
        for (operation, name) in NAMES {
            assert!(document.operation(operation).is_some(), "{operation}");
            let names = match name {
                Always(name) => vec![*name],
                ByFlag(_, on, off) => vec![*on, *off],
                ByValue(_, names) => names.iter().map(|(_, name)| *name).collect(),
            };
            let unknown: Vec<_> = names.into_iter().filter(|name| !known.contains(name)).collect();
            assert!(unknown.is_empty(), "{operation}: {unknown:?}");
        }
    }
}
