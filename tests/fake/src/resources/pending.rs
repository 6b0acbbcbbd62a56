//! Pending users: invited to an organization and listed there before they accept.

use serde_json::{Value, json};

use super::users;
use crate::resource_kind::{Context, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

/// Adds the invited user to the organization as pending, or updates the roles of a user who is pending already.
pub(super) fn add_user(store: &mut Store, call: &Call<'_>, times: &Times, invitation: &Resource) {
    let Some((organization, project)) = scope_in_path(store, call) else { return };
    let name = invitation.text("username").to_owned();
    let known = store.list("orgUsers", &organization).find(|user| user.text("username") == name).cloned();
    let mut user = known.unwrap_or_else(|| {
        let id = store.new_id();
        let body = users::pending(&Context { store, call, times, scope: &organization });
        let mut user = Resource {
            scope: organization.clone(),
            key: id.clone(),
            body: crate::serve::object(body),
            scheduled: Vec::new(),
        };
        user.set("id", id);
        user.set("roles", json!({ "orgRoles": ["ORG_MEMBER"] }));
        user.set("username", name);
        users::schedule_expiry(&mut user, call.now);
        user
    });
    if !is_pending(&user) {
        return;
    }
    let roles = invitation.body.get("roles").cloned().unwrap_or_else(|| json!([]));
    match project {
        Some(project) => users::assign(&mut user, &project, Some(roles)),
        None => {
            users::set_kind(&mut user, "orgRoles", roles);
            user.set("teamIds", invitation.body.get("teamIds").cloned().unwrap_or_else(|| json!([])));
            for assignment in
                invitation.body.get("groupRoleAssignments").and_then(Value::as_array).into_iter().flatten()
            {
                // An assignment without a project has no effect.
                if let Some(project) = assignment["groupId"].as_str() {
                    users::assign(&mut user, project, Some(assignment["roles"].clone()));
                }
            }
        }
    }
    store.put("orgUsers", user);
}

/// Undoes the effect of an invitation on a user who is still pending.
pub(super) fn remove_user(store: &mut Store, _: &Call<'_>, _: &Times, invitation: &Resource) {
    let name = invitation.text("username");
    // The scope of an invitation is either a project or an organization.
    let project = store.get("groups", "", &invitation.scope).map(|project| project.text("orgId").to_owned());
    let organization = project.clone().unwrap_or_else(|| invitation.scope.clone());
    let found = store.list("orgUsers", &organization).find(|user| user.text("username") == name).cloned();
    let Some(mut user) = found.filter(is_pending) else { return };
    if project.is_some() {
        users::assign(&mut user, &invitation.scope, None);
        store.put("orgUsers", user);
    } else {
        store.remove_recursively("orgUsers", &organization, &user.key);
    }
}

fn is_pending(user: &Resource) -> bool {
    user.text("orgMembershipStatus") == "PENDING"
}

/// Returns the organization of the path, and the project if the path has one.
fn scope_in_path(store: &Store, call: &Call<'_>) -> Option<(String, Option<String>)> {
    if let Some(organization) = call.parameter("orgId") {
        return Some((organization.to_owned(), None));
    }
    let project = call.parameter("groupId")?;
    let organization = store.get("groups", "", project)?.text("orgId").to_owned();
    Some((organization, Some(project.to_owned())))
}
