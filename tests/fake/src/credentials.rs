//! Credentials created through the API: API keys and service accounts with their secrets and roles.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::auth_params;
use crate::principal::Principal;
use crate::store::{Resource, Store};

// The properties of a stored private key and a stored client secret. They are not in any schema, so responses omit
// them.
const PRIVATE_KEY: &str = "#privateKey";
const SECRET: &str = "#secret";

/// The property that marks the initial API key. Its private key and its roles are settings of the fake.
pub(crate) const INITIAL: &str = "#initial";

/// Returns the private key of the API key with this ID. It is derived from the ID, so the state file need not contain
/// it.
pub(crate) fn private_key_of(id: &str) -> String {
    let (head, tail) = (id.get(..8).unwrap_or("abcdefgh"), id.get(8..20).unwrap_or("0123456789ab"));
    format!("{head}-0000-4000-8000-{tail}")
}

/// Returns the client secret with this ID. It is derived from the ID, so the state file need not contain it.
pub(crate) fn secret_of(id: &str) -> String {
    format!("mdb_sa_sk_{}", Store::id_of(&format!("secret {id}")))
}

/// Removes the stored secrets from a body.
#[cfg(feature = "persistence")]
pub(crate) fn remove_secrets(body: &mut Map<String, Value>) {
    body.remove(PRIVATE_KEY);
    for secret in body.get_mut("secrets").and_then(Value::as_array_mut).into_iter().flatten() {
        secret.as_object_mut().map(|secret| secret.remove(SECRET));
    }
}

/// Restores the removed secrets of a body from their IDs.
#[cfg(feature = "persistence")]
pub(crate) fn restore_secrets(body: &mut Map<String, Value>) {
    let id = |body: &Map<String, Value>| body.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    if body.contains_key("publicKey") && body.contains_key("privateKey") && !body.contains_key(INITIAL) {
        body.insert(PRIVATE_KEY.to_owned(), private_key_of(&id(body)).into());
    }
    for secret in body.get_mut("secrets").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(secret) = secret.as_object_mut() {
            secret.insert(SECRET.to_owned(), secret_of(&id(secret)).into());
        }
    }
}

/// The collection with the deleted initial API key.
const REVOKED: &str = "revokedApiKeys";

/// Records the deletion of an API key. Only that of the initial one has to be remembered, because its private key is a
/// setting of the fake.
pub(crate) fn revoke(store: &mut Store, key: &Resource) {
    if key.flag(INITIAL) {
        store.put(REVOKED, Resource { key: key.text("publicKey").to_owned(), ..Resource::default() });
    }
}

/// Returns whether the value of an `Authorization` header is that of the deleted initial API key.
pub(crate) fn is_revoked(store: &Store, authorization: &str) -> bool {
    let digest = auth_params::of_scheme(authorization, "digest");
    let parameters = digest.and_then(auth_params::parse).unwrap_or_default();
    let mut names = parameters.iter().filter(|(name, _)| name == "username");
    names.any(|(_, public)| store.get(REVOKED, "", public).is_some())
}

/// Returns the private key of a public key.
pub(crate) fn private_key<'a>(store: &'a Store, public: &str) -> Option<&'a str> {
    let key = store.all("apiKeys").find(|key| key.text("publicKey") == public)?;
    key.body.get(PRIVATE_KEY)?.as_str()
}

/// Returns whether a service account has this client secret and the secret has not expired.
pub(crate) fn has_secret(store: &Store, client_id: &str, secret: &str, now: DateTime<Utc>) -> bool {
    let accounts = store.all("orgServiceAccounts").chain(store.all("groupServiceAccounts"));
    let mut secrets = accounts.filter(|account| account.key == client_id).flat_map(secrets);
    secrets.any(|known| known[SECRET] == secret && expires(known).is_none_or(|end| end > now))
}

/// Returns the roles of credentials created through the API, for a request to this project or outside of projects.
/// Returns `None` for the initial credentials.
pub(crate) fn roles(store: &Store, principal: &Principal, project: Option<&str>) -> Option<Vec<String>> {
    let all = |body: &Map<String, Value>| body.get("roles").and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |role: &Value| role.as_str().map(str::to_owned);
    match principal {
        Principal::ApiKey(public) => {
            let key = store.all("apiKeys").find(|key| key.text("publicKey") == public && !key.flag(INITIAL))?;
            let is_here =
                |role: &Value| role.get("groupId").is_none_or(|of| project.is_none_or(|project| of == project));
            Some(
                all(&key.body).iter().filter(|role| is_here(role)).filter_map(|role| text(&role["roleName"])).collect(),
            )
        }
        Principal::ServiceAccount(client) => {
            let account = store.all("orgServiceAccounts").find(|account| account.key == *client)?;
            let assigned = store.all("groupServiceAccounts").filter(|assigned| assigned.key == *client);
            let here = assigned.filter(|assigned| project.is_none_or(|project| assigned.scope == project));
            let roles = all(&account.body).into_iter().chain(here.flat_map(|assigned| all(&assigned.body)));
            Some(roles.filter_map(|role| text(&role)).collect())
        }
    }
}

fn secrets(account: &Resource) -> impl Iterator<Item = &Value> {
    account.body.get("secrets").and_then(Value::as_array).into_iter().flatten()
}

fn expires(secret: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(secret["expiresAt"].as_str()?).ok().map(|end| end.to_utc())
}

/// Returns a private key of which only the last digits are shown.
pub(crate) fn masked(key: &str) -> String {
    let end: String = key.chars().skip(key.chars().count().saturating_sub(12)).collect();
    format!("********-****-****-****-{end}")
}

/// Hides secrets that only the response to a creation contains: private keys, except for the last digits, and client
/// secrets.
pub(crate) fn hide(body: &mut Map<String, Value>) {
    if let Some(Value::String(key)) = body.get("privateKey").cloned() {
        body.insert("privateKey".to_owned(), masked(&key).into());
        body.insert(PRIVATE_KEY.to_owned(), key.into());
    }
    for secret in body.get_mut("secrets").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(secret) = secret.as_object_mut() {
            let hidden = secret.remove("secret");
            secret.extend(hidden.map(|hidden| (SECRET.to_owned(), hidden)));
        }
    }
}
