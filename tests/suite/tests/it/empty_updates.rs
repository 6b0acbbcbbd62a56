//! Updates that set nothing, which are refused in the same way for all resources.

use atlas_api::{
    Error,
    api_keys::ApiKeyUpdate,
    auditing::AuditingUpdate,
    clusters::ClusterUpdate,
    database_users::{DatabaseUsersUpdatePermissionsSpecs, RoleSpecs},
    encryption_at_rest::EncryptionAtRestUpdate,
    flex_clusters::FlexClusterUpdate,
    ldap::LdapUpdate,
    model::{AdvancedOptions, ClusterInput},
    organizations::{DelegationSettingsUpdate, OrganizationSettingsUpdate, OrganizationUserUpdate},
    projects::{ProjectSettingsUpdate, ProjectUpdate},
    resource_policies::ResourcePolicyUpdate,
    service_accounts::ServiceAccountUpdate,
    streams::{StreamProcessorUpdate, StreamWorkspaceUpdate},
};

use crate::{
    requests::{ID, offline},
    support::PROJECT,
};

#[test]
fn an_update_that_sets_nothing_is_not_sent() {
    let atlas = offline();
    let (users, clusters) = (atlas.database_users(), atlas.clusters());
    let update = DatabaseUsersUpdatePermissionsSpecs::new;
    let emptied = update().add_role("sales", RoleSpecs::Read).unwrap().remove_role("sales", RoleSpecs::Read);
    let unset = ClusterUpdate::from(ClusterInput::new());
    let settings = atlas.project_settings().update(ProjectSettingsUpdate::new()).preview();
    let org_key = atlas.organization_api_keys().update(ID, ApiKeyUpdate::new()).preview();
    let project_key = atlas.project_api_keys().update(ID, ApiKeyUpdate::new()).preview();
    let account = "mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a";
    let org_account = atlas.organization_service_accounts().update(account, ServiceAccountUpdate::new()).preview();
    let project_account = atlas.project_service_accounts().update(account, ServiceAccountUpdate::new()).preview();
    let policy = atlas.resource_policies().update(ID, ResourcePolicyUpdate::new()).preview();
    let delegation = atlas.organization_settings().update_delegation(DelegationSettingsUpdate::new()).preview();
    let org_settings = atlas.organization_settings().update(OrganizationSettingsUpdate::new()).preview();
    let org_user = atlas.organization_users().update(ID, OrganizationUserUpdate::new()).preview();
    let keys = atlas.encryption_at_rest().update(EncryptionAtRestUpdate::new()).preview();
    let ldap = atlas.ldap().update(LdapUpdate::new()).preview();
    let workspace = atlas.streams().update("sensors", StreamWorkspaceUpdate::new()).preview();
    let processor = atlas.streams().processors("sensors").update("averages", StreamProcessorUpdate::new()).preview();
    let options = clusters.set_advanced_options("orders", AdvancedOptions::new()).preview();
    for (result, operation, resource) in [
        (users.update("reports", update()).preview(), "updateGroupDatabaseUser", "database user"),
        (users.update("reports", emptied).preview(), "updateGroupDatabaseUser", "database user"),
        (clusters.update("orders", ClusterUpdate::new()).preview(), "updateGroupCluster", "cluster"),
        (clusters.update("orders", unset).preview(), "updateGroupCluster", "cluster"),
        (options, "updateGroupClusterProcessArgs", "advanced options"),
        (
            atlas.flex_clusters().update("small", FlexClusterUpdate::new()).preview(),
            "updateGroupFlexCluster",
            "cluster",
        ),
        (atlas.projects().update(PROJECT, ProjectUpdate::new()).preview(), "updateGroup", "project"),
        (settings, "updateGroupSettings", "project settings"),
        (atlas.auditing().update(AuditingUpdate::new()).preview(), "updateGroupAuditLog", "auditing"),
        (keys, "updateGroupEncryptionAtRest", "encryption at rest"),
        (ldap, "updateGroupUserSecurity", "LDAP configuration"),
        (org_settings, "updateOrgSettings", "organization settings"),
        (org_user, "updateOrgUser", "user"),
        (org_key, "updateOrgApiKey", "API key"),
        (project_key, "updateGroupApiKeyRoles", "API key"),
        (org_account, "updateOrgServiceAccount", "service account"),
        (delegation, "updateOrgDelegationSettings", "delegation settings"),
        (policy, "updateOrgResourcePolicy", "resource policy"),
        (project_account, "updateGroupServiceAccount", "service account"),
        (workspace, "updateGroupStreamWorkspace", "stream workspace"),
        (processor, "updateGroupStreamProcessor", "stream processor"),
    ] {
        let error: Error = result.unwrap_err();
        let rule = "the update is empty; set at least one property";
        assert!(error.is_invalid_argument(), "{error:?}");
        assert_eq!(error.to_string(), format!("{operation} cannot be sent: {resource}: {rule}"));
        assert_eq!((error.operation(), error.attempts()), (Some(operation), 0));
    }
}

#[test]
fn an_update_that_clears_a_list_is_not_empty() {
    let clear = DatabaseUsersUpdatePermissionsSpecs::new().clear_roles();
    let preview = offline().database_users().update("reports", clear).preview().unwrap();
    assert_eq!(preview.body(), Some(br#"{"roles":[]}"#.as_slice()));
}
