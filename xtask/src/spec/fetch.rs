//! Fetching a document; the only place of xtask that uses the network.

use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::redirect::Policy;
use url::Url;

use super::input;

/// Long enough for four megabytes over a slow line.
const TIMEOUT: Duration = Duration::from_secs(120);
/// As browsers do.
const REDIRECTS: usize = 10;

/// Fetches the body of an address that [`input::check`] accepted.
pub(super) fn get(url: &Url) -> anyhow::Result<Vec<u8>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(fetch(url))
        .with_context(|| format!("cannot fetch {}", input::Input::Url(url.clone()).name()))
}

async fn fetch(url: &Url) -> anyhow::Result<Vec<u8>> {
    // Somebody else may have installed one already, and then it is that one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = reqwest::Client::builder().timeout(TIMEOUT).redirect(redirects());
    if input::is_loopback(url) {
        client = client.no_proxy();
    }
    let response = client.build()?.get(url.clone()).send().await?;
    let status = response.status();
    if !status.is_success() {
        bail!("the server answered {status}");
    }
    Ok(response.bytes().await?.to_vec())
}

/// A redirection leads only where the address itself could have led.
fn redirects() -> Policy {
    Policy::custom(|attempt| {
        if attempt.previous().len() > REDIRECTS {
            return attempt.error("too many redirections");
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

    /// Answers one request on the loopback interface.
    fn answer(response: &'static str) -> Url {
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
        let url = answer("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
        assert_eq!(get(&url).unwrap(), b"{}");
    }

    #[test]
    fn a_body_that_breaks_off_is_an_error() {
        let url = answer("HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\n{}");
        assert!(get(&url).is_err());
    }

    #[test]
    fn an_answer_other_than_success_is_an_error_that_names_the_status() {
        let url = answer("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let error = format!("{:#}", get(&url).unwrap_err());
        assert_eq!(error, "cannot fetch v2.json: the server answered 404 Not Found");
    }

    #[test]
    fn a_redirection_to_plain_http_is_not_followed() {
        let url = answer(
            "HTTP/1.1 302 Found\r\nlocation: http://example.org/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        );
        let error = format!("{:#}", get(&url).unwrap_err());
        assert!(error.contains("redirect"), "{error}");
    }
}
