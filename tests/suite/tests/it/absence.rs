//! Which `404` responses mean that a resource is absent: for `exists`, for waits, and for deletions that are retried.

use atlas_api::{Atlas, Confirm, Error, Method, codes, teams::Teams};
use serde_json::{Value, json};
use wiremock::{MockServer, ResponseTemplate};

use crate::{
    faults::server::{Server, Step},
    support::{PROJECT, builder_of, client_without_waits, received, server_with},
};

const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d99";

/// A resource of each depth: below a project, below a cluster, and below an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Resource {
    User,
    Cluster,
    Snapshot,
    Team,
}

use Resource::{Cluster, Snapshot, Team, User};

const ALL: [Resource; 4] = [User, Cluster, Snapshot, Team];

impl Resource {
    async fn exists(self, atlas: &Atlas) -> Result<bool, Error> {
        match self {
            User => atlas.database_users().get("reports").exists().await,
            Cluster => atlas.clusters().exists("orders").await,
            Snapshot => atlas.backups("orders").snapshots().get(ID).exists().await,
            Team => teams(atlas).get(ID).exists().await,
        }
    }

    async fn wait_until_deleted(self, atlas: &Atlas) -> Result<(), Error> {
        match self {
            User => atlas.database_users().get("reports").wait_until_deleted().await,
            Cluster => atlas.clusters().wait_until_deleted("orders").await,
            Snapshot => atlas.backups("orders").snapshots().get(ID).wait_until_deleted().await,
            Team => teams(atlas).get(ID).wait_until_deleted().await,
        }
    }

    /// Deletes the resource, and returns the number of attempts.
    async fn delete(self, atlas: &Atlas) -> Result<u32, Error> {
        let delete = match self {
            User => atlas.database_users().delete("reports"),
            Cluster => atlas.clusters().delete("orders"),
            Snapshot => atlas.backups("orders").snapshots().delete(ID),
            Team => teams(atlas).delete(ID),
        };
        delete.confirm(Confirm::yes()).await.map(|response| response.attempts())
    }

    /// Returns the error code that names the resource itself, and its name or id.
    fn code_and_name(self) -> (&'static str, &'static str) {
        match self {
            User => ("USER_NOT_FOUND", "reports"),
            Cluster => ("CLUSTER_NOT_FOUND", "orders"),
            Snapshot => ("SNAPSHOT_NOT_FOUND", ID),
            Team => ("TEAM_NOT_FOUND", ID),
        }
    }

    /// Returns the bodies of `404` responses, each with whether it means that the resource is absent.
    fn bodies(self) -> Vec<(String, bool)> {
        let (own, name) = self.code_and_name();
        let coded = |code: &str, parameter: &str| {
            let detail = format!("{parameter} was not found.");
            json!({ "error": 404, "errorCode": code, "detail": detail, "parameters": [parameter] }).to_string()
        };
        let mut bodies = vec![
            (coded(own, name), true),
            // A code that names no kind of resource counts if the error names the resource.
            (coded("RESOURCE_NOT_FOUND", name), true),
            (coded("RESOURCE_NOT_FOUND", "another"), false),
            // The project or the organization is missing.
            (coded("GROUP_NOT_FOUND", PROJECT), false),
            (coded("PROJECT_NOT_FOUND", PROJECT), false),
            (coded("ORG_NOT_FOUND", PROJECT), false),
            (coded("ORGANIZATION_NOT_FOUND", PROJECT), false),
            // The code does not say that anything is missing.
            (coded("UNEXPECTED_ERROR", name), false),
            // The body has no code.
            (json!({ "error": 404, "detail": format!("{name} was not found.") }).to_string(), false),
            (json!({ "error": 404, "errorCode": null }).to_string(), false),
            ("<html><h1>404 Not Found</h1></html>".to_owned(), false),
            (String::new(), false),
        ];
        if self == Snapshot {
            bodies.push((coded("CLUSTER_NOT_FOUND", "orders"), false));
        }
        bodies
    }
}

/// Returns the teams of an organization.
fn teams(atlas: &Atlas) -> Teams {
    atlas.organization(PROJECT).unwrap().teams()
}

fn not_found(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(404).set_body_string(body)
}

#[track_caller]
fn check_not_found(error: &Error, is_absent: bool, case: &str) {
    assert!(error.is_not_found(), "{case}: {error:?}");
    assert_eq!(error.is_absent(), is_absent, "{case}: {error:?}");
}

