//! Events, which every change of a stored resource records.

use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, column};

/// Returns the types of the events in a list, oldest first.
async fn names(api: &Api, list: &str) -> Vec<Value> {
    let mut names = column(&api.get(list).await.1, "eventTypeName");
    names.reverse();
    names
}

/// Sends changes, each a method, a path and a body. `ID` in a path is the ID of the last resource created before.
async fn send_all(api: &Api, changes: &[(Method, &str, Value)]) {
    let mut id = String::new();
    for (method, path, body) in changes {
        let path = path.replace("ID", &id);
        let body = (!body.is_null()).then(|| body.clone());
        let (status, response) = api.call(method.clone(), &path, body).await;
        assert!((200..300).contains(&status), "{method} {path}: {response}");
        if let Some(created) =
            response["id"].as_str().or(response["clientId"].as_str()).filter(|_| *method == Method::POST)
        {
            id = created.to_owned();
        }
    }
}

#[track_caller]
fn assert_names(found: Vec<Value>, expected: &[&str]) {
    assert_eq!(found, expected);
}

#[tokio::test]
async fn changes_of_access_are_in_the_events_of_the_project() {
    let api = Api::start().await;
    let user = json!({ "databaseName": "admin", "username": "app", "password": "correct horse", "roles": [] });
    let entry = json!([{ "cidrBlock": "192.0.2.0/24" }]);
    let action = json!([{ "action": "FIND", "resources": [{ "db": "sales", "collection": "" }] }]);
    send_all(
        &api,
        &[
            (Method::POST, "databaseUsers", user),
            (Method::PATCH, "databaseUsers/admin/app", json!({ "roles": [] })),
            (Method::DELETE, "databaseUsers/admin/app", Value::Null),
            (Method::POST, "accessList", entry.clone()),
            (Method::POST, "accessList", entry),
            (Method::DELETE, "accessList/192.0.2.0%2F24", Value::Null),
            (Method::POST, "customDBRoles/roles", json!({ "roleName": "reader", "actions": action.clone() })),
            (Method::PATCH, "customDBRoles/roles/reader", json!({ "actions": action })),
            (Method::DELETE, "customDBRoles/roles/reader", Value::Null),
        ],
    )
    .await;
    assert_names(
        names(&api, "events").await,
        &[
            "MONGODB_USER_ADDED",
            "MONGODB_USER_UPDATED",
            "MONGODB_USER_DELETED",
            "NETWORK_PERMISSION_ENTRY_ADDED",
            "NETWORK_PERMISSION_ENTRY_UPDATED",
            "NETWORK_PERMISSION_ENTRY_REMOVED",
            "MONGODB_ROLE_ADDED",
            "MONGODB_ROLE_UPDATED",
            "MONGODB_ROLE_DELETED",
        ],
    );
    assert_eq!(api.get(&api.org("events")).await.1["totalCount"], 0);
    let (_, page) = api.get("events?eventType=MONGODB_USER_ADDED&eventType=NETWORK_PERMISSION_ENTRY_ADDED").await;
    let [entry, user] = [0, 1].map(|place| page["results"][place].clone());
    assert_eq!((&user["dbUserUsername"], &entry["whitelistEntry"]), (&json!("app"), &json!("192.0.2.0/24")));
    assert_eq!(
        (&user["publicKey"], &user["groupId"]),
        (&json!(api.atlas().public_key()), &json!(api.atlas().project_id()))
    );
    let path = format!("events/{}", user["id"].as_str().unwrap());
    assert_eq!(api.get(&path).await.1["dbUserUsername"], "app");
}

