//! A server of canned answers, on threads of its own, whose time is not counted.

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

type Answers = Arc<HashMap<String, Vec<u8>>>;

impl Server {
    pub(crate) fn start() -> Self {
        Self::start_slow(Duration::ZERO)
    }

    /// A server that takes this long for each request.
    pub(crate) fn start_slow(latency: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let answers: Answers = Arc::new(fixture::bodies().map(|(target, body)| (target, answer(&body))).collect());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let answers = Arc::clone(&answers);
                thread::spawn(move || serve(stream.unwrap(), &answers, latency));
            }
        });
        Self { address }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn answer(body: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.atlas.2023-01-01+json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body.as_bytes()].concat()
}

const CHALLENGE: &[u8] =
    b"HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Digest realm=\"MMS Public API\", domain=\"\", \
    nonce=\"0123456789abcdef\", algorithm=MD5, qop=\"auth\", stale=false\r\ncontent-length: 0\r\n\r\n";

/// Answers the requests of one connection, none of which has a body.
fn serve(mut stream: TcpStream, answers: &Answers, latency: Duration) {
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let target = line.split(' ').nth(1).unwrap().to_owned();
        let mut let_in = false;
        loop {
            line.clear();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if line == "\r\n" {
                break;
            }
            let_in |= line.starts_with("authorization: Digest") || line.starts_with("x-floor");
        }
        thread::sleep(latency);
        let answer = if let_in { answers[&target].as_slice() } else { CHALLENGE };
        if stream.write_all(answer).is_err() {
            return;
        }
    }
}
