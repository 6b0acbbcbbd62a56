//! Files of federated authentication.

use atlas_gen::types::{
    AuthFederationRoleMappingInput, ConnectedOrgConfigInput, FederationIdentityProviderUpdate,
    FederationOidcIdentityProviderUpdate,
};

use super::body::{apply, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, length, not_empty};
use crate::{
    Error,
    specs::{ConnectedOrganizationUpdate, IdentityProviderSpec, IdentityProviderUpdate, RoleMappingSpec},
};

spec_from_body! {
    RoleMappingSpec, AuthFederationRoleMappingInput,
    |body| {
        let spec = RoleMappingSpec::new(text(body.external_group_name));
        body.role_assignments.into_iter().flatten().try_fold(spec, |spec, role| {
            let name = text(role.role);
            match (role.org_id, role.group_id) {
                (Some(organization), None) => Ok(spec.organization_role(organization, name)),
                (None, Some(project)) => Ok(spec.project_role(project, name)),
                _ => Err(Error::invalid_argument("role", format!("{name:?} has no single place; set orgId or groupId"))),
            }
        })
    },
    |spec| spec.into_body(),
    {
        "required": ["externalGroupName", "roleAssignments"],
        "properties": {
            "externalGroupName": length(1, 200),
            "roleAssignments": { "minItems": 1, "items": {
                "required": ["role"],
                "oneOf": [{ "required": ["orgId"] }, { "required": ["groupId"] }],
                "properties": { "role": not_empty(), "orgId": id(), "groupId": id() },
            } },
        },
    },
}

// `null` disconnects the organization from the provider.
spec_from_body! {
    ConnectedOrganizationUpdate, ConnectedOrgConfigInput,
    nullable &["identityProviderId"],
    |body| {
        let missing = || Error::invalid_argument("domain restriction", "not set; set domainRestrictionEnabled");
        let is_disconnected = super::json(&body).get("identityProviderId").is_some_and(serde_json::Value::is_null);
        let spec = apply!(ConnectedOrganizationUpdate::new(body.domain_restriction_enabled.ok_or_else(missing)?);
            body.domain_allow_list => allowed_domains,
            body.identity_provider_id => identity_provider,
            body.data_access_identity_provider_ids => data_access_identity_providers,
            body.post_auth_role_grants => default_roles,
            body.instant_user_provisioning_disabled.map(|disabled| !disabled) => instant_user_provisioning);
        Ok(if is_disconnected { spec.without_identity_provider() } else { spec })
    },
    |spec| spec.into_body(),
    {
        "required": ["domainRestrictionEnabled", "identityProviderId", "dataAccessIdentityProviderIds"],
        "properties": {
            "identityProviderId": { "type": ["string", "null"], "pattern": "^[0-9a-fA-F]{20}$" },
            "dataAccessIdentityProviderIds": { "items": id() },
            "roleMappings": false,
            "userConflicts": false,
        },
    },
}

spec_from_body! {
    IdentityProviderUpdate, FederationIdentityProviderUpdate,
    |body| {
        let spec = match (text(body.protocol).as_str(), text(body.idp_type).as_str()) {
            ("SAML", _) => {
                let missing = || Error::invalid_argument("SSO debugging", "not set; set ssoDebugEnabled");
                IdentityProviderUpdate::saml(body.sso_debug_enabled.ok_or_else(missing)?)
            }
            ("OIDC", "WORKFORCE") => IdentityProviderUpdate::workforce(),
            ("OIDC", "WORKLOAD") => IdentityProviderUpdate::workload(),
            _ => {
                let rule = "of an unknown kind; set the protocol SAML, or OIDC and the idpType WORKFORCE or WORKLOAD";
                return Err(Error::invalid_argument("identity provider", rule));
            }
        };
        let spec = apply!(spec;
            body.display_name => display_name,
            body.description => description,
            body.issuer_uri => issuer_uri,
            body.audience => audience,
            body.authorization_type.map(|kind| text(Some(kind))) => authorization,
            body.client_id => client_id,
            body.groups_claim => groups_claim,
            body.user_claim => user_claim,
            body.slug => slug,
            body.sso_url => sso_url,
            body.requested_scopes => requested_scopes,
            body.associated_domains => associated_domains,
            body.status.map(|status| status.as_str() == "ACTIVE") => active,
            body.request_binding => request_binding,
            body.response_signature_algorithm => response_signature_algorithm);
        let Some(file) = body.pem_file_info else { return Ok(spec) };
        let pem = file.certificates.into_iter().flatten().next().and_then(|certificate| certificate.content);
        match (file.file_name, pem) {
            (Some(name), Some(pem)) => Ok(spec.certificate(name, pem)),
            _ => Err(Error::invalid_argument("certificate", "incomplete; set the file name and the content")),
        }
    },
    |spec| spec.into_body(),
    { "required": ["protocol"], "properties": {
        "displayName": length(1, 50),
        "status": { "enum": ["ACTIVE", "INACTIVE"] },
        "pemFileInfo": {
            "required": ["fileName", "certificates"],
            "properties": { "certificates": { "minItems": 1, "maxItems": 1, "items": {
                "required": ["content"],
                "properties": { "notAfter": false, "notBefore": false },
            } } },
        },
    }, "oneOf": kinds() },
}

