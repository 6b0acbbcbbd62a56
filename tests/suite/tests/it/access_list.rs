//! Writes to the IP access list of a project. Atlas fails them if they are concurrent.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use atlas_api::{Atlas, Confirm, Method};
use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Notify, Semaphore},
    task::JoinSet,
};

use crate::support::{PROJECT, builder_of};

/// A server that holds signed requests until the test allows a response.
#[derive(Clone)]
struct Server {
    base_url: String,
    requests: Arc<Mutex<Vec<String>>>,
    received: Arc<Notify>,
    responses: Arc<Semaphore>,
    open: Arc<AtomicUsize>,
    max_open: Arc<AtomicUsize>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            base_url: format!("http://{}", listener.local_addr().unwrap()),
            requests: Arc::default(),
            received: Arc::default(),
            responses: Arc::new(Semaphore::new(0)),
            open: Arc::default(),
            max_open: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            loop {
                let (connection, _) = listener.accept().await.unwrap();
                tokio::spawn(serving.clone().serve(connection));
            }
        });
        server
    }

    async fn serve(self, mut connection: TcpStream) {
        let mut reader = BufReader::new(&mut connection);
        let (mut first, mut length, mut signed) = (String::new(), 0, false);
        reader.read_line(&mut first).await.unwrap();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).await.unwrap();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().unwrap();
            }
            signed |= line.starts_with("authorization: ");
            if line.trim().is_empty() {
                break;
            }
        }
        reader.read_exact(&mut vec![0; length]).await.unwrap();
        if !signed {
            let response =
                b"HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Digest realm=\"r\", nonce=\"1\", qop=\"auth\"\r\n\
                           connection: close\r\ncontent-length: 0\r\n\r\n";
            return connection.write_all(response).await.unwrap();
        }
        self.requests.lock().unwrap().push(first.trim_end_matches(" HTTP/1.1\r\n").to_owned());
        self.max_open.fetch_max(self.open.fetch_add(1, Relaxed) + 1, Relaxed);
        self.received.notify_one();
        self.responses.acquire().await.unwrap().forget();
        self.open.fetch_sub(1, Relaxed);
        let response = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";
        // The connection is closed if the call was canceled.
        let _ = connection.write_all(response).await;
    }

    /// Waits until there have been this many requests.
    async fn has(&self, requests: usize) -> Vec<String> {
        loop {
            let received = self.received.notified();
            let seen = self.requests.lock().unwrap().clone();
            if seen.len() >= requests {
                return seen;
            }
            received.await;
        }
    }

    fn client(&self) -> Atlas {
        builder_of(&self.base_url).build().unwrap()
    }
}

async fn write(atlas: Atlas, method: Method, path: String) {
    let request = atlas.request(method, path).json(json!([{ "ipAddress": "192.0.2.1" }])).unwrap();
    request.confirm(Confirm::yes()).await.unwrap();
}

fn list(project: &str) -> String {
    format!("/api/atlas/v2/groups/{project}/accessList")
}

#[tokio::test]
async fn writes_to_one_list_are_sent_one_at_a_time() {
    let server = Server::start().await;
    let atlas = server.client();
    let mut calls = JoinSet::new();
    for number in 0..10 {
        let (method, path) = match number % 2 {
            0 => (Method::POST, list(PROJECT)),
            _ => (Method::DELETE, format!("{}/192.0.2.{number}", list(PROJECT))),
        };
        calls.spawn(write(atlas.clone(), method, path));
    }
    for number in 1..=10 {
        server.has(number).await;
        server.responses.add_permits(1);
    }
    while let Some(done) = calls.join_next().await {
        done.unwrap();
    }
    assert_eq!((server.has(10).await.len(), server.max_open.load(Relaxed)), (10, 1));
}

#[tokio::test]
async fn other_requests_are_not_delayed() {
    let server = Server::start().await;
    let atlas = server.client();
    let other = "5f1a2b3c4d5e6f7a8b9c0d1f";
    let mut calls = JoinSet::new();
    calls.spawn(write(atlas.clone(), Method::POST, list(PROJECT)));
    server.has(1).await;
    // Waits for the first one.
    calls.spawn(write(atlas.clone(), Method::PUT, list(PROJECT)));
    calls.spawn(write(atlas.clone(), Method::POST, list(other)));
    calls.spawn(write(atlas.clone(), Method::GET, list(PROJECT)));
    calls.spawn(write(atlas.clone(), Method::POST, list(PROJECT).replace("accessList", "databaseUsers")));
    let mut seen = server.has(4).await;
    seen[1..].sort();
    let users = list(PROJECT).replace("accessList", "databaseUsers");
    let expected = [
        format!("POST {}", list(PROJECT)),
        format!("GET {}", list(PROJECT)),
        format!("POST {users}"),
        format!("POST {}", list(other)),
    ];
    assert_eq!(seen, expected);
    server.responses.add_permits(5);
    while let Some(done) = calls.join_next().await {
        done.unwrap();
    }
    assert_eq!(server.has(5).await[4], format!("PUT {}", list(PROJECT)));
}

#[tokio::test]
async fn a_canceled_write_does_not_block_the_next_one() {
    let server = Server::start().await;
    let atlas = server.client();
    let canceled = tokio::spawn(write(atlas.clone(), Method::POST, list(PROJECT)));
    server.has(1).await;
    let next = tokio::spawn(write(atlas.clone(), Method::DELETE, format!("{}/192.0.2.1", list(PROJECT))));
    canceled.abort();
    assert!(canceled.await.unwrap_err().is_cancelled());
    assert_eq!(server.has(2).await[1], format!("DELETE {}/192.0.2.1", list(PROJECT)));
    server.responses.add_permits(2);
    next.await.unwrap();
}
