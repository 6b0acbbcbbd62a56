//! Calls of the tools for organizations, projects, clusters and network access.

use serde_json::json;

use super::call::{Call, fails, succeeds};

const UNKNOWN: &str = "000000000000000000000000";

pub(super) fn calls() -> Vec<Call> {
    [projects(), clusters(), upgrades(), access(), advice()].into_iter().flatten().collect()
}

fn projects() -> Vec<Call> {
    let second = || json!({ "orgId": "$organization", "projectName": "second" });
    vec![
        succeeds(
            "atlas-list-orgs",
            json!({ "includeCount": true }),
            json!({ "organizations": [{ "id": "$organization", "name": "fake" }], "totalCount": 1 }),
        ),
        succeeds("atlas-list-projects", json!({}), json!({ "projects": [{ "id": "$project", "name": "fake" }] })),
        succeeds("atlas-create-project", second(), second()),
        fails("atlas-create-project", second(), "[409 Conflict]"),
        succeeds(
            "atlas-list-projects",
            json!({ "includeCount": true, "limit": 1, "orgId": "$organization", "pageNum": 2 }),
            json!({ "projects": [{ "name": "second", "orgId": "$organization" }], "totalCount": 2 }),
        ),
        fails("atlas-list-projects", json!({ "orgId": UNKNOWN }), "No organization with ID 000000000000000000000000"),
        succeeds(
            "atlas-list-alerts",
            json!({ "includeCount": true, "projectId": "$project" }),
            json!({ "alerts": [], "status": "OPEN", "totalCount": 0 }),
        ),
        fails("atlas-list-alerts", json!({ "projectId": UNKNOWN }), "[404 Not Found]"),
    ]
}

