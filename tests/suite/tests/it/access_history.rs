//! Access history: values and validation.

use atlas_api::access_history::AccessQuery;
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::json;

use crate::{
    requests::offline,
    support::{check_invalid, client},
};

#[tokio::test]
async fn an_attempt_to_log_in_has_its_user_its_address_and_its_result() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let history = client(&fake).access_history();
    let none = history.of_cluster("orders", AccessQuery::new()).await.unwrap();
    assert_eq!(none.access_logs.as_deref(), Some(&[][..]));
    let unknown = history.of_cluster("returns", AccessQuery::new()).await.unwrap_err();
    assert_eq!((unknown.is_not_found(), unknown.code()), (true, Some("CLUSTER_NOT_FOUND")));
    let attempt =
        json!({ "username": "ada", "ipAddress": "192.0.2.7", "authResult": false, "failureReason": "UserNotFound" });
    let response = SetResponse::json(200, &json!({ "accessLogs": [attempt] }));
    fake.respond("getGroupDbAccessHistoryCluster", response);
    let failed = history.of_cluster("orders", AccessQuery::new().failed()).await.unwrap();
    let attempt = &failed.access_logs.as_ref().unwrap()[0];
    assert_eq!((attempt.username.as_deref(), attempt.auth_result), (Some("ada"), Some(false)));
    assert_eq!(attempt.ip_address.as_deref(), Some("192.0.2.7"));
    let requests = fake.requests();
    assert_eq!(requests.last().unwrap().query(), [("authResult".to_owned(), "false".to_owned())]);
}

#[test]
fn an_invalid_query_is_rejected() {
    let history = offline().access_history();
    let query = || AccessQuery::new().limit(20_001);
    check_invalid(history.of_cluster("orders", query()).preview(), "limit: 20001; expected 1 to 20000");
    let rule = "host: \"a.example.com:27017\" has a port; use the host name alone, \"a.example.com\"";
    check_invalid(history.of_host("a.example.com:27017", AccessQuery::new()).preview(), rule);
}