#[tokio::test]
async fn a_resource_does_not_exist_only_if_the_code_names_the_resource() {
    for resource in ALL {
        for (body, is_absent) in resource.bodies() {
            let case = format!("{resource:?}, {body}");
            let server = server_with(vec![not_found(&body)]).await;
            match resource.exists(&client_without_waits(&server)).await {
                Ok(exists) => assert!(is_absent && !exists, "{case}"),
                Err(error) => {
                    assert!(!is_absent, "{case}: {error:?}");
                    check_not_found(&error, false, &case);
                }
            }
            assert_eq!(received(&server).await.len(), 1, "{case}");
        }
    }
}

#[tokio::test]
async fn a_wait_for_a_deletion_ends_only_if_the_code_names_the_resource() {
    for resource in ALL {
        for (body, is_absent) in resource.bodies() {
            let case = format!("{resource:?}, {body}");
            let present = ResponseTemplate::new(200).set_body_json(json!({ "stateName": "DELETING" }));
            let server = server_with(vec![present, not_found(&body)]).await;
            match resource.wait_until_deleted(&client_without_waits(&server)).await {
                Ok(()) => assert!(is_absent, "{case}"),
                Err(error) => {
                    assert!(!is_absent, "{case}: {error:?}");
                    check_not_found(&error, false, &case);
                }
            }
            assert_eq!(received(&server).await.len(), 2, "{case}");
        }
    }
}

#[tokio::test]
async fn a_retried_deletion_succeeds_only_if_the_code_names_the_resource() {
    let resources = [(User, 500), (User, 502), (User, 503), (User, 504), (Cluster, 500), (Snapshot, 500), (Team, 500)];
    for (resource, status) in resources {
        for (body, is_absent) in resource.bodies() {
            let case = format!("{resource:?}, {status}, {body}");
            let server = server_with(vec![ResponseTemplate::new(status), not_found(&body)]).await;
            let result = resource.delete(&client_without_waits(&server)).await;
            check_retried(result, is_absent, &case);
            assert_eq!(received(&server).await.len(), 2, "{case}");
        }
    }
}

#[tokio::test]
async fn a_deletion_whose_connection_was_lost_succeeds_only_if_the_code_names_the_resource() {
    for (body, is_absent) in User.bodies() {
        let case = format!("lost connection, {body}");
        let script = vec![Step::ResetRead, Step::Respond("404 Not Found", &[], body.leak())];
        let server = Server::start(script.leak());
        let atlas = builder_of(&server.base_url).sleep_with(|_| std::future::ready(())).build().unwrap();
        check_retried(User.delete(&atlas).await, is_absent, &case);
        assert_eq!(server.methods(), ["DELETE", "DELETE"], "{case}");
    }
}

#[tokio::test]
async fn a_retried_raw_deletion_succeeds_like_any_other() {
    let (own, name) = Cluster.code_and_name();
    let body = json!({ "error": 404, "errorCode": own, "parameters": [name] }).to_string();
    let server = server_with(vec![ResponseTemplate::new(502), not_found(&body)]).await;
    let atlas = client_without_waits(&server);
    let delete = atlas.request(Method::DELETE, format!("/api/atlas/v2/groups/{PROJECT}/clusters/orders"));
    let response = delete.confirm(Confirm::yes()).await.unwrap();
    assert_eq!((response.attempts(), response.into_inner()), (2, Value::Null));
}

#[tokio::test]
async fn only_a_get_request_checks_whether_a_resource_exists() {
    let server = MockServer::start().await;
    let acknowledge = client_without_waits(&server).alerts().unacknowledge(ID);
    let error = acknowledge.exists().await.unwrap_err();
    assert!(error.is_invalid_argument());
    let rule = "exists: a PATCH request cannot check it; use the GET request of the resource";
    assert_eq!(error.to_string(), format!("acknowledgeGroupAlert cannot be sent: {rule}"));
    assert_eq!(received(&server).await.len(), 0);
}

#[tokio::test]
async fn a_page_of_a_proxy_does_not_prove_that_a_resource_exists() {
    let page = ResponseTemplate::new(200).set_body_raw("<html>Log in</html>", "text/html");
    let server = server_with(vec![page]).await;
    let error = Cluster.exists(&client_without_waits(&server)).await.unwrap_err();
    assert!(error.is_decode());
}

