//! Requests as a server without an HTTP library reads them.

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpStream,
};

/// Reads a request completely, so that the connection is closed in order. Returns its method.
pub(crate) fn read_request(connection: &mut TcpStream) -> String {
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
    let method = lines.first().and_then(|line| line.split(' ').next());
    method.unwrap_or_default().to_owned()
}
