//! The state in which an operation can be called, and the arguments of the call.

use atlas_fake::FakeAtlas;
use atlas_gen::Operation;
use serde_json::{Value, json};

use super::{document, request};

/// A fake in which an operation can be called.
pub(crate) struct Fixture {
    pub(crate) atlas: FakeAtlas,
    pub(crate) operation: &'static Operation,
    /// The operation as documented.
    pub(crate) documented: &'static Value,
    /// The values of the path parameters, in path order.
    pub(crate) parameters: Vec<(&'static str, String)>,
}

impl Fixture {
    pub(crate) async fn new(operation: &'static Operation) -> Self {
        let atlas = FakeAtlas::start().await.unwrap();
        seed(&atlas, operation);
        let documented = document::operation(operation.path, operation.method);
        let mut fixture = Self { atlas, operation, documented, parameters: Vec::new() };
        fixture.provision();
        fixture
    }

    /// Returns the path with its parameters filled in; each is a segment or a part of one.
    pub(crate) fn path(&self) -> String {
        let encode =
            |value| percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string();
        let parameters = self.parameters.iter();
        parameters.fold(self.operation.path.to_owned(), |path, (name, value)| {
            path.replacen(&format!("{{{name}}}"), &encode(value), 1)
        })
    }

    /// Returns the body of a request in the media type: `custom_body`, or else a value of its schema.
    pub(crate) fn body(&self, media_type: &str) -> Option<Value> {
        let content = self.documented.pointer("/requestBody/content")?.get(media_type)?;
        custom_body(&self.atlas, self.operation).or_else(|| Some(request::body(&content["schema"])))
    }

