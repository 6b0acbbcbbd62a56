//! Responses that never end, or that grow when they are decompressed.

use std::{
    future::Future,
    io::Write,
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
};

use atlas_api::{Atlas, AtlasBuilder, Error, database_users::DatabaseUsersPermissionsSpecs as Specs};
use flate2::{Compression, write::GzEncoder};

use crate::{
    http_request::read_request,
    support::{PROJECT, builder_of},
};

const MIB: usize = 1 << 20;

/// The end of a body, if the client does not close the connection before.
const ENDLESS: usize = 512 * MIB;

/// The bytes that a server can send before it notices the end of the connection: buffers of the operating system.
const IN_TRANSIT: usize = 32 * MIB;

/// Starts a server that responds to each request with this head and `part` over and over. Returns its URL, and the
/// number of bytes that it sent on each connection.
fn endless_server(head: &'static str, part: Vec<u8>) -> (String, Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, sent) = channel();
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            respond(&mut connection.unwrap(), head, &part, &sender);
        }
    });
    (base_url, sent)
}

fn respond(connection: &mut TcpStream, head: &str, part: &[u8], sender: &Sender<usize>) {
    read_request(connection);
    let mut sent = 0;
    let mut bytes = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
    while sent < ENDLESS && connection.write_all(&bytes).is_ok() {
        sent += bytes.len();
        if bytes != part {
            bytes = part.to_vec();
        }
    }
    let _ = sender.send(sent);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Runs a call whose response exceeds the limit. Returns its error, the number of connections, and the maximum number
/// of bytes that the server could send on one.
fn outcome<T, F>((base_url, sent): (String, Receiver<usize>), call: impl FnOnce(String) -> F) -> (Error, usize, usize)
where
    F: Future<Output = Result<T, Error>>,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let Err(error) = runtime.block_on(call(base_url)) else { panic!("the call succeeded") };
    // Closes the connections.
    drop(runtime);
    let first = sent.recv().unwrap();
    let others: Vec<_> = sent.try_iter().collect();
    (error, 1 + others.len(), others.into_iter().fold(first, usize::max))
}

/// Returns a client whose responses have at most a MiB.
fn limited(builder: AtlasBuilder) -> Atlas {
    builder.max_response_size(MIB as u64).sleep_with(|_| std::future::ready(())).build().unwrap()
}

fn account(base_url: String) -> Atlas {
    let builder = Atlas::builder().service_account("mdb_sa_id_1", "mdb_sa_sk_hunter22").project_id(PROJECT);
    builder.base_url(base_url).sleep_with(|_| std::future::ready(())).build().unwrap()
}

