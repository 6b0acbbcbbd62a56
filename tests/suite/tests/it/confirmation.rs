//! Confirmation by name, of resources with a name, with an id, and with both.

use atlas_api::{Atlas, Confirm, Unconfirmed, database_users::UserName};
use http::{HeaderName, HeaderValue};
use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{any, method},
};

use crate::support::{PROJECT, builder_of, received};

const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d99";

/// A destructive request.
struct Case {
    request: fn(&Atlas) -> Unconfirmed<()>,
    /// The effect, with the id of a resource whose name is not known yet.
    impact: &'static str,
    /// The names that confirm the request at once.
    known: &'static [&'static str],
    /// The name that confirms the request after a `GET`.
    looked_up: Option<&'static str>,
}

fn cases() -> Vec<Case> {
    vec![
        Case {
            request: |atlas| atlas.database_users().delete("reports"),
            impact: "database user \"reports\" will be deleted",
            known: &["reports"],
            looked_up: None,
        },
        Case {
            request: |atlas| atlas.database_users().delete(UserName::external("CN=a,OU=b/c")),
            impact: "database user \"CN=a,OU=b/c\" in the database \"$external\" will be deleted",
            known: &["CN=a,OU=b/c"],
            looked_up: None,
        },
        Case {
            request: |atlas| atlas.clusters().delete("orders"),
            impact: "cluster \"orders\" will be deleted, with all of its data and its snapshots",
            known: &["orders"],
            looked_up: None,
        },
        Case {
            request: |atlas| atlas.projects().delete(ID),
            impact: "project \"5f1a2b3c4d5e6f7a8b9c0d99\" will be deleted, with everything in it",
            known: &[ID],
            looked_up: Some("sales"),
        },
        Case {
            request: |atlas| atlas.project_users().remove(ID),
            impact: "user \"5f1a2b3c4d5e6f7a8b9c0d99\" will be removed from the project",
            known: &[ID],
            looked_up: Some("ada@example.com"),
        },
        Case {
            request: |atlas| atlas.project_teams().remove(ID),
            impact: "team \"5f1a2b3c4d5e6f7a8b9c0d99\" will be removed from the project",
            known: &[ID],
            looked_up: Some("sales"),
        },
    ]
}

/// Starts a server with one resource, which has an id, a name and a username.
async fn server() -> MockServer {
    let server = MockServer::start().await;
    let resource = json!({ "id": ID, "name": "sales", "username": "ada@example.com" });
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_json(resource)).mount(&server).await;
    Mock::given(method("DELETE")).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    server
}

/// Returns a client with an organization, which has the names of teams.
fn client(server: &MockServer) -> Atlas {
    builder_of(server.uri()).organization_id(PROJECT).build().unwrap()
}

async fn methods(server: &MockServer) -> Vec<String> {
    received(server).await.iter().map(|request| request.method.to_string()).collect()
}

