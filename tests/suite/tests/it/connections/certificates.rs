//! Certificates that the client trusts, and others.

use std::{io::Write, net::TcpListener, thread};

use super::{get_user, get_user_with_account, tls_server::Authority};

const FAILED: &str =
    "connect, permanent, 1 attempts, 0 waits: getGroupDatabaseUser received no response: cannot connect: ";
const TIME: &str = "the TLS certificate has expired or is not valid yet; check the clock of this machine, and proxies that \
                    replace certificates";
const HOST: &str = "the TLS certificate is for another host; check the base URL, and proxies that replace certificates";
const ISSUER: &str = "the issuer of the TLS certificate is not trusted; if it is a proxy or an authority of your own, add it \
                      to the trusted certificates of the system, or set SSL_CERT_FILE to a PEM file with all trusted \
                      certificates";

#[cfg(all(unix, not(target_vendor = "apple")))]
#[test]
fn an_authority_in_a_file_is_trusted() {
    let authority = Authority::new("a");
    let server = authority.server("localhost", 2100);
    let base_url = format!("https://localhost:{}", server.port);
    assert_eq!(get_user(&base_url, &authority.trusted()), "user reports");
    assert_eq!(server.connections(), 1);
}

#[cfg(all(unix, not(target_vendor = "apple")))]
#[test]
fn a_certificate_that_is_not_valid_is_named_and_not_tried_again() {
    let (authority, other) = (Authority::new("a"), Authority::new("b"));
    for (host, year, trusted, problem) in [
        ("localhost", 2100, &other, ISSUER),
        ("localhost", 2021, &authority, TIME),
        ("atlas.example.com", 2100, &authority, HOST),
    ] {
        let server = authority.server(host, year);
        let base_url = format!("https://localhost:{}", server.port);
        assert_eq!(get_user(&base_url, &trusted.trusted()), format!("{FAILED}{problem}"));
        assert_eq!(server.connections(), 1);
    }
}

#[cfg(all(unix, not(target_vendor = "apple")))]
#[test]
fn an_error_of_the_token_endpoint_names_the_certificate() {
    // The other authority has the same name and another key.
    let (authority, other) = (Authority::new("a"), Authority::new("a"));
    let server = authority.server("localhost", 2100);
    let result = get_user_with_account(&format!("https://localhost:{}", server.port), &other.trusted());
    let (kind, message) = result.split_once(": ").unwrap();
    assert_eq!(kind, "other, permanent, 0 attempts, 0 waits");
    let expected = "could not obtain an access token for service account \"mdb_sa_id_66a7d5c1\": no response from the token \
                    endpoint: cannot connect: ";
    assert!(message.ends_with(&format!("{expected}{ISSUER}")), "{message}");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_server_without_tls_is_named_and_not_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let server = thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        connection.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").unwrap();
        // The client closes the connection.
        std::io::copy(&mut connection, &mut std::io::sink())
    });
    let authority = Authority::new("a");
    let problem =
        "the server does not use TLS, or only old versions of it; check the scheme and the port of the base URL";
    assert_eq!(get_user(&base_url, &authority.trusted()), format!("{FAILED}{problem}"));
    assert!(server.join().unwrap().is_ok());
}
