//! A server that follows a script, one step for each connection.

use std::{
    io::Write,
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

use crate::http_request::read_request;

/// The treatment of one connection with a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Reset the connection without reading the request.
    ResetUnread,
    /// Read the request and close the connection without a response.
    ResetRead,
    /// Read the request and keep the connection open without a response.
    Hang,
    /// Respond with a status line, headers by the line, and a body, which can be invalid; then close the connection.
    Respond(&'static str, &'static [&'static str], &'static str),
    /// Close the connection in the middle of a body.
    Truncate,
    /// Close the connection in the middle of a gzip file.
    TruncateFile,
}

/// The response to every request after the script.
const GOOD: Step = Step::Respond("200 OK", &[], r#"{"username": "reports"}"#);

/// A server that runs until the test program ends.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) base_url: String,
    methods: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn start(script: &'static [Step]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let methods = Arc::default();
        let server = Self { base_url, methods: Arc::clone(&methods) };
        std::thread::spawn(move || {
            let mut hanging = Vec::new();
            for (number, connection) in listener.incoming().enumerate() {
                let mut connection = connection.unwrap();
                let step = script.get(number).copied().unwrap_or(GOOD);
                if matches!(step, Step::ResetUnread) {
                    // Dropping a connection with unread data resets it.
                    connection.peek(&mut [0]).unwrap();
                    continue;
                }
                methods.lock().unwrap().push(read_request(&mut connection));
                match step {
                    Step::Hang => hanging.push(connection),
                    Step::Respond(status, headers, body) => {
                        respond(&mut connection, status, headers, body.as_bytes(), body.len());
                    }
                    Step::Truncate => respond(&mut connection, "200 OK", &[], br#"{"username": "#, 99),
                    Step::TruncateFile => respond(&mut connection, "200 OK", &[], b"\x1f\x8b\x08", 99),
                    Step::ResetUnread | Step::ResetRead => {}
                }
            }
        });
        server
    }

    /// Returns the methods of the requests that were read, in order.
    pub(crate) fn methods(&self) -> Vec<String> {
        self.methods.lock().unwrap().clone()
    }
}

fn respond(connection: &mut TcpStream, status: &str, headers: &[&str], body: &[u8], length: usize) {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let head = format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n");
    connection.write_all(&[head.as_bytes(), body].concat()).unwrap();
}
