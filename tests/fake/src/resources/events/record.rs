//! Recording of events: their properties, and the lists they belong to.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use crate::principal::Principal;
use crate::resource_kind::Times;
use crate::resources::{backups, flex_backups};
use crate::state::Call;
use crate::store::{FiredEvent, Resource, Store};

/// Prefixes of event names, each with a property of the event and the property of the subject that it is copied from.
/// The first match applies.
const SUBJECTS: &[(&str, &str, &str)] = &[
    ("ALERT_CONFIG_", "alertConfigId", "id"),
    ("ALERT_", "alertId", "id"),
    ("API_KEY_ACCESS_LIST_", "whitelistEntry", "cidrBlock"),
    ("API_KEY_", "targetPublicKey", "publicKey"),
    ("CLUSTER_TAGS_", "resourceId", "id"),
    ("CLUSTER_", "clusterName", "name"),
    ("FLEX_UPGRADE_", "clusterName", "name"),
    ("FREE_UPGRADE_", "clusterName", "name"),
    ("TEST_FAILOVER_", "clusterName", "name"),
    ("CPS_", "clusterName", "clusterName"),
    ("TENANT_", "clusterName", "name"),
    ("MONGODB_USER_", "dbUserUsername", "username"),
    ("NETWORK_PERMISSION_", "whitelistEntry", "cidrBlock"),
    ("GROUP_TAGS_", "resourceId", "id"),
    ("JOINED_TEAM", "targetUsername", "username"),
    ("REMOVED_FROM_", "targetUsername", "username"),
    ("INVITED_TO_", "targetUsername", "username"),
    ("GROUP_INVITATION_", "targetUsername", "username"),
    ("ORG_INVITATION_", "targetUsername", "username"),
    ("USER_ROLES_", "targetUsername", "username"),
    ("TEAM_", "teamId", "teamId"),
];

/// Prefixes of the names of project events that the organization lists too.
const ALSO_IN_ORGANIZATION: &[&str] =
    &["GROUP_CREATED", "GROUP_DELETED", "GROUP_TAGS_", "TEAM_", "API_KEY_", "SERVICE_ACCOUNT_"];

/// The project and the organization of an event.
struct EventScope {
    project: Option<String>,
    organization: Option<String>,
}

/// Records an event of a resource. Without a name, records nothing.
pub(crate) fn record(store: &mut Store, call: &Call<'_>, name: &str, resource: &Resource) {
    if name.is_empty() {
        return;
    }
    let is_project = name.starts_with("GROUP_") && call.parameter("groupId").is_none();
    let named = |parameter: &str| call.parameter(parameter).map(str::to_owned);
    let project = named("groupId").or_else(|| is_project.then(|| resource.text("id").to_owned()));
    let of_project =
        |store: &Store, project: &str| store.get("groups", "", project).map(|project| project.text("orgId").to_owned());
    let organization = named("orgId")
        .or_else(|| is_project.then(|| resource.text("orgId").to_owned()))
        .or_else(|| of_project(store, project.as_deref()?));
    let mut properties = subject(name, resource);
    properties.extend(principal(store, call));
    if let Some(cluster) = call.parameter("clusterName") {
        properties.insert("clusterName".to_owned(), cluster.into());
    }
    let id = store.new_id();
    write(store, id, name, call.now, &properties, EventScope { project, organization });
}

/// Records an event of an organization that is not in the path.
pub(crate) fn record_in_organization(store: &mut Store, call: &Call<'_>, name: &str, id: &str) {
    let properties = principal(store, call);
    let organization = Some(id.to_owned());
    let id = store.new_id();
    write(store, id, name, call.now, &properties, EventScope { project: None, organization });
}

/// Returns the properties of an event that identify the principal.
fn principal(store: &Store, call: &Call<'_>) -> Map<String, Value> {
    let mut properties = Map::new();
    if let Principal::ApiKey(key) = call.principal {
        properties.insert("publicKey".to_owned(), key.as_str().into());
        let known = store.all("apiKeys").find(|known| known.text("publicKey") == key);
        properties.extend(known.map(|known| ("apiKeyId".to_owned(), known.key.as_str().into())));
    }
    properties
}

/// Applies all scheduled changes that are due, and records their events.
pub(crate) fn run_due(store: &mut Store, times: &Times, now: DateTime<Utc>) {
    backups::take_due(store, times, now);
    flex_backups::take_due(store, now);
    for FiredEvent { time, name, resource } in store.run_due(now) {
        let mut path = resource.scope.split('/');
        let project = path.next().map(str::to_owned);
        let mut properties = subject(&name, &resource);
        if let Some(cluster) = path.next() {
            properties.insert("clusterName".to_owned(), cluster.into());
        }
        let id = Store::id_of(&format!("{name} {} {} {time}", resource.scope, resource.key));
        write(store, id, &name, time, &properties, EventScope { project, organization: None });
    }
}

fn subject(name: &str, resource: &Resource) -> Map<String, Value> {
    let mut properties = Map::new();
    if let Some((_, property, source)) = SUBJECTS.iter().find(|(start, ..)| name.starts_with(start)) {
        let value = resource.body.get(*source).or_else(|| resource.body.get("id")).cloned();
        properties.extend(value.map(|value| ((*property).to_owned(), value)));
    }
    if name.ends_with("_TAGS_MODIFIED") {
        let kind = if name.starts_with("CLUSTER") { "cluster" } else { "project" };
        properties.insert("resourceType".to_owned(), kind.into());
    }
    properties
}

fn write(
    store: &mut Store,
    id: String,
    name: &str,
    time: DateTime<Utc>,
    properties: &Map<String, Value>,
    event_scope: EventScope,
) {
    let EventScope { project, organization } = event_scope;
    let in_organization = project.is_none() || ALSO_IN_ORGANIZATION.iter().any(|start| name.starts_with(start));
    let lists = [("groupEvents", project.clone()), ("orgEvents", organization.clone().filter(|_| in_organization))];
    for (list, scope) in lists {
        let Some(scope) = scope else { continue };
        let mut body = properties.clone();
        for (property, value) in [
            ("created", json!(time.to_rfc3339_opts(SecondsFormat::Secs, true))),
            ("eventTypeName", name.into()),
            ("groupId", json!(project)),
            ("id", id.as_str().into()),
            ("isGlobalAdmin", false.into()),
            ("orgId", json!(organization)),
        ] {
            if !value.is_null() {
                body.insert(property.to_owned(), value);
            }
        }
        store.put(list, Resource { scope, key: id.clone(), body, scheduled: Vec::new() });
    }
}
