//! API keys of an organization, and their roles in projects.

use serde_json::{Map, Value, json};

use super::events;
use crate::credentials;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&API_KEYS, &PROJECT_API_KEYS];

pub(crate) static API_KEYS: ResourceKind = ResourceKind {
    name: "apiKeys",
    scope: &["orgId"],
    key: ("apiUserId", "id"),
    operations: &[
        ("listOrgApiKeys", Action::List),
        ("getOrgApiKey", Action::Get),
        ("createOrgApiKey", Action::Create),
        ("updateOrgApiKey", Action::Update),
        ("deleteOrgApiKey", Action::Delete),
    ],
    not_found: codes::API_KEY_NOT_FOUND,
    lifecycle: Lifecycle {
        normalize: |context, key| {
            complete_key(key);
            let organization = context.scope;
            expand_roles(&mut key.body, |role| json!({ "orgId": organization, "roleName": role }));
        },
        after_delete: |store, _, _, key| credentials::revoke(store, key),
        ..Lifecycle::NONE
    },
    rules: Rules {
        create: |context, key| match key.body.get("roles") {
            Some(Value::Array(roles)) if roles.is_empty() => Err(codes::MISSING_API_KEY_ROLES.error(context.call, "")),
            _ => Ok(()),
        },
        update: |context, key, body| {
            expand_roles(body, |role| json!({ "orgId": context.scope, "roleName": role }));
            // An update in the organization does not change roles in projects.
            if let Some(Value::Array(roles)) = body.get_mut("roles") {
                roles.extend(roles_of(key).iter().filter(|role| role.get("groupId").is_some()).cloned());
            }
            Ok(())
        },
        ..Rules::NONE
    },
    events: Events {
        create: "API_KEY_CREATED",
        delete: "API_KEY_DELETED",
        more: |before, after| {
            let differs = |name: &str| before.body.get(name) != after.body.get(name);
            let events = [("roles", "API_KEY_ROLES_CHANGED"), ("desc", "API_KEY_DESCRIPTION_CHANGED")];
            events.into_iter().filter(|(name, _)| differs(name)).map(|(_, event)| event).collect()
        },
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

static PROJECT_API_KEYS: ResourceKind = ResourceKind {
    name: "groupApiKeys",
    key: ("apiUserId", "id"),
    operations: &[
        ("listGroupApiKeys", Action::Special(list)),
        ("createGroupApiKey", Action::Special(create)),
        ("updateGroupApiKeyRoles", Action::Special(update)),
        ("addGroupApiKey", Action::Special(update)),
        ("removeGroupApiKey", Action::Special(remove)),
    ],
    not_found: codes::API_KEY_NOT_FOUND,
    ..ResourceKind::PLAIN
};

/// Derives the public and the private key from the ID, unless they are given.
fn complete_key(key: &mut Resource) {
    let id = key.key.clone();
    let letters: String = id.get(..8).unwrap_or("abcdefgh").bytes().map(|byte| char::from(b'a' + byte % 26)).collect();
    key.body.entry("publicKey").or_insert_with(|| letters.into());
    key.body.entry("privateKey").or_insert_with(|| credentials::private_key_of(&id).into());
}

/// Replaces each role name with a role assignment.
fn expand_roles(body: &mut Map<String, Value>, role: impl Fn(&Value) -> Value) {
    if let Some(Value::Array(roles)) = body.get_mut("roles") {
        for named in roles.iter_mut().filter(|named| named.is_string()) {
            *named = role(named);
        }
    }
}

fn organization(store: &Store, call: &Call<'_>) -> String {
    let project = store.get("groups", "", call.parameter("groupId").unwrap_or_default());
    project.map(|project| project.text("orgId").to_owned()).unwrap_or_default()
}

fn is_in_project(role: &Value, project: &str) -> bool {
    role["groupId"] == project
}

fn roles_of(key: &Resource) -> &[Value] {
    key.body.get("roles").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let keys = store.list("apiKeys", &organization(store, call));
    Ok(keys
        .filter(|key| roles_of(key).iter().any(|role| is_in_project(role, project)))
        .map(|key| key.body.clone())
        .collect())
}

/// Creates a key in the project's organization: `ORG_MEMBER` there, with the given roles in the project.
fn create(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let scope = organization(store, call);
    let mut body = call.body(call.operation.validation())?;
    expand_roles(&mut body, |role| json!({ "groupId": project, "roleName": role }));
    if let Some(Value::Array(roles)) = body.get_mut("roles") {
        roles.insert(0, json!({ "orgId": scope, "roleName": "ORG_MEMBER" }));
    }
    let id = store.new_id();
    body.insert("id".to_owned(), id.as_str().into());
    let mut key = Resource { scope: scope.clone(), key: id, body, scheduled: Vec::new() };
    (API_KEYS.lifecycle.normalize)(&Context { store, call, times, scope: &scope }, &mut key);
    let created = key.body.clone();
    credentials::hide(&mut key.body);
    events::record(store, call, "API_KEY_CREATED", &key);
    events::record(store, call, "API_KEY_ADDED_TO_GROUP", &key);
    store.put("apiKeys", key);
    Ok(created.into())
}

fn find<'a>(store: &'a mut Store, call: &Call<'_>) -> Result<&'a mut Resource, ApiError> {
    let id = call.path_parameter("apiUserId")?;
    let scope = organization(store, call);
    store.get_mut("apiKeys", &scope, id).ok_or_else(|| codes::API_KEY_NOT_FOUND.error(call, id))
}

/// Replaces the roles that the key has in the project.
fn update(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let body = call.value(call.operation.validation())?;
    let named: Option<Vec<Value>> = match &body {
        // `addGroupApiKey` takes a list of objects, each with roles.
        Value::Array(assignments) => {
            Some(assignments.iter().flat_map(|each| each["roles"].as_array().cloned().unwrap_or_default()).collect())
        }
        body => body["roles"].as_array().cloned(),
    };
    let key = find(store, call)?;
    let mut roles = roles_of(key).to_vec();
    let event = match roles.iter().any(|role| is_in_project(role, project)) {
        true => "API_KEY_ROLES_CHANGED",
        false => "API_KEY_ADDED_TO_GROUP",
    };
    if let Some(named) = &named {
        roles.retain(|role| !is_in_project(role, project));
        roles.extend(named.iter().map(|role| json!({ "groupId": project, "roleName": role })));
        key.set("roles", roles);
    }
    let description = body.get("desc").filter(|description| !description.is_null());
    if let Some(description) = description {
        key.set("desc", description.clone());
    }
    let key = key.clone();
    if named.is_some() {
        events::record(store, call, event, &key);
    }
    if description.is_some() {
        events::record(store, call, "API_KEY_DESCRIPTION_CHANGED", &key);
    }
    Ok(key.body.into())
}

fn remove(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let key = find(store, call)?;
    remove_roles(key, project);
    let key = key.clone();
    events::record(store, call, "API_KEY_REMOVED_FROM_GROUP", &key);
    Ok(Value::Null)
}

/// Removes the roles that a key has in a project.
fn remove_roles(key: &mut Resource, project: &str) {
    let left: Vec<_> = roles_of(key).iter().filter(|role| !is_in_project(role, project)).cloned().collect();
    key.set("roles", left);
}

/// Removes the roles of all keys in a deleted project.
pub(super) fn remove_project_roles(store: &mut Store, project: &str) {
    let is_here = |key: &&Resource| roles_of(key).iter().any(|role| is_in_project(role, project));
    let keys: Vec<_> = store.all("apiKeys").filter(is_here).cloned().collect();
    for mut key in keys {
        remove_roles(&mut key, project);
        store.put("apiKeys", key);
    }
}
