//! Users looked up by ID or by name, across organizations.

use serde_json::{Value, json};

use super::users;
use crate::error::{ApiError, codes};
use crate::parameter;
use crate::resource_kind::{Action, ResourceKind};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&ACCOUNTS];

static ACCOUNTS: ResourceKind = ResourceKind {
    name: "accounts",
    scope: &[],
    operations: &[
        ("getUser", Action::Special(|store, call, _| get(store, call, ("userId", "id")))),
        ("getUserByName", Action::Special(|store, call, _| get(store, call, ("userName", "username")))),
    ],
    ..ResourceKind::SINGLETON
};

/// Returns a user of any organization.
///
/// A user in no organization of the fake is made up from the ID or name in the path, because the service knows users
/// that the fake does not. A malformed ID is not found.
fn get(store: &Store, call: &Call<'_>, (name, property): (&str, &str)) -> Result<Value, ApiError> {
    let value = call.path_parameter(name)?;
    if !parameter::can_exist(&call.operation.path, call.parameters) {
        return Err(codes::USER_NOT_FOUND.error(call, value));
    }
    let found = store.all("orgUsers").find(|user: &&Resource| user.text(property) == value);
    Ok(found.map_or_else(|| json!({ property: value }), |user| users::view(call, user).into()))
}