#[tokio::test]
async fn the_impact_names_the_resource_before_anything_is_sent() {
    let server = server().await;
    for case in cases() {
        assert_eq!((case.request)(&client(&server)).impact().to_string(), case.impact);
    }
    assert_eq!(methods(&server).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_known_name_or_id_confirms_without_another_request() {
    for case in cases() {
        for confirm in case.known.iter().map(|name| Confirm::name(*name)).chain([Confirm::yes()]) {
            let server = server().await;
            let request = (case.request)(&client(&server));
            request.check(&confirm).unwrap();
            request.confirm(confirm).await.unwrap();
            assert_eq!(methods(&server).await, ["DELETE"], "{}", case.impact);
        }
    }
}

#[tokio::test]
async fn a_name_that_is_not_known_yet_confirms_after_a_request_for_it() {
    for case in cases() {
        let Some(name) = case.looked_up else { continue };
        let server = server().await;
        let request = (case.request)(&client(&server));
        request.check(&Confirm::name(name)).unwrap();
        request.confirm(Confirm::name(name)).await.unwrap();
        assert_eq!(methods(&server).await, ["GET", "DELETE"], "{}", case.impact);
        assert!(received(&server).await[0].url.path().ends_with(ID), "{}", case.impact);
    }
}

#[tokio::test]
async fn the_request_for_the_name_has_the_options_of_the_call() {
    let server = server().await;
    let header = (HeaderName::from_static("x-request-id"), HeaderValue::from_static("7"));
    let delete = client(&server).projects().delete(ID).header(header.0, header.1);
    delete.confirm(Confirm::name("sales")).await.unwrap();
    for request in received(&server).await {
        assert_eq!(request.headers["x-request-id"], "7", "{}", request.method);
    }
}

#[tokio::test]
async fn another_name_destroys_nothing() {
    for case in cases() {
        // Names are case-sensitive.
        let others = case.known.iter().chain(&case.looked_up).map(|name| name.to_uppercase());
        for other in others.chain(["another".to_owned(), String::new()]) {
            let server = server().await;
            let request = (case.request)(&client(&server));
            let error = request.clone().confirm(Confirm::name(&other)).await.unwrap_err();
            assert!(error.is_confirmation_required(), "{}: {error:?}", case.impact);
            assert!(!error.may_have_been_applied() && !error.is_retryable());
            let text = error.to_string();
            assert!(text.contains(&format!("not sent: the confirmation names {other:?}; expected ")), "{text}");

            let looked_up: Vec<_> = case.looked_up.iter().map(|_| "GET".to_owned()).collect();
            assert_eq!(methods(&server).await, looked_up, "{}", case.impact);
            // The check without a request rejects the name only if all names are known.
            assert_eq!(request.check(&Confirm::name(&other)).is_err(), case.looked_up.is_none(), "{}", case.impact);
        }
    }
}

#[tokio::test]
async fn the_error_of_a_wrong_name_has_the_name_and_the_id() {
    let server = server().await;
    let delete = client(&server).projects().delete(ID).confirm(Confirm::name("Sales"));
    let expected = "not sent: the confirmation names \"Sales\"; expected \"sales\" or \"5f1a2b3c4d5e6f7a8b9c0d99\" \
                    (effect: project \"sales\" will be deleted, with everything in it)";
    assert_eq!(delete.await.unwrap_err().to_string(), expected);

    let delete = client(&server).database_users().delete("reports").confirm(Confirm::name("Reports"));
    let expected = "not sent: the confirmation names \"Reports\"; expected \"reports\" \
                    (effect: database user \"reports\" will be deleted)";
    assert_eq!(delete.await.unwrap_err().to_string(), expected);
}

#[tokio::test]
async fn an_error_of_the_request_for_the_name_destroys_nothing() {
    let server = MockServer::start().await;
    let body = json!({ "error": 404, "errorCode": "GROUP_NOT_FOUND" });
    Mock::given(any()).respond_with(ResponseTemplate::new(404).set_body_json(body)).mount(&server).await;
    let error = client(&server).projects().delete(ID).confirm(Confirm::name("sales")).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.operation(), Some("getGroup"));
    assert_eq!(methods(&server).await, ["GET"]);
}

#[tokio::test]
async fn a_resource_without_a_name_is_confirmed_by_its_id_alone() {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_string("{}")).mount(&server).await;
    let request = || client(&server).projects().delete(ID);
    let error = request().confirm(Confirm::name("sales")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = format!("expected \"{ID}\"");
    assert!(error.to_string().contains(&expected), "{error}");
    assert_eq!(methods(&server).await, ["GET"]);
}

#[tokio::test]
async fn a_team_has_a_name_only_in_an_organization() {
    let server = server().await;
    let atlas = builder_of(server.uri()).build().unwrap();
    let error = atlas.project_teams().remove(ID).confirm(Confirm::name("sales")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    atlas.project_teams().remove(ID).confirm(Confirm::name(ID)).await.unwrap();
    assert_eq!(methods(&server).await, ["DELETE"]);
}

#[tokio::test]
async fn an_invalid_argument_is_reported_before_a_wrong_name() {
    let server = server().await;
    let delete = client(&server).projects().delete("sales");
    for confirm in [Confirm::yes(), Confirm::name("sales"), Confirm::name("another")] {
        assert!(delete.check(&confirm).unwrap_err().is_invalid_argument());
        assert!(delete.clone().confirm(confirm).await.unwrap_err().is_invalid_argument());
    }
    assert_eq!(methods(&server).await, Vec::<String>::new());
}
