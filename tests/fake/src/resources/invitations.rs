//! Invitations to organizations and projects.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{pending, teams};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&OF_ORGANIZATIONS, &OF_PROJECTS];

static OF_ORGANIZATIONS: ResourceKind = ResourceKind {
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
    initial: |context| initial(context, "orgs", "orgName"),
    not_found: codes::INVITATION_NOT_FOUND,
    rules: Rules {
        create: |context, invitation| {
            schedule_expiry(context, invitation)?;
            teams::check_named(context, &invitation.body)
        },
        update: |context, _, body| teams::check_named(context, body),
        ..Rules::NONE
    },
    lifecycle: Lifecycle { after_create: pending::add_user, after_delete: pending::remove_user, ..Lifecycle::NONE },
    events: Events { create: "INVITED_TO_ORG", delete: "ORG_INVITATION_DELETED", ..Events::NONE },
    ..ResourceKind::PLAIN
};

static OF_PROJECTS: ResourceKind = ResourceKind {
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
    initial: |context| initial(context, "groups", "groupName"),
    not_found: codes::INVITATION_NOT_FOUND,
    rules: Rules { create: schedule_expiry, ..Rules::NONE },
    lifecycle: Lifecycle { after_create: pending::add_user, after_delete: pending::remove_user, ..Lifecycle::NONE },
    events: Events { create: "INVITED_TO_GROUP", delete: "GROUP_INVITATION_DELETED", ..Events::NONE },
    ..ResourceKind::PLAIN
};

/// How long an invitation is valid.
const LIFETIME: TimeDelta = TimeDelta::days(30);

/// Schedules the expiry of an invitation.
fn schedule_expiry(context: &Context<'_>, invitation: &mut Resource) -> Result<(), ApiError> {
    invitation.scheduled.push((context.call.now + LIFETIME, Scheduled::Delete));
    Ok(())
}

fn initial(context: &Context<'_>, kind: &str, name: &str) -> Value {
    let into = context.store.get(kind, "", context.scope).map(|into| into.text("name")).unwrap_or_default();
    json!({
        "createdAt": context.call.timestamp(),
        "expiresAt": context.call.timestamp_in(LIFETIME),
        "inviterUsername": context.call.principal.name(),
        name: into,
    })
}

/// Updates the invitation of the user in the body.
fn update(store: &mut Store, call: &Call<'_>, times: &Times, kind: &ResourceKind) -> Result<Value, ApiError> {
    let body = call.body(call.operation.validation())?;
    let scope = kind.scope_of(call);
    let username = body.get("username").and_then(Value::as_str).unwrap_or_default();
    let found = store.list(kind.name, &scope).find(|invitation| invitation.text("username") == username);
    let key = found
        .map(|invitation| invitation.key.clone())
        .ok_or_else(|| codes::INVITATION_NOT_FOUND.error(call, username))?;
    let invitation =
        store.get_mut(kind.name, &scope, &key).ok_or_else(|| codes::INVITATION_NOT_FOUND.error(call, username))?;
    invitation.body.extend(body);
    let invitation = invitation.clone();
    pending::add_user(store, call, times, &invitation);
    Ok(invitation.body.into())
}
