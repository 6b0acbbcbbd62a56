//! Organizations.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

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
        ("createOrg", Action::Special(create)),
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

/// The answer holds the organization beside who owns it.
fn create(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.extent())?;
    let id = store.new_id();
    let organization =
        json!({ "id": id, "isDeleted": false, "name": body.get("name"), "skipDefaultAlertsSettings": false });
    let resource = Resource { key: id, body: crate::serve::object(organization.clone()), ..Resource::default() };
    store.put(ORGANIZATIONS.name, resource);
    let skips = body.get("skipDefaultAlertsSettings").cloned().unwrap_or(Value::Bool(false));
    Ok(
        json!({ "orgOwnerId": body.get("orgOwnerId"), "organization": organization, "skipDefaultAlertsSettings": skips }),
    )
}
