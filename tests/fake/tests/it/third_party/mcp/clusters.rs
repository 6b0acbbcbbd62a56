//! The calls about organizations, projects, clusters, and who may reach them.

use serde_json::json;

use super::call::{Call, answered, refused};

const NOWHERE: &str = "000000000000000000000000";

pub(super) fn calls() -> Vec<Call> {
    [projects(), clusters(), upgrades(), access(), advice()].into_iter().flatten().collect()
}

fn projects() -> Vec<Call> {
    let second = || json!({ "orgId": "$organization", "projectName": "second" });
    vec![
        answered(
            "atlas-list-orgs",
            json!({ "includeCount": true }),
            json!({ "organizations": [{ "id": "$organization", "name": "fake" }], "totalCount": 1 }),
        ),
        answered("atlas-list-projects", json!({}), json!({ "projects": [{ "id": "$project", "name": "fake" }] })),
        answered("atlas-create-project", second(), second()),
        refused("atlas-create-project", second(), "[409 Conflict]"),
        answered(
            "atlas-list-projects",
            json!({ "includeCount": true, "limit": 1, "orgId": "$organization", "pageNum": 2 }),
            json!({ "projects": [{ "name": "second", "orgId": "$organization" }], "totalCount": 2 }),
        ),
        refused("atlas-list-projects", json!({ "orgId": NOWHERE }), "No organization with ID 000000000000000000000000"),
        answered(
            "atlas-list-alerts",
            json!({ "includeCount": true, "projectId": "$project" }),
            json!({ "alerts": [], "status": "OPEN", "totalCount": 0 }),
        ),
        refused("atlas-list-alerts", json!({ "projectId": NOWHERE }), "[404 Not Found]"),
    ]
}

fn clusters() -> Vec<Call> {
    let named = |name: &str| json!({ "clusterName": name, "projectId": "$project" });
    let turn = |name: &str, action: &str| json!({ "action": action, "clusterName": name, "projectId": "$project" });
    let host = |node: u32| format!("orders-shard-00-{node:02}.abcde.example.com:27017");
    vec![
        answered("atlas-get-regions", json!({ "provider": "AZURE" }), json!({ "provider": "AZURE" }))
            .saying("UK_SOUTH"),
        answered(
            "atlas-list-clusters",
            json!({}),
            json!({ "clusters": [{ "clusterName": "little" }], "totalCount": 1 }),
        ),
        answered(
            "atlas-create-cluster",
            json!({
                "clusterName": "orders",
                "projectId": "$project",
                "provider": "AWS",
                "regions": ["US_EAST_1", "US_WEST_2"],
            }),
            json!({ "backup": "SNAPSHOT", "encryptionAtRestProvider": "NONE", "instanceSize": "M10" }),
        )
        .saying("Your current IP address has been added"),
        answered(
            "atlas-create-cluster",
            json!({
                "backup": "CONTINUOUS",
                "clusterName": "parts",
                "clusterType": "SHARDED",
                "diskSizeGB": 20,
                "mongoDBVersion": "8.0",
                "projectId": "$project",
                "provider": "AZURE",
                "region": "US_EAST_2",
            }),
            json!({ "backup": "CONTINUOUS", "clusterType": "SHARDED", "diskSizeGB": 20, "instanceSize": "M30" }),
        ),
        refused(
            "atlas-create-cluster",
            json!({ "clusterName": "orders", "projectId": "$project", "provider": "GCP", "regions": ["CENTRAL_US"] }),
            "A cluster named orders already exists",
        ),
        answered(
            "atlas-create-free-cluster",
            json!({ "name": "free", "projectId": "$project" }),
            json!({ "created": true }),
        ),
        refused("atlas-create-free-cluster", json!({ "name": "free", "projectId": "$project" }), "[400 Bad Request]"),
        answered(
            "atlas-list-clusters",
            json!({ "projectId": "$project" }),
            json!({
                "clusters": [
                    {
                        "instanceSize": "M10",
                        "instanceType": "DEDICATED",
                        "name": "orders",
                        "processIds": [host(0), host(1), host(2)],
                        "provider": "AWS",
                        "region": "US_EAST_1",
                        "state": "IDLE",
                    },
                    { "instanceSize": "M30", "name": "parts", "provider": "AZURE", "region": "US_EAST_2" },
                    { "instanceType": "FREE", "name": "free", "provider": "AWS", "region": "US_EAST_1" },
                    { "instanceType": "FLEX", "name": "little", "provider": "GCP", "region": "CENTRAL_US" },
                ],
                "projectName": "fake",
                "totalCount": 4,
            }),
        )
        .keeping("orders", "/clusters/0/clusterId"),
        refused("atlas-list-clusters", json!({ "projectId": NOWHERE }), "No group with ID 000000000000000000000000"),
        answered(
            "atlas-inspect-cluster",
            named("orders"),
            json!({
                "connectionStrings": { "standardSrv": "mongodb+srv://orders.abcde.example.com" },
                "instanceType": "DEDICATED",
                "mongoDBVersion": "8.0.4",
                "paused": false,
                "state": "IDLE",
            }),
        ),
        refused("atlas-inspect-cluster", named("none"), "No cluster named none exists"),
        answered("atlas-pause-resume-cluster", turn("orders", "PAUSE"), json!({ "clusterId": "$orders" })),
        answered("atlas-inspect-cluster", named("orders"), json!({ "paused": true, "state": "IDLE" })),
        refused("atlas-pause-resume-cluster", turn("orders", "PAUSE"), "[409 Conflict]"),
        answered("atlas-pause-resume-cluster", turn("orders", "RESUME"), json!({ "clusterId": "$orders" })),
        refused("atlas-pause-resume-cluster", turn("free", "PAUSE"), "[400 Bad Request]"),
    ]
}