#[tokio::test]
async fn changes_of_networks_and_storage_are_in_the_events_of_the_project() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let peer = json!({
        "containerId": "5f1a2b3c4d5e6f7a8b9c0d1e",
        "gcpProjectId": "my-project",
        "networkName": "default",
        "providerName": "GCP",
    });
    let archive = json!({
        "collName": "lines",
        "criteria": { "type": "DATE", "dateField": "at", "expireAfterDays": 30 },
        "dbName": "sales",
    });
    let index = json!({
        "collectionName": "lines",
        "database": "sales",
        "definition": { "mappings": { "dynamic": true } },
        "name": "default",
    });
    let workspace =
        json!({ "name": "shop", "dataProcessRegion": { "cloudProvider": "AWS", "region": "VIRGINIA_USA" } });
    let processor = json!({ "name": "count", "pipeline": [{ "$source": { "connectionName": "a" } }] });
    let mode = |enabled: bool| json!({ "enabled": enabled });
    send_all(
        &api,
        &[
            (Method::POST, "peers", peer),
            (Method::DELETE, "peers/ID", Value::Null),
            (Method::PATCH, "privateEndpoint/regionalMode", mode(true)),
            (Method::PATCH, "privateEndpoint/regionalMode", mode(false)),
            (Method::POST, "cloudProviderAccess", json!({ "providerName": "AWS" })),
            (Method::POST, "clusters/orders/onlineArchives", archive),
            (Method::POST, "clusters/orders/search/indexes", index),
            (
                Method::POST,
                "clusters/orders/outageSimulation",
                json!({ "outageFilters": [{
                "cloudProvider": "AWS", "regionName": "US_EAST_1", "type": "REGION",
            }] }),
            ),
            (Method::DELETE, "clusters/orders/outageSimulation", Value::Null),
            (Method::POST, "dataFederation", json!({ "name": "lake" })),
            (Method::DELETE, "dataFederation/lake", Value::Null),
            (Method::POST, "streams", workspace),
            (Method::POST, "streams/shop/connections", json!({ "name": "a", "type": "Sample" })),
            (Method::POST, "streams/shop/processor", processor),
            (Method::POST, "streams/shop/processor/count:start", Value::Null),
            (Method::POST, "streams/shop/processor/count:stop", Value::Null),
            (Method::DELETE, "streams/shop/processor/count", Value::Null),
            (Method::DELETE, "streams/shop", Value::Null),
        ],
    )
    .await;
    assert_names(
        names(&api, "events").await,
        &[
            "GCP_PEER_CREATED",
            "GCP_PEER_DELETED",
            "REGIONALIZED_PRIVATE_ENDPOINT_MODE_ENABLED",
            "REGIONALIZED_PRIVATE_ENDPOINT_MODE_DISABLED",
            "CLOUD_PROVIDER_ACCESS_AWS_IAM_ROLE_ADDED",
            "ONLINE_ARCHIVE_CREATED",
            "FTS_INDEX_CREATED",
            "CLUSTER_REGIONAL_OUTAGE_SIMULATION_STARTED",
            "CLUSTER_REGIONAL_OUTAGE_SIMULATION_END_REQUESTED",
            "FEDERATED_DATABASE_CREATED",
            "FEDERATED_DATABASE_REMOVED",
            "STREAM_TENANT_CREATED",
            "STREAM_TENANT_CONNECTION_CREATED",
            "STREAM_PROCESSOR_CREATED",
            "STREAM_PROCESSOR_STARTED",
            "STREAM_PROCESSOR_STOPPED",
            "STREAM_PROCESSOR_DROPPED",
            "STREAM_TENANT_DELETED",
        ],
    );
    let (_, page) = api.get("events?clusterNames=orders").await;
    assert_eq!(page["totalCount"], 4);
}

