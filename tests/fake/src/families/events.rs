//! Events, written by what happens to other resources.

use serde_json::json;

use crate::family::{Action, Code, Family};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&OF_PROJECTS, &OF_ORGANIZATIONS];

const NOT_FOUND: Code = Code(404, "EVENT_NOT_FOUND", "No event with ID {key} exists.");

static OF_PROJECTS: Family = Family {
    name: "groupEvents",
    key: ("eventId", "id"),
    operations: &[("listGroupEvents", Action::List), ("getGroupEvent", Action::Get)],
    initial: |setting| json!({ "created": setting.call.timestamp(), "isGlobalAdmin": false }),
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

static OF_ORGANIZATIONS: Family = Family {
    name: "orgEvents",
    scope: &["orgId"],
    key: ("eventId", "id"),
    operations: &[("listOrgEvents", Action::List), ("getOrgEvent", Action::Get)],
    initial: |setting| json!({ "created": setting.call.timestamp(), "isGlobalAdmin": false }),
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

/// Writes down that something happened to a resource. An event without a name is none.
pub(crate) fn record(store: &mut Store, call: &Call<'_>, name: &str, resource: &Resource) {
    if name.is_empty() {
        return;
    }
    let id = store.new_id();
    let mut event = json!({
        "created": call.timestamp(),
        "eventTypeName": name,
        "id": id,
        "isGlobalAdmin": false,
        "publicKey": "fakepubl",
    });
    if name.starts_with("CLUSTER_") {
        event["clusterName"] = resource.text("name").into();
    }
    let (family, scope) = match (call.parameter("groupId"), call.parameter("orgId")) {
        (Some(project), _) => {
            event["groupId"] = project.into();
            ("groupEvents", project)
        }
        (None, Some(organization)) => {
            event["orgId"] = organization.into();
            ("orgEvents", organization)
        }
        (None, None) => return,
    };
    let body = crate::serve::object(event);
    store.put(family, Resource { scope: scope.to_owned(), key: id, body, later: Vec::new() });
}
