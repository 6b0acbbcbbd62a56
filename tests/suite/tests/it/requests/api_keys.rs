//! The requests of API keys and their access lists.

use atlas_api::api_keys::{ApiKeySpec, ApiKeyUpdate};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (keys, of_project) = (offline().organization_api_keys(), offline().project_api_keys());
    let list = keys.access_list(ID);
    let described = ApiKeyUpdate::new().description("deployment");
    vec![
        row("OrganizationApiKeys::list", keys.list()),
        row("OrganizationApiKeys::get", keys.get(ID)),
        row("OrganizationApiKeys::create", keys.create(ApiKeySpec::new("deployment", ["ORG_MEMBER"]))),
        row("OrganizationApiKeys::update", keys.update(ID, described.clone())),
        case("OrganizationApiKeys::update", "roles", keys.update(ID, ApiKeyUpdate::new().roles(["ORG_OWNER"]))),
        row("OrganizationApiKeys::delete", keys.delete(ID)),
        row("ApiKeyAccessList::list", list.list()),
        row("ApiKeyAccessList::get", list.get("192.0.2.0/24")),
        row("ApiKeyAccessList::add", list.add(["192.0.2.0/24", "2001:db8::17"])),
        row("ApiKeyAccessList::remove", list.remove("2001:db8::17")),
        row("ProjectApiKeys::list", of_project.list()),
        row("ProjectApiKeys::create", of_project.create(ApiKeySpec::new("backups", ["GROUP_BACKUP_MANAGER"]))),
        row("ProjectApiKeys::add", of_project.add(ID, ["GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER"])),
        row("ProjectApiKeys::update", of_project.update(ID, described.roles(["GROUP_OWNER"]))),
        row("ProjectApiKeys::remove", of_project.remove(ID)),
    ]
}

#[test]
fn requests_of_api_keys() {
    check("api_keys", &rows());
}
