//! What is right for clusters.

use serde_json::{Value, json};

use super::right::{Right, done_without_body, gives, later, refused, refused_somehow};

const LIST: &str = "listGroupClusters";
const CREATE: &str = "createGroupCluster";
const GET: &str = "getGroupCluster";
const UPDATE: &str = "updateGroupCluster";
const DELETE: &str = "deleteGroupCluster";
const STATUS: &str = "getGroupClusterStatus";
const ARGUMENTS: &str = "getGroupClusterProcessArgs";
const RESTART: &str = "restartGroupClusterPrimaries";
const PIN: &str = "pinGroupClusterFeatureCompatibilityVersion";
const LOAD: &str = "requestGroupSampleDatasetLoad";
const SAMPLES: &str = "getGroupSampleDatasetLoad";
const ADDRESSES: &str = "getGroupIpAddresses";
const UPGRADE: &str = "upgradeGroupClusterTenantUpgrade";
const NONE: &str = "CLUSTER_NOT_FOUND";

fn orders(state: &str) -> Value {
    json!({ "name": "orders", "stateName": state })
}

fn with(mut cluster: Value, property: &str, value: Value) -> Value {
    cluster[property] = value;
    cluster
}

/// The hardware of one region, shown in a cluster.
fn hardware(provider: &str, size: &str) -> Value {
    let region =
        json!({ "electableSpecs": { "instanceSize": size }, "providerName": provider, "regionName": "US_EAST_1" });
    json!([{ "regionConfigs": [region], "zoneName": "Zone 1" }])
}

fn page(names: &[&str], count: Value) -> Value {
    let clusters: Value = names.iter().map(|name| json!({ "name": name })).collect();
    json!({ "results": clusters, "totalCount": count })
}

pub(super) fn table() -> Vec<Right> {
    let mut table = life();
    table.extend(arguments_and_the_like());
    table.extend(lists_and_ends());
    table
}

fn life() -> Vec<Right> {
    let strings = json!({ "standardSrv": "mongodb+srv://orders.abcde.example.com" });
    let ready = with(with(orders("IDLE"), "replicationSpecs", hardware("AWS", "M10")), "connectionStrings", strings);
    let tagged = json!({ "backupEnabled": true, "tags": [{ "key": "team", "value": "sales" }] });
    vec![
        gives("list none", LIST, 200, page(&[], json!(0))),
        gives("create", CREATE, 201, with(orders("CREATING"), "connectionStrings", json!({ "standardSrv": null }))),
        gives("wait for it", GET, 200, ready),
        refused("create again", CREATE, 400, "DUPLICATE_CLUSTER_NAME"),
        refused_somehow("create without a name", CREATE, 400),
        refused("create paused", CREATE, 400, "CANNOT_CREATE_PAUSED_CLUSTER"),
        refused("create in no project", CREATE, 404, "GROUP_NOT_FOUND"),
        refused("get none", GET, 404, NONE),
        gives("status", STATUS, 200, json!({ "changeStatus": "APPLIED" })),
        refused("status of none", STATUS, 404, NONE),
        gives("update", UPDATE, 200, with(tagged.clone(), "stateName", json!("UPDATING"))),
        gives("wait for the update", GET, 200, with(tagged, "stateName", json!("IDLE"))),
        // What was got has properties that only the service sets, and the SDK sends them all back.
        refused_somehow("update with what was got", UPDATE, 400),
        refused("rename", UPDATE, 400, "CLUSTER_CANNOT_CHANGE_NAME"),
        refused("update none", UPDATE, 404, NONE),
        gives("pause", UPDATE, 200, with(orders("UPDATING"), "paused", json!(true))),
        gives("wait for the pause", GET, 200, with(orders("IDLE"), "paused", json!(true))),
        refused("update while paused", UPDATE, 409, "CANNOT_UPDATE_PAUSED_CLUSTER"),
        gives("resume", UPDATE, 200, with(orders("UPDATING"), "paused", json!(false))),
        gives("wait for the resumption", GET, 200, with(orders("IDLE"), "paused", json!(false))),
        refused("pause at once", UPDATE, 400, "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER"),
    ]
}

