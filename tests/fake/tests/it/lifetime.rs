//! The lifetime of a fake: start, several instances, shutdown.

use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use reqwest::StatusCode;

use crate::client::{Client, app, http};

fn address(atlas: &FakeAtlas) -> String {
    atlas.base_url().strip_prefix("http://").unwrap().to_owned()
}

#[tokio::test]
async fn fakes_are_independent_of_each_other() {
    let (one, other) = (Client::start().await, Client::start().await);
    assert_eq!(one.post(&app()).await.0, StatusCode::CREATED);
    assert_ne!(one.atlas.base_url(), other.atlas.base_url());
    assert_eq!(other.get(&other.user("admin/app")).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_dropped_fake_accepts_no_connections() {
    let atlas = FakeAtlas::start().await.unwrap();
    let address = address(&atlas);
    let open = TcpStream::connect(&address).unwrap();
    drop(atlas);
    assert_eq!(TcpStream::connect(&address).unwrap_err().kind(), ErrorKind::ConnectionRefused);
    drop(open);
}

#[test]
fn a_fake_outlives_the_runtime_that_started_it() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let atlas = runtime().block_on(FakeAtlas::start()).unwrap();
    let status = runtime().block_on(async { http().get(atlas.base_url()).send().await.unwrap().status() });
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_fake_responds_while_the_caller_blocks_its_runtime() {
    use std::io::{Read, Write};

    let atlas = FakeAtlas::start().await.unwrap();
    let mut stream = TcpStream::connect(address(&atlas)).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{response}");
}

#[tokio::test]
async fn the_builder_and_the_fake_are_send_and_sync() {
    fn assert_send_sync<T: Send + Sync + 'static>(value: T) -> T {
        value
    }
    let builder = assert_send_sync(FakeAtlas::builder())
        .clock(SystemTime::now)
        .nonce_lifetime(Duration::from_secs(1))
        .database_user_limit(1);
    let atlas = assert_send_sync(builder.start().await.unwrap());
    assert_eq!(atlas.project_id().len(), 24);
}
