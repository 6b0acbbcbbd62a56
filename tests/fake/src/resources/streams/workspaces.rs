//! Stream processing workspaces, with or without a connection to sample data.

use serde_json::{Map, Value, json};

use super::connections;
use super::processors::PROCESSORS;
use crate::body::Validation;
use crate::error::{ApiError, codes};
use crate::render::Rendered;
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::serve;
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static WORKSPACES: ResourceKind = ResourceKind {
    name: "streamWorkspaces",
    key: ("tenantName", "name"),
    id: Some("_id"),
    operations: &[
        ("listGroupStreamWorkspaces", Action::List),
        ("getGroupStreamWorkspace", Action::Special(get)),
        ("createGroupStreamWorkspace", Action::Special(|store, call, times| create(store, call, times, false))),
        ("withGroupStreamSampleConnections", Action::Special(|store, call, times| create(store, call, times, true))),
        ("updateGroupStreamWorkspace", Action::Update),
        ("deleteGroupStreamWorkspace", Action::Delete),
    ],
    initial: |_| {
        json!({
            "dataProcessRegion": { "cloudProvider": "AWS", "region": "VIRGINIA_USA" },
            "failoverRegions": [],
            "streamConfig": { "tier": "SP30" },
        })
    },
    not_found: codes::STREAM_TENANT_NOT_FOUND_FOR_NAME,
    conflict: Some(codes::STREAM_TENANT_NAME_ALREADY_EXISTS),
    lifecycle: Lifecycle {
        normalize: |_, workspace| {
            let region = region(workspace).to_lowercase().replace('_', "-");
            let host = format!("atlas-stream-{}-abcde.{region}.a.query.example.com", workspace.text("_id"));
            workspace.set("hostnames", vec![host]);
        },
        ..Lifecycle::NONE
    },
    rules: Rules {
        create: |_, workspace| {
            if workspace.key.is_empty() { Err(ApiError::missing_attribute("name")) } else { Ok(()) }
        },
        update: update_region,
        delete: |context, workspace| {
            let scope = format!("{}/{}", context.scope, workspace.key);
            let mut processors = context.store.list(PROCESSORS.name, &scope);
            if processors.any(|processor| processor.text("state") == "STARTED") {
                return Err(codes::STREAM_TENANT_HAS_STREAM_PROCESSORS.error(context.call, &workspace.key));
            }
            Ok(None)
        },
        ..Rules::NONE
    },
    events: Events {
        create: "STREAM_TENANT_CREATED",
        update: "STREAM_TENANT_UPDATED",
        delete: "STREAM_TENANT_DELETED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// Returns the region of a workspace.
pub(super) fn region(workspace: &Resource) -> &str {
    workspace.body.get("dataProcessRegion").and_then(|region| region["region"].as_str()).unwrap_or_default()
}

fn create(store: &mut Store, call: &Call<'_>, times: &Times, with_samples: bool) -> Result<Value, ApiError> {
    let mut body = call.body(Validation::Full)?;
    let samples = body.remove("sampleConnections").is_some_and(|samples| samples["solar"] == true);
    let workspace = serve::create_one(store, call, times, &WORKSPACES, body, &Rendered::of(call, &WORKSPACES))?;
    if samples || with_samples {
        connections::put_sample(store, &workspace);
    }
    Ok(workspace.body.into())
}

/// Returns a workspace, with its connections if requested.
fn get(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let workspace = WORKSPACES.find(store, call)?;
    let mut body = workspace.body.clone();
    if call.request.query.flag("includeConnections", false)? {
        let scope = format!("{}/{}", workspace.scope, workspace.key);
        let connections = store.list(connections::CONNECTIONS.name, &scope);
        let connections: Value = connections.map(|connection| Value::from(connection.body.clone())).collect();
        body.insert("connections".to_owned(), connections);
    }
    Ok(body.into())
}

/// Moves a workspace. An update has the region in two properties of its own, the workspace in one object.
fn update_region(_: &Context<'_>, workspace: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let mut region = workspace.body.get("dataProcessRegion").cloned().unwrap_or_default();
    for name in ["cloudProvider", "region"] {
        if let Some(value) = body.remove(name) {
            region[name] = value;
        }
    }
    workspace.set("dataProcessRegion", region);
    body.remove("processorStatus");
    Ok(())
}