/// Returns the properties of each kind of identity provider.
#[cfg(feature = "schemars")]
#[inline]
fn kinds() -> serde_json::Value {
    let without = |names: &[&str]| -> serde_json::Map<String, serde_json::Value> {
        names.iter().map(|name| ((*name).to_owned(), false.into())).collect()
    };
    let saml =
        ["status", "pemFileInfo", "requestBinding", "responseSignatureAlgorithm", "slug", "ssoDebugEnabled", "ssoUrl"];
    let oidc = ["audience", "authorizationType", "groupsClaim", "userClaim", "clientId", "requestedScopes", "idpType"];
    let workforce = ["clientId", "requestedScopes", "associatedDomains"];
    let kind = |protocol: &str, idp_type: &str, properties: serde_json::Map<String, serde_json::Value>| {
        let mut rules = serde_json::json!({ "properties": properties, "minProperties": 3, "required": ["idpType"] });
        if idp_type.is_empty() {
            rules["required"] = serde_json::json!(["ssoDebugEnabled"]);
            rules["minProperties"] = 2.into();
        } else {
            rules["properties"]["idpType"] = serde_json::json!({ "const": idp_type });
        }
        rules["properties"]["protocol"] = serde_json::json!({ "const": protocol });
        rules
    };
    serde_json::json!([
        kind("SAML", "", without(&oidc)),
        kind("OIDC", "WORKFORCE", without(&saml)),
        kind("OIDC", "WORKLOAD", without(&[&saml[..], &workforce].concat())),
    ])
}

spec_from_body! {
    IdentityProviderSpec, FederationOidcIdentityProviderUpdate,
    |body| {
        let (name, issuer) = (text(body.display_name), text(body.issuer_uri));
        let (audience, client) = (text(body.audience), text(body.client_id.as_ref()));
        let spec = match &*text(body.idp_type) {
            "WORKFORCE" if body.client_id.is_some() => IdentityProviderSpec::workforce(name, issuer, audience, client),
            "WORKLOAD" if body.client_id.is_none() => IdentityProviderSpec::workload(name, issuer, audience),
            _ => {
                let rule = "of an unknown kind; set the idpType WORKFORCE and a clientId, or WORKLOAD without one";
                return Err(Error::invalid_argument("identity provider", rule));
            }
        };
        Ok(apply!(spec;
            body.description => description,
            body.authorization_type.map(|kind| text(Some(kind))) => authorization,
            body.groups_claim => groups_claim,
            body.user_claim => user_claim,
            body.requested_scopes => requested_scopes,
            body.associated_domains => associated_domains))
    },
    |spec| spec.into_body(),
    {
        "required": ["displayName", "issuerUri", "audience", "idpType"],
        "properties": {
            "displayName": length(1, 50),
            "issuerUri": not_empty(),
            "audience": not_empty(),
            "clientId": not_empty(),
            "protocol": { "const": "OIDC" },
        },
        "oneOf": [
            { "required": ["clientId"], "properties": { "idpType": { "const": "WORKFORCE" } } },
            { "properties": {
                "idpType": { "const": "WORKLOAD" },
                "clientId": false, "requestedScopes": false, "associatedDomains": false,
            } },
        ],
    },
}