#[tokio::test]
async fn changes_of_alerts_settings_and_maintenance_are_in_the_events_of_the_project() {
    let api = Api::start().await;
    let alert = api.atlas().insert("alerts", json!({ "eventTypeName": "NO_PRIMARY" })).unwrap();
    let alert = format!("alerts/{}", alert["id"].as_str().unwrap());
    let configuration = json!({
        "eventTypeName": "NO_PRIMARY",
        "notifications": [{ "typeName": "GROUP", "emailEnabled": true, "intervalMin": 5, "delayMin": 0 }],
    });
    send_all(
        &api,
        &[
            (Method::PATCH, &alert, json!({ "acknowledgedUntil": "2099-01-01T00:00:00Z" })),
            (Method::PATCH, &alert, json!({ "unacknowledgeAlert": true })),
            (Method::POST, "alertConfigs", configuration.clone()),
            (Method::PUT, "alertConfigs/ID", configuration),
            (Method::PATCH, "alertConfigs/ID", json!({ "enabled": false })),
            (Method::PATCH, "alertConfigs/ID", json!({ "enabled": true })),
            (Method::DELETE, "alertConfigs/ID", Value::Null),
            (Method::PATCH, "settings", json!({ "isDataExplorerEnabled": false })),
            (Method::PATCH, "auditLog", json!({ "enabled": true })),
            (Method::PATCH, "limits/atlas.project.deployment.clusters", json!({ "name": "x", "value": 30 })),
            (Method::PATCH, "maintenanceWindow", json!({ "dayOfWeek": 2 })),
            (Method::POST, "maintenanceWindow/defer", Value::Null),
            (Method::POST, "maintenanceWindow/autoDefer", Value::Null),
            (Method::DELETE, "maintenanceWindow", Value::Null),
        ],
    )
    .await;
    assert_names(
        names(&api, "events").await,
        &[
            "ALERT_ACKNOWLEDGED_AUDIT",
            "ALERT_UNACKNOWLEDGED_AUDIT",
            "ALERT_CONFIG_ADDED_AUDIT",
            "ALERT_CONFIG_CHANGED_AUDIT",
            "ALERT_CONFIG_DISABLED_AUDIT",
            "ALERT_CONFIG_ENABLED_AUDIT",
            "ALERT_CONFIG_DELETED_AUDIT",
            "DATA_EXPLORER_DISABLED",
            "AUDIT_LOG_CONFIGURATION_UPDATED",
            "PROJECT_LIMIT_UPDATED",
            "ATLAS_MAINTENANCE_WINDOW_MODIFIED",
            "ATLAS_MAINTENANCE_DEFERRED",
            "ATLAS_MAINTENANCE_AUTO_DEFER_ENABLED",
            "ATLAS_MAINTENANCE_WINDOW_REMOVED",
        ],
    );
}

#[tokio::test]
async fn changes_of_users_and_credentials_are_in_the_events_of_the_organization() {
    let api = Api::start().await;
    let org = |path: &str| api.org(path);
    let account = json!({ "name": "ci", "description": "ci", "roles": ["ORG_MEMBER"], "secretExpiresAfterHours": 8 });
    let user = json!({ "username": "someone@example.com", "roles": { "orgRoles": ["ORG_MEMBER"] } });
    send_all(
        &api,
        &[
            (Method::POST, &org("users"), user),
            (Method::POST, &org("users/ID:addRole"), json!({ "orgRole": "ORG_OWNER" })),
            (Method::DELETE, &org("users/ID"), Value::Null),
            (Method::POST, &org("teams"), json!({ "name": "shop", "usernames": ["someone@example.com"] })),
            (Method::PATCH, &org("teams/ID"), json!({ "name": "store" })),
            (Method::DELETE, &org("teams/ID"), Value::Null),
            (Method::POST, &org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })),
            (Method::PATCH, &org("apiKeys/ID"), json!({ "desc": "build" })),
            (Method::PATCH, "apiKeys/ID", json!({ "roles": ["GROUP_OWNER"] })),
            (Method::DELETE, "apiKeys/ID", Value::Null),
            (Method::DELETE, &org("apiKeys/ID"), Value::Null),
            (Method::POST, &org("serviceAccounts"), account),
            (Method::PATCH, &org("serviceAccounts/ID"), json!({ "description": "build" })),
            (Method::DELETE, &org("serviceAccounts/ID"), Value::Null),
            (Method::POST, &org("invites"), json!({ "username": "other@example.com", "roles": ["ORG_MEMBER"] })),
            (Method::DELETE, &org("invites/ID"), Value::Null),
            (Method::PATCH, &org("settings"), json!({ "multiFactorAuthRequired": true })),
        ],
    )
    .await;
    assert_names(
        names(&api, &org("events")).await,
        &[
            "INVITED_TO_ORG",
            "USER_ROLES_CHANGED_AUDIT",
            "REMOVED_FROM_ORG",
            "TEAM_CREATED",
            "TEAM_NAME_CHANGED",
            "TEAM_DELETED",
            "API_KEY_CREATED",
            "API_KEY_DESCRIPTION_CHANGED",
            "API_KEY_ADDED_TO_GROUP",
            "API_KEY_REMOVED_FROM_GROUP",
            "API_KEY_DELETED",
            "SERVICE_ACCOUNT_CREATED",
            "SERVICE_ACCOUNT_DETAILS_CHANGED",
            "SERVICE_ACCOUNT_DELETED",
            "INVITED_TO_ORG",
            "ORG_INVITATION_DELETED",
            "ORG_SETTINGS_UPDATED",
            "ORG_TWO_FACTOR_AUTH_REQUIRED",
        ],
    );
    assert_names(names(&api, "events").await, &["API_KEY_ADDED_TO_GROUP", "API_KEY_REMOVED_FROM_GROUP"]);
}

