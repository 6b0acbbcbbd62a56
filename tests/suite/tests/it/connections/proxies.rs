//! Proxies of the environment.

use std::{
    io::Write,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
    thread,
};

use atlas_fake::FakeAtlas;
use wiremock::ResponseTemplate;

use super::{get_user, tls_server::Authority};
use crate::{
    http_request::read_request,
    support::{client_without_waits, received, server_with, statuses},
};

const ATLAS: &str = "https://atlas.example.com";

/// A proxy that responds to each request with a status line.
struct Proxy {
    address: SocketAddr,
    methods: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start(status: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), methods: Arc::default() };
        let methods = Arc::clone(&proxy.methods);
        thread::spawn(move || {
            for connection in listener.incoming() {
                let mut connection = connection.unwrap();
                methods.lock().unwrap().push(read_request(&mut connection));
                let response = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
                connection.write_all(response.as_bytes()).unwrap();
            }
        });
        proxy
    }

    fn url(&self) -> String {
        format!("http://me:hunter22@{}", self.address)
    }

    fn methods(&self) -> Vec<String> {
        self.methods.lock().unwrap().clone()
    }
}

/// Reads a user through a proxy. The certificates are those of an authority, because a client needs some.
fn get_user_through(variable: &str, proxy: &str) -> String {
    get_user(ATLAS, &[&Authority::new("a").trusted()[..], &[(variable, proxy)]].concat())
}

#[test]
fn a_proxy_that_requires_authentication_is_named_and_not_tried_again() {
    for variable in ["HTTPS_PROXY", "all_proxy"] {
        let proxy = Proxy::start("407 Proxy Authentication Required");
        let expected = "connect, permanent, 1 attempts, 0 waits: getGroupDatabaseUser received no response: cannot connect: \
                        the proxy requires authentication (407); check the user and the password in HTTPS_PROXY or \
                        ALL_PROXY, such as http://user:password@proxy.example.com:3128";
        assert_eq!(get_user_through(variable, &proxy.url()), expected);
        assert_eq!(proxy.methods(), ["CONNECT"]);
    }
}

#[test]
fn a_proxy_that_fails_is_named_and_tried_again() {
    let proxy = Proxy::start("503 Service Unavailable");
    let failed = "connect, retryable, 5 attempts, 4 waits: getGroupDatabaseUser (5 attempts) received no response: cannot \
                  connect";
    let expected = format!(
        "{failed}: the proxy did not connect to the server; check that the proxy allows the host of the base URL, or add the \
         host to NO_PROXY"
    );
    assert_eq!(get_user_through("HTTPS_PROXY", &proxy.url()), expected);
    assert_eq!(proxy.methods(), ["CONNECT"; 5]);

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let refusing = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let expected = format!(
        "{failed} to the proxy; check the variable HTTPS_PROXY or ALL_PROXY, or add the host of the base URL to NO_PROXY"
    );
    assert_eq!(get_user_through("HTTPS_PROXY", &refusing), expected);
}

#[test]
fn an_invalid_proxy_is_an_error_of_the_settings() {
    let example = "expected for example http://proxy.example.com:3128";
    for (proxy, problem) in [
        ("foo://me:hunter22@proxy.example.com", format!("has an unsupported scheme; {example}")),
        ("http://me:hunter22@[proxy", format!("is not a URL; {example}")),
    ] {
        let expected = format!("other, permanent, 0 attempts, 0 waits: proxy: HTTPS_PROXY {problem}");
        assert_eq!(get_user_through("HTTPS_PROXY", proxy), expected);
    }
}

#[tokio::test]
async fn requests_to_this_machine_bypass_every_proxy() {
    let (authority, proxy) = (Authority::new("a"), Proxy::start("407 Proxy Authentication Required"));
    let url = proxy.url();
    let names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let proxies: Vec<_> = names.iter().map(|name| (*name, url.as_str())).collect();
    // Most systems have only one address of the block 127.0.0.0/8.
    let mut addresses = vec!["127.0.0.1:0", "[::1]:0"];
    addresses.extend(cfg!(target_os = "linux").then_some("127.1.2.3:0"));
    for address in addresses {
        let Ok(fake) = FakeAtlas::builder().listen(address.parse::<SocketAddr>().unwrap()).start().await else {
            assert_eq!(address, "[::1]:0", "only IPv6 can be missing");
            continue;
        };
        let message = get_user(fake.base_url(), &proxies);
        assert!(message.contains(": getGroupDatabaseUser failed: 401 Unauthorized"), "{message}");
        assert!(!statuses(&fake).is_empty());
    }
    let server = authority.server("localhost", 2100);
    let env = [&authority.trusted()[..], &proxies].concat();
    assert_eq!(get_user(&format!("https://localhost:{}", server.port), &env), "user reports");
    assert_eq!(proxy.methods(), Vec::<String>::new());
}

#[test]
fn plain_http_to_another_machine_is_rejected_with_and_without_a_proxy() {
    let proxy = Proxy::start("200 OK");
    for env in [&[][..], &[("HTTP_PROXY", proxy.url().as_str())]] {
        let message = get_user("http://atlas.example.com", env);
        assert!(
            message.ends_with("not encrypted; use https, or allow plain HTTP with `allow_plain_http`"),
            "{message}"
        );
    }
    assert_eq!(proxy.methods(), Vec::<String>::new());
}

#[tokio::test]
async fn a_response_of_a_proxy_that_requires_authentication_has_advice() {
    // A proxy for plain HTTP receives the request itself, so its response is that of the call.
    let server = server_with(vec![ResponseTemplate::new(407)]).await;
    let error = client_without_waits(&server).database_users().get("reports").await.unwrap_err();
    let advice = "the response is from a proxy; check the user and the password in HTTP_PROXY or ALL_PROXY, such as \
                  http://user:password@proxy.example.com:3128";
    let expected = format!("getGroupDatabaseUser failed: 407 Proxy Authentication Required ({advice})");
    assert_eq!(error.to_string(), expected);
    assert_eq!((error.attempts(), error.is_retryable(), received(&server).await.len()), (1, false, 1));
}
