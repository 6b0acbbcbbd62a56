//! The requests of organizations, their users and their settings.

use std::time::Duration;

use atlas_api::organizations::{
    ApiKeySpec, DelegationSettingsUpdate, OrganizationSettingsUpdate, OrganizationSpec, OrganizationUpdate,
    OrganizationUserSpec, OrganizationUserUpdate,
};
use atlas_api::service_accounts::ServiceAccountSpec;

use super::{ID, Row, case, check, offline, row};
use crate::support::PROJECT;

pub(super) fn rows() -> Vec<Row> {
    let (atlas, organizations) = (offline(), offline().organizations());
    let (users, settings) = (atlas.organization_users(), atlas.organization_settings());
    let complete = OrganizationSpec::new("sales").owner(ID).federation_settings(ID).default_alert_settings(false);
    let complete = complete.api_key(ApiKeySpec::new("deployment", ["ORG_OWNER"]));
    let complete =
        complete.service_account(ServiceAccountSpec::new("reports", "monthly reports", ["ORG_READ_ONLY"], 720));
    let invited = OrganizationUserSpec::new("ada@example.com", ["ORG_MEMBER"]);
    let roles = OrganizationUserUpdate::new().roles(["ORG_OWNER"]);
    let all_settings = OrganizationSettingsUpdate::new()
        .api_access_list_required(true)
        .cross_project_streams(false)
        .generative_ai(false)
        .multi_factor_auth(true)
        .restrict_employee_access(true)
        .operations_contact("operations@example.com")
        .security_contact("security@example.com")
        .service_account_secret_hours(720)
        .session_timeouts(Some(43200), None);
    let delegation = DelegationSettingsUpdate::new()
        .mcp_access("READ_ONLY")
        .partner_access("DISALLOWED")
        .idle_refresh_token_lifetime(Duration::from_secs(3600))
        .maximum_refresh_token_lifetime(Duration::from_secs(86400));
    vec![
        row("Organizations::list", organizations.list()),
        case("Organizations::list", "by the start of the name", organizations.list().name("sales & more")),
        row("Organizations::get", organizations.get(ID)),
        row("Organizations::get_by_name", organizations.get_by_name("sales & more")),
        row("Organizations::create", organizations.create(OrganizationSpec::new("sales"))),
        case("Organizations::create", "with all properties", organizations.create(complete)),
        row("Organizations::update", organizations.update(ID, OrganizationUpdate::new("orders"))),
        case(
            "Organizations::update",
            "alert settings",
            organizations.update(ID, OrganizationUpdate::new("orders").default_alert_settings(true)),
        ),
        row("Organizations::delete", organizations.delete(ID)),
        row("OrganizationUsers::list", users.list()),
        case(
            "OrganizationUsers::list",
            "with all filters",
            users
                .list()
                .username("ada@example.com")
                .org_membership_status("PENDING")
                .org_membership_status("INVITATION_EXPIRED"),
        ),
        row("OrganizationUsers::get", users.get(ID)),
        row("OrganizationUsers::invite", users.invite(invited.clone())),
        case(
            "OrganizationUsers::invite",
            "with projects and teams",
            users.invite(invited.project_roles(PROJECT, ["GROUP_OWNER"]).team(ID)),
        ),
        row("OrganizationUsers::update", users.update(ID, roles.clone())),
        case("OrganizationUsers::update", "no projects", users.update(ID, roles.clear_project_roles())),
        case("OrganizationUsers::update", "no teams", users.update(ID, OrganizationUserUpdate::new().clear_teams())),
        row("OrganizationUsers::add_role", users.add_role(ID, "ORG_OWNER")),
        row("OrganizationUsers::remove_role", users.remove_role(ID, "ORG_OWNER")),
        row("OrganizationUsers::remove", users.remove(ID)),
        row("OrganizationSettings::delegation", settings.delegation()),
        row("OrganizationSettings::update_delegation", settings.update_delegation(delegation)),
        row("OrganizationSettings::get", settings.get()),
        row("OrganizationSettings::update", settings.update(OrganizationSettingsUpdate::new().multi_factor_auth(true))),
        case("OrganizationSettings::update", "all settings", settings.update(all_settings)),
    ]
}

#[test]
fn requests_of_organizations() {
    check("organizations", &rows());
}
