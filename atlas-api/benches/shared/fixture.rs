//! The response bodies of the server.

use serde_json::{Value, json};

pub(crate) const PROJECT: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";
pub(crate) const PAGES: u32 = 20;
pub(crate) const USERS: u32 = 10_000;
const SIZE: u32 = USERS / PAGES;

pub(crate) fn user_path() -> String {
    format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers/admin/user-1")
}

pub(crate) fn cluster_path() -> String {
    format!("/api/atlas/v2/groups/{PROJECT}/clusters/Cluster0")
}

pub(crate) fn page_path(number: u32) -> String {
    format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers?itemsPerPage={SIZE}&pageNum={number}")
}

/// Returns the bodies, each with the path of its request.
pub(crate) fn bodies() -> impl Iterator<Item = (String, String)> {
    let pages = (1..=PAGES).map(|number| (page_path(number), page(number).to_string()));
    pages.chain([(user_path(), user(1).to_string()), (cluster_path(), cluster().to_string())])
}

fn page(number: u32) -> Value {
    let first = (number - 1) * SIZE + 1;
    let rels: &[&str] = if number < PAGES { &["self", "next"] } else { &["self"] };
    let links: Vec<_> = rels.iter().map(|rel| json!({ "rel": rel, "href": "https://cloud.example.com/" })).collect();
    let users: Vec<_> = (first..first + SIZE).map(user).collect();
    json!({ "results": users, "links": links, "totalCount": USERS })
}

fn user(number: u32) -> Value {
    let name = format!("user-{number}");
    json!({
        "awsIAMType": "NONE",
        "databaseName": "admin",
        "description": "made for a measurement",
        "groupId": PROJECT,
        "labels": [{ "key": "team", "value": "finance" }],
        "ldapAuthType": "NONE",
        "links": [{ "rel": "self", "href": format!("https://cloud.example.com/api/atlas/v2/groups/{PROJECT}/databaseUsers/admin/{name}") }],
        "oidcAuthType": "NONE",
        "roles": [
            { "databaseName": "sales", "roleName": "readWrite" },
            { "databaseName": "billing", "collectionName": "invoices", "roleName": "read" },
        ],
        "scopes": [{ "name": "Cluster0", "type": "CLUSTER" }],
        "username": name,
        "x509Type": "NONE",
    })
}

/// Returns a cluster with two regions, of about 3 KB.
pub(crate) fn cluster() -> Value {
    let hardware = |nodes: u32| json!({ "diskIOPS": 3000, "diskSizeGB": 40.0, "ebsVolumeType": "STANDARD", "instanceSize": "M30", "nodeCount": nodes });
    let scaling = json!({
        "compute": { "enabled": true, "maxInstanceSize": "M60", "minInstanceSize": "M30", "predictiveEnabled": false, "scaleDownEnabled": true },
        "diskGB": { "enabled": true },
    });
    let region = |name: &str, priority: u32, nodes: u32| {
        json!({
            "analyticsAutoScaling": scaling,
            "analyticsSpecs": hardware(0),
            "autoScaling": scaling,
            "electableSpecs": hardware(nodes),
            "priority": priority,
            "providerName": "AWS",
            "readOnlySpecs": hardware(0),
            "regionName": name,
        })
    };
    json!({
        "acceptDataRisksAndForceReplicaSetReconfig": null,
        "advancedConfiguration": { "customOpensslCipherConfigTls12": [], "minimumEnabledTlsProtocol": "TLS1_2", "tlsCipherConfigMode": "DEFAULT" },
        "backupEnabled": true,
        "biConnector": { "enabled": false, "readPreference": "secondary" },
        "clusterType": "REPLICASET",
        "configServerManagementMode": "ATLAS_MANAGED",
        "connectionStrings": {
            "awsPrivateLink": {},
            "standard": "mongodb://cluster0-shard-00-00.example.com:27017,cluster0-shard-00-01.example.com:27017,cluster0-shard-00-02.example.com:27017/?ssl=true&authSource=admin&replicaSet=atlas-abc123-shard-0",
            "standardSrv": "mongodb+srv://cluster0.example.com",
        },
        "createDate": "2026-01-02T03:04:05Z",
        "diskWarmingMode": "FULLY_WARMED",
        "encryptionAtRestProvider": "NONE",
        "featureCompatibilityVersion": "8.0",
        "globalClusterSelfManagedSharding": false,
        "groupId": PROJECT,
        "id": "5f1a2b3c4d5e6f7a8b9c0d2f",
        "labels": [],
        "links": [{ "rel": "self", "href": format!("https://cloud.example.com/api/atlas/v2/groups/{PROJECT}/clusters/Cluster0") }],
        "mongoDBMajorVersion": "8.0",
        "mongoDBVersion": "8.0.4",
        "name": "Cluster0",
        "paused": false,
        "pitEnabled": true,
        "redactClientLogData": false,
        "replicationSpecs": [{
            "id": "5f1a2b3c4d5e6f7a8b9c0d30",
            "regionConfigs": [region("US_EAST_1", 7, 3), region("EU_WEST_1", 6, 2)],
            "zoneId": "5f1a2b3c4d5e6f7a8b9c0d31",
            "zoneName": "Zone 1",
        }],
        "rootCertType": "ISRGROOTX1",
        "stateName": "IDLE",
        "tags": [{ "key": "team", "value": "finance" }],
        "terminationProtectionEnabled": true,
        "versionReleaseSystem": "LTS",
    })
}
