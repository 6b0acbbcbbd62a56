//! Downloads of snapshots.

use std::{
    fs,
    sync::{Arc, Mutex},
};

use atlas_api::{Error, backups::Restores};
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use super::{RESTORE, SNAPSHOT, server_with_bodies, slow_fake};
use crate::support::{client, client_of, client_without_waits, received};

const CONTENT: &[u8] = b"\x1f\x8b the archive";

/// Starts a server with the archive of a snapshot, and a client for another server.
async fn server(response: ResponseTemplate) -> (MockServer, Restores) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    let atlas = MockServer::start().await;
    let restores = client_of(&atlas).backups("Cluster0").restores();
    (server, restores)
}

#[tokio::test]
async fn a_file_is_saved_without_credentials_and_with_its_progress() {
    let (server, restores) = server(ResponseTemplate::new(200).set_body_bytes(CONTENT)).await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("orders.tgz");
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    let url = format!("{}/orders.tgz?signature=hunter22", server.uri());
    let download = restores.file(&*url).on_progress(move |bytes, size| record.lock().unwrap().push((bytes, size)));
    let size = CONTENT.len() as u64;
    assert_eq!(download.clone().save(&path).await.unwrap(), size);
    assert_eq!(fs::read(&path).unwrap(), CONTENT);
    assert_eq!(seen.lock().unwrap().last(), Some(&(size, Some(size))));
    let requests = received(&server).await;
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].url.query(), Some("signature=hunter22"));
    assert_eq!(
        (requests[0].headers.get("authorization"), &requests[0].headers["accept"]),
        (None, &"*/*".parse().unwrap())
    );

    assert!(!format!("{download:?}").contains("hunter22"));
    let mut file = download.await.unwrap();
    assert_eq!(file.size(), Some(size));
    assert_eq!(file.next().await.unwrap().unwrap(), CONTENT);
    assert!(file.next().await.is_none());
}

#[tokio::test]
async fn an_expired_url_is_an_error_with_its_status() {
    let (server, restores) = server(
        ResponseTemplate::new(403).set_body_string("<Error><SignatureProvided>hunter22</SignatureProvided></Error>"),
    )
    .await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("orders.tgz");
    let error = restores.file(format!("{}/x?signature=hunter22", server.uri())).save(&path).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
    assert!(!format!("{error} {error:?}").contains("hunter22"), "{error:?}");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn only_https_is_requested_from_other_machines() {
    let (_server, restores) = server(ResponseTemplate::new(200)).await;
    for url in ["http://example.com/x?signature=hunter22", "file:///etc/passwd", "x"] {
        let error: Error = restores.file(url).await.unwrap_err();
        assert!(error.is_invalid_argument());
        let expected = "download URL: not an https URL; use the one in the response of Atlas";
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_download_is_waited_for() {
    let fake = slow_fake().await;
    fake.insert("clusters", json!({ "name": "Cluster0" })).unwrap();
    fake.insert("clusters/Cluster0/backup/snapshots", json!({ "id": SNAPSHOT })).unwrap();
    let restores = client(&fake).backups("Cluster0").restores();
    let download = restores.download(SNAPSHOT).await.unwrap();
    assert_eq!(download.delivery_url.as_deref(), Some(&[][..]));
    let ready = restores.wait_until_finished(download.id.as_deref().unwrap()).await.unwrap();
    let url = ready.delivery_url.as_ref().unwrap()[0].expose();
    assert!(url.starts_with("https://"));
    assert!(!format!("{ready:?}").contains(url), "anyone with the URL can download the data");
    assert!(restores.wait_until_finished(RESTORE).await.unwrap_err().is_absent());

    let server = server_with_bodies(&[json!({ "id": RESTORE, "expired": true })]).await;
    let restores = client_without_waits(&server).backups("Cluster0").restores();
    let error = restores.wait_until_finished(RESTORE).await.unwrap_err();
    assert_eq!((error.is_failed_state(), error.state()), (true, Some("expired")));
}
