//! Expected outcomes while a cluster is in transition.

use serde_json::json;

use super::expectation::{Expectation, refused, refused_with_any_code, returns};

const CREATE: &str = "createGroupCluster";
const GET: &str = "getGroupCluster";
const DELETE: &str = "deleteGroupCluster";

pub(super) fn table() -> Vec<Expectation> {
    let orders = |state: &str| json!({ "name": "orders", "stateName": state });
    vec![
        returns("create", CREATE, 201, orders("CREATING")),
        returns("get", GET, 200, orders("CREATING")),
        returns("status", "getGroupClusterStatus", 200, json!({ "changeStatus": "PENDING" })),
        refused_with_any_code("update too early", "updateGroupCluster", 400),
        refused_with_any_code("restart too early", "restartGroupClusterPrimaries", 400),
        returns("delete", DELETE, 202, json!({})),
        refused("delete during deletion", DELETE, 400, "CLUSTER_ALREADY_REQUESTED_DELETION"),
        returns("get during deletion", GET, 200, orders("DELETING")),
        refused("create during deletion", CREATE, 400, "DUPLICATE_CLUSTER_NAME"),
    ]
}
