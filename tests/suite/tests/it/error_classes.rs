//! The predicates of errors beyond the status, and their details.

use std::time::Duration;

use atlas_api::{Error, codes};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::client_without_retries;

/// Returns the error of a call for a response.
async fn error_of(response: ResponseTemplate) -> Error {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    client_without_retries(&server).database_users().get("reports").await.unwrap_err()
}

fn refusal(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({ "error": status, "errorCode": code, "detail": "No." }))
}

type Predicate = (&'static str, fn(&Error) -> bool);

const PREDICATES: [Predicate; 13] = [
    ("bad request", Error::is_bad_request),
    ("unauthorized", Error::is_unauthorized),
    ("forbidden", Error::is_forbidden),
    ("access list", Error::is_access_list_required),
    ("not found", Error::is_not_found),
    ("method", Error::is_method_not_allowed),
    ("conflict", Error::is_conflict),
    ("duplicate", Error::is_duplicate),
    ("maintenance", Error::is_maintenance),
    ("restore", Error::is_restore_conflict),
    ("busy", Error::is_cluster_busy),
    ("limit", Error::is_limit_reached),
    ("rate limit", Error::is_rate_limited),
];

#[tokio::test]
async fn a_refusal_is_classified_by_its_status_and_its_code() {
    for (status, code, expected) in [
        (400, "INVALID_ATTRIBUTE", &["bad request"][..]),
        (400, codes::DUPLICATE_CLUSTER_NAME, &["bad request", "duplicate"]),
        (400, codes::ATLAS_MAINTENANCE_ALREADY_SCHEDULED, &["bad request", "maintenance"]),
        (400, codes::ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED, &["bad request", "maintenance"]),
        (400, codes::CANNOT_CANCEL_AUTOMATED_RESTORE, &["bad request"]),
        (400, codes::RESOURCE_NOT_FOUND_FOR_JOB, &["bad request"]),
        (400, "DUPLICATE_THRESHOLD_FIELD", &["bad request"]),
        (400, "INVITATIONS_RATE_LIMITED_IP", &["bad request", "rate limit"]),
        (401, "UNAUTHORIZED", &["unauthorized"]),
        (403, "FORBIDDEN", &["forbidden"]),
        (403, codes::ORG_REQUIRES_ACCESS_LIST, &["forbidden", "access list"]),
        (403, codes::IP_ADDRESS_NOT_ON_ACCESS_LIST, &["forbidden", "access list"]),
        (403, "GROUP_USERS_LIMIT_EXCEEDED", &["forbidden", "limit"]),
        (403, "FEATURE_UNSUPPORTED", &["forbidden"]),
        (400, "MAX_CLUSTERS_PER_GROUP_EXCEEDED", &["bad request", "limit"]),
        (404, codes::USER_NOT_FOUND, &["not found"]),
        (404, codes::ATLAS_MAINTENANCE_NOT_SCHEDULED, &["not found", "maintenance"]),
        (405, "METHOD_NOT_ALLOWED", &["method"]),
        (409, codes::USER_ALREADY_EXISTS, &["conflict", "duplicate"]),
        (409, codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE, &["conflict", "restore", "busy"]),
        (409, codes::CLUSTER_RESTART_IN_PROGRESS, &["conflict", "busy"]),
        (409, codes::CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER, &["conflict", "busy"]),
    ] {
        let error = error_of(refusal(status, code)).await;
        let kinds: Vec<_> = PREDICATES.iter().filter(|(_, is)| is(&error)).map(|(name, _)| *name).collect();
        assert_eq!(kinds, expected, "{status} {code}");
        assert!(!error.is_incomplete() && !error.is_io());
        assert_eq!(error.code(), Some(code));
    }
}

#[tokio::test]
async fn advice_follows_from_the_code_and_not_from_a_status_with_several_causes() {
    let role = Some("grant the API key or the service account a role that allows the operation");
    let project = "delete a resource, raise the limit with `Atlas::project_limits`, or ask MongoDB support for a higher \
                   one";
    for (status, code, advice) in [
        (403, codes::USER_UNAUTHORIZED, role),
        (401, codes::USER_UNAUTHORIZED, role),
        (403, "GROUP_USERS_LIMIT_EXCEEDED", Some(project)),
        (400, "MAX_TEAMS_PER_ORG_EXCEEDED", Some("delete a resource, or ask MongoDB support for a higher limit")),
        (400, "INVITATIONS_RATE_LIMITED_IP", Some("try again later")),
        (403, "FEATURE_UNSUPPORTED", None),
        (403, "AN_UNKNOWN_CODE", None),
        (400, "DUPLICATE_THRESHOLD_FIELD", None),
        (401, "AN_UNKNOWN_CODE", Some("check the credentials; a new or changed API key takes a moment to work")),
    ] {
        let error = error_of(refusal(status, code)).await.to_string();
        let expected = advice.map_or_else(String::new, |advice| format!(" ({advice})"));
        assert_eq!(error.split_once(": No.").unwrap().1, expected, "{error}");
    }
}

#[tokio::test]
async fn a_bad_request_lists_the_rejected_properties() {
    let body = json!({
        "error": 400, "errorCode": "VALIDATION_ERROR", "detail": "Invalid.",
        "badRequestDetail": { "fields": [
            { "field": "name", "description": "is too long" }, { "field": "roles", "description": "are none" },
        ] },
    });
    let error = error_of(ResponseTemplate::new(400).set_body_json(body)).await;
    let fields: Vec<_> = error.field_errors().iter().map(|error| (&*error.field, &*error.description)).collect();
    assert_eq!(fields, [("name", "is too long"), ("roles", "are none")]);
    assert!(error.to_string().ends_with("Invalid. (name: is too long; roles: are none)"), "{error}");
    assert!(error_of(ResponseTemplate::new(400)).await.field_errors().is_empty());
}

#[tokio::test]
async fn an_error_has_the_wait_that_atlas_requests() {
    let bucket = json!({ "errorCode": "RATE_LIMITED_TOKEN_BUCKET", "parameters": ["/groups", 12, 100, 10, 60] });
    let date = |response: ResponseTemplate| response.insert_header("date", "Fri, 02 Jan 2026 03:04:05 GMT");
    for (response, seconds, advice) in [
        (ResponseTemplate::new(429), None, "(try again later)"),
        (ResponseTemplate::new(429).insert_header("retry-after", "30"), Some(30), "(try again after 30 s)"),
        (
            date(ResponseTemplate::new(429)).insert_header("retry-after", "Fri, 02 Jan 2026 03:05:05 GMT"),
            Some(60),
            "(try again after 60 s)",
        ),
        (ResponseTemplate::new(429).set_body_json(bucket), Some(12), "(try again after 12 s)"),
        (ResponseTemplate::new(503).insert_header("retry-after", "5"), Some(5), "503 Service Unavailable"),
        (ResponseTemplate::new(404), None, "404 Not Found"),
    ] {
        let error = error_of(response).await;
        assert_eq!(error.retry_after(), seconds.map(Duration::from_secs), "{error}");
        assert!(error.to_string().ends_with(advice), "{error}");
    }
}

#[tokio::test]
async fn a_decode_error_has_the_location_and_the_body() {
    let body = "{\"username\": \"a\",\n \"roles\": [{\"roleName\": \"read\"}, {\"roleName\": rea";
    let error = error_of(ResponseTemplate::new(200).set_body_string(body)).await;
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("roles[1].roleName"));
    assert_eq!(error.json_position(), Some((2, 47)));
    assert_eq!(error.body(), Some(body.as_bytes()));
    let expected = "getGroupDatabaseUser succeeded (200 OK), but the response cannot be decoded at `roles[1].roleName`";
    assert_eq!(error.to_string(), expected);
    assert!(!format!("{error:?}").contains("read\\\""));

    let error = error_of(ResponseTemplate::new(200).set_body_string("<xml>")).await;
    assert_eq!((error.json_path(), error.json_position()), (None, Some((1, 1))));
    let refused = error_of(refusal(404, codes::USER_NOT_FOUND)).await;
    assert_eq!((refused.json_path(), refused.json_position()), (None, None));
}

#[tokio::test]
async fn a_value_in_place_of_a_list_is_a_decode_error_with_its_path() {
    let server = MockServer::start().await;
    let body: Value = json!({ "results": "none" });
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    let error = client_without_retries(&server).database_users().list().await.unwrap_err();
    assert_eq!((error.json_path(), error.json_position()), (Some("results"), None));
    let expected =
        "listGroupDatabaseUsers (page 1) succeeded (200 OK), but the response cannot be decoded at `results`";
    assert_eq!(error.to_string(), expected);
}
