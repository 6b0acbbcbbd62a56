//! Files of organizations, their users and their settings.

use std::time::Duration;

use atlas_gen::types::{
    CreateOrganizationRequest, OrgDelegationSettingsUpdateRequest, OrgUserRequest, OrgUserUpdateRequest,
    OrganizationInput, OrganizationSettings,
};

use super::body::{apply, names, number, optional, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, name, not_empty, roles};
use crate::specs::{
    ApiKeySpec, DelegationSettingsUpdate, OrganizationSettingsUpdate, OrganizationSpec, OrganizationUpdate,
    OrganizationUserSpec, OrganizationUserUpdate, ServiceAccountSpec,
};

spec_from_body! {
    OrganizationSpec, CreateOrganizationRequest,
    |body| Ok(apply!(OrganizationSpec::new(text(body.name));
        body.org_owner_id => owner,
        body.federation_settings_id => federation_settings,
        body.skip_default_alerts_settings.map(|skipped| !skipped) => default_alert_settings,
        body.api_key.map(ApiKeySpec::from_body).transpose()? => api_key,
        body.service_account.map(ServiceAccountSpec::from_body).transpose()? => service_account)),
    |spec| spec.into_body(),
    {
        "required": ["name"],
        "properties": {
            "name": name(),
            "orgOwnerId": id(),
            "federationSettingsId": id(),
            "apiKey": ApiKeySpec::rules(),
            "serviceAccount": ServiceAccountSpec::rules(),
        },
    },
}

spec_from_body! {
    OrganizationUpdate, OrganizationInput,
    |body| Ok(apply!(OrganizationUpdate::new(text(body.name));
        body.skip_default_alerts_settings.map(|skipped| !skipped) => default_alert_settings)),
    |spec| spec.into_body(),
    { "required": ["name"], "properties": { "name": name() } },
}

spec_from_body! {
    OrganizationUserUpdate, OrgUserUpdateRequest,
    |body| {
        let roles = body.roles.unwrap_or_default();
        let mut spec = OrganizationUserUpdate::new();
        if roles.org_roles.is_some() {
            spec = spec.roles(names(roles.org_roles));
        }
        if let Some(projects) = roles.group_role_assignments {
            let add = |spec: OrganizationUserUpdate, project: atlas_gen::types::GroupRoleAssignment| {
                spec.project_roles(text(project.group_id), names(project.group_roles))
            };
            spec = projects.into_iter().fold(spec.clear_project_roles(), add);
        }
        Ok(match body.team_ids {
            Some(teams) => teams.into_iter().fold(spec.clear_teams(), OrganizationUserUpdate::team),
            None => spec,
        })
    },
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": { "roles": user_roles(), "teamIds": { "items": id() } } },
}

spec_from_body! {
    OrganizationUserSpec, OrgUserRequest,
    |body| {
        let roles = body.roles.unwrap_or_default();
        let mut spec = OrganizationUserSpec::new(text(body.username), names(roles.org_roles));
        for project in roles.group_role_assignments.into_iter().flatten() {
            spec = spec.project_roles(text(project.group_id), names(project.group_roles));
        }
        Ok(body.team_ids.into_iter().flatten().fold(spec, OrganizationUserSpec::team))
    },
    |spec| spec.into_body(),
    {
        "required": ["username", "roles"],
        "properties": { "username": not_empty(), "roles": user_roles(), "teamIds": { "items": id() } },
    },
}

/// Returns the rule of the roles of a user in the organization and in its projects.
#[cfg(feature = "schemars")]
#[inline]
fn user_roles() -> serde_json::Value {
    let project = serde_json::json!({
        "required": ["groupId", "groupRoles"],
        "properties": { "groupId": id(), "groupRoles": roles() },
    });
    serde_json::json!({
        "required": ["orgRoles"],
        "properties": { "orgRoles": roles(), "groupRoleAssignments": { "items": project } },
    })
}

spec_from_body! {
    OrganizationSettingsUpdate, OrganizationSettings,
    |body| {
        let hours = optional("validity of service account secrets", body.max_service_account_secret_validity_in_hours)?;
        let spec = apply!(OrganizationSettingsUpdate::new();
            body.api_access_list_required => api_access_list_required,
            body.streams_cross_group_enabled => cross_project_streams,
            body.gen_ai_features_enabled => generative_ai,
            body.multi_factor_auth_required => multi_factor_auth,
            body.restrict_employee_access => restrict_employee_access,
            body.operations_contact => operations_contact,
            body.security_contact => security_contact,
            hours => service_account_secret_hours);
        Ok(match body.custom_session_timeouts {
            Some(timeouts) => spec.session_timeouts(
                optional("session timeout", timeouts.absolute_session_timeout_in_seconds)?,
                optional("session timeout", timeouts.idle_session_timeout_in_seconds)?,
            ),
            None => spec,
        })
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "properties": {
            "maxServiceAccountSecretValidityInHours": { "minimum": 8, "maximum": 8760 },
            "customSessionTimeouts": { "properties": {
                "absoluteSessionTimeoutInSeconds": { "minimum": 0 },
                "idleSessionTimeoutInSeconds": { "minimum": 0 },
            } },
        },
    },
}

spec_from_body! {
    DelegationSettingsUpdate, OrgDelegationSettingsUpdateRequest,
    |body| {
        let lifetime = |seconds: i64| number("lifetime of refresh tokens", seconds).map(Duration::from_secs);
        Ok(apply!(DelegationSettingsUpdate::new();
            body.delegated_mcp_access => mcp_access,
            body.delegated_partner_access => partner_access,
            body.idle_refresh_token_lifetime.map(lifetime).transpose()? => idle_refresh_token_lifetime,
            body.maximum_refresh_token_lifetime.map(lifetime).transpose()? => maximum_refresh_token_lifetime))
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "properties": {
            "idleRefreshTokenLifetime": { "minimum": 1, "maximum": 31_536_000 },
            "maximumRefreshTokenLifetime": { "minimum": 1, "maximum": 31_536_000 },
        },
    },
}
