//! Stream processors of a workspace.

use serde_json::{Map, Value, json};

use super::workspaces::WORKSPACES;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::resources::events;
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static PROCESSORS: ResourceKind = ResourceKind {
    name: "streamProcessors",
    scope: &["groupId", "tenantName"],
    key: ("processorName", "name"),
    id: Some("_id"),
    operations: &[
        ("getGroupStreamProcessors", Action::List),
        ("getGroupStreamProcessor", Action::Get),
        ("createGroupStreamProcessor", Action::Create),
        ("updateGroupStreamProcessor", Action::Update),
        ("deleteGroupStreamProcessor", Action::Delete),
        ("startGroupStreamProcessor", Action::Special(|store, call, times| set_state(store, call, times, "STARTED"))),
        ("startGroupStreamProcessorWith", Action::Special(start_with)),
        ("stopGroupStreamProcessor", Action::Special(|store, call, times| set_state(store, call, times, "STOPPED"))),
    ],
    initial: |context| {
        let workspace = WORKSPACES.find(context.store, context.call).ok();
        let tier = workspace.and_then(|workspace| workspace.body.get("streamConfig")?.get("tier").cloned());
        json!({ "pipeline": [], "state": "CREATED", "stats": {}, "tier": tier })
    },
    parent: Some(&WORKSPACES),
    conflict: Some(codes::STREAM_PROCESSOR_NAME_ALREADY_EXISTS),
    rules: Rules {
        create: |context, processor| {
            if processor.key.is_empty() {
                return Err(ApiError::missing_attribute("name"));
            }
            processor.set("state", "CREATING");
            processor.set_at(context.call.now + context.times.cluster, json!({ "state": "CREATED" }));
            Ok(())
        },
        update: |context, processor, body| change(context, processor, body),
        ..Rules::NONE
    },
    events: Events {
        create: "STREAM_PROCESSOR_CREATED",
        update: "STREAM_PROCESSOR_MODIFIED",
        delete: "STREAM_PROCESSOR_DROPPED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// Rejects a change of a running processor. Options that are left out keep their values.
fn change(context: &Context<'_>, processor: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    if processor.text("state") == "STARTED" {
        return Err(codes::STREAM_PROCESSOR_GENERIC_ERROR.error(context.call, &processor.key));
    }
    if let (Some(Value::Object(options)), Some(Value::Object(given))) =
        (processor.body.get("options"), body.get_mut("options"))
    {
        for (name, value) in options {
            given.entry(name).or_insert_with(|| value.clone());
        }
    }
    Ok(())
}

/// Starts or stops a processor. Until the change is completed, the processor keeps its state.
fn set_state(store: &mut Store, call: &Call<'_>, times: &Times, state: &str) -> Result<Value, ApiError> {
    let processor = PROCESSORS.find_mut(store, call)?;
    processor.scheduled.clear();
    processor.set_at(call.now + times.cluster, json!({ "state": state }));
    let processor = processor.clone();
    let event = if state == "STARTED" { "STREAM_PROCESSOR_STARTED" } else { "STREAM_PROCESSOR_STOPPED" };
    events::record(store, call, event, &processor);
    Ok(Value::Null)
}

fn start_with(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let options = call.body(call.operation.validation())?;
    let processor = PROCESSORS.find_mut(store, call)?;
    if let Some(tier) = options.get("tier") {
        processor.set("tier", tier.clone());
    }
    set_state(store, call, times, "STARTED")
}
