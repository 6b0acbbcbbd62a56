//! Logs without lines, encoded logs, and responses that are not logs.

use std::fs;

use wiremock::ResponseTemplate;

use super::{download, gzip};
use crate::support::{client_without_retries, server_with};

const GZIP: &str = "application/vnd.atlas.2023-02-01+gzip";

/// Returns the lines of a log, or the message of the error, and the saved file.
async fn read(response: ResponseTemplate) -> (Result<Vec<String>, String>, Option<Vec<u8>>) {
    let server = server_with(vec![response]).await;
    let atlas = client_without_retries(&server);
    let (mut all, mut lines) = (Ok(Vec::new()), download(&atlas).lines());
    while let Some(line) = lines.next().await {
        match line {
            Ok(line) => all.as_mut().unwrap().push(line.raw().to_owned()),
            Err(error) => {
                assert!(error.is_decode() && !error.is_retryable(), "{error:?}");
                all = Err(error.to_string());
            }
        }
    }
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("mongodb.gz");
    let saved = download(&atlas).save(&path).await;
    assert_eq!(saved.is_ok(), all.is_ok());
    assert_eq!(saved.is_ok(), path.exists());
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), usize::from(saved.is_ok()));
    (all, saved.is_ok().then(|| fs::read(&path).unwrap()))
}

#[tokio::test]
async fn a_log_without_bytes_has_no_lines() {
    for response in [
        ResponseTemplate::new(200).set_body_raw("", GZIP),
        ResponseTemplate::new(204),
        ResponseTemplate::new(200).set_body_raw("", GZIP).insert_header("content-encoding", "gzip"),
    ] {
        assert_eq!(read(response).await, (Ok(vec![]), Some(vec![])));
    }
    let empty = gzip(b"");
    assert_eq!(read(ResponseTemplate::new(200).set_body_raw(empty.clone(), GZIP)).await, (Ok(vec![]), Some(empty)));
}

#[tokio::test]
async fn an_encoding_of_the_transport_is_undone_once() {
    let file = gzip(b"one\ntwo\n");
    // The header describes the file itself, or a second compression.
    for body in [file.clone(), gzip(&file)] {
        let response = ResponseTemplate::new(200).set_body_raw(body, GZIP).insert_header("content-encoding", "gzip");
        assert_eq!(read(response).await, (Ok(vec!["one".to_owned(), "two".to_owned()]), Some(file.clone())));
    }
}

#[tokio::test]
async fn content_that_is_not_a_log_is_refused() {
    let html =
        "(it is text/html, such as a login page, probably from a proxy or gateway between the client and the service)";
    let page = "<!DOCTYPE html><html>Log in</html>";
    for (body, media_type, reason) in [
        (page, "text/html", html),
        (page, GZIP, html),
        (page, "application/octet-stream", html),
        ("one\n", "text/plain", r#"(it is not a gzip file; its media type is "text/plain")"#),
        ("{}", "application/json", r#"(it is not a gzip file; its media type is "application/json")"#),
        ("\u{1f}", GZIP, r#"(it is not a gzip file; its media type is "application/vnd.atlas.2023-02-01+gzip")"#),
    ] {
        let expected =
            format!("downloadGroupClusterLog succeeded (200 OK), but the response cannot be decoded {reason}");
        assert_eq!(read(ResponseTemplate::new(200).set_body_raw(body, media_type)).await, (Err(expected), None));
    }
}

#[tokio::test]
async fn an_error_of_a_query_log_names_its_own_operation() {
    let html = || ResponseTemplate::new(200).set_body_raw("<!DOCTYPE html><html>Log in</html>", GZIP);
    let server = server_with(vec![html()]).await;
    let atlas = client_without_retries(&server);
    let of_archives = || atlas.online_archives("orders").query_logs();
    let of_instance = || atlas.data_federation().query_logs("lake");
    for (download, operation) in [
        (of_archives(), "downloadGroupClusterOnlineArchiveQueryLogs"),
        (of_instance(), "downloadGroupDataFederationQueryLogs"),
    ] {
        let error = download.clone().send().await.unwrap().next().await.unwrap().unwrap_err();
        assert!(error.is_decode(), "{error:?}");
        assert_eq!(error.operation(), Some(operation));
        assert_eq!(download.lines().next().await.unwrap().unwrap_err().operation(), Some(operation));
    }
}