/// Heads and parts of endless bodies: plain, growing, and without any content after decompression.
fn endless_bodies() -> [(&'static str, Vec<u8>); 4] {
    let gzip_head = "200 OK\r\ncontent-encoding: gzip";
    [
        ("200 OK", vec![b' '; 64 * 1024]),
        ("200 OK\r\ncontent-length: 99999999999", vec![b' '; 64 * 1024]),
        (gzip_head, gzip(&vec![b' '; 64 * MIB])),
        (gzip_head, gzip(b"").repeat(1000)),
    ]
}

#[test]
fn an_endless_response_is_an_error_that_names_the_limit_and_its_setting() {
    for (head, part) in endless_bodies() {
        let (error, connections, sent) = outcome(endless_server(head, part.clone()), |url| async {
            limited(builder_of(url)).database_users().get("reports").await
        });
        assert!(error.is_too_large() && !error.is_incomplete() && !error.is_retryable(), "{head}: {error:?}");
        let expected = "getGroupDatabaseUser received a response of more than 1048576 bytes, the limit of the client; \
                        raise it with `AtlasBuilder::max_response_size`";
        assert_eq!((error.to_string().as_str(), connections), (expected, 1), "{head}");
        assert!(sent < IN_TRANSIT, "{head}: {sent}");

        let (error, connections, sent) = outcome(endless_server(head, part), |url| async {
            limited(builder_of(url)).database_users().create(Specs::new("reports", "a long password")).await
        });
        assert!(error.is_too_large() && error.may_have_been_applied(), "{head}: {error:?}");
        assert_eq!((error.attempts(), connections), (1, 1), "{head}");
        assert!(sent < IN_TRANSIT, "{head}: {sent}");
    }
}

#[test]
fn an_endless_token_response_is_an_error() {
    for (head, part) in endless_bodies() {
        let (error, connections, sent) =
            outcome(endless_server(head, part), |url| async { account(url).database_users().get("reports").await });
        assert!(error.is_credential() && !error.is_retryable(), "{head}: {error:?}");
        let expected = "getGroupDatabaseUser could not obtain an access token for service account \"mdb_sa_id_1\": the \
                        response of the token endpoint has more than 1 MiB";
        assert_eq!((error.to_string().as_str(), connections), (expected, 1), "{head}");
        assert!(sent < IN_TRANSIT, "{head}: {sent}");
    }
}

#[test]
fn an_endless_error_response_is_truncated() {
    for head in ["404 Not Found", "404 Not Found\r\ncontent-length: 99999999999"] {
        let (error, connections, sent) = outcome(endless_server(head, vec![b'x'; 64 * 1024]), |url| async {
            builder_of(url).build().unwrap().database_users().get("reports").await
        });
        assert!(error.is_not_found(), "{error:?}");
        assert_eq!((error.body().map(<[u8]>::len), connections), (Some(MIB), 1));
        assert!(sent < IN_TRANSIT, "{head}: {sent}");
    }
    let challenge = "401 Unauthorized\r\nwww-authenticate: Digest realm=\"r\", nonce=\"1\", qop=\"auth\"";
    for head in ["401 Unauthorized", challenge] {
        let builders: [fn(String) -> Atlas; 3] = [
            |url| builder_of(url).build().unwrap(),
            |url| Atlas::builder().access_token("given").project_id(PROJECT).base_url(url).build().unwrap(),
            account,
        ];
        for build in builders {
            let (error, _, sent) = outcome(endless_server(head, vec![b'x'; 64 * 1024]), |url| async move {
                build(url).database_users().get("reports").await
            });
            assert_eq!(error.status().map(|status| status.as_u16()), Some(401), "{error:?}");
            assert!(sent < IN_TRANSIT, "{head}: {sent}");
        }
    }
}

/// Responds to one request with a body, and closes the connection.
fn server_of(head: &'static str, body: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        read_request(&mut connection);
        let head = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
        connection.write_all(&[head.as_bytes(), &body].concat()).unwrap();
    });
    base_url
}

#[tokio::test]
async fn a_compressed_response_is_decompressed() {
    let user = gzip(br#"{"username": "reports"}"#);
    let parts = [gzip(br#"{"username": "#), gzip(br#""reports"}"#)].concat();
    for body in [user, parts] {
        let atlas = limited(builder_of(server_of("200 OK\r\ncontent-encoding: gzip", body)));
        let user = atlas.database_users().get("reports").await.unwrap();
        assert_eq!(user.username.as_deref(), Some("reports"));
        assert_eq!(user.headers().get("content-encoding"), None);
    }
    let refusal = gzip(br#"{"errorCode": "USER_NOT_FOUND"}"#);
    let atlas = limited(builder_of(server_of("404 Not Found\r\ncontent-encoding: gzip", refusal)));
    assert_eq!(atlas.database_users().get("reports").await.unwrap_err().code(), Some("USER_NOT_FOUND"));

    let atlas = limited(builder_of(server_of("200 OK\r\ncontent-encoding: gzip", Vec::new())));
    let create = atlas.database_users().create(Specs::new("reports", "a long password"));
    assert_eq!(create.await.unwrap().raw().len(), 0);
}

#[tokio::test]
async fn a_log_has_no_limit() {
    let line = [vec![b'x'; MIB - 1], vec![b'\n']].concat();
    let log = gzip(&line.repeat(4));
    for head in ["200 OK", "200 OK\r\ncontent-encoding: gzip"] {
        let body = if head.contains("encoding") { gzip(&log) } else { log.clone() };
        let atlas = builder_of(server_of(head, body)).max_response_size(1).build().unwrap();
        let mut lines = atlas.logs().download("host.example.com", atlas_api::logs::LogName::Mongodb).lines();
        let mut count = 0;
        while let Some(line) = lines.next().await {
            assert_eq!(line.unwrap().raw().len(), MIB - 1);
            count += 1;
        }
        assert_eq!(count, 4, "{head}");
    }
}
