//! Logs saved to files.

use std::fs;

use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use super::{download, gzip, serving};
use crate::support::client_without_retries;

#[tokio::test]
async fn an_existing_file_is_replaced() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("mongodb.gz");
    fs::write(&path, "old").unwrap();
    let file = gzip(b"one\ntwo\n");
    let (_server, atlas) = serving(file.clone()).await;
    assert_eq!(download(&atlas).save(&path).await.unwrap(), file.len() as u64);
    assert_eq!(fs::read(&path).unwrap(), file);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn an_error_leaves_the_existing_file() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(404)).mount(&server).await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("mongodb.gz");
    fs::write(&path, "old").unwrap();
    let error = download(&client_without_retries(&server)).save(&path).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_missing_directory_is_an_error_before_anything_is_sent() {
    let (server, atlas) = serving(gzip(b"")).await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("missing").join("mongodb.gz");
    let error = download(&atlas).save(&path).await.unwrap_err();
    assert!(error.is_io());
    assert_eq!(error.to_string(), format!("file {path:?}: cannot be written"));
    assert!(server.received_requests().await.unwrap().is_empty());
}
