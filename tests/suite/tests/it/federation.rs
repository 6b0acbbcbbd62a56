//! Federated authentication: providers, organizations, role mappings, and validation.

use atlas_api::{
    Atlas, Confirm,
    federation::{ConnectedOrganizationUpdate, IdentityProviderSpec, IdentityProviderUpdate, RoleMappingSpec},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    requests::{ID, ORGANIZATION},
    support::{check_invalid, client},
};

/// Returns a client whose organization is connected to the federation [`ID`].
async fn connected() -> (FakeAtlas, Atlas) {
    let fake = FakeAtlas::start().await.unwrap();
    let organization = fake.organization_id().to_owned();
    fake.insert(&format!("/orgs/{organization}/federationSettings"), json!({ "id": ID })).unwrap();
    let config = json!({ "orgId": organization, "domainRestrictionEnabled": false });
    fake.insert(&format!("/federationSettings/{ID}/connectedOrgConfigs"), config).unwrap();
    let atlas = client(&fake);
    (fake, atlas)
}

#[tokio::test]
async fn a_federation_exists_until_it_is_deleted() {
    let (_fake, atlas) = connected().await;
    let federation = atlas.federation();
    let settings = federation.get().await.unwrap();
    assert_eq!(settings.id.as_deref(), Some(ID));
    assert_eq!(federation.identity_providers(ID).list().all().await.unwrap(), []);
    let unknown = federation.identity_providers(ORGANIZATION).list().await.unwrap_err();
    assert_eq!((unknown.is_not_found(), unknown.is_absent()), (true, false));
    let delete = federation.delete(ID);
    let effect = "will be deleted, with its identity providers: all organizations are disconnected from it, and nobody can log in through it";
    assert_eq!(delete.impact().to_string(), format!("federation {ID:?} {effect}"));
    delete.confirm(Confirm::name(ID)).await.unwrap();
    assert!(federation.get().await.unwrap_err().is_not_found());
    assert!(federation.connected_organizations(ID).list().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_provider_is_created_changed_and_deleted() {
    let (fake, atlas) = connected().await;
    let providers = atlas.federation().identity_providers(ID);
    let spec = IdentityProviderSpec::workforce("employees", "https://login.example.com", "atlas", "5f1a");
    let created = providers.create(spec.authorization("GROUP").groups_claim("groups")).await.unwrap();
    assert_eq!(created.protocol.as_ref().unwrap().as_str(), "OIDC");
    let id = created.id.clone().unwrap();
    let update = IdentityProviderUpdate::workforce().display_name("staff").user_claim("email");
    assert_eq!(providers.update(&*id, update).await.unwrap().user_claim.as_deref(), Some("email"));
    let fetched = providers.get(&*id).await.unwrap();
    assert_eq!((fetched.display_name.as_deref(), fetched.groups_claim.as_deref()), (Some("staff"), Some("groups")));
    providers.update(&*id, IdentityProviderUpdate::workforce().description("x").clear_description()).await.unwrap();
    assert_eq!(
        fake.requests().last().unwrap().json(),
        Some(json!({ "description": null, "idpType": "WORKFORCE", "protocol": "OIDC" }))
    );
    providers.revoke_keys(&*id).confirm(Confirm::name("staff")).await.unwrap();

    let delete = providers.delete(&*id);
    assert!(delete.clone().confirm(Confirm::name("employees")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name("staff")).await.unwrap();
    assert!(!providers.get(&*id).exists().await.unwrap());
    assert!(providers.revoke_keys(&*id).confirm(Confirm::yes()).await.unwrap_err().is_not_found());
    assert!(fake.requests().iter().all(|request| !request.path().contains("metadata")));
}

#[tokio::test]
async fn metadata_is_found_by_the_old_id() {
    let (fake, atlas) = connected().await;
    let saml = json!({ "id": ID, "oktaIdpId": "0123456789abcdef0123", "protocol": "SAML" });
    fake.insert(&format!("/federationSettings/{ID}/identityProviders"), saml).unwrap();
    let providers = atlas.federation().identity_providers(ID);
    let path = format!("/federationSettings/{ID}/identityProviders/0123456789abcdef0123/metadata.xml");
    let text = providers.metadata("0123456789abcdef0123").await.unwrap();
    assert!(fake.requests().last().unwrap().path().ends_with(&path));
    let content = format!("<EntityDescriptor entityID=\"{}/sso/saml2/0123456789abcdef0123\"/>", fake.base_url());
    assert_eq!(*text, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{content}\n"));
    let provider = providers.get(ID).await.unwrap();
    assert_eq!(provider.okta_idp_id.as_deref(), Some("0123456789abcdef0123"));
    assert!(providers.metadata("0123456789abcdef0124").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_organization_is_updated_and_disconnected() {
    let (fake, atlas) = connected().await;
    let (organizations, id) = (atlas.federation().connected_organizations(ID), fake.organization_id());
    let provider = ConnectedOrganizationUpdate::new(false).identity_provider("0123456789abcdef0123");
    organizations.update(id, provider.data_access_identity_providers([ID])).await.unwrap();
    let current = organizations.get(id).await.unwrap();
    let update = ConnectedOrganizationUpdate::keeping(&current).domain_restriction(true);
    let update = update.allowed_domains(["example.com"]).default_roles(["ORG_MEMBER"]);
    organizations.update(id, update).await.unwrap();
    let connected = organizations.get(id).await.unwrap();
    assert_eq!(connected.identity_provider_id.as_deref(), Some("0123456789abcdef0123"));
    assert_eq!(connected.data_access_identity_provider_ids.as_deref(), Some(&[ID.to_owned()][..]));

    // A provider of data access that was read is not dropped by an update, even if others are left.
    let other = "0f1a2b3c4d5e6f7a8b9c0d1e";
    let both = || ConnectedOrganizationUpdate::keeping(&connected);
    organizations.update(id, both().data_access_identity_providers([ID, other])).await.unwrap();
    let current = organizations.get(id).await.unwrap();
    let dropped = ConnectedOrganizationUpdate::keeping(&current).data_access_identity_providers([other]);
    let effect =
        "will be disconnected from identity providers of data access, and nobody can log in to databases through them";
    assert_eq!(
        organizations.update(id, dropped.clone()).await.unwrap_err().to_string(),
        format!(
            "updateFederationSettingConnectedOrgConfig not sent: pass the update to `update_disconnecting` and confirm it \
             (effect: organization {id:?} {effect})"
        )
    );
    let update = organizations.update_disconnecting(id, dropped);
    assert_eq!(update.impact().to_string(), format!("organization {id:?} {effect}"));
    update.confirm(Confirm::name(id)).await.unwrap();
    let current = organizations.get(id).await.unwrap();
    assert_eq!(current.data_access_identity_provider_ids.as_deref(), Some(&[other.to_owned()][..]));
    let unread = ConnectedOrganizationUpdate::new(true).identity_provider("0123456789abcdef0123");
    let none = unread.data_access_identity_providers([""; 0]);
    assert!(organizations.update(id, none).await.unwrap_err().is_confirmation_required());

    let disconnect = ConnectedOrganizationUpdate::new(true).without_identity_provider();
    let disconnect = disconnect.data_access_identity_providers([""; 0]);
    assert!(organizations.update(id, disconnect.clone()).await.unwrap_err().is_confirmation_required());
    organizations.update_disconnecting(id, disconnect).confirm(Confirm::name(id)).await.unwrap();
    assert_eq!(organizations.get(id).await.unwrap().identity_provider_id, None);
    let connected = organizations.get(id).await.unwrap();
    let domains = connected.domain_allow_list.as_ref().map(|domains| domains.join(" "));
    assert_eq!((domains.as_deref(), connected.domain_restriction_enabled), (Some("example.com"), Some(true)));
    assert_eq!(organizations.list().all().await.unwrap().len(), 1);
    organizations.remove(id).confirm(Confirm::name(id)).await.unwrap();
    assert!(organizations.get(id).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_role_mapping_is_created_replaced_and_deleted() {
    let (fake, atlas) = connected().await;
    let mappings = atlas.federation().role_mappings(ID);
    assert_eq!(*mappings.list().await.unwrap(), []);
    let spec = RoleMappingSpec::new("analysts").organization_role(fake.organization_id(), "ORG_MEMBER");
    let created = mappings.create(spec.clone().project_role(fake.project_id(), "GROUP_READ_ONLY")).await.unwrap();
    let id = created.id.clone().unwrap();
    let roles = created.role_assignments.as_ref().unwrap();
    assert_eq!(
        (roles[1].role.as_deref(), roles[1].group_id.as_deref()),
        (Some("GROUP_READ_ONLY"), Some(fake.project_id()))
    );
    mappings.replace(&*id, spec).await.unwrap();
    let listed = mappings.list().await.unwrap();
    assert_eq!((listed.len(), listed[0].role_assignments.as_ref().unwrap().len()), (1, 1));
    mappings.delete(&*id).confirm(Confirm::name("analysts")).await.unwrap();
    assert!(!mappings.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let (fake, atlas) = connected().await;
    let federation = atlas.federation();
    let (providers, mappings) = (federation.identity_providers(ID), federation.role_mappings(ID));
    let settings = r#"federation settings id: expected 24 hexadecimal digits, not "main""#;
    check_invalid(federation.identity_providers("main").list().await, settings);
    check_invalid(federation.connected_organizations("main").get(ORGANIZATION).await, settings);
    check_invalid(federation.role_mappings("main").list().await, settings);
    check_invalid(federation.delete("main").confirm(Confirm::yes()).await, settings);
    let id = r#"identity provider id: expected 24 hexadecimal digits, the `id` of the provider, not "employees""#;
    check_invalid(providers.get("employees").await, id);
    let old_id = |id: &str| {
        format!("identity provider id: expected 20 hexadecimal digits, the `okta_idp_id` of the provider, not {id:?}")
    };
    check_invalid(providers.metadata(ID).await, &old_id(ID));
    let organizations = federation.connected_organizations(ID);
    let update = || ConnectedOrganizationUpdate::new(true).data_access_identity_providers([""; 0]);
    check_invalid(
        organizations.update(ORGANIZATION, update().identity_provider("employees")).await,
        &old_id("employees"),
    );
    let undecided = "identity provider: not set, and Atlas would disconnect the current one; set it, or take the current \
                     one with `keeping`";
    check_invalid(organizations.update(ORGANIZATION, update()).await, undecided);
    let undecided = "data access identity providers: not set, and Atlas would disconnect the current ones; set them, or \
                     take them with `keeping`";
    let login = ConnectedOrganizationUpdate::new(true).identity_provider("0123456789abcdef0123");
    check_invalid(organizations.update(ORGANIZATION, login).await, undecided);

    let empty = "identity provider: the update is empty; set at least one property";
    check_invalid(providers.update(ID, IdentityProviderUpdate::workforce()).await, empty);
    let saml = IdentityProviderUpdate::saml(false).audience("atlas");
    check_invalid(providers.update(ID, saml).await, "audience: not a property of a SAML provider; leave it out");
    let slug = IdentityProviderUpdate::workforce().slug("employees");
    check_invalid(
        providers.update(ID, slug).await,
        "slug: not a property of an OIDC provider for a workforce; leave it out",
    );
    let workload = IdentityProviderSpec::workload("builds", "https://token.example.com", "atlas");
    let rule = "associated domains: not a property of an OIDC provider for workloads; leave it out";
    check_invalid(providers.create(workload.associated_domains(["example.com"])).await, rule);
    let name = "display name: length is 51; expected 1 to 50 characters";
    check_invalid(providers.create(IdentityProviderSpec::workload("x".repeat(51), "https://a", "atlas")).await, name);
    let audience = "audience: length is 0; expected at least 1 character";
    check_invalid(providers.create(IdentityProviderSpec::workload("builds", "https://a", "")).await, audience);

    let client = "client id: length is 0; expected at least 1 character";
    check_invalid(
        providers.create(IdentityProviderSpec::workforce("employees", "https://a", "atlas", "")).await,
        client,
    );

    check_invalid(
        mappings.create(RoleMappingSpec::new("analysts")).await,
        "roles: the list is empty; pass at least one role",
    );
    let spec = RoleMappingSpec::new("analysts").organization_role("main", "ORG_OWNER");
    check_invalid(mappings.replace(ID, spec).await, r#"organization id: expected 24 hexadecimal digits, not "main""#);
    check_invalid(mappings.get("main").await, r#"role mapping id: expected 24 hexadecimal digits, not "main""#);
    assert_eq!(fake.request_count(), 0);
}
