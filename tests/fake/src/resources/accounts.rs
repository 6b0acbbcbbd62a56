//! Users looked up by ID or by name, across organizations.

use serde_json::{Value, json};

use super::users;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&ACCOUNTS];

static ACCOUNTS: ResourceKind = ResourceKind {
    name: "accounts",
    scope: &[],
    operations: &[
        ("createUser", Action::Special(|store, call, _| create(store, call))),
        ("getUser", Action::Special(|store, call, _| get(store, call, ("userId", "id")))),
        ("getUserByName", Action::Special(|store, call, _| get(store, call, ("userName", "username")))),
    ],
    ..ResourceKind::SINGLETON
};

/// Creates a user outside of organizations.
fn create(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let mut body = call.body(call.operation.validation())?;
    let name = body.get("username").and_then(Value::as_str).unwrap_or_default().to_owned();
    if find(store, "username", &name).is_some() {
        return Err(codes::USER_ALREADY_EXISTS.error(call, &name));
    }
    let id = store.new_id();
    body.remove("password");
    let own = [("createdAt", json!(call.timestamp())), ("emailAddress", json!(name)), ("id", json!(id))];
    body.extend(own.map(|(property, value)| (property.to_owned(), value)));
    store.put(ACCOUNTS.name, Resource { key: id, body: body.clone(), ..Resource::default() });
    Ok(body.into())
}

/// Returns the user with this value of a property: of any organization, or created outside of them.
fn find<'a>(store: &'a Store, property: &str, value: &str) -> Option<&'a Resource> {
    let mut users = store.all("orgUsers").chain(store.all(ACCOUNTS.name));
    users.find(|user| user.text(property) == value)
}

fn get(store: &Store, call: &Call<'_>, (name, property): (&str, &str)) -> Result<Value, ApiError> {
    let value = call.path_parameter(name)?;
    let user = find(store, property, value).ok_or_else(|| codes::USER_NOT_FOUND.error(call, value))?;
    Ok(users::view(call, user).into())
}
