//! Organizations.

use serde_json::json;

use crate::family::{Action, Code, Family};

pub(crate) const NOT_FOUND: Code = Code(404, "ORG_NOT_FOUND", "No organization with ID {key} exists.");

pub(super) static FAMILIES: &[&Family] = &[&ORGANIZATIONS];

static ORGANIZATIONS: Family = Family {
    name: "orgs",
    scope: &[],
    key: ("orgId", "id"),
    operations: &[
        ("listOrgs", Action::List),
        ("getOrg", Action::Get),
        ("updateOrg", Action::Update),
        ("deleteOrg", Action::Delete),
    ],
    initial: |_| json!({ "isDeleted": false, "skipDefaultAlertsSettings": false }),
    not_found: NOT_FOUND,
    removing: |setting, organization| {
        let used = setting.store.all("groups").any(|project| project.text("orgId") == organization.key);
        if used { Err(HAS_PROJECTS.error(setting.call, &organization.key)) } else { Ok(None) }
    },
    ..Family::PLAIN
};

const HAS_PROJECTS: Code =
    Code(409, "CANNOT_DELETE_ORG_ACTIVE_GROUPS", "The organization {key} cannot be deleted while it has projects.");
