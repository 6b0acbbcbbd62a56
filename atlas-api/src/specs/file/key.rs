//! Files of API keys, service accounts and roles of teams.

use atlas_gen::types::{
    CreateAtlasOrganizationApiKey, OrgServiceAccountRequest, OrgServiceAccountUpdateRequest, TeamRoleInput,
    UpdateAtlasOrganizationApiKey,
};

use super::body::{apply, names, number, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, length, roles};
use crate::specs::{ApiKeySpec, ApiKeyUpdate, ServiceAccountSpec, ServiceAccountUpdate, TeamRolesSpec};

spec_from_body! {
    ApiKeySpec, CreateAtlasOrganizationApiKey,
    |body| Ok(ApiKeySpec::new(text(body.desc), names(body.roles))),
    |spec| spec.into_body(),
    { "required": ["desc", "roles"], "properties": { "desc": length(1, 250), "roles": roles() } },
}

spec_from_body! {
    ApiKeyUpdate, UpdateAtlasOrganizationApiKey,
    |body| {
        let roles = body.roles.is_some().then(|| names(body.roles));
        Ok(apply!(ApiKeyUpdate::new(); body.desc => description, roles => roles))
    },
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": { "desc": length(1, 250), "roles": roles() } },
}

spec_from_body! {
    ServiceAccountSpec, OrgServiceAccountRequest,
    |body| {
        let hours = number("validity of the secret", body.secret_expires_after_hours.unwrap_or_default())?;
        Ok(ServiceAccountSpec::new(text(body.name), text(body.description), names(body.roles), hours))
    },
    |spec| spec.into_body(),
    {
        "required": ["name", "description", "roles", "secretExpiresAfterHours"],
        "properties": {
            "name": length(1, 64),
            "description": length(1, 250),
            "roles": roles(),
            "secretExpiresAfterHours": { "minimum": 1, "maximum": u16::MAX },
        },
    },
}

spec_from_body! {
    ServiceAccountUpdate, OrgServiceAccountUpdateRequest,
    |body| {
        let roles = body.roles.is_some().then(|| names(body.roles));
        let spec = ServiceAccountUpdate::new();
        Ok(apply!(spec; body.name => name, body.description => description, roles => roles))
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "properties": { "name": length(1, 64), "description": length(1, 250), "roles": roles() },
    },
}

spec_from_body! {
    TeamRolesSpec, TeamRoleInput,
    |body| Ok(TeamRolesSpec::new(text(body.team_id), names(body.role_names))),
    |spec| spec.into_parts().map(|(_, body)| body),
    { "required": ["teamId", "roleNames"], "properties": { "teamId": id(), "roleNames": roles() } },
}
