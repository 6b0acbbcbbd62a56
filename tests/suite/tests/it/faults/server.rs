//! A server that follows a script, down to the connection.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

/// What a connection that brings a request ends with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// It is reset although there is a request to read.
    ResetUnread,
    /// It ends without an answer after the request was read.
    ResetRead,
    /// It stays, and no answer comes.
    Silence,
    /// It ends after this answer, which need not be whole: the status line, headers by the line, and a body.
    Answer(&'static str, &'static [&'static str], &'static str),
    /// It ends in the midst of a body.
    Cut,
}

/// The answer to every request that the script has no step for.
const GOOD: Step = Step::Answer("200 OK", &[], r#"{"username": "reports"}"#);

/// A server that is there for as long as the test program.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) base_url: String,
    read: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(super) fn start(script: &'static [Step]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let read = Arc::default();
        let server = Self { base_url, read: Arc::clone(&read) };
        std::thread::spawn(move || {
            let mut silent = Vec::new();
            for (number, connection) in listener.incoming().enumerate() {
                let mut connection = connection.unwrap();
                let step = script.get(number).copied().unwrap_or(GOOD);
                if matches!(step, Step::ResetUnread) {
                    // What is dropped with something left to read is reset.
                    connection.peek(&mut [0]).unwrap();
                    continue;
                }
                read.lock().unwrap().push(read_request(&mut connection));
                match step {
                    Step::Silence => silent.push(connection),
                    Step::Answer(status, headers, body) => answer(&mut connection, status, headers, body, body.len()),
                    Step::Cut => answer(&mut connection, "200 OK", &[], r#"{"username": "#, 99),
                    Step::ResetUnread | Step::ResetRead => {}
                }
            }
        });
        server
    }

    /// The methods of the requests that were read, in order.
    pub(super) fn read(&self) -> Vec<String> {
        self.read.lock().unwrap().clone()
    }
}

fn answer(connection: &mut TcpStream, status: &str, headers: &[&str], body: &str, length: usize) {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let head = format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n");
    connection.write_all(format!("{head}{body}").as_bytes()).unwrap();
}

/// Reads a request to its end, and returns its method.
fn read_request(connection: &mut TcpStream) -> String {
    let mut connection = BufReader::new(connection);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        lines.push(line);
    }
    let length = lines.iter().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
    connection.read_exact(&mut vec![0; length.unwrap_or(0)]).unwrap();
    lines[0].split(' ').next().unwrap().to_owned()
}
