//! What is right while a cluster changes.

use serde_json::json;

use super::right::{Right, gives, refused, refused_somehow};

const CREATE: &str = "createGroupCluster";
const GET: &str = "getGroupCluster";
const DELETE: &str = "deleteGroupCluster";

pub(super) fn table() -> Vec<Right> {
    let orders = |state: &str| json!({ "name": "orders", "stateName": state });
    vec![
        gives("create", CREATE, 201, orders("CREATING")),
        gives("get", GET, 200, orders("CREATING")),
        gives("status", "getGroupClusterStatus", 200, json!({ "changeStatus": "PENDING" })),
        refused_somehow("update too early", "updateGroupCluster", 400),
        refused_somehow("restart too early", "restartGroupClusterPrimaries", 400),
        gives("delete", DELETE, 202, json!({})),
        refused("delete meanwhile", DELETE, 400, "CLUSTER_ALREADY_REQUESTED_DELETION"),
        gives("get while it ends", GET, 200, orders("DELETING")),
        refused("create meanwhile", CREATE, 400, "DUPLICATE_CLUSTER_NAME"),
    ]
}
