//! The requests of federated authentication.

use atlas_api::federation::{
    ConnectedOrganizationUpdate, IdentityProviderSpec, IdentityProviderUpdate, RoleMappingSpec,
};

use super::{ID, ORGANIZATION, Row, case, check, offline, row};
use crate::support::PROJECT;

pub(super) fn rows() -> Vec<Row> {
    let federation = offline().federation();
    let (providers, organizations) = (federation.identity_providers(ID), federation.connected_organizations(ID));
    let mappings = federation.role_mappings(ID);
    let workforce = IdentityProviderSpec::workforce("employees", "https://login.example.com", "atlas", "5f1a")
        .description("all employees")
        .authorization("GROUP")
        .groups_claim("groups")
        .user_claim("email")
        .requested_scopes(["openid"])
        .associated_domains(["example.com"]);
    let saml = IdentityProviderUpdate::saml(false)
        .active(true)
        .certificate("login.pem", "-----BEGIN CERTIFICATE-----")
        .request_binding("HTTP-POST")
        .response_signature_algorithm("SHA-256")
        .slug("employees")
        .sso_url("https://login.example.com/sso");
    let connected = ConnectedOrganizationUpdate::new(true)
        .allowed_domains(["example.com"])
        .identity_provider("0123456789abcdef0123")
        .data_access_identity_providers([ID])
        .default_roles(["ORG_MEMBER"])
        .instant_user_provisioning(false);
    let mapping = RoleMappingSpec::new("analysts")
        .organization_role(ORGANIZATION, "ORG_MEMBER")
        .project_role(PROJECT, "GROUP_OWNER");
    vec![
        row("Federation::get", federation.get()),
        row("Federation::delete", federation.delete(ID)),
        row("IdentityProviders::list", providers.list()),
        case("IdentityProviders::list", "filter", {
            providers.list().protocol("SAML").protocol("OIDC").provider_type("WORKFORCE")
        }),
        row("IdentityProviders::get", providers.get(ID)),
        row("IdentityProviders::create", providers.create(workforce)),
        case("IdentityProviders::create", "workload", {
            providers.create(IdentityProviderSpec::workload("builds", "https://token.example.com", "atlas"))
        }),
        row("IdentityProviders::update", providers.update(ID, saml)),
        case("IdentityProviders::update", "workload", {
            providers.update(ID, IdentityProviderUpdate::workload().authorization("USER"))
        }),
        row("IdentityProviders::delete", providers.delete(ID)),
        row("IdentityProviders::metadata", providers.metadata("0123456789abcdef0123")),
        row("IdentityProviders::revoke_keys", providers.revoke_keys(ID)),
        row("ConnectedOrganizations::list", organizations.list()),
        row("ConnectedOrganizations::get", organizations.get(ORGANIZATION)),
        row("ConnectedOrganizations::update", organizations.update(ORGANIZATION, connected)),
        row("ConnectedOrganizations::update_disconnecting", {
            let spec = ConnectedOrganizationUpdate::new(false).without_identity_provider();
            organizations.update_disconnecting(ORGANIZATION, spec.data_access_identity_providers([ID]))
        }),
        row("ConnectedOrganizations::remove", organizations.remove(ORGANIZATION)),
        row("RoleMappings::list", mappings.list()),
        row("RoleMappings::get", mappings.get(ID)),
        row("RoleMappings::create", mappings.create(mapping.clone())),
        row("RoleMappings::replace", mappings.replace(ID, mapping)),
        row("RoleMappings::delete", mappings.delete(ID)),
    ]
}

#[test]
fn requests_of_federation() {
    check("federation", &rows());
}
