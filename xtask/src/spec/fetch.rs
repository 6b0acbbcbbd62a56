//! Download of a document. No other part of `xtask` uses the network.

use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::redirect::Policy;
use url::Url;

use super::input;
use super::limit::Limit;

/// The total timeout, sufficient for four megabytes over a slow connection.
const TIMEOUT: Duration = Duration::from_secs(120);
/// The maximum number of redirects.
const MAX_REDIRECTS: usize = 10;

/// Downloads the body of a URL that [`input::check`] accepted.
///
/// No error contains the user, the password or the query of a URL.
pub(super) fn get(url: &Url, limit: Limit) -> anyhow::Result<Vec<u8>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(fetch(url, limit))
        .with_context(|| format!("cannot fetch \"{}\"", input::Input::Url(url.clone()).name()))
}

async fn fetch(url: &Url, limit: Limit) -> anyhow::Result<Vec<u8>> {
    // An error means that a provider is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // The header `Referer` would reveal the query to the target of a redirect.
    let mut client = reqwest::Client::builder().timeout(TIMEOUT).redirect(redirects()).referer(false);
    if input::is_loopback(url) {
        client = client.no_proxy();
    }
    let client = client.build().map_err(reqwest::Error::without_url)?;
    let mut response = client.get(url.clone()).send().await.map_err(reqwest::Error::without_url)?;
    let status = response.status();
    if !status.is_success() {
        bail!("the server returned status {status}");
    }
    limit.check(response.content_length().unwrap_or_default())?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(reqwest::Error::without_url)? {
        body.extend_from_slice(&chunk);
        limit.check(body.len() as u64)?;
    }
    Ok(body)
}

/// Returns a policy that checks the target of each redirect like the original URL.
fn redirects() -> Policy {
    Policy::custom(|attempt| {
        if attempt.previous().len() > MAX_REDIRECTS {
            return attempt.error("too many redirects");
        }
        match input::check(attempt.url()) {
            Ok(()) => attempt.follow(),
            Err(error) => attempt.error(error.to_string()),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    const LIMIT: Limit = Limit::bytes(1000);

    /// Starts a server on the loopback interface that sends one response, and returns its URL.
    fn serve(response: &'static str) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            assert!(request[..length].starts_with(b"GET /v2.json"));
            stream.write_all(response.as_bytes()).unwrap();
        });
        Url::parse(&format!("http://{address}/v2.json")).unwrap()
    }

    #[test]
    fn a_body_is_fetched() {
        let url = serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
        assert_eq!(get(&url, LIMIT).unwrap(), b"{}");
    }

    #[test]
    fn an_incomplete_body_is_an_error() {
        let url = serve("HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\n{}");
        let error = format!("{:#}", get(&url, LIMIT).unwrap_err());
        assert!(error.starts_with("cannot fetch \"v2.json\": error decoding response body"), "{error}");
    }

    #[test]
    fn a_status_other_than_success_is_an_error() {
        let url = serve("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let error = format!("{:#}", get(&url, LIMIT).unwrap_err());
        assert_eq!(error, "cannot fetch \"v2.json\": the server returned status 404 Not Found");
    }

    /// Returns the error for a body of a server, with the whole chain of causes.
    fn error_of(url: &Url) -> String {
        format!("{:#}", get(url, LIMIT).unwrap_err())
    }

    #[test]
    fn a_body_larger_than_the_limit_is_an_error() {
        let expected = "cannot fetch \"v2.json\": larger than 1000 bytes; pass the OpenAPI document";
        let announced = serve("HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n");
        assert_eq!(error_of(&announced), expected);
        let text: &'static str = Box::leak(format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(1001)).into_boxed_str());
        assert_eq!(error_of(&serve(text)), expected);
        let exact: &'static str = Box::leak(format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(1000)).into_boxed_str());
        assert_eq!(get(&serve(exact), LIMIT).unwrap().len(), 1000);
    }

    #[test]
    fn an_endless_body_is_an_error() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = Url::parse(&format!("http://{}/v2.json", listener.local_addr().unwrap())).unwrap();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").unwrap();
            // Ends when the client closes the connection.
            while stream.write_all(b"4\r\nbody\r\n").is_ok() {}
        });
        assert_eq!(error_of(&url), "cannot fetch \"v2.json\": larger than 1000 bytes; pass the OpenAPI document");
        server.join().unwrap();
    }

    #[test]
    fn no_error_contains_credentials_or_a_query() {
        let responses = [
            "",
            "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\n{}",
            "HTTP/1.1 302 Found\r\nlocation: http://secret:secret@example.org/?secret\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nlocation: ftp://secret:secret@example.org/?secret\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nlocation: https://secret:secret@127.0.0.1:1/?secret\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nlocation: https://secret:secret@:99999/?secret\r\ncontent-length: 0\r\n\r\n",
            "secret",
        ];
        for response in responses {
            let mut url = serve(response);
            url.set_username("secret").unwrap();
            url.set_password(Some("secret")).unwrap();
            url.set_query(Some("token=secret"));
            let error = get(&url, LIMIT).unwrap_err();
            let (shown, debug) = (format!("{error:#}"), format!("{error:?}"));
            assert!(shown.starts_with("cannot fetch \"v2.json\": "), "{shown}");
            assert!(!shown.contains("secret") && !debug.contains("secret"), "{shown}\n{debug}");
        }
        // Nothing listens on this port.
        let shown = error_of(&Url::parse("http://secret:secret@127.0.0.1:1/v2.json?secret").unwrap());
        assert!(shown.starts_with("cannot fetch \"v2.json\": ") && !shown.contains("secret"), "{shown}");
    }

    #[test]
    fn a_redirect_to_plain_http_is_not_followed() {
        let url = serve(
            "HTTP/1.1 302 Found\r\nlocation: http://example.org/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        );
        let error = format!("{:#}", get(&url, LIMIT).unwrap_err());
        assert!(error.contains("redirect"), "{error}");
    }
}
