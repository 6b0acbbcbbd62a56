//! Expected outcomes for clusters.

use serde_json::{Value, json};

use super::expectation::{Expectation, refused, refused_with_any_code, returns, succeeds_without_body, undocumented};

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
const NOT_FOUND: &str = "CLUSTER_NOT_FOUND";

fn orders(state: &str) -> Value {
    json!({ "name": "orders", "stateName": state })
}

fn with(mut cluster: Value, property: &str, value: Value) -> Value {
    cluster[property] = value;
    cluster
}

/// Returns the replication specs of a response with one region.
fn hardware(provider: &str, size: &str) -> Value {
    let region =
        json!({ "electableSpecs": { "instanceSize": size }, "providerName": provider, "regionName": "US_EAST_1" });
    json!([{ "regionConfigs": [region], "zoneName": "Zone 1" }])
}

fn page(names: &[&str], count: Value) -> Value {
    let clusters: Value = names.iter().map(|name| json!({ "name": name })).collect();
    json!({ "results": clusters, "totalCount": count })
}

pub(super) fn table() -> Vec<Expectation> {
    let mut table = lifecycle();
    table.extend(arguments_and_upgrades());
    table.extend(lists_and_deletion());
    table
}

fn lifecycle() -> Vec<Expectation> {
    let strings = json!({ "standardSrv": "mongodb+srv://orders.abcde.example.com" });
    let ready = with(with(orders("IDLE"), "replicationSpecs", hardware("AWS", "M10")), "connectionStrings", strings);
    let tagged = json!({ "backupEnabled": true, "tags": [{ "key": "team", "value": "sales" }] });
    vec![
        returns("list none", LIST, 200, page(&[], json!(0))),
        returns("create", CREATE, 201, with(orders("CREATING"), "connectionStrings", json!({ "standardSrv": null }))),
        returns("wait for the creation", GET, 200, ready),
        refused("create again", CREATE, 400, "DUPLICATE_CLUSTER_NAME"),
        refused_with_any_code("create without a name", CREATE, 400),
        refused("create paused", CREATE, 400, "CANNOT_CREATE_PAUSED_CLUSTER"),
        refused("create in an unknown project", CREATE, 404, "GROUP_NOT_FOUND"),
        refused("get none", GET, 404, NOT_FOUND),
        returns("status", STATUS, 200, json!({ "changeStatus": "APPLIED" })),
        refused("status of none", STATUS, 404, NOT_FOUND),
        returns("update", UPDATE, 200, with(tagged.clone(), "stateName", json!("UPDATING"))),
        returns("wait for the update", GET, 200, with(tagged, "stateName", json!("IDLE"))),
        // The SDK sends back all read-only properties of the response.
        refused_with_any_code("update with a full response", UPDATE, 400),
        refused("rename", UPDATE, 400, "CLUSTER_CANNOT_CHANGE_NAME"),
        refused("update none", UPDATE, 404, NOT_FOUND),
        returns("pause", UPDATE, 200, with(orders("UPDATING"), "paused", json!(true))),
        returns("wait for the pause", GET, 200, with(orders("IDLE"), "paused", json!(true))),
        refused("update while paused", UPDATE, 409, "CANNOT_UPDATE_PAUSED_CLUSTER"),
        returns("resume", UPDATE, 200, with(orders("UPDATING"), "paused", json!(false))),
        returns("wait for the resumption", GET, 200, with(orders("IDLE"), "paused", json!(false))),
        refused("pause at once", UPDATE, 400, "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER"),
    ]
}

