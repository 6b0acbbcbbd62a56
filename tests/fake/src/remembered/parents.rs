//! The check that all parents in a path exist.

use http::Method;

use super::{Role, collection};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Times};
use crate::resources::{self, federation, processes};
use crate::state::Call;
use crate::store::{self, Store};

/// The metadata of identity providers, whose path has the old id of the provider.
const METADATA: &str = "/federationSettings/{}/identityProviders/{}/metadata.xml";

/// The users that certificates belong to. Their own paths have the name of the authentication database, too.
const USERS: &str = "/groups/{}/databaseUsers/{}";

/// Rejects a request if a parent of the resource does not exist.
pub(super) fn check(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<(), ApiError> {
    processes::check_path(store, call)?;
    federation::check(store, call)?;
    let shape = &*call.operation.shape;
    let ends = shape.match_indices("{}").map(|(at, text)| at + text.len()).filter(|end| *end < shape.len());
    let role = Role::of(call.document, call.operation);
    let exists = if shape == METADATA { has_old_id } else { collection::has };
    for (index, end) in ends.enumerate() {
        let parent = &shape[..end];
        // The path of a deletion can have a parameter more, in the place of the key.
        if role.deletes_from().is_some_and(|collection| parent.strip_suffix("/{}") == Some(collection)) {
            continue;
        }
        if parent == USERS {
            check_user(store, call)?;
            continue;
        }
        let Some(operation) = call.document.of_shape(parent).find(|operation| operation.method == Method::GET) else {
            continue;
        };
        // The path of the parent can have other names for its parameters.
        let is_named = |name: &str| call.parameter(name).is_some();
        match resources::of_operation(&operation.id) {
            // `resources::check_path` has checked clusters of all kinds.
            Some((kind, _)) if kind.name == "clusters" => {}
            Some((kind, Action::Get)) if is_named(kind.key.0) && kind.scope.iter().all(|name| is_named(name)) => {
                kind.find(store, call)?;
            }
            Some((kind, Action::Special(get))) if is_named(kind.key.0) => drop(get(store, call, times)?),
            Some(_) => {}
            None => {
                let values: Vec<_> = call.parameters.iter().take(index + 1).map(|(_, value)| value.as_str()).collect();
                if let Role::Get(shape) = Role::of(call.document, operation)
                    && !exists(store, &shape, &values)
                {
                    return Err(ApiError::resource_not_found(parent_path(call, parent)));
                }
            }
        }
    }
    Ok(())
}

/// Returns whether a federation has an identity provider with an old id.
fn has_old_id(store: &Store, shape: &str, values: &[&str]) -> bool {
    let Some((id, scope)) = values.split_last() else { return true };
    store.list(shape, &store::scope(scope.iter().copied())).any(|provider| provider.text("oktaIdpId") == *id)
}

/// Rejects a request if no user has the name in the path.
fn check_user(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    let (Some(project), Some(name)) = (call.parameter("groupId"), call.parameter("username")) else { return Ok(()) };
    let is_known = store.list("databaseUsers", project).any(|user| user.text("username") == name);
    let missing = codes::USER_NOT_FOUND.worded("No user with username {username} exists.");
    if is_known { Ok(()) } else { Err(missing.error(call, name)) }
}

/// Returns the path of a parent. A client must not take its absence for that of the child.
fn parent_path<'a>(call: &'a Call<'_>, parent: &str) -> &'a str {
    let slashes = "/api/atlas/v2".matches('/').count() + parent.matches('/').count();
    let path = &call.request.path;
    let end = path.match_indices('/').nth(slashes).map_or(path.len(), |(at, _)| at);
    &path[..end]
}
