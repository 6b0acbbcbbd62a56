//! Download of a document. No other part of `xtask` uses the network.

use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::redirect::Policy;
use url::Url;

use super::input;

/// The total timeout, sufficient for four megabytes over a slow connection.
const TIMEOUT: Duration = Duration::from_secs(120);
/// The maximum number of redirects.
const MAX_REDIRECTS: usize = 10;

/// Downloads the body of a URL that [`input::check`] accepted.
pub(super) fn get(url: &Url) -> anyhow::Result<Vec<u8>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(fetch(url))
        .with_context(|| format!("cannot fetch \"{}\"", input::Input::Url(url.clone()).name()))
}

async fn fetch(url: &Url) -> anyhow::Result<Vec<u8>> {
    // An error means that a provider is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = reqwest::Client::builder().timeout(TIMEOUT).redirect(redirects());
    if input::is_loopback(url) {
        client = client.no_proxy();
    }
    let response = client.build()?.get(url.clone()).send().await?;
    let status = response.status();
    if !status.is_success() {
        bail!("the server returned status {status}");
    }
    Ok(response.bytes().await?.to_vec())
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

    /// Starts a server on the loopback interface that sends one response, and returns its URL.
    fn serve(response: &'static str) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            assert!(request[..length].starts_with(b"GET /v2.json HTTP/1.1\r\n"));
            stream.write_all(response.as_bytes()).unwrap();
        });
        Url::parse(&format!("http://{address}/v2.json")).unwrap()
    }

    #[test]
    fn a_body_is_fetched() {
        let url = serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
        assert_eq!(get(&url).unwrap(), b"{}");
    }

    #[test]
    fn an_incomplete_body_is_an_error() {
        let url = serve("HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\n{}");
        let error = format!("{:#}", get(&url).unwrap_err());
        assert!(error.starts_with("cannot fetch \"v2.json\": error decoding response body"), "{error}");
    }

    #[test]
    fn a_status_other_than_success_is_an_error() {
        let url = serve("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let error = format!("{:#}", get(&url).unwrap_err());
        assert_eq!(error, "cannot fetch \"v2.json\": the server returned status 404 Not Found");
    }

    #[test]
    fn a_redirect_to_plain_http_is_not_followed() {
        let url = serve(
            "HTTP/1.1 302 Found\r\nlocation: http://example.org/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        );
        let error = format!("{:#}", get(&url).unwrap_err());
        assert!(error.contains("redirect"), "{error}");
    }
}
