//! The requests of service accounts, their access lists and their secrets.

use atlas_api::service_accounts::{ServiceAccountSpec, ServiceAccountUpdate};

use super::{ID, Row, case, check, offline, row};

pub(crate) const ACCOUNT: &str = "mdb_sa_id_6a1b2c3d4e5f6a7b8c9d0e1f";

pub(super) fn rows() -> Vec<Row> {
    let (accounts, of_project) = (offline().organization_service_accounts(), offline().project_service_accounts());
    let (list, list_of_project) = (accounts.access_list(ACCOUNT), of_project.access_list(ACCOUNT));
    let (secrets, secrets_of_project) = (accounts.secrets(ACCOUNT), of_project.secrets(ACCOUNT));
    let spec = |role: &str| ServiceAccountSpec::new("reports", "monthly reports", [role], 720);
    let named = ServiceAccountUpdate::new().name("reports").description("nightly reports");
    vec![
        row("OrganizationServiceAccounts::list", accounts.list()),
        case("OrganizationServiceAccounts::list", "filter", accounts.list().include_system_managed(true)),
        row("OrganizationServiceAccounts::get", accounts.get(ACCOUNT)),
        row("OrganizationServiceAccounts::create", accounts.create(spec("ORG_READ_ONLY"))),
        row("OrganizationServiceAccounts::update", accounts.update(ACCOUNT, named.clone())),
        case("OrganizationServiceAccounts::update", "roles", {
            accounts.update(ACCOUNT, ServiceAccountUpdate::new().roles(["ORG_OWNER"]))
        }),
        row("OrganizationServiceAccounts::delete", accounts.delete(ACCOUNT)),
        row("OrganizationServiceAccounts::list_projects", accounts.list_projects(ACCOUNT)),
        row("ProjectServiceAccounts::list", of_project.list().include_system_managed(false)),
        row("ProjectServiceAccounts::get", of_project.get(ACCOUNT)),
        row("ProjectServiceAccounts::create", of_project.create(spec("GROUP_OWNER"))),
        row("ProjectServiceAccounts::add", of_project.add(ACCOUNT, ["GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER"])),
        row("ProjectServiceAccounts::update", of_project.update(ACCOUNT, named.roles(["GROUP_OWNER"]))),
        row("ProjectServiceAccounts::remove", of_project.remove(ACCOUNT)),
        row("ServiceAccountAccessList::list", list.list()),
        case("ServiceAccountAccessList::list", "project", list_of_project.list()),
        row("ServiceAccountAccessList::add", list.add(["192.0.2.0/24", "2001:db8::17"])),
        case("ServiceAccountAccessList::add", "project", list_of_project.add(["192.0.2.17"])),
        row("ServiceAccountAccessList::remove", list.remove("192.0.2.0/24")),
        case("ServiceAccountAccessList::remove", "project", list_of_project.remove("192.0.2.17")),
        row("ServiceAccountSecrets::create", secrets.create(720)),
        case("ServiceAccountSecrets::create", "project", secrets_of_project.create(8)),
        row("ServiceAccountSecrets::rotate", secrets.rotate(720)),
        row("ServiceAccountSecrets::delete", secrets.delete(ID)),
        case("ServiceAccountSecrets::delete", "project", secrets_of_project.delete(ID)),
    ]
}

#[test]
fn requests_of_service_accounts() {
    check("service_accounts", &rows());
}