fn clusters() -> Vec<Call> {
    let named = |name: &str| json!({ "clusterName": name, "projectId": "$project" });
    let pause_or_resume =
        |name: &str, action: &str| json!({ "action": action, "clusterName": name, "projectId": "$project" });
    let host = |node: u32| format!("orders-shard-00-{node:02}.abcde.example.com:27017");
    vec![
        succeeds("atlas-get-regions", json!({ "provider": "AZURE" }), json!({ "provider": "AZURE" }))
            .with_text("UK_SOUTH"),
        succeeds(
            "atlas-list-clusters",
            json!({}),
            json!({ "clusters": [{ "clusterName": "little" }], "totalCount": 1 }),
        ),
        succeeds(
            "atlas-create-cluster",
            json!({
                "clusterName": "orders",
                "projectId": "$project",
                "provider": "AWS",
                "regions": ["US_EAST_1", "US_WEST_2"],
            }),
            json!({ "backup": "SNAPSHOT", "encryptionAtRestProvider": "NONE", "instanceSize": "M10" }),
        )
        .with_text("Your current IP address has been added"),
        succeeds(
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
        fails(
            "atlas-create-cluster",
            json!({ "clusterName": "orders", "projectId": "$project", "provider": "GCP", "regions": ["CENTRAL_US"] }),
            "A cluster named orders already exists",
        ),
        succeeds(
            "atlas-create-free-cluster",
            json!({ "name": "free", "projectId": "$project" }),
            json!({ "created": true }),
        ),
        fails("atlas-create-free-cluster", json!({ "name": "free", "projectId": "$project" }), "[400 Bad Request]"),
        succeeds(
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
        .saving("orders", "/clusters/0/clusterId"),
        fails("atlas-list-clusters", json!({ "projectId": UNKNOWN }), "No group with ID 000000000000000000000000"),
        succeeds(
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
        fails("atlas-inspect-cluster", named("none"), "No cluster named none exists"),
        succeeds("atlas-pause-resume-cluster", pause_or_resume("orders", "PAUSE"), json!({ "clusterId": "$orders" })),
        succeeds("atlas-inspect-cluster", named("orders"), json!({ "paused": true, "state": "IDLE" })),
        fails("atlas-pause-resume-cluster", pause_or_resume("orders", "PAUSE"), "[409 Conflict]"),
        succeeds("atlas-pause-resume-cluster", pause_or_resume("orders", "RESUME"), json!({ "clusterId": "$orders" })),
        fails("atlas-pause-resume-cluster", pause_or_resume("free", "PAUSE"), "[400 Bad Request]"),
    ]
}

fn upgrades() -> Vec<Call> {
    let to = |name: &str, tier: &str| json!({ "clusterName": name, "projectId": "$project", "targetTier": tier });
    let inspected = |name: &str, expected: serde_json::Value| {
        succeeds("atlas-inspect-cluster", json!({ "clusterName": name, "projectId": "$project" }), expected)
    };
    vec![
        succeeds(
            "atlas-upgrade-cluster",
            to("orders", "M30"),
            json!({ "clusterId": "$orders", "maxInstanceSize": "M50", "originalTier": "M10", "targetTier": "M30" }),
        ),
        inspected("orders", json!({ "instanceSize": "M30", "state": "IDLE" })),
        succeeds("atlas-upgrade-cluster", to("free", "FLEX"), json!({ "originalTier": "FREE", "targetTier": "FLEX" }))
            .saving("free", "/clusterId"),
        inspected("free", json!({ "instanceType": "FLEX", "provider": "AWS", "region": "US_EAST_1", "state": "IDLE" })),
        succeeds(
            "atlas-upgrade-cluster",
            to("free", "M10"),
            json!({ "clusterId": "$free", "originalTier": "FLEX", "targetTier": "M10" }),
        ),
        inspected("free", json!({ "instanceSize": "M10", "instanceType": "DEDICATED", "region": "US_EAST_1" })),
        succeeds("atlas-create-free-cluster", json!({ "name": "trial", "projectId": "$project" }), json!({})),
        succeeds("atlas-upgrade-cluster", to("trial", "M10"), json!({ "originalTier": "FREE", "targetTier": "M10" })),
        inspected("trial", json!({ "instanceSize": "M10", "instanceType": "DEDICATED", "provider": "AWS" })),
        fails("atlas-upgrade-cluster", to("none", "M10"), "No cluster named none exists"),
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
        succeeds("atlas-create-db-user", user("ada"), json!({ "username": "ada" })),
        fails("atlas-create-db-user", user("ada"), "A user with username ada already exists"),
        succeeds(
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
        fails("atlas-list-db-users", json!({ "projectId": UNKNOWN }), "[404 Not Found]"),
        succeeds(
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
        succeeds(
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
        fails("atlas-inspect-access-list", json!({ "projectId": UNKNOWN }), "[404 Not Found]"),
        fails(
            "atlas-create-access-list",
            json!({ "ipAddresses": ["192.0.2.1"], "projectId": UNKNOWN }),
            "[404 Not Found]",
        ),
    ]
}

fn advice() -> Vec<Call> {
    let cluster = |name: &str| json!({ "clusterName": name, "projectId": "$project" });
    vec![
        succeeds(
            "atlas-get-performance-advisor",
            cluster("orders"),
            json!({ "suggestedIndexes": [], "schemaSuggestions": [], "slowQueryLogs": [] }),
        ),
        // The tool reports an unknown cluster as a cluster without suggestions.
        succeeds(
            "atlas-get-performance-advisor",
            cluster("none"),
            json!({ "suggestedIndexes": [], "schemaSuggestions": [], "slowQueryLogs": [] }),
        ),
        succeeds(
            "atlas-load-sample-dataset",
            cluster("orders"),
            json!({ "clusterName": "orders", "state": "WORKING" }),
        )
        .saving("job", "/jobId"),
        succeeds(
            "atlas-load-sample-dataset",
            json!({ "jobId": "$job", "projectId": "$project" }),
            json!({ "clusterName": "orders", "jobId": "$job", "state": "COMPLETED" }),
        ),
        fails("atlas-load-sample-dataset", cluster("none"), "No cluster named none exists"),
        fails("atlas-load-sample-dataset", json!({ "jobId": UNKNOWN, "projectId": "$project" }), "[404 Not Found]"),
        fails("atlas-connect-cluster", cluster("none"), "No cluster named none exists"),
        fails(
            "atlas-connect-cluster",
            json!({ "clusterName": "orders", "connectionType": "private", "projectId": "$project" }),
            "Connection string for connection type \"private\" is not available",
        ),
    ]
}