fn arguments_and_upgrades() -> Vec<Expectation> {
    let arguments = |protocol: &str, scan: bool| json!({ "minimumEnabledTlsProtocol": protocol, "noTableScan": scan });
    let samples = |state: &str| json!({ "clusterName": "orders", "errorMessage": null, "state": state });
    let granted = json!({ "grantType": "CLUSTER_DATABASE_LOGS" });
    let addresses = json!({ "clusterName": "orders", "inbound": ["198.18.0.1", "198.18.0.2", "198.18.0.3"] });
    let free = |state: &str| with(json!({ "name": "sales" }), "stateName", json!(state));
    let regions = json!([{ "default": true, "name": "US_EAST_1" }, { "name": "US_WEST_2" }, { "name": "EU_WEST_1" }]);
    let provider = json!({ "instanceSizes": [{ "availableRegions": regions, "name": "M10" }], "provider": "AWS" });
    vec![
        returns("process arguments", ARGUMENTS, 200, arguments("TLS1_2", false)),
        returns("update process arguments", "updateGroupClusterProcessArgs", 200, arguments("TLS1_3", true)),
        refused("process arguments of none", ARGUMENTS, 404, NOT_FOUND),
        returns("wait for the arguments", GET, 200, orders("IDLE")),
        succeeds_without_body("restart", RESTART, 200),
        returns("wait for the restart", GET, 200, orders("IDLE")),
        refused("restart none", RESTART, 404, NOT_FOUND),
        returns(
            "scaling",
            "autoGroupClusterScalingConfiguration",
            200,
            json!({ "autoScalingMode": "INDEPENDENT_SHARD_SCALING" }),
        ),
        undocumented("adaptive settings"),
        undocumented("update adaptive settings"),
        succeeds_without_body("grant access", "grantGroupClusterMongoDbEmployeeAccess", 204),
        returns("get granted", GET, 200, with(orders("IDLE"), "mongoDBEmployeeAccessGrant", granted)),
        succeeds_without_body("revoke access", "revokeGroupClusterMongoDbEmployeeAccess", 204),
        succeeds_without_body("pin", PIN, 204),
        returns("get pinned", GET, 200, with(orders("IDLE"), "mongoDBEmployeeAccessGrant", Value::Null)),
        succeeds_without_body("pin without expiration", PIN, 204),
        succeeds_without_body("unpin", "unpinGroupClusterFeatureCompatibilityVersion", 204),
        returns(
            "get unpinned",
            GET,
            200,
            with(orders("IDLE"), "featureCompatibilityVersionExpirationDate", Value::Null),
        ),
        refused("pin none", PIN, 404, NOT_FOUND),
        returns("load samples", LOAD, 201, with(samples("WORKING"), "completeDate", Value::Null)),
        returns("wait for the samples", SAMPLES, 200, samples("COMPLETED")),
        refused("load samples into none", LOAD, 404, NOT_FOUND),
        refused_with_any_code("samples of none", SAMPLES, 404),
        returns("addresses", ADDRESSES, 200, json!({ "services": { "clusters": [addresses] } })),
        returns(
            "create a free cluster",
            CREATE,
            201,
            with(free("CREATING"), "replicationSpecs", hardware("TENANT", "M0")),
        ),
        returns("wait for the free cluster", GET, 200, free("IDLE")),
        returns(
            "upgrade",
            UPGRADE,
            200,
            with(free("UPDATING"), "providerSettings", json!({ "instanceSizeName": "M20", "providerName": "AWS" })),
        ),
        returns("get upgraded", GET, 200, with(json!({ "name": "sales" }), "replicationSpecs", hardware("AWS", "M20"))),
        refused("upgrade none", UPGRADE, 404, NOT_FOUND),
        returns(
            "upgrade to serverless",
            "upgradeGroupClusterTenantUpgradeToServerless",
            200,
            json!({ "name": "orders", "providerSettings": { "providerName": "SERVERLESS", "regionName": "US_EAST_1" } }),
        ),
        returns("regions", "listGroupClusterProviderRegions", 200, json!({ "results": [provider], "totalCount": 1 })),
    ]
}

fn lists_and_deletion() -> Vec<Expectation> {
    let both = ["orders", "sales"];
    let details = json!([
        { "name": "orders", "nodeCount": 3, "type": "REPLICA_SET", "versions": ["8.0.4"] },
        { "name": "sales", "nodeCount": 3, "type": "REPLICA_SET", "versions": ["8.0.4"] },
    ]);
    let project = json!({ "clusters": details, "groupName": "fake", "orgName": "fake" });
    let others = ["plain", "odd"].map(|name| json!({ "clusters": [], "groupName": name }));
    let all = json!([project, others[0], others[1]]);
    let protected =
        |state: &str, is_protected: bool| with(orders(state), "terminationProtectionEnabled", json!(is_protected));
    let protection = "CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED";
    let active = "CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS";
    vec![
        returns("list", LIST, 200, page(&both, json!(2))),
        returns("list page 2", LIST, 200, page(&both[1..], json!(2))),
        returns("list without count", LIST, 200, page(&both, Value::Null)),
        returns("list deleted too", LIST, 200, page(&both, json!(2))),
        returns("list of all projects", "listClusterDetails", 200, json!({ "results": all, "totalCount": 3 })),
        returns("protect", UPDATE, 200, protected("UPDATING", true)),
        returns("wait for the protection", GET, 200, protected("IDLE", true)),
        refused("delete while protected", DELETE, 400, protection),
        returns("unprotect", UPDATE, 200, protected("UPDATING", false)),
        returns("wait for the end of the protection", GET, 200, protected("IDLE", false)),
        refused("delete the project", "deleteGroup", 409, active),
        returns("delete", DELETE, 202, json!({})),
        refused("wait for the deletion", GET, 404, NOT_FOUND),
        refused("delete again", DELETE, 404, NOT_FOUND),
    ]
}
