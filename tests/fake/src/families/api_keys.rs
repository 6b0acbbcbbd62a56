//! API keys of an organization, and which of them have roles in a project.

use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&API_KEYS, &IN_PROJECTS];

const NOT_FOUND: Code = Code(404, "API_KEY_NOT_FOUND", "No API key with ID {key} exists.");

pub(crate) static API_KEYS: Family = Family {
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
    not_found: NOT_FOUND,
    drafted: |setting, key| {
        name_key(key);
        let organization = setting.scope;
        assign(&mut key.body, |role| json!({ "orgId": organization, "roleName": role }));
    },
    changing: |setting, _, body| {
        assign(body, |role| json!({ "orgId": setting.scope, "roleName": role }));
        Ok(())
    },
    ..Family::PLAIN
};

static IN_PROJECTS: Family = Family {
    name: "groupApiKeys",
    key: ("apiUserId", "id"),
    operations: &[
        ("listGroupApiKeys", Action::Special(list)),
        ("createGroupApiKey", Action::Special(create)),
        ("updateGroupApiKeyRoles", Action::Special(update)),
        ("addGroupApiKey", Action::Special(update)),
        ("removeGroupApiKey", Action::Special(remove)),
    ],
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

/// Makes up the two halves of a key from its id.
fn name_key(key: &mut Resource) {
    let id = key.key.clone();
    let (head, tail) = (id.get(..8).unwrap_or("abcdefgh"), id.get(8..20).unwrap_or("0123456789ab"));
    let letters: String = head.bytes().map(|byte| char::from(b'a' + byte % 26)).collect();
    key.body.entry("publicKey").or_insert_with(|| letters.into());
    key.body.entry("privateKey").or_insert_with(|| format!("{head}-0000-4000-8000-{tail}").into());
}

/// Says of names of roles where they are.
fn assign(body: &mut Map<String, Value>, role: impl Fn(&Value) -> Value) {
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

fn is_of(role: &Value, project: &str) -> bool {
    role["groupId"] == project
}

fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let here = |key: &&Resource| {
        key.body
            .get("roles")
            .and_then(Value::as_array)
            .is_some_and(|roles| roles.iter().any(|role| is_of(role, project)))
    };
    Ok(store.list("apiKeys", &organization(store, call)).filter(here).map(|key| key.body.clone()).collect())
}

fn create(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let scope = organization(store, call);
    let mut body = call.body(call.operation.extent())?;
    assign(&mut body, |role| json!({ "groupId": project, "roleName": role }));
    let id = store.new_id();
    body.insert("id".to_owned(), id.as_str().into());
    let mut key = Resource { scope: scope.clone(), key: id, body, later: Vec::new() };
    (API_KEYS.drafted)(&Setting { store, call, times, scope: &scope }, &mut key);
    let said = key.body.clone();
    super::redact(&mut key.body);
    store.put("apiKeys", key);
    Ok(said.into())
}

fn find<'a>(store: &'a mut Store, call: &Call<'_>) -> Result<&'a mut Resource, ApiError> {
    let id = call.path_parameter("apiUserId")?;
    let scope = organization(store, call);
    store.get_mut("apiKeys", &scope, id).ok_or_else(|| NOT_FOUND.error(call, id))
}

/// Puts roles in the project in the place of those that the key has there.
fn update(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let body = call.value(call.operation.extent())?;
    let named: Vec<Value> = match &body {
        // Adding a key takes a list of roles that stand in an object each.
        Value::Array(assignments) => {
            assignments.iter().flat_map(|each| each["roles"].as_array().cloned().unwrap_or_default()).collect()
        }
        body => body["roles"].as_array().cloned().unwrap_or_default(),
    };
    let key = find(store, call)?;
    let mut roles = key.body.get("roles").and_then(Value::as_array).cloned().unwrap_or_default();
    roles.retain(|role| !is_of(role, project));
    roles.extend(named.iter().map(|role| json!({ "groupId": project, "roleName": role })));
    key.set("roles", roles);
    if let Some(description) = body.get("desc") {
        key.set("desc", description.clone());
    }
    Ok(key.body.clone().into())
}

fn remove(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let key = find(store, call)?;
    if let Some(Value::Array(roles)) = key.body.get_mut("roles") {
        roles.retain(|role| !is_of(role, project));
    }
    Ok(Value::Null)
}
