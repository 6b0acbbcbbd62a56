//! Live migrations, and their validations. The fake has no source, so each of them succeeds.

use serde_json::{Value, json};

use super::events;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&MIGRATIONS, &VALIDATIONS];

static MIGRATIONS: ResourceKind = ResourceKind {
    name: "liveMigrations",
    key: ("liveMigrationId", "_id"),
    id: Some("_id"),
    operations: &[
        ("createGroupLiveMigration", Action::Create),
        ("getGroupLiveMigration", Action::Get),
        ("cutoverGroupLiveMigration", Action::Special(cut_over)),
    ],
    initial: |_| json!({ "readyForCutover": false, "status": "NEW" }),
    rules: Rules { create: start, ..Rules::NONE },
    events: Events { create: "CLUSTER_IMPORT_STARTED", ..Events::NONE },
    ..ResourceKind::PLAIN
};

static VALIDATIONS: ResourceKind = ResourceKind {
    name: "liveMigrationValidations",
    key: ("validationId", "_id"),
    id: Some("_id"),
    operations: &[
        ("validateGroupLiveMigrations", Action::Create),
        ("getGroupLiveMigrationValidateStatus", Action::Get),
    ],
    initial: |context| json!({ "groupId": context.scope, "status": "PENDING" }),
    rules: Rules { create: validate, ..Rules::NONE },
    ..ResourceKind::PLAIN
};

fn start(context: &Context<'_>, migration: &mut Resource) -> Result<(), ApiError> {
    let (now, time) = (context.call.now, context.times.cluster);
    migration.set_at(now + time, json!({ "status": "WORKING" }));
    migration.set_at(now + time * 2, json!({ "lagTimeSeconds": 1, "readyForCutover": true }));
    Ok(())
}

fn validate(context: &Context<'_>, validation: &mut Resource) -> Result<(), ApiError> {
    let source = validation.body.get("source").map(|source| source["groupId"].clone()).unwrap_or_default();
    validation.set("sourceGroupId", source);
    validation.set_at(context.call.now + context.times.cluster, json!({ "status": "SUCCESS" }));
    Ok(())
}

fn cut_over(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let migration = MIGRATIONS.find_mut(store, call)?;
    if !migration.flag("readyForCutover") {
        return Err(codes::LIVE_MIGRATION_NOT_READY.of(&[call.path_parameter("liveMigrationId")?]));
    }
    migration.set("readyForCutover", false);
    migration.set_at(call.now + times.cluster, json!({ "lagTimeSeconds": 0, "status": "COMPLETE" }));
    let migration = migration.clone();
    events::record(store, call, "CLUSTER_IMPORT_CUTOVER", &migration);
    Ok(Value::Null)
}