    /// Sets a value for each path parameter, and creates the resources on the path.
    fn provision(&mut self) {
        let mut rest = self.operation.path;
        while let Some((_, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap();
            let path = self.path();
            let list = path[..path.find('{').unwrap()].trim_start_matches("/api/atlas/v2").trim_end_matches('/');
            let value = self.parameter(name);
            if name == "federationSettingsId" {
                let settings = format!("/orgs/{}/federationSettings", self.atlas.organization_id());
                self.atlas.insert(&settings, json!({ "id": value })).unwrap();
            }
            // The insertion fails for collections that the fake does not store.
            let mut resource = json!({
                name: value,
                "ipAddress": "192.0.2.1",
                "name": value,
                "secrets": [{ "id": request::ID }],
            });
            if name == "integrationType" {
                resource["type"] = value.as_str().into();
            }
            if name == "restoreJobId" && list.contains("/clusters/") {
                resource["deliveryType"] = "download".into();
            }
            if name == "jobId" {
                resource["collections"] = json!([{ "sourceNamespace": "example" }]);
            }
            if name == "identityProviderId" {
                resource["oktaIdpId"] = value.as_str().into();
            }
            if name == "liveMigrationId" {
                resource["readyForCutover"] = true.into();
            }
            if value.len() >= 20 {
                resource["id"] = value.as_str().into();
                resource["_id"] = value.as_str().into();
            }
            if !["groupId", "orgId", "processId"].contains(&name) && after.split(['/', ':']).next() == Some("") {
                let _ = self.atlas.insert(list, resource);
            }
            self.parameters.push((name, value));
            rest = after;
        }
    }

    fn parameter(&self, name: &str) -> String {
        let Self { atlas, operation, documented, .. } = self;
        match name {
            "groupId" => atlas.project_id().to_owned(),
            "groupName" => "fake".to_owned(),
            "modelGroupName" => "voyage-4".to_owned(),
            "endpointSetId" => "clusters".to_owned(),
            "orgId" if operation.id == "deleteOrg" => request::ID.to_owned(),
            "orgId" => atlas.organization_id().to_owned(),
            "databaseName" if operation.path.ends_with("{username}") => "admin".to_owned(),
            "username" => "user-1".to_owned(),
            "processId" => "orders-shard-00-00.abcde.example.com:27017".to_owned(),
            "hostName" | "hostname" => "orders-shard-00-00.abcde.example.com".to_owned(),
            // The document has the pattern on the property, but not on the parameter.
            "failoverConnectionId" => request::ID.to_owned(),
            "id" if operation.path.contains("vpcPeeringConnections") => request::ID.to_owned(),
            "userName" => "owner@example.com".to_owned(),
            "identityProviderId" => "0123456789abcdef0123".to_owned(),
            "connectionId" | "invitationId" | "invoiceId" | "secretId" | "metricIntegrationId" => {
                request::ID.to_owned()
            }
            "integrationType" => "DATADOG".to_owned(),
            "partitionName" => "data".to_owned(),
            "entryValue" | "ipAddress" => "192.0.2.1".to_owned(),
            name => request::path_parameter(documented, name),
        }
    }
}

/// Resources of a cluster that have to be created before they can be read.
const CREATED: [&str; 2] = ["/search/deployment", "/outageSimulation"];

/// Creates the resources that the requests refer to.
fn seed(atlas: &FakeAtlas, operation: &Operation) {
    atlas.seed_database_users(1);
    atlas.insert("/orgs", json!({ "id": request::ID, "name": "empty" })).unwrap();
    atlas.insert(&format!("/orgs/{}/teams", atlas.organization_id()), json!({ "id": request::ID })).unwrap();
    atlas.insert(&format!("/orgs/{}/apiKeys", atlas.organization_id()), json!({ "id": request::ID })).unwrap();
    atlas.insert(&format!("/orgs/{}/users", atlas.organization_id()), json!({ "id": request::ID })).unwrap();
    let invitation = json!({ "username": "someone@example.com" });
    match operation.id {
        "updateOrgInvites" => {
            atlas.insert(&format!("/orgs/{}/invites", atlas.organization_id()), invitation).unwrap();
        }
        "getOrgFederationSettings" => {
            atlas.insert(&format!("/orgs/{}/federationSettings", atlas.organization_id()), json!({})).unwrap();
        }
        "updateGroupInvites" => drop(atlas.insert("invites", invitation).unwrap()),
        "deferGroupMaintenanceWindow" => drop(atlas.insert("maintenanceWindow", json!({ "dayOfWeek": 2 })).unwrap()),
        "createGroupClusterBackupRestoreJob" => {
            atlas.insert("clusters", json!({ "name": "example" })).unwrap();
            atlas.insert("clusters/example/backup/snapshots", json!({ "id": request::ID })).unwrap();
        }
        "createGroupClusterBackupExport" => {
            atlas.insert("clusters", json!({ "name": "example" })).unwrap();
            atlas.insert("clusters/example/backup/snapshots", json!({ "id": request::ID })).unwrap();
            atlas.insert("backup/exportBuckets", json!({ "_id": request::ID })).unwrap();
        }
        "createGroupFlexClusterBackupRestoreJob" | "downloadGroupFlexClusterBackup" => {
            atlas.insert("flexClusters", json!({ "name": "example" })).unwrap();
            atlas.insert("flexClusters/example/backup/snapshots", json!({ "id": request::ID })).unwrap();
        }
        "getGroupSampleDatasetLoad" => {
            let load = json!({ "_id": request::ID, "clusterName": "example" });
            atlas.insert(&format!("sampleDatasetLoad/{}", request::ID), load).unwrap();
        }
        "requestGroupSampleDatasetLoad" | "upgradeGroupClusterTenantUpgrade" => {
            let region = json!({
                "backingProviderName": "AWS",
                "electableSpecs": { "instanceSize": "M0" },
                "providerName": "TENANT",
                "regionName": "US_EAST_1",
            });
            let specs = json!([{ "regionConfigs": [region] }]);
            atlas.insert("clusters", json!({ "name": "example", "replicationSpecs": specs })).unwrap();
        }
        "getGroupDbAccessHistoryCluster" => drop(atlas.insert("clusters", json!({ "name": "example" })).unwrap()),
        "tenantGroupFlexClusterUpgrade" => drop(atlas.insert("flexClusters", json!({ "name": "example" })).unwrap()),
        // The paths that create and read a processor differ from the path that lists processors.
        _ if operation.path.contains("{processorName}") => {
            atlas.insert("streams", json!({ "name": "example" })).unwrap();
            atlas.insert("streams/example/processors", json!({ "name": "example" })).unwrap();
        }
        // One path has the name of an index, another its ID.
        _ if operation.path.contains("/search/indexes") || operation.path.contains("/fts/indexes") => {
            atlas.insert("clusters", json!({ "name": "example" })).unwrap();
            let index = json!({
                "collectionName": "example",
                "database": "example",
                "indexID": request::ID,
                "name": "example",
            });
            // A request that creates an index has the same name.
            if operation.method != "POST" {
                atlas.insert("clusters/example/search/indexes", index).unwrap();
            }
        }
        _ if ["{processId}", "{hostName}", "{hostname}"].iter().any(|name| operation.path.contains(name)) => {
            atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
        }
        "deauthorizeGroupCloudProviderAccessRole" => {
            atlas.insert("cloudProviderAccess", json!({ "providerName": "AWS", "roleId": request::ID })).unwrap();
        }
        _ if operation.path.contains("/connectedOrgConfigs/{orgId}") => {
            let configurations = format!("/federationSettings/{}/connectedOrgConfigs", request::ID);
            atlas.insert(&configurations, json!({ "orgId": atlas.organization_id() })).unwrap();
        }
        "deleteGroupPushBasedLogExport" | "updateGroupPushBasedLogExport" => {
            drop(atlas.insert("pushBasedLogExport", json!({})).unwrap())
        }
        "deleteOrgLiveMigrationLinkTokens" => {
            let tokens = format!("/orgs/{}/liveMigrations/linkTokens", atlas.organization_id());
            atlas.insert(&tokens, json!({})).unwrap();
        }
        "getGroupBackupCompliancePolicy" | "updateGroupBackupCompliancePolicy" => {
            let policy = json!({
                "authorizedEmail": "someone@example.com",
                "authorizedUserFirstName": "Ada",
                "authorizedUserLastName": "Example",
            });
            atlas.insert("backupCompliancePolicy", policy).unwrap();
        }
        _ if operation.method != "POST" && CREATED.iter().any(|path| operation.path.ends_with(path)) => {
            atlas.insert("clusters", json!({ "name": "example" })).unwrap();
            let (_, path) = operation.path.split_once("{clusterName}/").unwrap();
            atlas.insert(&format!("clusters/example/{path}"), json!({})).unwrap();
        }
        _ => {}
    }
}

/// Returns the body of an operation for which a value of the schema is not enough.
fn custom_body(atlas: &FakeAtlas, operation: &Operation) -> Option<Value> {
    Some(match operation.id {
        "createGroupDatabaseUser" => {
            json!({ "databaseName": "admin", "username": "new", "password": "correct horse", "roles": [] })
        }
        "updateGroupDatabaseUser" => json!({ "roles": [] }),
        id if id.contains("AccessList") => json!([{ "ipAddress": "192.0.2.7" }]),
        "createGroupClusterBackupRestoreJob" => json!({ "deliveryType": "automated", "snapshotId": request::ID }),
        "updateOrgInvites" | "updateGroupInvites" => json!({ "username": "someone@example.com" }),
        "createGroupCluster" => json!({ "name": "new" }),
        "createUser" => json!({
            "country": "US",
            "firstName": "Ada",
            "lastName": "Example",
            "mobileNumber": "+12125550100",
            "password": "correct horse",
            "roles": [],
            "username": "new@example.com",
        }),
        "migrateGroup" => json!({ "destinationOrgId": atlas.organization_id() }),
        "createGroup" => json!({ "name": "new", "orgId": atlas.organization_id() }),
        "createGroupStreamWorkspace" | "withGroupStreamSampleConnections" => json!({ "name": "new" }),
        "createGroupStreamProcessor" => json!({ "name": "new" }),
        "createGroupStreamConnection" => json!({ "name": "new", "type": "Sample" }),
        _ => return None,
    })
}
