//! Stream processing: workspaces, connections, processors, private links and VPC peerings.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);

fn pipeline() -> Value {
    json!([
        { "$source": { "connectionName": "sample_stream_solar" } },
        { "$merge": { "into": { "coll": "solar", "connectionName": "orders", "db": "test" } } },
    ])
}

#[tokio::test]
async fn a_workspace_is_created_with_sample_connections_updated_and_deleted() {
    let api = Api::start().await;
    let place = json!({ "cloudProvider": "AWS", "region": "VIRGINIA_USA" });
    let workspace = json!({ "dataProcessRegion": place, "name": "ws", "streamConfig": { "tier": "SP10" } });
    let (status, created) = api.post("streams:withSampleConnections", workspace.clone()).await;
    assert_eq!((status, &created["name"], &created["dataProcessRegion"]), (200, &json!("ws"), &place));
    let host = created["hostnames"][0].as_str().unwrap();
    assert!(host.ends_with(".virginia-usa.a.query.example.com"), "{host}");
    assert_eq!(api.post("streams", workspace).await.0, 409);

    // Connections are included only on request.
    assert!(api.get("streams/ws").await.1.get("connections").is_none());
    let (_, whole) = api.get("streams/ws?includeConnections=true").await;
    assert_eq!(whole["connections"][0]["name"], "sample_stream_solar");
    let (_, connections) = api.get("streams/ws/connections").await;
    assert_eq!(column(&connections, "type"), ["Sample"]);

    let (_, moved) = api.patch("streams/ws", json!({ "cloudProvider": "AZURE", "region": "westeurope" })).await;
    assert_eq!(moved["dataProcessRegion"], json!({ "cloudProvider": "AZURE", "region": "westeurope" }));
    assert_eq!(moved["streamConfig"]["tier"], "SP10");

    assert_eq!(api.delete("streams/ws").await, (202, json!({})));
    let gone = refused(404, "STREAM_TENANT_NOT_FOUND_FOR_NAME", &["ws", api.atlas().project_id()]);
    assert_eq!(refusal(api.get("streams/ws/connections/sample_stream_solar").await), gone);
}

