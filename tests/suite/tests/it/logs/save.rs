//! The log in a file.

use std::fs;

use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use super::{download, gzip, serving};
use crate::support::client_without_retries;

#[tokio::test]
async fn the_file_takes_the_place_of_what_is_there() {
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
async fn a_failure_leaves_what_is_there() {
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
async fn a_directory_that_is_not_there_is_an_error_before_anything_is_sent() {
    let (server, atlas) = serving(gzip(b"")).await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("missing").join("mongodb.gz");
    let error = download(&atlas).save(&path).await.unwrap_err();
    assert!(error.is_file());
    assert_eq!(error.to_string(), format!("the file {path:?} could not be written"));
    assert!(server.received_requests().await.unwrap().is_empty());
}
