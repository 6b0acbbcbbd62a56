//! Invitations to organizations and projects.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{pending, teams};
use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Later, Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&OF_ORGANIZATIONS, &OF_PROJECTS];

const NOT_FOUND: Code = Code(404, "INVITATION_NOT_FOUND", "No invitation with ID {key} exists.");

static OF_ORGANIZATIONS: Family = Family {
    name: "orgInvites",
    scope: &["orgId"],
    key: ("invitationId", "id"),
    operations: &[
        ("listOrgInvites", Action::List),
        ("getOrgInvite", Action::Get),
        ("createOrgInvite", Action::Create),
        ("updateOrgInviteById", Action::Update),
        ("updateOrgInvites", Action::Special(|store, call, times| update(store, call, times, &OF_ORGANIZATIONS))),
        ("deleteOrgInvite", Action::Delete),
    ],
    initial: |setting| initial(setting, "orgs", "orgName"),
    not_found: NOT_FOUND,
    created: |setting, invitation| {
        expire(setting, invitation)?;
        teams::check_named(setting, &invitation.body)
    },
    changing: |setting, _, body| teams::check_named(setting, body),
    arrived: pending::expect,
    departed: pending::forget,
    events: ["INVITED_TO_ORG", "", "ORG_INVITATION_DELETED"],
    ..Family::PLAIN
};

static OF_PROJECTS: Family = Family {
    name: "groupInvites",
    scope: &["groupId"],
    key: ("invitationId", "id"),
    operations: &[
        ("listGroupInvites", Action::List),
        ("getGroupInvite", Action::Get),
        ("createGroupInvite", Action::Create),
        ("updateGroupInviteById", Action::Update),
        ("updateGroupInvites", Action::Special(|store, call, times| update(store, call, times, &OF_PROJECTS))),
        ("deleteGroupInvite", Action::Delete),
    ],
    initial: |setting| initial(setting, "groups", "groupName"),
    not_found: NOT_FOUND,
    created: expire,
    arrived: pending::expect,
    departed: pending::forget,
    events: ["INVITED_TO_GROUP", "", "GROUP_INVITATION_DELETED"],
    ..Family::PLAIN
};

/// How long an invitation is valid.
const LIFETIME: TimeDelta = TimeDelta::days(30);

/// Schedules the expiry of an invitation.
fn expire(setting: &Setting<'_>, invitation: &mut Resource) -> Result<(), ApiError> {
    invitation.later.push((setting.call.now + LIFETIME, Later::Gone));
    Ok(())
}

fn initial(setting: &Setting<'_>, family: &str, name: &str) -> Value {
    let into = setting.store.get(family, "", setting.scope).map(|into| into.text("name")).unwrap_or_default();
    json!({
        "createdAt": setting.call.timestamp(),
        "expiresAt": setting.call.timestamp_in(LIFETIME),
        "inviterUsername": setting.call.sender.name(),
        name: into,
    })
}

/// Updates the invitation of the user in the body.
fn update(store: &mut Store, call: &Call<'_>, times: &Times, family: &Family) -> Result<Value, ApiError> {
    let body = call.body(call.operation.extent())?;
    let scope = family.scope_of(call);
    let username = body.get("username").and_then(Value::as_str).unwrap_or_default();
    let found = store.list(family.name, &scope).find(|invitation| invitation.text("username") == username);
    let key = found.map(|invitation| invitation.key.clone()).ok_or_else(|| NOT_FOUND.error(call, username))?;
    let invitation = store.get_mut(family.name, &scope, &key).ok_or_else(|| NOT_FOUND.error(call, username))?;
    invitation.body.extend(body);
    let invitation = invitation.clone();
    pending::expect(store, call, times, &invitation);
    Ok(invitation.body.into())
}