#[tokio::test]
async fn the_name_of_a_workspace_must_be_a_string() {
    let api = Api::start().await;
    for list in ["streams", "streams:withSampleConnections"] {
        for name in [json!({}), json!([]), json!(1), json!(true)] {
            let refusal = refusal(api.post(list, json!({ "name": name })).await);
            assert_eq!(refusal, refused(400, "INVALID_JSON_ATTRIBUTE", &["name"]), "{list}: {name}");
        }
    }
    assert_eq!(api.get("streams").await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_connection_omits_secrets_and_is_pending_over_a_private_link() {
    let api = Api::of(FakeAtlas::builder().cluster_time(10 * MINUTE)).await;
    api.atlas().insert("streams", json!({ "name": "ws" })).unwrap();
    let broker = json!({
        "authentication": { "mechanism": "PLAIN", "password": "correct horse", "username": "app" },
        "bootstrapServers": "broker.example.com:9092",
        "name": "broker",
        "security": { "protocol": "SASL_SSL" },
        "type": "Kafka",
    });
    let (_, created) = api.post("streams/ws/connections", broker.clone()).await;
    assert_eq!((&created["state"], &created["networking"]["access"]["type"]), (&json!("READY"), &json!("PUBLIC")));
    assert_eq!(created["authentication"], json!({ "mechanism": "PLAIN", "username": "app" }));
    let taken = refused(409, "STREAM_CONNECTION_NAME_ALREADY_EXISTS", &["broker", "ws"]);
    assert_eq!(refusal(api.post("streams/ws/connections", broker.clone()).await), taken);

    let mut private = broker;
    private["name"] = "private".into();
    private["networking"] = json!({ "access": { "type": "PRIVATE_LINK" } });
    assert_eq!(api.post("streams/ws/connections", private).await.1["state"], "PENDING");
    api.atlas().advance(10 * MINUTE);
    assert_eq!(api.get("streams/ws/connections/private").await.1["state"], "READY");
    assert_eq!(api.delete("streams/ws/connections/private").await.0, 202);
    assert_eq!(api.get("streams/ws/connections/private").await.1["state"], "DELETING");
    api.atlas().advance(10 * MINUTE);
    let project = api.atlas().project_id();
    let gone = refused(404, "STREAM_CONNECTION_NOT_FOUND_FOR_NAME", &["private", "ws", project]);
    assert_eq!(refusal(api.get("streams/ws/connections/private").await), gone);
}

// The discriminator in the document has a type that the enumeration lacks.
#[tokio::test]
async fn a_connection_type_must_have_a_schema() {
    let api = Api::start().await;
    api.atlas().insert("streams", json!({ "name": "ws" })).unwrap();
    let connection = |kind: &str| json!({ "name": kind, "type": kind });
    for kind in ["S3", "Sample", "Https"] {
        assert_eq!(api.post("streams/ws/connections", connection(kind)).await.1["type"], kind);
    }
    let unknown = refusal(api.post("streams/ws/connections", connection("Smtp")).await);
    assert_eq!(unknown, refused(400, "INVALID_ENUM_VALUE", &["Smtp", "type"]));
}

#[tokio::test]
async fn a_processor_passes_through_its_states_in_the_cluster_time() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    api.atlas().insert("streams", json!({ "name": "ws", "streamConfig": { "tier": "SP30" } })).unwrap();
    let state = async || api.get("streams/ws/processor/solar").await.1["state"].clone();
    let options = json!({ "dlq": { "coll": "dead", "connectionName": "orders", "db": "test" } });
    let processor = json!({ "name": "solar", "options": options, "pipeline": pipeline() });
    assert_eq!(api.post("streams/ws/processor", processor.clone()).await.0, 200);
    let taken = refused(409, "STREAM_PROCESSOR_NAME_ALREADY_EXISTS", &["solar", "ws"]);
    assert_eq!(refusal(api.post("streams/ws/processor", processor).await), taken);
    assert_eq!(state().await, "CREATING");
    api.atlas().advance(MINUTE);
    let (_, listed) = api.get("streams/ws/processors").await;
    assert_eq!(column(&listed, "state"), ["CREATED"]);
    let first = &listed["results"][0];
    assert_eq!((&first["pipeline"], &first["tier"], &first["options"]), (&pipeline(), &json!("SP30"), &options));

    assert_eq!(api.post("streams/ws/processor/solar:start", Value::Null).await.0, 200);
    assert_eq!(state().await, "CREATED");
    api.atlas().advance(MINUTE);
    assert_eq!(state().await, "STARTED");
    let change = json!({ "name": "sun", "pipeline": [] });
    let runs = refused(400, "STREAM_PROCESSOR_GENERIC_ERROR", &["solar"]);
    assert_eq!(refusal(api.patch("streams/ws/processor/solar", change.clone()).await), runs);
    let runs = refused(403, "STREAM_TENANT_HAS_STREAM_PROCESSORS", &["ws"]);
    assert_eq!(refusal(api.delete("streams/ws").await), runs);

    assert_eq!(api.post("streams/ws/processor/solar:stop", Value::Null).await.0, 200);
    assert_eq!(state().await, "STARTED");
    api.atlas().advance(MINUTE);
    let (_, changed) = api.patch("streams/ws/processor/solar", change).await;
    assert_eq!(
        (&changed["name"], &changed["state"], &changed["pipeline"]),
        (&json!("sun"), &json!("STOPPED"), &json!([]))
    );
    assert_eq!(changed["options"], options);

    let with = json!({ "resumeFromCheckpoint": false, "tier": "SP10" });
    assert_eq!(api.post("streams/ws/processor/sun:startWith", with).await.0, 200);
    api.atlas().advance(MINUTE);
    let (_, started) = api.get("streams/ws/processor/sun").await;
    assert_eq!((&started["state"], &started["tier"]), (&json!("STARTED"), &json!("SP10")));
    assert_eq!(api.delete("streams/ws/processor/sun").await, (204, Value::Null));
    assert_eq!(api.get("streams/ws/processor/sun").await.0, 404);
    assert_eq!(api.post("streams/ws/processor/sun:stop", Value::Null).await.0, 404);
}

#[tokio::test]
async fn a_renamed_processor_keeps_its_position_and_needs_a_unique_name() {
    let api = Api::start().await;
    api.atlas().insert("streams", json!({ "name": "ws" })).unwrap();
    for name in ["first", "second"] {
        api.atlas().insert("streams/ws/processors", json!({ "name": name })).unwrap();
    }
    let rename = async |name: &str| api.patch("streams/ws/processor/first", json!({ "name": name })).await;
    let taken = refused(409, "STREAM_PROCESSOR_NAME_ALREADY_EXISTS", &["second", "ws"]);
    assert_eq!(refusal(rename("second").await), taken);
    assert_eq!(rename("third").await.0, 200);
    assert_eq!(column(&api.get("streams/ws/processors").await.1, "name"), ["third", "second"]);
}

#[tokio::test]
async fn a_private_link_passes_through_its_states() {
    let api = Api::of(FakeAtlas::builder().cluster_time(2 * MINUTE)).await;
    let link = json!({ "provider": "AWS", "region": "US_EAST_1", "vendor": "S3" });
    let (_, created) = api.post("streams/privateLinkConnections", link).await;
    let path = format!("streams/privateLinkConnections/{}", created["_id"].as_str().unwrap());
    let state = async || api.get(&path).await.1["state"].clone();
    assert_eq!(created["state"], "IDLE");
    for expected in ["WORKING", "DONE"] {
        api.atlas().advance(MINUTE);
        assert_eq!(state().await, expected);
    }
    assert_eq!(api.delete(&path).await.0, 202);
    assert_eq!(state().await, "DELETING");
    api.atlas().advance(2 * MINUTE);
    assert_eq!(api.get("streams/privateLinkConnections").await.1["results"], json!([]));
}

#[tokio::test]
async fn a_vpc_peering_is_accepted_by_its_account_and_listed_while_active() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let (account, vpc) = ("123456789012", "vpc-0123456789abcdef0");
    let peering = json!({ "requesterAccountId": account, "requesterVpcId": vpc });
    let inserted = api.atlas().insert("streams/vpcPeeringConnections", peering.clone()).unwrap();
    let path = format!("streams/vpcPeeringConnections/{}", inserted["_id"].as_str().unwrap());
    let list = format!("streams/vpcPeeringConnections?requesterAccountId={account}");
    let statuses = async |list: &str| column(&api.get(list).await.1, "localStatus");
    assert_eq!(statuses(&list).await, ["NONE"]);
    assert!(statuses("streams/vpcPeeringConnections?requesterAccountId=210987654321").await.is_empty());

    let other = json!({ "requesterAccountId": account, "requesterVpcId": "vpc-1" });
    let refused_vpc = refused(400, "INVALID_ATTRIBUTE", &["requesterVpcId"]);
    assert_eq!(refusal(api.post(&format!("{path}:accept"), other).await), refused_vpc);
    assert_eq!(api.post(&format!("{path}:accept"), peering).await.0, 202);
    assert!(statuses("streams/activeVpcPeeringConnections").await.is_empty());
    api.atlas().advance(MINUTE);
    assert_eq!(statuses("streams/activeVpcPeeringConnections").await, ["ACTIVE"]);

    assert_eq!(api.post(&format!("{path}:reject"), Value::Null).await.0, 202);
    assert_eq!(statuses(&list).await, ["REJECT_REQUESTED"]);
    assert_eq!(api.delete(&path).await.0, 202);
    api.atlas().advance(MINUTE);
    assert!(statuses(&list).await.is_empty());
    assert_eq!(api.post(&format!("{path}:reject"), Value::Null).await.0, 404);
}
