//! VPC peerings with stream processing. Their owners request them at AWS, so a test inserts them.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static VPC_PEERINGS: ResourceKind = ResourceKind {
    name: "streamVpcPeerings",
    key: ("id", "_id"),
    id: Some("_id"),
    operations: &[
        ("listGroupStreamVpcPeeringConnections", Action::Special(list)),
        ("listGroupStreamActiveVpcPeeringConnections", Action::Special(list_active)),
        ("acceptGroupStreamVpcPeeringConnection", Action::Special(accept)),
        ("rejectGroupStreamVpcPeeringConnection", Action::Special(reject)),
        ("deleteGroupStreamVpcPeeringConnection", Action::Delete),
    ],
    initial: |context| json!({ "cloudStatus": "pending-acceptance", "groupId": context.scope, "localStatus": "NONE" }),
    rules: Rules {
        delete: |context, peering| {
            peering.set("localStatus", "DELETE_REQUESTED");
            peering.scheduled.clear();
            Ok(Some(context.call.now + context.times.cluster))
        },
        ..Rules::NONE
    },
    ..ResourceKind::PLAIN
};

/// Lists the peerings that an account has requested.
fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let account = call.request.query.value("requesterAccountId").unwrap_or_default();
    let scope = call.path_parameter("groupId")?;
    let peerings = store.list(VPC_PEERINGS.name, scope);
    let peerings = peerings.filter(|peering| peering.text("requesterAccountId") == account);
    Ok(peerings.map(|peering| Value::from(peering.body.clone())).collect())
}

fn list_active(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let scope = call.path_parameter("groupId")?;
    let peerings = store.list(VPC_PEERINGS.name, scope);
    let peerings = peerings.filter(|peering| peering.text("localStatus") == "ACTIVE");
    Ok(peerings.map(|peering| Value::from(peering.body.clone())).collect())
}

/// Accepts a peering if the body states its account and its VPC. It is active when its networks are connected.
fn accept(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.validation())?;
    let peering = VPC_PEERINGS.find_mut(store, call)?;
    for name in ["requesterAccountId", "requesterVpcId"] {
        let given = body.get(name).and_then(Value::as_str).unwrap_or_default();
        if !peering.text(name).is_empty() && peering.text(name) != given {
            return Err(ApiError::invalid_attribute(name, "it differs from that of the request for the peering"));
        }
    }
    peering.set("localStatus", "ACCEPT_REQUESTED");
    peering.scheduled.clear();
    peering.set_at(call.now + times.cluster, json!({ "cloudStatus": "active", "localStatus": "ACTIVE" }));
    Ok(Value::Null)
}

fn reject(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let peering = VPC_PEERINGS.find_mut(store, call)?;
    peering.set("localStatus", "REJECT_REQUESTED");
    peering.scheduled.clear();
    peering.set_at(call.now + times.cluster, json!({ "cloudStatus": "rejected" }));
    Ok(Value::Null)
}
