//! The requests of projects, their users, teams, settings and limits.

use atlas_api::projects::{ProjectMigrationSpec, ProjectSettingsUpdate, ProjectSpec, ProjectUpdate, TeamRolesSpec};

use super::{ID, ORGANIZATION, Row, case, check, offline, row};
use crate::support::PROJECT;

const LIMIT: &str = "atlas.project.security.databaseAccess.users";

pub(super) fn rows() -> Vec<Row> {
    let (atlas, projects) = (offline(), offline().projects());
    let (users, teams, settings, limits) =
        (atlas.project_users(), atlas.project_teams(), atlas.project_settings(), atlas.project_limits());
    let team = || TeamRolesSpec::new(ID, ["GROUP_READ_ONLY"]);
    let migration = ProjectMigrationSpec::new(ORGANIZATION);
    let versions = projects.list_mongodb_versions(PROJECT);
    vec![
        row("Projects::migrate", projects.migrate(PROJECT, migration.clone())),
        case("Projects::migrate", "API key", projects.migrate(PROJECT, migration.api_key("abcdefgh", "private"))),
        row("Projects::ip_addresses", projects.ip_addresses(PROJECT)),
        row("Projects::list_mongodb_versions", versions.clone()),
        case("Projects::list_mongodb_versions", "filter", {
            versions.cloud_provider("AWS").instance_size("M10").default_only()
        }),
        row("Projects::list", projects.list()),
        row("Projects::list_in_organization", projects.list_in_organization()),
        row("Projects::list_for_organization", projects.list_for_organization(ID)),
        row("Projects::get", projects.get(ID)),
        row("Projects::get_by_name", projects.get_by_name("sales/../2026")),
        row("Projects::create", projects.create(ProjectSpec::new("sales", ORGANIZATION))),
        row("Projects::update", projects.update(ID, ProjectUpdate::new().name("orders"))),
        row("Projects::delete", projects.delete(ID)),
        row("ProjectUsers::list", users.list()),
        row("ProjectUsers::get", users.get(ID)),
        row("ProjectUsers::add", users.add("ada@example.com", ["GROUP_READ_ONLY"])),
        row("ProjectUsers::add_role", users.add_role(ID, "GROUP_OWNER")),
        row("ProjectUsers::remove_role", users.remove_role(ID, "GROUP_OWNER")),
        row("ProjectUsers::remove", users.remove(ID)),
        row("ProjectTeams::list", teams.list()),
        row("ProjectTeams::get", teams.get(ID)),
        row("ProjectTeams::add", teams.add([team()])),
        row("ProjectTeams::change_roles", teams.change_roles(team())),
        row("ProjectTeams::remove", teams.remove(ID)),
        row("ProjectSettings::get", settings.get()),
        row("ProjectSettings::update", settings.update(ProjectSettingsUpdate::new().data_explorer(false))),
        row("ProjectLimits::list", limits.list()),
        row("ProjectLimits::get", limits.get(LIMIT)),
        row("ProjectLimits::set", limits.set(LIMIT, 150)),
        row("ProjectLimits::reset", limits.reset(LIMIT)),
    ]
}

#[test]
fn requests_of_projects() {
    check("projects", &rows());
}
