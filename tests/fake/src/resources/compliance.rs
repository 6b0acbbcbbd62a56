//! The backup compliance policy of a project, which protects its backups.

use serde_json::{Map, Value, json};

use super::events;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&POLICY];

static POLICY: ResourceKind = ResourceKind {
    name: "backupCompliancePolicy",
    operations: &[
        ("getGroupBackupCompliancePolicy", Action::Special(|store, call, _| Ok(get(store, call)))),
        ("updateGroupBackupCompliancePolicy", Action::Special(set)),
        ("disableGroupBackupCompliancePolicy", Action::Special(disable)),
    ],
    ..ResourceKind::SINGLETON
};

/// The subject of an action that a policy forbids.
pub(in crate::resources) enum Protected {
    Snapshot,
    Backup,
    Project,
}

/// Rejects an action that the project's policy forbids, if the project has one.
pub(in crate::resources) fn check(
    store: &Store,
    call: &Call<'_>,
    project: &str,
    protected: &Protected,
) -> Result<(), ApiError> {
    let code = match protected {
        Protected::Snapshot => codes::CANNOT_DELETE_SNAPSHOT_WITH_BACKUP_COMPLIANCE_POLICY,
        Protected::Backup => codes::CANNOT_DISABLE_CLOUD_BACKUP_WITH_BACKUP_COMPLIANCE_POLICY,
        Protected::Project => codes::CANNOT_CLOSE_GROUP_ACTIVE_BACKUP_COMPLIANCE_POLICY,
    };
    if store.get(POLICY.name, project, "").is_some() { Err(code.error(call, "")) } else { Ok(()) }
}

/// Returns an empty object if the project has no policy.
fn get(store: &Store, call: &Call<'_>) -> Value {
    let policy = store.get(POLICY.name, &POLICY.scope_of(call), "");
    policy.map(|policy| policy.body.clone()).unwrap_or_default().into()
}

fn set(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let scope = POLICY.scope_of(call);
    let given = call.body(call.operation.validation())?;
    let known = store.get(POLICY.name, &scope, "").is_some();
    let mut body = crate::serve::object(json!({
        "copyProtectionEnabled": false,
        "deletable": false,
        "encryptionAtRestEnabled": false,
        "pitEnabled": false,
        "restoreWindowDays": 0,
        "scheduledPolicyItems": [],
    }));
    body.extend(given.into_iter().filter(|(_, value)| !value.is_null()));
    body.extend([
        ("projectId".to_owned(), scope.as_str().into()),
        ("updatedDate".to_owned(), call.timestamp().into()),
        ("updatedUser".to_owned(), call.principal.name().into()),
    ]);
    assign_item_ids(store, &mut body);
    let (state, event) = match known {
        true => ("UPDATING", "CPS_DATA_PROTECTION_UPDATE_REQUESTED"),
        false => ("ENABLING", "CPS_DATA_PROTECTION_ENABLE_REQUESTED"),
    };
    body.insert("state".to_owned(), state.into());
    let mut policy = Resource { scope, body, ..Resource::default() };
    policy.set_at(call.now + times.backup, json!({ "state": "ACTIVE" }));
    let done = if known { "CPS_DATA_PROTECTION_UPDATED" } else { "CPS_DATA_PROTECTION_ENABLED" };
    policy.event_at(call.now + times.backup, done);
    events::record(store, call, event, &policy);
    let rendered = policy.body.clone();
    store.put(POLICY.name, policy);
    Ok(rendered.into())
}

/// Gives each policy item without an ID a new one.
fn assign_item_ids(store: &Store, body: &mut Map<String, Value>) {
    let (one, many) = ("onDemandPolicyItem", "scheduledPolicyItems");
    if let Some(Value::Object(item)) = body.get_mut(one) {
        item.entry("id").or_insert_with(|| store.new_id().into());
    }
    for item in body.get_mut(many).and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
    {
        item.entry("id").or_insert_with(|| store.new_id().into());
    }
}

fn disable(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    if let Some(policy) = store.remove(POLICY.name, &POLICY.scope_of(call), "") {
        events::record(store, call, "CPS_DATA_PROTECTION_DISABLED", &policy);
    }
    Ok(Value::Null)
}
