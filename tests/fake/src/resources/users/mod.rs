//! Users of organizations and projects.
//!
//! A user belongs to an organization, which also stores the user's roles in its projects. The users of a project are
//! those with a role in it.

mod in_projects;
mod roles;
mod views;

use chrono::{DateTime, TimeDelta, Utc};
use http::Method;
use serde_json::{Value, json};

use super::{events, teams};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) use in_projects::remove_project_roles;
pub(super) use roles::{assign, set_kind};
pub(super) use views::view;

use roles::{Change, add, changed, remove};

pub(super) static KINDS: &[&ResourceKind] = &[&IN_ORGANIZATIONS, &in_projects::IN_PROJECTS];

static IN_ORGANIZATIONS: ResourceKind = ResourceKind {
    name: "orgUsers",
    scope: &["orgId"],
    key: ("userId", "id"),
    operations: &[
        ("listOrgUsers", Action::List),
        ("getOrgUser", Action::Get),
        ("createOrgUser", Action::Create),
        ("updateOrgUser", Action::Update),
        ("removeOrgUser", Action::Delete),
        ("addOrgUserRole", Action::Special(|store, call, _| in_organization(store, call, add))),
        ("updateOrgUserRoles", Action::Special(|store, call, _| set_roles(store, call))),
        ("removeOrgUserRole", Action::Special(|store, call, _| in_organization(store, call, remove))),
    ],
    initial,
    lifecycle: Lifecycle { normalize: |_, user| remove_other_status(user), ..Lifecycle::NONE },
    not_found: codes::USER_NOT_FOUND,
    rules: Rules {
        create: |context, user| {
            let teams = user.body.get("teamIds").and_then(Value::as_array).into_iter().flatten();
            teams.filter_map(Value::as_str).try_for_each(|id| teams::check(context, id))?;
            schedule_expiry(user, context.call.now);
            teams::check_named(context, &user.body)
        },
        update: |context, user, body| {
            teams::check_named(context, body)?;
            // Each kind of roles is replaced separately: roles in the organization do not affect roles in projects.
            if let Some(Value::Object(roles)) = body.remove("roles") {
                for (kind, roles) in roles.into_iter().filter(|(_, roles)| !roles.is_null()) {
                    set_kind(user, &kind, roles);
                }
            }
            check_owner_stays(context.store, context.scope, &user.key, Some(user))
        },
        delete: |context, user| check_owner_stays(context.store, context.scope, &user.key, None).map(|()| None),
        ..Rules::NONE
    },
    events: Events {
        create: "INVITED_TO_ORG",
        delete: "REMOVED_FROM_ORG",
        more: |before, after| {
            if before.body.get("roles") == after.body.get("roles") { vec![] } else { vec!["USER_ROLES_CHANGED_AUDIT"] }
        },
        ..Events::NONE
    },
    view: Some(|_, call, user| Ok(view(call, user))),
    ..ResourceKind::PLAIN
};

/// How long an invited user has to accept.
const INVITATION_LIFETIME: TimeDelta = TimeDelta::days(30);

/// Schedules the expiry of an invitation.
pub(super) fn schedule_expiry(user: &mut Resource, now: DateTime<Utc>) {
    user.set_at(now + INVITATION_LIFETIME, json!({ "orgMembershipStatus": "INVITATION_EXPIRED" }));
}

/// The properties of a user who accepted, and of one who is invited.
const PROFILE: &[&str] = &["country", "createdAt", "firstName", "lastAuth", "lastName", "mobileNumber"];
const INVITATION: &[&str] = &["invitationCreatedAt", "invitationExpiresAt", "inviterUsername"];

/// Returns the initial properties of a user of any status: `PENDING` if created by a request, `ACTIVE` if inserted.
pub(super) fn initial(context: &Context<'_>) -> Value {
    let mut user = pending(context);
    if context.call.operation.method != Method::POST {
        user["orgMembershipStatus"] = "ACTIVE".into();
    }
    for (name, value) in [("country", "US"), ("firstName", "Ada"), ("lastName", "Example")] {
        user[name] = value.into();
    }
    user["createdAt"] = context.call.timestamp().into();
    user["lastAuth"] = context.call.timestamp().into();
    user
}

/// Removes the properties that belong to another status.
pub(super) fn remove_other_status(user: &mut Resource) {
    let others = if user.text("orgMembershipStatus") == "ACTIVE" { INVITATION } else { PROFILE };
    user.body.retain(|name, _| !others.contains(&name.as_str()));
}

/// Returns the initial properties of an invited user.
pub(super) fn pending(context: &Context<'_>) -> Value {
    json!({
        "orgMembershipStatus": "PENDING",
        "invitationCreatedAt": context.call.timestamp(),
        "invitationExpiresAt": context.call.timestamp_in(INVITATION_LIFETIME),
        "inviterUsername": context.call.principal.name(),
        "roles": { "orgRoles": ["ORG_MEMBER"] },
        "teamIds": [],
    })
}

/// Returns whether a user is an owner of the organization, and not only invited as one.
fn is_owner(user: &Resource) -> bool {
    let roles = user.body.get("roles").and_then(|roles| roles["orgRoles"].as_array());
    user.text("orgMembershipStatus") == "ACTIVE"
        && roles.is_some_and(|roles| roles.iter().any(|role| role == "ORG_OWNER"))
}

/// Checks that the organization of a stored user has an owner after a change of the user; `None` is the removal.
fn check_owner_stays(store: &Store, scope: &str, id: &str, after: Option<&Resource>) -> Result<(), ApiError> {
    let was_owner = store.get(IN_ORGANIZATIONS.name, scope, id).is_some_and(is_owner);
    let mut others = store.list(IN_ORGANIZATIONS.name, scope).filter(|user| user.key != id);
    match was_owner && !after.is_some_and(is_owner) && !others.any(is_owner) {
        true => Err(codes::CANNOT_REMOVE_LAST_ORG_OWNER.of(&[id, scope])),
        false => Ok(()),
    }
}

/// Changes the roles of a user in the organization, and returns the user.
fn change_roles(
    store: &mut Store,
    call: &Call<'_>,
    roles: impl FnOnce(Option<&Value>) -> Value,
) -> Result<Resource, ApiError> {
    let mut user = IN_ORGANIZATIONS.find(store, call)?.clone();
    let roles = roles(user.body.get("roles").and_then(|roles| roles.get("orgRoles")));
    set_kind(&mut user, "orgRoles", roles);
    check_owner_stays(store, &user.scope, &user.key, Some(&user))?;
    store.put(IN_ORGANIZATIONS.name, user.clone());
    events::record(store, call, "USER_ROLES_CHANGED_AUDIT", &user);
    Ok(user)
}

/// Replaces the roles of a user in the organization.
fn set_roles(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let roles = call.body(call.operation.validation())?.remove("orgRoles").unwrap_or_else(|| json!([]));
    change_roles(store, call, |_| roles.clone())?;
    Ok(json!({ "orgRoles": roles }))
}

fn in_organization(store: &mut Store, call: &Call<'_>, change: Change) -> Result<Value, ApiError> {
    let role = call.body(call.operation.validation())?.remove("orgRole").unwrap_or_default();
    let user = change_roles(store, call, |roles| changed(roles, change, role))?;
    Ok(user.body.into())
}
