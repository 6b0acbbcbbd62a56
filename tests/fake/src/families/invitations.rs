//! Invitations into organizations and projects.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::family::{Action, Code, Family, Setting};

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
        ("deleteOrgInvite", Action::Delete),
    ],
    initial: |setting| initial(setting, "orgs", "orgName"),
    not_found: NOT_FOUND,
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
        ("deleteGroupInvite", Action::Delete),
    ],
    initial: |setting| initial(setting, "groups", "groupName"),
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

fn initial(setting: &Setting<'_>, family: &str, name: &str) -> Value {
    let into = setting.store.get(family, "", setting.scope).map(|into| into.text("name")).unwrap_or_default();
    json!({
        "createdAt": setting.call.timestamp(),
        "expiresAt": setting.call.timestamp_in(TimeDelta::days(30)),
        "inviterUsername": "fakepubl",
        name: into,
    })
}