#[tokio::test]
async fn a_success_without_a_body_is_not_the_end_of_a_deletion() {
    let (own, name) = Cluster.code_and_name();
    let body = json!({ "error": 404, "errorCode": own, "parameters": [name] }).to_string();
    let empty = ResponseTemplate::new(200).set_body_string("{}");
    let server = server_with(vec![empty, not_found(&body)]).await;
    client_without_waits(&server).clusters().wait_until_deleted("orders").await.unwrap();
    assert_eq!(received(&server).await.len(), 2);
}

#[tokio::test]
async fn a_retried_deletion_succeeds_if_it_has_begun() {
    let body = json!({ "error": 400, "errorCode": codes::CLUSTER_ALREADY_REQUESTED_DELETION, "detail": "Deleting." });
    let begun = ResponseTemplate::new(400).set_body_json(&body);
    let server = server_with(vec![ResponseTemplate::new(502), begun.clone()]).await;
    let attempts = Cluster.delete(&client_without_waits(&server)).await.unwrap();
    assert_eq!(attempts, 2);

    // A deletion that was not sent before fails.
    let server = server_with(vec![begun]).await;
    let error = Cluster.delete(&client_without_waits(&server)).await.unwrap_err();
    assert_eq!(error.code(), Some(codes::CLUSTER_ALREADY_REQUESTED_DELETION));
}

/// Checks a deletion whose first attempt may have been carried out and whose second one got a `404`.
#[track_caller]
fn check_retried(result: Result<u32, Error>, is_absent: bool, case: &str) {
    match result {
        Ok(attempts) => assert!(is_absent && attempts == 2, "{case}: {attempts} attempts"),
        Err(error) => {
            assert!(!is_absent, "{case}: {error:?}");
            check_not_found(&error, false, case);
            assert!(error.may_have_been_applied(), "{case}: {error:?}");
            assert_eq!(error.attempts(), 2, "{case}");
        }
    }
}

#[tokio::test]
async fn a_deletion_fails_if_its_first_attempt_gets_the_404() {
    for resource in ALL {
        for (body, is_absent) in resource.bodies() {
            let case = format!("{resource:?}, {body}");
            let server = server_with(vec![not_found(&body)]).await;
            let error = resource.delete(&client_without_waits(&server)).await.unwrap_err();
            check_not_found(&error, is_absent, &case);
            assert!(!error.may_have_been_applied(), "{case}");
            assert_eq!(error.attempts(), 1, "{case}");
        }
    }
}

/// Uses responses to requests that were not carried out: a rate limit, and a `503` with `Retry-After`.
#[tokio::test]
async fn a_deletion_fails_if_its_earlier_attempts_were_rejected() {
    for status in [429, 503] {
        let rejected = ResponseTemplate::new(status).insert_header("retry-after", "1");
        let (own, name) = User.code_and_name();
        let body = json!({ "error": 404, "errorCode": own, "parameters": [name] }).to_string();
        let server = server_with(vec![rejected.clone(), rejected, not_found(&body)]).await;
        let error = User.delete(&client_without_waits(&server)).await.unwrap_err();
        check_not_found(&error, true, &body);
        assert!(!error.may_have_been_applied());
        assert_eq!(error.attempts(), 3);
    }
}

#[tokio::test]
async fn an_error_of_another_status_does_not_mean_that_the_resource_is_absent() {
    let (own, name) = User.code_and_name();
    for status in [400, 403, 409, 410, 501] {
        let body = json!({ "error": status, "errorCode": own, "parameters": [name] });
        let server = server_with(vec![ResponseTemplate::new(status).set_body_json(body)]).await;
        let error = User.exists(&client_without_waits(&server)).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(!error.is_absent(), "{error:?}");
    }
}

#[tokio::test]
async fn a_name_with_special_characters_is_compared_decoded() {
    for (name, parameter, is_absent) in [("a/b ü", "a/b ü", true), ("a/b ü", "a%2Fb%20%C3%BC", false)] {
        let body = json!({ "error": 404, "errorCode": "RESOURCE_NOT_FOUND", "parameters": [parameter] });
        let server = server_with(vec![ResponseTemplate::new(404).set_body_json(body)]).await;
        let result = client_without_waits(&server).database_users().get(name).exists().await;
        match result {
            Ok(exists) => assert!(is_absent && !exists, "{parameter}"),
            Err(error) => assert!(!is_absent && error.is_not_found(), "{parameter}: {error:?}"),
        }
    }
}