fn upgrades() -> Vec<Call> {
    let to = |name: &str, tier: &str| json!({ "clusterName": name, "projectId": "$project", "targetTier": tier });
    let inspected = |name: &str, is: serde_json::Value| {
        answered("atlas-inspect-cluster", json!({ "clusterName": name, "projectId": "$project" }), is)
    };
    vec![
        answered(
            "atlas-upgrade-cluster",
            to("orders", "M30"),
            json!({ "clusterId": "$orders", "maxInstanceSize": "M50", "originalTier": "M10", "targetTier": "M30" }),
        ),
        inspected("orders", json!({ "instanceSize": "M30", "state": "IDLE" })),
        answered("atlas-upgrade-cluster", to("free", "FLEX"), json!({ "originalTier": "FREE", "targetTier": "FLEX" }))
            .keeping("free", "/clusterId"),
        inspected("free", json!({ "instanceType": "FLEX", "provider": "AWS", "region": "US_EAST_1", "state": "IDLE" })),
        answered(
            "atlas-upgrade-cluster",
            to("free", "M10"),
            json!({ "clusterId": "$free", "originalTier": "FLEX", "targetTier": "M10" }),
        ),
        inspected("free", json!({ "instanceSize": "M10", "instanceType": "DEDICATED", "region": "US_EAST_1" })),
        answered("atlas-create-free-cluster", json!({ "name": "trial", "projectId": "$project" }), json!({})),
        answered("atlas-upgrade-cluster", to("trial", "M10"), json!({ "originalTier": "FREE", "targetTier": "M10" })),
        inspected("trial", json!({ "instanceSize": "M10", "instanceType": "DEDICATED", "provider": "AWS" })),
        refused("atlas-upgrade-cluster", to("none", "M10"), "No cluster named none exists"),
    ]
}

fn access() -> Vec<Call> {
    let user = |name: &str| {
        json!({
            "clusters": ["orders"],
            "password": "correct horse",
            "projectId": "$project",
            "roles": [{ "collectionName": "items", "databaseName": "sales", "roleName": "readWrite" }],
            "username": name,
        })
    };
    vec![
        answered("atlas-create-db-user", user("ada"), json!({ "username": "ada" })),
        refused("atlas-create-db-user", user("ada"), "A user with username ada already exists"),
        answered(
            "atlas-list-db-users",
            json!({ "projectId": "$project" }),
            json!({
                "totalCount": 1,
                "users": [{
                    "roles": [{ "collectionName": "items", "databaseName": "sales", "roleName": "readWrite" }],
                    "scopes": [{ "name": "orders", "type": "CLUSTER" }],
                    "username": "ada",
                }],
            }),
        ),
        refused("atlas-list-db-users", json!({ "projectId": NOWHERE }), "[404 Not Found]"),
        answered(
            "atlas-create-access-list",
            json!({
                "cidrBlocks": ["198.51.100.0/24"],
                "comment": "office",
                "currentIpAddress": true,
                "ipAddresses": ["192.0.2.1"],
                "projectId": "$project",
            }),
            json!({ "projectId": "$project" }),
        ),
        answered(
            "atlas-inspect-access-list",
            json!({ "projectId": "$project" }),
            json!({
                "entries": [
                    { "cidrBlock": "127.0.0.1/32", "comment": "office", "ipAddress": "127.0.0.1" },
                    { "cidrBlock": "192.0.2.1/32", "comment": "office", "ipAddress": "192.0.2.1" },
                    { "cidrBlock": "198.51.100.0/24", "comment": "office" },
                ],
                "totalCount": 3,
            }),
        ),
        refused("atlas-inspect-access-list", json!({ "projectId": NOWHERE }), "[404 Not Found]"),
        refused(
            "atlas-create-access-list",
            json!({ "ipAddresses": ["192.0.2.1"], "projectId": NOWHERE }),
            "[404 Not Found]",
        ),
    ]
}

fn advice() -> Vec<Call> {
    let advised = |name: &str| json!({ "clusterName": name, "projectId": "$project" });
    vec![
        answered(
            "atlas-get-performance-advisor",
            advised("orders"),
            json!({ "suggestedIndexes": [{ "weight": 1 }], "schemaSuggestions": [{}], "slowQueryLogs": [{}, {}, {}] }),
        ),
        // It takes a cluster that is not there for one that needs no advice.
        answered(
            "atlas-get-performance-advisor",
            advised("none"),
            json!({ "suggestedIndexes": [], "schemaSuggestions": [], "slowQueryLogs": [] }),
        ),
        answered(
            "atlas-load-sample-dataset",
            advised("orders"),
            json!({ "clusterName": "orders", "state": "WORKING" }),
        )
        .keeping("job", "/jobId"),
        answered(
            "atlas-load-sample-dataset",
            json!({ "jobId": "$job", "projectId": "$project" }),
            json!({ "clusterName": "orders", "jobId": "$job", "state": "COMPLETED" }),
        ),
        refused("atlas-load-sample-dataset", advised("none"), "No cluster named none exists"),
        refused("atlas-load-sample-dataset", json!({ "jobId": NOWHERE, "projectId": "$project" }), "[404 Not Found]"),
        refused("atlas-connect-cluster", advised("none"), "No cluster named none exists"),
        refused(
            "atlas-connect-cluster",
            json!({ "clusterName": "orders", "connectionType": "private", "projectId": "$project" }),
            "Connection string for connection type \"private\" is not available",
        ),
    ]
}