#[tokio::test]
async fn events_of_a_deleted_project_are_in_the_events_of_its_organization() {
    let api = Api::start().await;
    let project = json!({ "name": "sales", "orgId": api.atlas().organization_id() });
    send_all(
        &api,
        &[
            (Method::POST, "/groups", project),
            (Method::PATCH, "/groups/ID", json!({ "name": "shop", "tags": [{ "key": "a", "value": "b" }] })),
        ],
    )
    .await;
    let (_, created) = api.get("/groups/byName/shop").await;
    let path = format!("/groups/{}", created["id"].as_str().unwrap());
    let expected = ["GROUP_CREATED", "GROUP_NAME_CHANGED", "GROUP_TAGS_MODIFIED"];
    assert_names(names(&api, &format!("{path}/events")).await, &expected);
    api.delete(&path).await;
    let expected = ["GROUP_CREATED", "GROUP_TAGS_MODIFIED", "GROUP_DELETED"];
    assert_names(names(&api, &api.org("events")).await, &expected);
}

#[tokio::test]
async fn changes_of_shared_teams_and_accounts_are_in_the_events_of_both() {
    let api = Api::start().await;
    let team = api.atlas().insert(&api.org("teams"), json!({ "name": "shop" })).unwrap();
    let account = json!({ "name": "ci", "description": "ci", "roles": ["GROUP_OWNER"], "secretExpiresAfterHours": 8 });
    let id = team["id"].as_str().unwrap();
    let path = format!("teams/{id}");
    send_all(
        &api,
        &[
            (Method::POST, "teams", json!([{ "teamId": id, "roleNames": ["GROUP_OWNER"] }])),
            (Method::PATCH, &path, json!({ "roleNames": ["GROUP_READ_ONLY"] })),
            (Method::DELETE, &path, Value::Null),
            (Method::POST, "serviceAccounts", account),
            (Method::POST, "serviceAccounts/ID/secrets", json!({ "secretExpiresAfterHours": 8 })),
        ],
    )
    .await;
    let expected = [
        "TEAM_ADDED_TO_GROUP",
        "TEAM_ROLES_MODIFIED",
        "TEAM_REMOVED_FROM_GROUP",
        "SERVICE_ACCOUNT_CREATED",
        "SERVICE_ACCOUNT_ADDED_TO_GROUP",
        "SERVICE_ACCOUNT_SECRET_ADDED",
    ];
    assert_names(names(&api, "events").await, &expected);
    assert_names(names(&api, &api.org("events")).await, &expected);
    let (_, page) = api.get(&api.org("events?eventType=TEAM_ADDED_TO_GROUP")).await;
    assert_eq!((&page["results"][0]["teamId"], &page["totalCount"]), (&team["id"], &json!(1)));
}
