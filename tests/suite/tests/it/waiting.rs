//! Waiting for what takes its time, against a server that shows what a test wants it to show.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use atlas_api::{Atlas, Error, Method, RetryPolicy, wait::states};
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{PROJECT, builder_of};

/// What the server shows at one look.
#[derive(Clone, Copy)]
enum Look {
    State(&'static str),
    Refused(u16, &'static str),
}
use Look::{Refused, State};

const GONE: Look = Refused(404, "CLUSTER_NOT_FOUND");

/// A server that shows one look after the other, and the last one from then on.
async fn server(looks: &[Look]) -> MockServer {
    let server = MockServer::start().await;
    for (at, look) in looks.iter().enumerate() {
        let answer = match look {
            State(state) => ResponseTemplate::new(200).set_body_json(json!({ "name": "Cluster0", "stateName": state })),
            Refused(status, code) => {
                ResponseTemplate::new(*status).set_body_json(json!({ "error": status, "errorCode": code }))
            }
        };
        let times = if at + 1 == looks.len() { u64::MAX } else { 1 };
        Mock::given(any()).respond_with(answer).up_to_n_times(times).mount(&server).await;
    }
    server
}

/// A client that sends each request once, and notes its waits rather than wait.
fn client(server: &MockServer) -> (Atlas, Arc<Mutex<Vec<u64>>>) {
    let waits = Arc::<Mutex<Vec<u64>>>::default();
    let noted = Arc::clone(&waits);
    let builder = builder_of(server.uri()).retry(RetryPolicy::none()).sleep_with(move |wait| {
        noted.lock().unwrap().push(wait.as_secs());
        std::future::ready(())
    });
    (builder.build().unwrap(), waits)
}

/// What a wait for an idle cluster sees, how it ends, and how long it is from look to look.
async fn idle(looks: &[Look]) -> (Vec<String>, Result<(), Error>, Vec<u64>) {
    let server = server(looks).await;
    let (atlas, waits) = client(&server);
    let (mut seen, mut end) = (Vec::new(), Ok(()));
    let mut states = atlas.clusters().wait_until_idle("Cluster0").states();
    while let Some(look) = states.next().await {
        match look {
            Ok(look) => seen.push(look.state().to_owned()),
            Err(error) => end = Err(error),
        }
    }
    let waits = waits.lock().unwrap().clone();
    (seen, end, waits)
}

#[tokio::test]
async fn a_wait_ends_with_the_first_wanted_state_after_another() {
    let (seen, end, waits) = idle(&[State("CREATING"), State("CREATING"), State("IDLE")]).await;
    assert_eq!(seen, ["CREATING", "CREATING", "IDLE"]);
    assert_eq!((end.is_ok(), waits), (true, vec![0, 30, 30]));
}

#[tokio::test]
async fn the_old_state_is_not_the_end_of_a_change_that_was_just_asked_for() {
    let (seen, end, _) = idle(&[State("IDLE"), State("UPDATING"), State("IDLE")]).await;
    assert_eq!((seen, end.is_ok()), (vec!["IDLE".into(), "UPDATING".into(), "IDLE".into()], true));
}

#[tokio::test]
async fn a_cluster_that_stays_idle_is_idle_at_the_second_look() {
    let (seen, end, waits) = idle(&[State("IDLE")]).await;
    assert_eq!((seen.len(), end.is_ok(), waits), (2, true, vec![0, 30]));

    let server = server(&[State("IDLE")]).await;
    let (atlas, waits) = client(&server);
    atlas.clusters().wait_until_idle("Cluster0").settle(Duration::ZERO).await.unwrap();
    assert_eq!(*waits.lock().unwrap(), [0]);
}

#[tokio::test]
async fn looks_that_fail_for_a_while_are_passed_over() {
    let looks = [
        State("UPDATING"),
        Refused(503, ""),
        Refused(429, "RATE_LIMITED"),
        Refused(500, "UNEXPECTED_ERROR"),
        State("IDLE"),
    ];
    let (seen, end, waits) = idle(&looks).await;
    assert_eq!((seen, end.is_ok()), (vec!["UPDATING".into(), "IDLE".into()], true));
    assert_eq!(waits, [0, 30, 30, 30, 30]);
}

#[tokio::test]
async fn a_look_that_is_refused_for_good_ends_a_wait() {
    let (seen, end, _) = idle(&[State("CREATING"), Refused(403, "USER_UNAUTHORIZED")]).await;
    assert_eq!(seen, ["CREATING"]);
    assert!(end.unwrap_err().is_forbidden());

    let (_, end, _) = idle(&[State("DELETING"), GONE]).await;
    let error = end.unwrap_err();
    assert_eq!((error.is_not_found(), error.code()), (true, Some("CLUSTER_NOT_FOUND")));
}

#[tokio::test]
async fn a_connection_that_breaks_does_not_end_a_wait() {
    // Nothing listens there any more.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let atlas = builder_of(format!("http://{address}"))
        .retry(RetryPolicy::none())
        .sleep_with(|_| std::future::ready(()))
        .build()
        .unwrap();
    let wait = atlas.clusters().wait_until_idle("Cluster0").time_limit(Duration::from_secs(100));
    let error = wait.await.unwrap_err();
    assert!(error.is_wait_timeout());
    let expected =
        "cluster Cluster0 was not where it was to be after 1 min 30 s; no state was seen, and the last look failed";
    assert_eq!(error.to_string(), expected);
    let cause = std::error::Error::source(&error).unwrap().downcast_ref::<Error>().unwrap();
    assert!(cause.is_connect());
}

#[tokio::test]
async fn a_wait_takes_no_longer_than_its_limit() {
    let server = server(&[State("UPDATING")]).await;
    let (atlas, waits) = client(&server);
    let wait = atlas.clusters().wait_until_idle("Cluster0");
    let wait = wait.delay(Duration::from_secs(5)).interval(Duration::from_secs(60));
    let error = wait.time_limit(Duration::from_secs(130)).await.unwrap_err();
    assert!(error.is_wait_timeout());
    assert_eq!((error.state(), error.status()), (Some("UPDATING"), None));
    let expected = "cluster Cluster0 was not where it was to be after 2 min 5 s; the last state was UPDATING";
    assert_eq!(error.to_string(), expected);
    assert_eq!(*waits.lock().unwrap(), [5, 60, 60]);
}

#[tokio::test]
async fn a_deletion_ends_when_the_cluster_is_gone() {
    let server = server(&[State("IDLE"), State("DELETING"), GONE]).await;
    let (atlas, waits) = client(&server);
    atlas.clusters().wait_until_deleted("Cluster0").await.unwrap();
    assert_eq!(*waits.lock().unwrap(), [0, 30, 30]);
}

#[tokio::test]
async fn anything_can_be_waited_for_by_its_path() {
    let server = MockServer::start().await;
    for status in ["queued", "inProgress", "failed"] {
        let answer = ResponseTemplate::new(200).set_body_json(json!({ "status": status }));
        Mock::given(any()).respond_with(answer).up_to_n_times(1).mount(&server).await;
    }
    let (atlas, _) = client(&server);
    let path = format!("/api/atlas/v2/groups/{PROJECT}/clusters/Cluster0/backup/snapshots/5f1a2b3c4d5e6f7a8b9c0d2f");
    let error = atlas.request(Method::GET, &path).wait_until(states::SNAPSHOT_COMPLETED).await.unwrap_err();
    assert!(error.is_failed_state());
    assert_eq!(error.state(), Some("failed"));
    let expected = format!("{path} is failed after 1 min 0 s; it will not get where it was to be");
    assert_eq!(error.to_string(), expected);
}
