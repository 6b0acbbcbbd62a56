//! Organizations.

use serde_json::{Map, Value, json};

use super::{api_keys, events, service_accounts};
use crate::credentials;
use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(crate) const NOT_FOUND: Code = Code(404, "ORG_NOT_FOUND", "No organization with ID {key} exists.");
const HAS_PROJECTS: Code = Code(409, "ORG_NOT_EMPTY", "The organization cannot be deleted while it has projects.");

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
    noted: |before, after| if before.text("name") == after.text("name") { vec![] } else { vec!["ORG_RENAMED"] },
    ..Family::PLAIN
};

/// Creates an organization with the requested credentials. Only this response has their secrets.
fn create(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.extent())?;
    let id = store.new_id();
    let organization =
        json!({ "id": id, "isDeleted": false, "name": body.get("name"), "skipDefaultAlertsSettings": false });
    let resource =
        Resource { key: id.clone(), body: crate::serve::object(organization.clone()), ..Resource::default() };
    store.put(ORGANIZATIONS.name, resource);
    events::record_in_organization(store, call, "ORG_CREATED", &id);

    let mut answer = Map::from_iter([("organization".to_owned(), organization)]);
    for name in ["orgOwnerId", "skipDefaultAlertsSettings"] {
        answer.extend(body.get(name).map(|value| (name.to_owned(), value.clone())));
    }
    answer.entry("skipDefaultAlertsSettings").or_insert(Value::Bool(false));
    for (name, family) in [("apiKey", &api_keys::API_KEYS), ("serviceAccount", &service_accounts::OF_ORGANIZATIONS)] {
        let Some(Value::Object(wanted)) = body.get(name) else { continue };
        let setting = Setting { store, call, times, scope: &id };
        let created = credential(&setting, family, wanted.clone())?;
        answer.insert(name.to_owned(), created.body.clone().into());
        let mut kept = created;
        credentials::hide(&mut kept.body);
        store.put(family.name, kept);
    }
    Ok(answer.into())
}

/// Returns a credential of the new organization, as its own operation would create it.
fn credential(setting: &Setting<'_>, family: &Family, said: Map<String, Value>) -> Result<Resource, ApiError> {
    let mut body = Map::new();
    if let Value::Object(initial) = (family.initial)(setting) {
        body.extend(initial);
    }
    body.extend(family.id.map(|id| (id.to_owned(), setting.store.new_id().into())));
    body.extend(said);
    let key = body.get(family.key.1).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut resource = Resource { scope: setting.scope.to_owned(), key, body, later: Vec::new() };
    (family.drafted)(setting, &mut resource);
    (family.created)(setting, &mut resource)?;
    Ok(resource)
}
