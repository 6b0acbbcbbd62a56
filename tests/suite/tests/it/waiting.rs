//! Tests of waits, against a server with a scripted sequence of responses.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use atlas_api::{Atlas, Error, Method, RetryPolicy, wait::states};
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{PROJECT, builder_of};

/// One response of the server.
#[derive(Clone, Copy)]
enum Scripted {
    State(&'static str),
    Failed(u16, &'static str),
}
use Scripted::{Failed, State};

const GONE: Scripted = Failed(404, "CLUSTER_NOT_FOUND");

/// Starts a server that returns one response after the other, and the last one from then on.
async fn server(responses: &[Scripted]) -> MockServer {
    let server = MockServer::start().await;
    for (at, scripted) in responses.iter().enumerate() {
        let response = match scripted {
            State(state) => ResponseTemplate::new(200).set_body_json(json!({ "name": "Cluster0", "stateName": state })),
            Failed(status, code) => {
                ResponseTemplate::new(*status).set_body_json(json!({ "error": status, "errorCode": code }))
            }
        };
        let times = if at + 1 == responses.len() { u64::MAX } else { 1 };
        Mock::given(any()).respond_with(response).up_to_n_times(times).mount(&server).await;
    }
    server
}

/// Returns a client without retries that records its waits instead of sleeping.
fn client(server: &MockServer) -> (Atlas, Arc<Mutex<Vec<u64>>>) {
    let waits = Arc::<Mutex<Vec<u64>>>::default();
    let recorded = Arc::clone(&waits);
    let builder = builder_of(server.uri()).retry(RetryPolicy::none()).sleep_with(move |wait| {
        // The last wait is shorter by the time that the polls took.
        recorded.lock().unwrap().push(wait.as_secs_f64().round() as u64);
        std::future::ready(())
    });
    (builder.build().unwrap(), waits)
}

/// Waits for an idle cluster. Returns the observed states, the result, and the waits before each poll.
async fn idle(responses: &[Scripted]) -> (Vec<String>, Result<(), Error>, Vec<u64>) {
    let server = server(responses).await;
    let (atlas, waits) = client(&server);
    let (mut seen, mut end) = (Vec::new(), Ok(()));
    let mut observations = atlas.clusters().wait_until_idle("Cluster0").stream();
    while let Some(observation) = observations.next().await {
        match observation {
            Ok(observation) => seen.push(observation.state().to_owned()),
            Err(error) => end = Err(error),
        }
    }
    let waits = waits.lock().unwrap().clone();
    (seen, end, waits)
}

#[tokio::test]
async fn a_wait_ends_with_the_first_target_state_after_another_state() {
    let (seen, end, waits) = idle(&[State("CREATING"), State("CREATING"), State("IDLE")]).await;
    assert_eq!(seen, ["CREATING", "CREATING", "IDLE"]);
    assert_eq!((end.is_ok(), waits), (true, vec![0, 30, 30]));
}

#[tokio::test]
async fn a_stream_that_has_ended_stays_ended() {
    for responses in [&[State("CREATING"), State("IDLE")][..], &[Failed(400, "")]] {
        let server = server(responses).await;
        let (atlas, _) = client(&server);
        let mut observations = atlas.clusters().wait_until_idle("Cluster0").stream();
        while observations.next().await.is_some() {}
        for _ in 0..2 {
            assert!(observations.next().await.is_none());
        }
    }
}

#[tokio::test]
async fn a_stale_state_does_not_end_a_wait() {
    let (seen, end, _) = idle(&[State("IDLE"), State("UPDATING"), State("IDLE")]).await;
    assert_eq!((seen, end.is_ok()), (vec!["IDLE".into(), "UPDATING".into(), "IDLE".into()], true));
}

#[tokio::test]
async fn a_cluster_that_stays_idle_ends_a_wait_at_the_second_poll() {
    let (seen, end, waits) = idle(&[State("IDLE")]).await;
    assert_eq!((seen.len(), end.is_ok(), waits), (2, true, vec![0, 30]));

    let server = server(&[State("IDLE")]).await;
    let (atlas, waits) = client(&server);
    atlas.clusters().wait_until_idle("Cluster0").stable_for(Duration::ZERO).await.unwrap();
    assert_eq!(*waits.lock().unwrap(), [0]);
}

#[tokio::test]
async fn transient_errors_do_not_end_a_wait() {
    let responses = [
        State("UPDATING"),
        Failed(503, ""),
        Failed(429, "RATE_LIMITED"),
        Failed(500, "UNEXPECTED_ERROR"),
        State("IDLE"),
    ];
    let (seen, end, waits) = idle(&responses).await;
    assert_eq!((seen, end.is_ok()), (vec!["UPDATING".into(), "IDLE".into()], true));
    assert_eq!(waits, [0, 30, 30, 30, 30]);
}

#[tokio::test]
async fn a_wait_pauses_as_long_as_the_server_asks() {
    let server = MockServer::start().await;
    for after in ["500", "10"] {
        let busy = ResponseTemplate::new(429).insert_header("retry-after", after);
        Mock::given(any()).respond_with(busy).up_to_n_times(1).mount(&server).await;
    }
    let idle = ResponseTemplate::new(200).set_body_json(json!({ "name": "Cluster0", "stateName": "IDLE" }));
    Mock::given(any()).respond_with(idle).mount(&server).await;
    let (atlas, waits) = client(&server);
    atlas.clusters().wait_until_idle("Cluster0").stable_for(Duration::ZERO).await.unwrap();
    assert_eq!(*waits.lock().unwrap(), [0, 500, 30]);
}

#[tokio::test]
async fn a_permanent_error_ends_a_wait() {
    let (seen, end, _) = idle(&[State("CREATING"), Failed(403, "USER_UNAUTHORIZED")]).await;
    assert_eq!(seen, ["CREATING"]);
    assert!(end.unwrap_err().is_forbidden());

    let (_, end, _) = idle(&[State("UPDATING"), GONE]).await;
    let error = end.unwrap_err();
    assert_eq!((error.is_not_found(), error.code()), (true, Some("CLUSTER_NOT_FOUND")));
}

#[tokio::test]
async fn a_lost_connection_does_not_end_a_wait() {
    // The listener is closed, so connections to its address fail.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let atlas = builder_of(format!("http://{address}"))
        .retry(RetryPolicy::none())
        .sleep_with(|_| std::future::ready(()))
        .build()
        .unwrap();
    let wait = atlas.clusters().wait_until_idle("Cluster0").time_limit(Duration::from_secs(100));
    let error = wait.await.unwrap_err();
    assert!(error.is_wait_timeout());
    let expected = "timed out after 1 min 40 s waiting for cluster \"Cluster0\" (limit 1 min 40 s): no state observed; the \
                    last poll failed";
    assert_eq!(error.to_string(), expected);
    let cause = std::error::Error::source(&error).unwrap().downcast_ref::<Error>().unwrap();
    assert!(cause.is_connect());
}

#[tokio::test]
async fn a_wait_ends_at_its_time_limit() {
    let server = server(&[State("UPDATING")]).await;
    let (atlas, waits) = client(&server);
    let wait = atlas.clusters().wait_until_idle("Cluster0");
    let wait = wait.delay(Duration::from_secs(5)).interval(Duration::from_secs(60));
    let error = wait.time_limit(Duration::from_secs(130)).await.unwrap_err();
    assert!(error.is_wait_timeout());
    assert_eq!((error.state(), error.status()), (Some("UPDATING"), None));
    let expected =
        r#"timed out after 2 min 10 s waiting for cluster "Cluster0" (limit 2 min 10 s): last state UPDATING"#;
    assert_eq!(error.to_string(), expected);
    assert_eq!(*waits.lock().unwrap(), [5, 60, 60, 5]);
}

#[tokio::test]
async fn a_wait_polls_at_a_time_limit_shorter_than_its_interval() {
    let server = server(&[State("IDLE"), State("DELETING"), GONE]).await;
    let (atlas, waits) = client(&server);
    atlas.clusters().wait_until_deleted("Cluster0").time_limit(Duration::from_secs(31)).await.unwrap();
    assert_eq!(*waits.lock().unwrap(), [0, 30, 1]);
}

#[tokio::test]
async fn a_cluster_that_is_being_deleted_fails_a_wait_for_idle() {
    let (seen, end, _) = idle(&[State("UPDATING"), State("DELETING")]).await;
    assert_eq!(seen, ["UPDATING"]);
    let error = end.unwrap_err();
    assert!(error.is_failed_state());
    assert_eq!(error.state(), Some("DELETING"));
}

#[tokio::test]
async fn a_wait_for_a_deletion_ends_when_the_cluster_is_gone() {
    let server = server(&[State("IDLE"), State("DELETING"), GONE]).await;
    let (atlas, waits) = client(&server);
    atlas.clusters().wait_until_deleted("Cluster0").await.unwrap();
    assert_eq!(*waits.lock().unwrap(), [0, 30, 30]);
}

#[tokio::test]
async fn a_raw_request_can_be_waited_for() {
    let server = MockServer::start().await;
    for status in ["queued", "inProgress", "failed"] {
        let response = ResponseTemplate::new(200).set_body_json(json!({ "status": status }));
        Mock::given(any()).respond_with(response).up_to_n_times(1).mount(&server).await;
    }
    let (atlas, _) = client(&server);
    let path = format!("/api/atlas/v2/groups/{PROJECT}/clusters/Cluster0/backup/snapshots/5f1a2b3c4d5e6f7a8b9c0d2f");
    let error = atlas.request(Method::GET, &path).wait_until(states::SNAPSHOT_COMPLETED).await.unwrap_err();
    assert!(error.is_failed_state());
    assert_eq!(error.state(), Some("failed"));
    let expected = format!("{path} failed: state failed after 1 min 0 s");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_wait_for_a_resource_that_must_exist_returns_it_or_fails() {
    let moved = server(&[State("UPDATING"), State("IDLE")]).await;
    let get = client(&moved).0.clusters().get("Cluster0");
    let cluster = get.wait_until(states::CLUSTER_IDLE).must_exist().await.unwrap();
    assert_eq!(cluster.state(), Some("IDLE"));

    let gone = server(&[State("DELETING"), GONE]).await;
    let get = client(&gone).0.clusters().get("Cluster0");
    let error = get.wait_until(states::CLUSTER_DELETED).must_exist().await.unwrap_err();
    assert!(error.is_failed_state());
    let path = format!("/api/atlas/v2/groups/{PROJECT}/clusters/Cluster0");
    assert_eq!(error.to_string(), format!("{path} failed: state absent after 30 s"));
}
