//! Every kind of fault, set by program arguments and checked byte by byte on the wire.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use digest_auth::{AuthContext, WwwAuthenticateHeader};

use crate::client::VERSION;
use crate::process::Program;

/// A client that returns raw bytes.
struct Wire<'a> {
    program: &'a Program,
    challenge: Option<WwwAuthenticateHeader>,
}

impl Wire<'_> {
    /// Sends a signed request over a new connection; returns the response and how the connection ended.
    fn send(&mut self) -> (String, Result<(), ErrorKind>) {
        let users = self.program.users();
        let address = self.program.base_url().strip_prefix("http://").unwrap();
        let target = users.strip_prefix(self.program.base_url()).unwrap();
        let keys = ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PRIVATE_API_KEY"];
        let [public, private] = keys.map(|name| &self.program.settings[name]);
        let context = AuthContext::new(public, private, target);
        let authorization = self.challenge.as_mut().map(|challenge| challenge.respond(&context).unwrap().to_string());
        let authorization = authorization.map(|value| format!("authorization: {value}\r\n")).unwrap_or_default();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "GET {target} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\naccept: {VERSION}\r\n{authorization}\r\n"
        )
        .unwrap();
        let mut bytes = Vec::new();
        let end = stream.read_to_end(&mut bytes).map(drop).map_err(|error| error.kind());
        (String::from_utf8(bytes).unwrap(), end)
    }

    /// Uses the challenge in a response for the next requests.
    fn take_challenge(&mut self, response: &str) {
        let (_, rest) = response.split_once("www-authenticate: ").unwrap();
        self.challenge = Some(rest.lines().next().unwrap().parse().unwrap());
    }
}

#[tokio::test]
async fn every_kind_of_fault_takes_effect_on_the_wire() {
    let specs = [
        "status=503",
        "status=409,code=SOME_CODE",
        "empty=401",
        "html",
        "html=504",
        "rate-limit",
        "rate-limit=5",
        "cut",
        "reset=before",
        "reset=after",
        "stale-nonce",
    ];
    let faults: Vec<_> = specs.iter().map(|spec| format!("listGroupDatabaseUsers:{spec},times=1")).collect();
    let mut arguments = vec!["--log", "--latency", "1ms"];
    arguments.extend(faults.iter().flat_map(|fault| ["--fault", fault.as_str()]));
    let program = Program::start(&arguments);
    let mut wire = Wire { program: &program, challenge: None };
    let (challenged, _) = wire.send();
    wire.take_challenge(&challenged);

    let reset = Err(ErrorKind::ConnectionReset);
    for (spec, first, part, lacks, end) in [
        (specs[0], "HTTP/1.1 503 Service Unavailable", "\"errorCode\":\"UNEXPECTED_ERROR\"", "retry-after", Ok(())),
        (specs[1], "HTTP/1.1 409 Conflict", "\"errorCode\":\"SOME_CODE\"", "retry-after", Ok(())),
        (specs[2], "HTTP/1.1 401 Unauthorized", "content-length: 0\r\n", "www-authenticate", Ok(())),
        (specs[3], "HTTP/1.1 502 Bad Gateway", "<h1>502 Bad Gateway</h1>", "json", Ok(())),
        (specs[4], "HTTP/1.1 504 Gateway Timeout", "content-type: text/html; charset=utf-8\r\n", "json", Ok(())),
        (specs[5], "HTTP/1.1 429 Too Many Requests", "\"errorCode\":\"RATE_LIMITED\"", "retry-after", Ok(())),
        (specs[6], "HTTP/1.1 429 Too Many Requests", "retry-after: 5\r\n", "www-authenticate", Ok(())),
        (specs[7], "HTTP/1.1 200 OK", "\r\n\r\n{\"links\":[", "\"results\":", Ok(())),
        (specs[8], "", "", "HTTP", reset),
        (specs[9], "", "", "HTTP", reset),
        (specs[10], "HTTP/1.1 401 Unauthorized", "stale=true", "retry-after", Ok(())),
    ] {
        let (response, ended) = wire.send();
        assert_eq!(response.lines().next().unwrap_or_default(), first, "{spec}");
        assert!(response.contains(part) && !response.contains(lacks), "{spec}: {response}");
        assert_eq!(ended, end, "{spec}");
        if spec == "stale-nonce" {
            wire.take_challenge(&response);
        }
    }
    let (response, _) = wire.send();
    assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");

    let log = String::from_utf8(program.stop("-TERM").stderr).unwrap();
    let logged: Vec<_> = log.lines().map(|line| line.split_once(" fault=").unwrap().1).collect();
    let expected = ["latency=1ms".to_owned()].into_iter();
    let expected = expected.chain(specs.iter().map(|spec| match *spec {
        "html" => "latency=1ms,html=502".to_owned(),
        spec => format!("latency=1ms,{spec}"),
    }));
    assert_eq!(logged, expected.chain(["latency=1ms".to_owned()]).collect::<Vec<_>>());
}
