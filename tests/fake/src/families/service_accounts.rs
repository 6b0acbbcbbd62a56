//! Service accounts of organizations and projects, and their secrets.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&OF_ORGANIZATIONS, &OF_PROJECTS];

const NOT_FOUND: Code = Code(404, "SERVICE_ACCOUNT_NOT_FOUND", "No service account with client ID {key} exists.");
const NO_SUCH_SECRET: Code = Code(404, "SERVICE_ACCOUNT_SECRET_NOT_FOUND", "No secret with ID {key} exists.");

pub(crate) static OF_ORGANIZATIONS: Family = Family {
    name: "orgServiceAccounts",
    scope: &["orgId"],
    operations: &[
        ("listOrgServiceAccounts", Action::List),
        ("getOrgServiceAccount", Action::Get),
        ("createOrgServiceAccount", Action::Create),
        ("updateOrgServiceAccount", Action::Update),
        ("deleteOrgServiceAccount", Action::Delete),
        ("createOrgServiceAccountSecret", Action::Special(|store, call, _| new_secret(store, call, &OF_ORGANIZATIONS))),
        ("deleteOrgServiceAccountSecret", Action::Special(|store, call, _| no_secret(store, call, &OF_ORGANIZATIONS))),
    ],
    ..ACCOUNTS
};

pub(crate) static OF_PROJECTS: Family = Family {
    name: "groupServiceAccounts",
    operations: &[
        ("listGroupServiceAccounts", Action::List),
        ("getGroupServiceAccount", Action::Get),
        ("createGroupServiceAccount", Action::Create),
        ("updateGroupServiceAccount", Action::Update),
        ("deleteGroupServiceAccount", Action::Delete),
        ("inviteGroupServiceAccount", Action::Special(invite)),
        ("createGroupServiceAccountSecret", Action::Special(|store, call, _| new_secret(store, call, &OF_PROJECTS))),
        ("deleteGroupServiceAccountSecret", Action::Special(|store, call, _| no_secret(store, call, &OF_PROJECTS))),
    ],
    ..ACCOUNTS
};

const ACCOUNTS: Family = Family {
    key: ("clientId", "clientId"),
    id: None,
    initial: |setting| {
        json!({
            "clientId": format!("mdb_sa_id_{}", setting.store.new_id()),
            "createdAt": setting.call.timestamp(),
            "secrets": [],
        })
    },
    not_found: NOT_FOUND,
    created: |setting, account| {
        let hours = account.body.remove("secretExpiresAfterHours").as_ref().and_then(Value::as_i64);
        account.set("secrets", vec![secret(setting, hours)]);
        Ok(())
    },
    ..Family::PLAIN
};

/// A new secret, as only its creation says it.
fn secret(setting: &Setting<'_>, hours: Option<i64>) -> Value {
    let id = setting.store.new_id();
    json!({
        "createdAt": setting.call.timestamp(),
        "expiresAt": setting.call.timestamp_in(TimeDelta::hours(hours.unwrap_or(8760).clamp(0, 8760))),
        "maskedSecretValue": format!("mdb_sa_sk_...{}", &id[20..]),
        "secret": format!("mdb_sa_sk_{}", setting.store.new_id()),
        "id": id,
    })
}

fn new_secret(store: &mut Store, call: &Call<'_>, family: &'static Family) -> Result<Value, ApiError> {
    let hours = call.body(call.operation.extent())?.get("secretExpiresAfterHours").and_then(Value::as_i64);
    let secret = secret(&Setting { store, call, times: &Times::default(), scope: "" }, hours);
    let account = family.find_mut(store, call)?;
    let mut kept = serde_json::Map::from_iter([("secrets".to_owned(), json!([secret]))]);
    super::redact(&mut kept);
    let kept = kept.remove("secrets").and_then(|kept| kept.as_array().cloned()).unwrap_or_default();
    match account.body.get_mut("secrets") {
        Some(Value::Array(secrets)) => secrets.extend(kept),
        _ => account.set("secrets", kept),
    }
    Ok(secret)
}

fn no_secret(store: &mut Store, call: &Call<'_>, family: &'static Family) -> Result<Value, ApiError> {
    let id = call.path_parameter("secretId")?;
    let account = family.find_mut(store, call)?;
    let secrets = account.body.get_mut("secrets").and_then(Value::as_array_mut);
    let place = secrets.as_ref().and_then(|secrets| secrets.iter().position(|secret| secret["id"] == id));
    match (secrets, place) {
        (Some(secrets), Some(place)) => drop(secrets.remove(place)),
        _ => return Err(NO_SUCH_SECRET.error(call, id)),
    }
    Ok(Value::Null)
}

/// Gives an account of the organization roles in the project.
fn invite(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let (project, client) = (call.path_parameter("groupId")?, call.path_parameter("clientId")?);
    let roles = call.value(call.operation.extent())?;
    let known = store.all("orgServiceAccounts").find(|account| account.key == client);
    let mut body = match known.or_else(|| store.get("groupServiceAccounts", project, client)) {
        Some(account) => account.body.clone(),
        None => return Err(NOT_FOUND.error(call, client)),
    };
    body.insert("roles".to_owned(), roles.get("roles").cloned().unwrap_or(roles));
    let account = Resource { scope: project.to_owned(), key: client.to_owned(), body: body.clone(), later: Vec::new() };
    store.put("groupServiceAccounts", account);
    Ok(body.into())
}
