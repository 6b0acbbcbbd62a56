//! Helpers of the benches: requests prepared in advance, and a connection that sends them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use atlas_fake::FakeAtlas;
use digest_auth::{AuthContext, WwwAuthenticateHeader};

const VERSION: &str = "application/vnd.atlas.2024-08-05+json";

/// A signer of requests with the API key of the fake. It uses one nonce for all of them.
pub(crate) struct Signer {
    public: String,
    private: String,
    challenge: WwwAuthenticateHeader,
}

impl Signer {
    pub(crate) fn new(atlas: &FakeAtlas) -> Self {
        let mut connection = Connection::open(atlas.base_url());
        connection.send(b"GET /api/atlas/v2 HTTP/1.1\r\nhost: localhost\r\n\r\n");
        let (status, head, _) = connection.receive();
        assert_eq!(status, 401);
        let header = head.lines().find_map(|line| line.strip_prefix("www-authenticate: ")).unwrap();
        Self {
            public: atlas.public_key().to_owned(),
            private: atlas.private_key().to_owned(),
            challenge: header.parse().unwrap(),
        }
    }

    /// Returns the bytes of a complete request.
    pub(crate) fn request(&mut self, method: &'static str, path: &str, body: &str) -> Vec<u8> {
        let none: Option<&[u8]> = None;
        let context = AuthContext::new_with_method(&self.public, &self.private, path, none, method.into());
        let authorization = self.challenge.respond(&context).unwrap();
        let length = body.len();
        format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\naccept: {VERSION}\r\ncontent-type: {VERSION}\r\n\
             content-length: {length}\r\nauthorization: {authorization}\r\n\r\n{body}"
        )
        .into_bytes()
    }
}

pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(crate) fn open(base_url: &str) -> Self {
        let stream = TcpStream::connect(base_url.strip_prefix("http://").unwrap()).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::new(stream))
    }

    pub(crate) fn send(&mut self, request: &[u8]) {
        self.0.get_mut().write_all(request).unwrap();
    }

    /// Reads a response with a `Content-Length`: the status, the head and the body.
    pub(crate) fn receive(&mut self) -> (u16, String, Vec<u8>) {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.0.read_line(&mut head).unwrap(), 0, "the connection ended: {head}");
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        let mut body = vec![0; length.parse().unwrap()];
        self.0.read_exact(&mut body).unwrap();
        (head[9..12].parse().unwrap(), head, body)
    }
}