fn arguments_and_the_like() -> Vec<Right> {
    let arguments = |protocol: &str, scan: bool| json!({ "minimumEnabledTlsProtocol": protocol, "noTableScan": scan });
    let samples = |state: &str| json!({ "clusterName": "orders", "errorMessage": null, "state": state });
    let granted = json!({ "grantType": "CLUSTER_DATABASE_LOGS" });
    let addresses = json!({ "clusterName": "orders", "inbound": ["198.18.0.1", "198.18.0.2", "198.18.0.3"] });
    let shared = |state: &str| with(json!({ "name": "sales" }), "stateName", json!(state));
    let regions = json!([{ "default": true, "name": "US_EAST_1" }, { "name": "US_WEST_2" }, { "name": "EU_WEST_1" }]);
    let offer = json!({ "instanceSizes": [{ "availableRegions": regions, "name": "M10" }], "provider": "AWS" });
    vec![
        gives("process arguments", ARGUMENTS, 200, arguments("TLS1_2", false)),
        gives("update process arguments", "updateGroupClusterProcessArgs", 200, arguments("TLS1_3", true)),
        refused("process arguments of none", ARGUMENTS, 404, NONE),
        gives("wait for the arguments", GET, 200, orders("IDLE")),
        done_without_body("restart", RESTART, 200),
        gives("wait for the restart", GET, 200, orders("IDLE")),
        refused("restart none", RESTART, 404, NONE),
        gives(
            "scaling",
            "autoGroupClusterScalingConfiguration",
            200,
            json!({ "autoScalingMode": "INDEPENDENT_SHARD_SCALING" }),
        ),
        later("adaptive settings"),
        later("update adaptive settings"),
        done_without_body("grant access", "grantGroupClusterMongoDbEmployeeAccess", 204),
        gives("get granted", GET, 200, with(orders("IDLE"), "mongoDBEmployeeAccessGrant", granted)),
        done_without_body("revoke access", "revokeGroupClusterMongoDbEmployeeAccess", 204),
        done_without_body("pin", PIN, 204),
        gives("get pinned", GET, 200, with(orders("IDLE"), "mongoDBEmployeeAccessGrant", Value::Null)),
        done_without_body("pin for as long as can be", PIN, 204),
        done_without_body("unpin", "unpinGroupClusterFeatureCompatibilityVersion", 204),
        gives("get unpinned", GET, 200, with(orders("IDLE"), "featureCompatibilityVersionExpirationDate", Value::Null)),
        refused("pin none", PIN, 404, NONE),
        gives("load samples", LOAD, 201, with(samples("WORKING"), "completeDate", Value::Null)),
        gives("wait for the samples", SAMPLES, 200, samples("COMPLETED")),
        refused("load samples into none", LOAD, 404, NONE),
        refused_somehow("samples of none", SAMPLES, 404),
        gives("addresses", ADDRESSES, 200, json!({ "services": { "clusters": [addresses] } })),
        gives(
            "create on shared hardware",
            CREATE,
            201,
            with(shared("CREATING"), "replicationSpecs", hardware("TENANT", "M0")),
        ),
        gives("wait for the shared one", GET, 200, shared("IDLE")),
        gives(
            "upgrade",
            UPGRADE,
            200,
            with(shared("UPDATING"), "providerSettings", json!({ "instanceSizeName": "M20", "providerName": "AWS" })),
        ),
        gives("get upgraded", GET, 200, with(json!({ "name": "sales" }), "replicationSpecs", hardware("AWS", "M20"))),
        refused("upgrade none", UPGRADE, 404, NONE),
        gives(
            "upgrade to serverless",
            "upgradeGroupClusterTenantUpgradeToServerless",
            200,
            json!({ "name": "orders", "providerSettings": { "providerName": "SERVERLESS", "regionName": "US_EAST_1" } }),
        ),
        gives("regions", "listGroupClusterProviderRegions", 200, json!({ "results": [offer], "totalCount": 1 })),
    ]
}

fn lists_and_ends() -> Vec<Right> {
    let both = ["orders", "sales"];
    let details = json!([
        { "name": "orders", "nodeCount": 3, "type": "REPLICA_SET", "versions": ["8.0.4"] },
        { "name": "sales", "nodeCount": 3, "type": "REPLICA_SET", "versions": ["8.0.4"] },
    ]);
    let project = json!({ "clusters": details, "groupName": "fake", "orgName": "fake" });
    let others = json!([project, { "clusters": [], "groupName": "plain" }]);
    let protected =
        |state: &str, is_protected: bool| with(orders(state), "terminationProtectionEnabled", json!(is_protected));
    let protection = "CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED";
    let active = "CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS";
    vec![
        gives("list", LIST, 200, page(&both, json!(2))),
        gives("list page 2", LIST, 200, page(&both[1..], json!(2))),
        gives("list without count", LIST, 200, page(&both, Value::Null)),
        gives("list the deleted too", LIST, 200, page(&both, json!(2))),
        gives("list of all projects", "listClusterDetails", 200, json!({ "results": others, "totalCount": 2 })),
        gives("protect", UPDATE, 200, protected("UPDATING", true)),
        gives("wait for the protection", GET, 200, protected("IDLE", true)),
        refused("delete while protected", DELETE, 400, protection),
        gives("let go", UPDATE, 200, protected("UPDATING", false)),
        gives("wait for letting go", GET, 200, protected("IDLE", false)),
        refused("delete the project", "deleteGroup", 409, active),
        gives("delete", DELETE, 202, json!({})),
        refused("wait for its end", GET, 404, NONE),
        refused("delete again", DELETE, 404, NONE),
    ]
}
