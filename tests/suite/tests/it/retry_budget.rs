//! The budget of retries that all calls of a client share.

use atlas_api::{Atlas, AtlasBuilder, RetryPolicy};
use serde_json::json;
use tokio::task::JoinSet;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{builder_of, received, server_with};

/// Returns a builder of a client whose waits take no time.
fn builder(server: &MockServer) -> AtlasBuilder {
    builder_of(server.uri()).sleep_with(|_| std::future::ready(()))
}

fn user() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "username": "reports" }))
}

fn unavailable() -> ResponseTemplate {
    ResponseTemplate::new(503)
}

/// Replaces the response of a server.
async fn respond(server: &MockServer, response: ResponseTemplate) {
    server.reset().await;
    Mock::given(any()).respond_with(response).mount(server).await;
}

/// Makes a call that fails, and returns the number of attempts.
async fn failed_attempts(atlas: &Atlas) -> u32 {
    let error = atlas.database_users().get("reports").await.unwrap_err();
    assert!(error.is_server_error(), "{error:?}");
    error.attempts()
}

/// Makes a call that succeeds, and returns the number of attempts.
async fn attempts(atlas: &Atlas) -> u32 {
    atlas.database_users().get("reports").await.unwrap().attempts()
}

#[tokio::test]
async fn calls_in_an_outage_make_one_request_each_and_the_retries_of_the_budget() {
    for (budget, calls) in [(0, 10), (7, 20), (4, 1), (10, 1)] {
        let server = server_with(vec![unavailable()]).await;
        let atlas = builder(&server).retry_budget(budget).build().unwrap();
        let mut sum = 0;
        for _ in 0..calls {
            sum += failed_attempts(&atlas).await;
        }
        // One call alone makes four retries at most.
        let expected = calls + budget.min(4 * calls);
        assert_eq!(sum, expected, "budget {budget}, {calls} calls");
        assert_eq!(received(&server).await.len(), expected as usize, "budget {budget}, {calls} calls");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_calls_share_the_budget() {
    let server = server_with(vec![unavailable()]).await;
    let atlas = builder(&server).retry_budget(15).build().unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..40 {
        let atlas = atlas.clone();
        calls.spawn(async move { failed_attempts(&atlas).await });
    }
    let attempts: u32 = calls.join_all().await.iter().sum();
    assert_eq!(attempts, 40 + 15);
    assert_eq!(received(&server).await.len(), 40 + 15);
}

#[tokio::test]
async fn the_default_budget_is_100_retries() {
    let server = server_with(vec![unavailable()]).await;
    let atlas = builder(&server).build().unwrap();
    for _ in 0..30 {
        failed_attempts(&atlas).await;
    }
    assert_eq!(received(&server).await.len(), 30 + 100);
}

#[tokio::test]
async fn retries_that_atlas_requests_are_free() {
    let after = |status| ResponseTemplate::new(status).insert_header("retry-after", "7");
    for rejected in [after(429), after(500), after(503)] {
        let server = server_with(vec![rejected.clone(), rejected, user()]).await;
        let atlas = builder(&server).retry_budget(0).build().unwrap();
        assert_eq!(attempts(&atlas).await, 3);
    }
}

#[tokio::test]
async fn retries_that_atlas_requests_take_nothing_from_the_budget() {
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "7");
    let server = server_with(vec![limited.clone(), limited, unavailable(), unavailable()]).await;
    let atlas = builder(&server).retry_budget(1).build().unwrap();
    // Two retries after a rate limit and one of the budget.
    assert_eq!(failed_attempts(&atlas).await, 4);
    assert_eq!(failed_attempts(&atlas).await, 1);
}

#[tokio::test]
async fn a_rate_limit_without_a_requested_time_takes_retries_of_the_budget() {
    let server = server_with(vec![ResponseTemplate::new(429), ResponseTemplate::new(429), user()]).await;
    let atlas = builder(&server).retry_budget(1).build().unwrap();
    let error = atlas.database_users().get("reports").await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn a_success_returns_its_retries() {
    let responses = (0..10).flat_map(|_| [unavailable(), unavailable(), user()]).collect();
    let server = server_with(responses).await;
    let atlas = builder(&server).retry_budget(2).build().unwrap();
    for _ in 0..10 {
        assert_eq!(attempts(&atlas).await, 3);
    }
}

#[tokio::test]
async fn ten_successes_without_retries_return_one_retry() {
    let server = server_with(vec![unavailable()]).await;
    let atlas = builder(&server).retry_budget(1).build().unwrap();
    assert_eq!(failed_attempts(&atlas).await, 2);
    for (successes, expected) in [(9, 1), (1, 2), (10, 2), (0, 1)] {
        respond(&server, user()).await;
        for _ in 0..successes {
            assert_eq!(attempts(&atlas).await, 1);
        }
        respond(&server, unavailable()).await;
        assert_eq!(failed_attempts(&atlas).await, expected, "after {successes} more successes");
    }
}

#[tokio::test]
async fn clones_share_the_budget_and_other_clients_do_not() {
    let server = server_with(vec![unavailable()]).await;
    let builder = builder(&server).retry(RetryPolicy::default().attempts(3)).retry_budget(3);
    let atlas = builder.clone().build().unwrap();
    let clone = atlas.clone();
    let other_project = atlas.project("5f1a2b3c4d5e6f7a8b9c0d1f").unwrap();
    assert_eq!(failed_attempts(&atlas).await, 3);
    assert_eq!(failed_attempts(&clone).await, 2);
    assert_eq!(failed_attempts(&other_project).await, 1);
    assert_eq!(failed_attempts(&builder.build().unwrap()).await, 3);
}

#[tokio::test]
async fn an_exhausted_budget_does_not_prevent_first_attempts() {
    let server = server_with(vec![unavailable()]).await;
    let atlas = builder(&server).retry_budget(0).build().unwrap();
    assert_eq!(failed_attempts(&atlas).await, 1);
    respond(&server, user()).await;
    assert_eq!(attempts(&atlas).await, 1);
}

#[tokio::test]
async fn the_retry_policy_of_a_call_is_subject_to_the_budget() {
    let server = server_with(vec![unavailable()]).await;
    let atlas = builder(&server).retry_budget(2).build().unwrap();
    let request = atlas.database_users().get("reports").retry(RetryPolicy::default().attempts(50));
    assert_eq!(request.await.unwrap_err().attempts(), 3);
}
