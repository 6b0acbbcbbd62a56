//! A server with canned responses. It runs on other threads, whose processor time is not measured.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

use super::fixture;

pub(crate) struct Server {
    address: SocketAddr,
}

type Responses = Arc<HashMap<String, Vec<u8>>>;

impl Server {
    pub(crate) fn start() -> Self {
        Self::start_slow(Duration::ZERO)
    }

    /// Starts a server that takes this long for each request.
    pub(crate) fn start_slow(latency: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let responses: Responses =
            Arc::new(fixture::bodies().map(|(target, body)| (target, response(&body))).collect());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let responses = Arc::clone(&responses);
                thread::spawn(move || serve(stream.unwrap(), &responses, latency));
            }
        });
        Self { address }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn response(body: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.atlas.2023-01-01+json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body.as_bytes()].concat()
}

const CHALLENGE: &[u8] =
    b"HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Digest realm=\"MMS Public API\", domain=\"\", \
    nonce=\"0123456789abcdef\", algorithm=MD5, qop=\"auth\", stale=false\r\ncontent-length: 0\r\n\r\n";

/// Responds to the requests of one connection. The requests have no bodies.
fn serve(mut stream: TcpStream, responses: &Responses, latency: Duration) {
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let target = line.split(' ').nth(1).unwrap().to_owned();
        let mut accepted = false;
        loop {
            line.clear();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if line == "\r\n" {
                break;
            }
            accepted |= line.starts_with("authorization: Digest") || line.starts_with("x-baseline");
        }
        thread::sleep(latency);
        let response = if accepted { responses[&target].as_slice() } else { CHALLENGE };
        if stream.write_all(response).is_err() {
            return;
        }
    }
}
