//! Data federation: instances, query limits, private endpoints, validation.

use atlas_api::{
    Confirm,
    data_federation::{
        DataFederationEndpointSpec, DataSource, FederatedDatabaseSpec, FederatedDatabaseUpdate, FederatedStore,
        QueryLimitSpec,
    },
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    private_endpoints::slow,
    requests::{ID, offline},
    support::{argument_and_rule, client},
};

const ENDPOINT: &str = "vpce-0123456789abcdef0";
const LIMIT: &str = "bytesProcessed.daily";

#[tokio::test]
async fn an_instance_is_created_extended_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let instances = client(&fake).data_federation();
    assert_eq!(*instances.list().await.unwrap(), []);
    let created = instances.create(FederatedDatabaseSpec::s3_bucket("lake", ID, "files")).await.unwrap();
    assert_eq!((created.name.as_deref(), created.hostnames.as_ref().unwrap().len()), (Some("lake"), 1));

    let update = FederatedDatabaseUpdate::keeping_storage(&created)
        .store(FederatedStore::cluster("orders"))
        .collection("files", "data", DataSource::collection("orders", "sales", "orders"));
    instances.update("lake", update).await.unwrap();
    let updated = instances.get("lake").await.unwrap();
    let storage = updated.storage.as_ref().unwrap();
    let stores: Vec<_> = storage.stores.iter().flatten().filter_map(|store| store.name.as_deref()).collect();
    assert_eq!(stores, ["files", "orders"]);
    let collections = storage.databases.as_ref().unwrap()[0].collections.as_ref().unwrap();
    assert_eq!((collections.len(), collections[0].data_sources.as_ref().unwrap().len()), (1, 2));
    assert_eq!(instances.list().await.unwrap().len(), 1);
    assert_eq!(*instances.list_for_online_archives().await.unwrap(), []);

    let delete = instances.delete("lake");
    let effect = "will be deleted, with its query limits; the data in its stores remains";
    assert_eq!(delete.impact().to_string(), format!("federated database instance \"lake\" {effect}"));
    delete.confirm(Confirm::name("lake")).await.unwrap();
    assert!(!instances.get("lake").exists().await.unwrap());
    assert!(instances.query_logs("lake").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_query_limit_is_set_and_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("dataFederation", json!({ "name": "lake" })).unwrap();
    let limits = client(&fake).data_federation().limits("lake");
    assert_eq!(*limits.list().await.unwrap(), []);
    assert!(!limits.get(LIMIT).exists().await.unwrap());
    limits.set(LIMIT, QueryLimitSpec::bytes(1000).overrun_policy("BLOCK")).await.unwrap();
    limits.set(LIMIT, QueryLimitSpec::bytes(2000)).await.unwrap();
    let limit = limits.get(LIMIT).await.unwrap();
    assert_eq!((limit.value, limit.overrun_policy.as_ref().unwrap().as_str()), (Some(2000), "BLOCK"));
    limits.delete(LIMIT).await.unwrap();
    assert!(limits.delete(LIMIT).await.unwrap_err().is_not_found());
    let unknown = client(&fake).data_federation().limits("other");
    assert!(unknown.list().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_private_endpoint_is_added_waited_for_and_deleted() {
    let fake = slow().await;
    let endpoints = client(&fake).data_federation().private_endpoints();
    let listed = endpoints.add(DataFederationEndpointSpec::aws(ENDPOINT).comment("reports")).await.unwrap();
    let status = |status: &str| Some(status.to_owned());
    let first = &listed.items()[0];
    assert_eq!(first.status.as_ref().map(|status| status.as_str().to_owned()), status("PENDING"));
    let ready = endpoints.wait_until_ok(ENDPOINT).await.unwrap();
    assert_eq!(ready.status.as_ref().map(|status| status.as_str().to_owned()), status("OK"));
    assert_eq!(ready.comment.as_deref(), Some("reports"));
    assert_eq!(endpoints.list().all().await.unwrap().len(), 1);

    let delete = endpoints.delete(ENDPOINT);
    let effect = "for data federation will be removed: clients can no longer connect through it";
    assert_eq!(delete.impact().to_string(), format!("private endpoint {ENDPOINT:?} {effect}"));
    delete.confirm(Confirm::name(ENDPOINT)).await.unwrap();
    assert!(endpoints.wait_until_ok(ENDPOINT).await.unwrap_err().is_failed_state());
    endpoints.wait_until_deleted(ENDPOINT).await.unwrap();
    assert!(endpoints.wait_until_ok(ENDPOINT).await.unwrap_err().is_absent());
}

#[tokio::test]
async fn a_wait_for_a_failed_private_endpoint_ends() {
    let fake = slow().await;
    let endpoints = client(&fake).data_federation().private_endpoints();
    let failed = json!({ "endpointId": ENDPOINT, "provider": "AWS", "status": "FAILED" });
    fake.insert("privateNetworkSettings/endpointIds", failed).unwrap();
    let error = endpoints.wait_until_ok(ENDPOINT).await.unwrap_err();
    assert!(error.is_failed_state());
    let expected = format!("private endpoint {ENDPOINT:?} for data federation failed: state FAILED after ");
    assert!(error.to_string().starts_with(&expected), "{error}");
}

#[test]
fn an_invalid_spec_is_not_sent() {
    let check = |spec: FederatedDatabaseSpec, rule: &str| {
        let error = offline().data_federation().create(spec).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), rule);
    };
    let new = || FederatedDatabaseSpec::new("lake");
    let empty = |what: &str| format!("{what}: length is 0; expected at least 1 character");
    check(FederatedDatabaseSpec::new(""), &empty("federated database instance"));
    let role = r#"cloud provider role id: expected 24 hexadecimal digits, not "reader""#;
    check(new().aws_role("reader", "files"), role);
    check(new().azure_role("reader"), role);
    check(new().google_cloud_role("reader"), role);
    check(new().store(FederatedStore::s3("")), &empty("store"));
    let misplaced = |store: FederatedStore, what: &str| {
        check(new().store(store), &format!("store: {what}; leave it out"));
    };
    misplaced(FederatedStore::cluster("orders").region("US_EAST_1"), "type atlas does not have a region");
    misplaced(FederatedStore::cluster("orders").public(true), "type atlas does not have public access");
    let web = || FederatedStore::web("prices", ["https://example.com/prices.json"]);
    misplaced(web().prefix("a/"), "type http does not have a prefix");
    check(new().store(FederatedStore::web("prices", [""; 0])), "web addresses: the list is empty; pass at least one");
    check(new().store(FederatedStore::web("prices", [""])), &empty("web address"));
    let twice = new().store(FederatedStore::s3("files")).store(FederatedStore::cluster("files"));
    check(twice, r#"store: "files" is there twice; give one another name"#);
    let source = || DataSource::files("files", "/*");
    check(
        new().collection("sales", "orders", source()),
        r#"store of a data source: "files" is not in the spec; add a store with this name"#,
    );
    check(new().collection("", "orders", source()), &empty("database"));
    check(new().collection("sales", "", source()), &empty("collection"));
}

#[test]
fn an_invalid_argument_is_not_sent() {
    let instances = offline().data_federation();
    let segment = |what: &str| format!("{what}: \"\" cannot be a segment of a path; expected a name");
    let name = segment("federated database instance");
    assert_eq!(argument_and_rule(&instances.get("").preview().unwrap_err()), name);
    assert_eq!(argument_and_rule(&instances.query_logs("").preview().unwrap_err()), name);
    assert_eq!(argument_and_rule(&instances.limits("").list().preview().unwrap_err()), name);
    let limit = instances.limits("lake").get("bytesProcessed").preview().unwrap_err();
    let names = "bytesProcessed.query, bytesProcessed.daily, bytesProcessed.weekly, bytesProcessed.monthly";
    assert_eq!(argument_and_rule(&limit), format!("query limit: \"bytesProcessed\" is unknown; use {names}"));
    let too_large = instances.limits("lake").set(LIMIT, QueryLimitSpec::bytes(u64::MAX)).preview().unwrap_err();
    let rule = "query limit: 18446744073709551615 is too large; use 9223372036854775807 at most";
    assert_eq!(argument_and_rule(&too_large), rule);
    let empty = instances.update("lake", FederatedDatabaseUpdate::new()).preview().unwrap_err();
    let rule = "federated database instance: the update is empty; set at least one property";
    assert_eq!(argument_and_rule(&empty), rule);
    let endpoint = instances.private_endpoints().get("").preview().unwrap_err();
    assert_eq!(argument_and_rule(&endpoint), segment("private endpoint id"));
    let added = instances.private_endpoints().add(DataFederationEndpointSpec::aws("")).preview().unwrap_err();
    assert_eq!(argument_and_rule(&added), "private endpoint id: length is 0; expected at least 1 character");
}
