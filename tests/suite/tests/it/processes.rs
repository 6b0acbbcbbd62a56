//! The processes of a project: requests, responses, pages, validation.

use std::collections::BTreeSet;

use atlas_api::{
    model::Process,
    processes::{cluster_of, is_primary, is_secondary},
};
use atlas_fake::FakeAtlas;
use http::{HeaderName, HeaderValue};
use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

use crate::support::{PROJECT, argument_and_rule, client, client_of, sent_at};

#[tokio::test]
async fn list_requests_one_page() {
    let list = async |atlas: atlas_api::Atlas| drop(atlas.processes().list().page(3).page_size(20).await);
    insta::assert_json_snapshot!(sent_at(list).await);
}

#[tokio::test]
async fn get_names_the_host_and_the_port() {
    let get = async |atlas: atlas_api::Atlas| drop(atlas.processes().get("host.example.com:27017").await);
    insta::assert_json_snapshot!(sent_at(get).await);
}

#[tokio::test]
async fn a_process_has_its_host_and_its_port() {
    let server = MockServer::start().await;
    let body = json!({ "id": "host.example.com:27017", "hostname": "host.example.com", "port": 27017 });
    let address = path(format!("/api/atlas/v2/groups/{PROJECT}/processes/host.example.com:27017"));
    Mock::given(address).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    let process = client_of(&server).processes().get("host.example.com:27017").await.unwrap();
    assert_eq!((process.hostname.as_deref(), process.port), (Some("host.example.com"), Some(27017)));
}

#[tokio::test]
async fn a_stream_continues_while_there_is_a_next_page() {
    let server = MockServer::start().await;
    let address = format!("/api/atlas/v2/groups/{PROJECT}/processes");
    let of_page = |number: &'static str| {
        Mock::given(method("GET")).and(path(&address)).and(wiremock::matchers::query_param("pageNum", number))
    };
    let next = json!([{ "rel": "next", "href": "https://example.com" }]);
    let first = json!({ "results": [{ "id": "a.example.com:27017" }], "links": next, "totalCount": 2 });
    let second = json!({ "results": [{ "id": "b.example.com:27017" }], "links": [], "totalCount": 2 });
    of_page("1").respond_with(ResponseTemplate::new(200).set_body_json(first)).mount(&server).await;
    of_page("2").respond_with(ResponseTemplate::new(200).set_body_json(second)).mount(&server).await;

    let mut processes = client_of(&server).processes().list().page_size(1).stream();
    let mut ids = Vec::new();
    while let Some(process) = processes.next().await {
        ids.push(process.unwrap().id.unwrap());
    }
    assert_eq!(ids, ["a.example.com:27017", "b.example.com:27017"]);
}

#[tokio::test]
async fn an_id_without_a_host_or_a_port_is_rejected_before_anything_is_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let processes = client(&fake).processes();
    for id in ["", "..", "host.example.com", "host.example.com:", "host.example.com:0", "host.example.com:x", ":27017"]
    {
        let error = processes.get(id).await.unwrap_err();
        assert!(error.is_invalid_argument());
        let rule = "is not a process id; expected a host and a port, such as host.example.com:27017";
        assert_eq!(argument_and_rule(&error), format!("process id: {id:?} {rule}"));
    }
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn an_id_with_an_ipv6_address_is_one_segment() {
    let fake = FakeAtlas::start().await.unwrap();
    let preview = client(&fake).processes().get("2001:db8:0:0:0:0:0:1:27017").preview().unwrap();
    assert!(preview.url().ends_with("/processes/2001:db8:0:0:0:0:0:1:27017"), "{}", preview.url());
}

#[tokio::test]
async fn processes_have_a_cluster_and_a_role() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake.insert("clusters", json!({ "name": "events", "clusterType": "SHARDED" })).unwrap();
    let processes = client(&fake).processes();
    let all = processes.list().all().await.unwrap();
    let clusters: BTreeSet<_> = all.iter().map(|process| cluster_of(process).unwrap()).collect();
    assert_eq!(clusters, BTreeSet::from(["events", "orders"]));
    let roles = |cluster: &str| {
        let of_cluster = all.iter().filter(|process| cluster_of(process) == Some(cluster));
        of_cluster.map(|process| process.type_name.as_ref().unwrap().as_str()).collect::<BTreeSet<_>>()
    };
    assert_eq!(roles("orders"), BTreeSet::from(["REPLICA_PRIMARY", "REPLICA_SECONDARY"]));
    let sharded = BTreeSet::from(["SHARD_CONFIG", "SHARD_MONGOS", "SHARD_PRIMARY", "SHARD_SECONDARY"]);
    assert_eq!(roles("events"), sharded);

    let count = |processes: &[Process], cluster| {
        processes.iter().filter(|process| cluster_of(process) == Some(cluster)).count()
    };
    let primaries = processes.list_primaries().await.unwrap();
    assert!(primaries.iter().all(|process| is_primary(process) && !is_secondary(process)));
    assert_eq!(count(&primaries, "orders"), 1);
    let secondaries = processes.list_secondaries().await.unwrap();
    assert!(secondaries.iter().all(|process| is_secondary(process) && !is_primary(process)));
    assert_eq!(count(&secondaries, "orders"), 2);
    assert_eq!(count(&secondaries, "events"), 2 * count(&primaries, "events"));
}

#[tokio::test]
async fn the_processes_of_a_cluster_are_requested_with_options_and_by_a_valid_name() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let processes = client(&fake).processes();
    let (name, value) = (HeaderName::from_static("x-request-id"), HeaderValue::from_static("a1"));
    for selected in [processes.list_for_cluster("orders"), processes.list_primaries(), processes.list_secondaries()] {
        let selected = selected.header(name.clone(), value.clone());
        assert_eq!(selected.preview().unwrap().headers()[&name], value);
        assert!(!selected.await.unwrap().is_empty());
        assert_eq!(fake.requests().last().unwrap().header("x-request-id"), Some("a1"));
    }
    let count = fake.request_count();
    let error = processes.list_for_cluster("a b").await.unwrap_err();
    assert_eq!(error.operation(), Some("listGroupProcesses"));
    assert!(argument_and_rule(&error).starts_with(r#"cluster: "a b" is not a valid name"#), "{error}");
    assert_eq!(fake.request_count(), count);
    // The list of processes does not tell whether the cluster exists.
    assert_eq!(processes.list_for_cluster("nope").await.unwrap(), []);
    assert_eq!(fake.request_count(), count + 1);
}

#[tokio::test]
async fn logs_of_an_absent_cluster_are_not_those_of_one_whose_name_begins_alike() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "production-analytics-eu-west" })).unwrap();
    let atlas = client(&fake);
    let count = async |name| atlas.processes().list_for_cluster(name).await.unwrap().len();
    // A host has the first 23 characters of a name.
    assert_eq!(count("production-analytics-eu-west").await, 3);
    assert_eq!(count("production-analytics-eu-north").await, 3);
    assert_eq!(count("production-analytics-us-west").await, 0);
    let logs = atlas.logs().download_for_cluster("production-analytics-eu-north", "mongodb");
    let error = logs.lines().next().await.unwrap().unwrap_err();
    assert!(error.is_absent(), "{error}");
}
