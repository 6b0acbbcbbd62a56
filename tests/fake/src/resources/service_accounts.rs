//! Service accounts of an organization, their roles in projects, and their secrets.
//!
//! An account belongs to an organization. A project stores only the roles of the account in it.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::events;
use crate::credentials;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&OF_ORGANIZATIONS, &IN_PROJECTS];

pub(crate) static OF_ORGANIZATIONS: ResourceKind = ResourceKind {
    name: "orgServiceAccounts",
    scope: &["orgId"],
    key: ("clientId", "clientId"),
    id: None,
    operations: &[
        ("listOrgServiceAccounts", Action::List),
        ("getOrgServiceAccount", Action::Get),
        ("createOrgServiceAccount", Action::Create),
        ("updateOrgServiceAccount", Action::Update),
        ("deleteOrgServiceAccount", Action::Delete),
        ("getOrgServiceAccountGroups", Action::Special(|store, call, _| projects(store, call))),
        ("createOrgServiceAccountSecret", Action::Special(create_secret)),
        ("deleteOrgServiceAccountSecret", Action::Special(delete_secret)),
    ],
    initial: |context| {
        json!({
            "clientId": format!("mdb_sa_id_{}", context.store.new_id()),
            "createdAt": context.call.timestamp(),
            "secrets": [],
        })
    },
    not_found: codes::SERVICE_ACCOUNT_NOT_FOUND,
    rules: Rules {
        create: |context, account| {
            let hours = account.body.remove("secretExpiresAfterHours").as_ref().and_then(Value::as_i64);
            account.set("secrets", vec![secret(context, hours)]);
            Ok(())
        },
        ..Rules::NONE
    },
    lifecycle: Lifecycle {
        after_delete: |store, _, _, account| {
            let assigned = store.all(IN_PROJECTS.name).filter(|assigned| assigned.key == account.key);
            let projects: Vec<_> = assigned.map(|assigned| assigned.scope.clone()).collect();
            for project in projects {
                store.remove_recursively(IN_PROJECTS.name, &project, &account.key);
            }
        },
        ..Lifecycle::NONE
    },
    events: Events {
        create: "SERVICE_ACCOUNT_CREATED",
        delete: "SERVICE_ACCOUNT_DELETED",
        more: |before, after| {
            let differs = |name: &str| before.body.get(name) != after.body.get(name);
            let events = [
                (differs("roles"), "SERVICE_ACCOUNT_ROLES_CHANGED"),
                (differs("name") || differs("description"), "SERVICE_ACCOUNT_DETAILS_CHANGED"),
            ];
            events.into_iter().filter(|(differs, _)| *differs).map(|(_, event)| event).collect()
        },
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// The roles of each account in a project.
pub(crate) static IN_PROJECTS: ResourceKind = ResourceKind {
    name: "groupServiceAccounts",
    key: ("clientId", "clientId"),
    id: None,
    operations: &[
        ("listGroupServiceAccounts", Action::Special(|store, call, _| list(store, call))),
        ("getGroupServiceAccount", Action::Special(|store, call, _| get(store, call))),
        ("createGroupServiceAccount", Action::Special(create)),
        ("updateGroupServiceAccount", Action::Special(|store, call, _| update(store, call))),
        ("deleteGroupServiceAccount", Action::Delete),
        ("inviteGroupServiceAccount", Action::Special(|store, call, _| invite(store, call))),
        ("createGroupServiceAccountSecret", Action::Special(create_secret)),
        ("deleteGroupServiceAccountSecret", Action::Special(delete_secret)),
    ],
    initial: OF_ORGANIZATIONS.initial,
    not_found: codes::SERVICE_ACCOUNT_NOT_FOUND,
    events: Events { delete: "SERVICE_ACCOUNT_REMOVED_FROM_GROUP", ..Events::NONE },
    ..ResourceKind::PLAIN
};

/// Returns a new secret in plain text, which only the response that creates it has.
fn secret(context: &Context<'_>, hours: Option<i64>) -> Value {
    let id = context.store.new_id();
    let secret = credentials::secret_of(&id);
    json!({
        "createdAt": context.call.timestamp(),
        "expiresAt": context.call.timestamp_in(TimeDelta::hours(hours.unwrap_or(8760).clamp(0, 8760))),
        "maskedSecretValue": format!("mdb_sa_sk_...{}", &secret[secret.len() - 4..]),
        "secret": secret,
        "id": id,
    })
}

/// Returns the collection and the scope of an account: those of its organization, or of the project if the account was
/// inserted there directly.
fn kind_and_scope(store: &Store, call: &Call<'_>) -> Result<(&'static ResourceKind, String), ApiError> {
    let client = call.path_parameter("clientId")?;
    let Some(project) = call.parameter("groupId") else {
        return OF_ORGANIZATIONS.find(store, call).map(|account| (&OF_ORGANIZATIONS, account.scope.clone()));
    };
    IN_PROJECTS.find(store, call)?;
    Ok(match store.all(OF_ORGANIZATIONS.name).find(|account| account.key == client) {
        Some(account) => (&OF_ORGANIZATIONS, account.scope.clone()),
        None => (&IN_PROJECTS, project.to_owned()),
    })
}

fn account<'a>(store: &'a mut Store, call: &Call<'_>) -> Result<&'a mut Resource, ApiError> {
    let (kind, scope) = kind_and_scope(store, call)?;
    let client = call.path_parameter("clientId")?;
    store.get_mut(kind.name, &scope, client).ok_or_else(|| codes::SERVICE_ACCOUNT_NOT_FOUND.error(call, client))
}

fn create_secret(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let hours = call.body(call.operation.validation())?.get("secretExpiresAfterHours").and_then(Value::as_i64);
    let secret = secret(&Context { store, call, times, scope: "" }, hours);
    let mut stored = Map::from_iter([("secrets".to_owned(), json!([secret]))]);
    credentials::hide(&mut stored);
    let stored = stored.remove("secrets").and_then(|stored| stored.as_array().cloned()).unwrap_or_default();
    let account = account(store, call)?;
    let mut secrets = account.body.get("secrets").and_then(Value::as_array).cloned().unwrap_or_default();
    if secrets.len() >= MAX_SECRETS {
        return Err(codes::SERVICE_ACCOUNT_MAX_SECRETS_EXCEEDED.error(call, &account.key));
    }
    secrets.extend(stored);
    account.set("secrets", secrets);
    let account = account.clone();
    events::record(store, call, "SERVICE_ACCOUNT_SECRET_ADDED", &account);
    Ok(secret)
}

/// The maximum number of secrets: the current one and its replacement.
const MAX_SECRETS: usize = 2;

fn delete_secret(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let id = call.path_parameter("secretId")?;
    let account = account(store, call)?;
    let mut secrets = account.body.get("secrets").and_then(Value::as_array).cloned().unwrap_or_default();
    let index = secrets.iter().position(|secret| secret["id"] == id);
    secrets.remove(index.ok_or_else(|| codes::SERVICE_ACCOUNT_SECRET_NOT_FOUND.error(call, id))?);
    account.set("secrets", secrets);
    let account = account.clone();
    events::record(store, call, "SERVICE_ACCOUNT_SECRET_DELETED", &account);
    Ok(Value::Null)
}

/// Returns an account with its roles in the project.
fn render(store: &Store, assigned: &Resource) -> Value {
    let account = store.all(OF_ORGANIZATIONS.name).find(|account| account.key == assigned.key);
    let mut body = account.unwrap_or(assigned).body.clone();
    body.extend(assigned.body.get("roles").map(|roles| ("roles".to_owned(), roles.clone())));
    body.into()
}

fn list(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let assigned = store.list(IN_PROJECTS.name, call.path_parameter("groupId")?);
    Ok(assigned.map(|assigned| render(store, assigned)).collect())
}

fn get(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    IN_PROJECTS.find(store, call).map(|assigned| render(store, assigned))
}

/// Lists the projects in which an account has roles.
fn projects(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let account = &OF_ORGANIZATIONS.find(store, call)?.key;
    let assigned = store.all(IN_PROJECTS.name).filter(|assigned| assigned.key == *account);
    let project = |assigned: &Resource| json!({ "groupId": assigned.scope, "roles": assigned.body.get("roles") });
    Ok(assigned.map(project).collect())
}

fn assign(store: &mut Store, project: &str, client: &str, roles: Value) {
    let body = Map::from_iter([("clientId".to_owned(), client.into()), ("roles".to_owned(), roles)]);
    store.put(
        IN_PROJECTS.name,
        Resource { scope: project.to_owned(), key: client.to_owned(), body, scheduled: Vec::new() },
    );
}

/// Creates an account in the project's organization: `ORG_MEMBER` there, with the given roles in the project.
fn create(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let scope = store.get("groups", "", project).map(|project| project.text("orgId").to_owned()).unwrap_or_default();
    let mut given = call.body(call.operation.validation())?;
    let roles = given.remove("roles").unwrap_or_else(|| json!([]));
    let context = Context { store, call, times, scope: &scope };
    let mut body = crate::serve::object((OF_ORGANIZATIONS.initial)(&context));
    body.extend(given);
    body.insert("roles".to_owned(), json!(["ORG_MEMBER"]));
    let key = body.get("clientId").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut account = Resource { scope: scope.clone(), key: key.clone(), body, scheduled: Vec::new() };
    (OF_ORGANIZATIONS.rules.create)(&context, &mut account)?;
    let mut response = account.body.clone();
    response.insert("roles".to_owned(), roles.clone());
    credentials::hide(&mut account.body);
    events::record(store, call, "SERVICE_ACCOUNT_CREATED", &account);
    events::record(store, call, "SERVICE_ACCOUNT_ADDED_TO_GROUP", &account);
    store.put(OF_ORGANIZATIONS.name, account);
    assign(store, project, &key, roles);
    Ok(response.into())
}

/// Updates the roles in the project, and the other properties of the account itself.
fn update(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let mut body = call.body(call.operation.validation())?;
    let roles = body.remove("roles").filter(|roles| !roles.is_null());
    let account = account(store, call)?;
    let details = !body.is_empty();
    account.body.extend(body.into_iter().filter(|(_, value)| !value.is_null()));
    let account = account.clone();
    if details {
        events::record(store, call, "SERVICE_ACCOUNT_DETAILS_CHANGED", &account);
    }
    if let Some(roles) = roles {
        IN_PROJECTS.find_mut(store, call)?.set("roles", roles);
        events::record(store, call, "SERVICE_ACCOUNT_ROLES_CHANGED", &account);
    }
    get(store, call)
}

/// Gives an account of the organization roles in the project.
fn invite(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let (project, client) = (call.path_parameter("groupId")?, call.path_parameter("clientId")?);
    let mut body = call.body(call.operation.validation())?;
    let known = store.all(OF_ORGANIZATIONS.name).find(|account| account.key == client);
    let known = known.or_else(|| store.get(IN_PROJECTS.name, project, client));
    let account = known.cloned().ok_or_else(|| codes::SERVICE_ACCOUNT_NOT_FOUND.error(call, client))?;
    let roles = body.remove("roles").unwrap_or_else(|| json!([]));
    match store.get_mut(IN_PROJECTS.name, project, client) {
        Some(assigned) => assigned.set("roles", roles),
        None => assign(store, project, client, roles),
    }
    events::record(store, call, "SERVICE_ACCOUNT_ADDED_TO_GROUP", &account);
    get(store, call)
}
