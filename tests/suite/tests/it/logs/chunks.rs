//! Log files in chunks.

use super::{download, gzip, serving};
use crate::{
    faults::server::{
        Server,
        Step::{self, Respond, TruncateFile},
    },
    support::builder_of,
};

#[tokio::test]
async fn the_chunks_together_are_the_file() {
    let file = gzip(b"one\ntwo\n");
    let (_server, atlas) = serving(file.clone()).await;
    let mut log = download(&atlas).await.unwrap();
    assert_eq!((log.status().as_u16(), log.attempts()), (200, 1));
    let mut all = Vec::new();
    while let Some(chunk) = log.next().await {
        all.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!(all, file);
    assert!(log.next().await.is_none());
}

#[tokio::test]
async fn a_large_file_arrives_in_many_small_chunks() {
    let mut file = vec![7; 10_000_000];
    file[..2].copy_from_slice(&[0x1f, 0x8b]);
    let (_server, atlas) = serving(file).await;
    let mut log = download(&atlas).await.unwrap();
    let (mut count, mut largest, mut total) = (0, 0, 0);
    while let Some(chunk) = log.next().await {
        let size = chunk.unwrap().len();
        (count, largest, total) = (count + 1, largest.max(size), total + size);
    }
    assert_eq!(total, 10_000_000);
    assert!(count > 10 && largest < 1_000_000, "{count} chunks, the largest of {largest} bytes");
}

#[tokio::test]
async fn an_error_response_to_a_download_is_decoded() {
    let server = wiremock::MockServer::start().await;
    let body = serde_json::json!({ "error": 404, "errorCode": "HOST_NOT_FOUND", "detail": "no such host" });
    let response = wiremock::ResponseTemplate::new(404).set_body_json(body);
    wiremock::Mock::given(wiremock::matchers::any()).respond_with(response).mount(&server).await;
    let error = download(&crate::support::client_without_retries(&server)).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.code(), error.operation()), (Some("HOST_NOT_FOUND"), Some("downloadGroupClusterLog")));
}

#[tokio::test]
async fn a_download_that_is_cut_has_the_attempts_until_it_began() {
    const UNAVAILABLE: Step = Respond("503 Service Unavailable", &[], "");
    for (script, attempts) in [(&[TruncateFile][..], 1), (&[UNAVAILABLE, UNAVAILABLE, TruncateFile], 3)] {
        let server = Server::start(script);
        let builder = builder_of(&*server.base_url).sleep_with(|_| std::future::ready(()));
        let mut log = download(&builder.build().unwrap()).await.unwrap();
        assert_eq!(log.attempts(), attempts);
        let error = loop {
            if let Err(error) = log.next().await.unwrap() {
                break error;
            }
        };
        assert!(error.is_incomplete(), "{error:?}");
        assert_eq!((error.attempts(), server.methods().len()), (attempts, attempts as usize));
        assert!(log.next().await.is_none());
    }
}
