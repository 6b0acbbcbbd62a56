//! Validation of the base URL, to which the client sends credentials.

use url::Url;

use crate::{Error, auth::Quoted};

/// Validates a base URL and returns it without a trailing slash.
pub(super) fn check(text: &str, plain_http: bool) -> Result<String, Error> {
    if text.contains('@') {
        // The message does not show the URL, which contains a password.
        return Err(Error::invalid_argument(
            "base URL",
            r#"contains "@"; remove credentials from the URL and set them with `api_key`"#,
        ));
    }
    let refuse = |problem: &str| Err(Error::invalid_argument(format!("base URL {}", Quoted(text)), problem));
    let Ok(url) = Url::parse(text) else {
        return refuse("not an absolute URL; expected for example https://cloud.mongodb.com");
    };
    let Some(host) = url.host_str() else { return refuse("no host; expected for example https://cloud.mongodb.com") };
    match url.scheme() {
        "https" => {}
        "http" if plain_http || is_loopback(host) => {}
        "http" => return refuse("not encrypted; use https, or allow plain HTTP with `allow_plain_http`"),
        _ => return refuse("unsupported scheme; use https"),
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("query or fragment not supported; remove it");
    }
    if url.path().contains("/api/atlas") {
        return refuse("contains the path of the API; remove /api/atlas and everything after it");
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Returns whether a valid base URL leads to this machine.
pub(super) fn is_local(base_url: &str) -> bool {
    Url::parse(base_url).is_ok_and(|url| url.host_str().is_some_and(is_loopback))
}

/// Validates the URL of a download from another server. The message does not show the URL, which can be a secret.
pub(super) fn check_download(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).ok().filter(|url| match (url.scheme(), url.host_str()) {
        ("https", Some(_)) => true,
        ("http", Some(host)) => is_loopback(host),
        _ => false,
    });
    url.ok_or_else(|| Error::invalid_argument("download URL", "not an https URL; use the one in the response of Atlas"))
}

/// Returns whether a host is this machine. The only accepted name is `localhost`, because a resolver may map other names
/// to other machines.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_ENCRYPTED: &str = "not encrypted; use https, or allow plain HTTP with `allow_plain_http`";

    #[test]
    fn https_and_plain_http_on_this_machine_are_accepted() {
        for (text, expected) in [
            ("https://cloud.mongodb.com", "https://cloud.mongodb.com"),
            ("https://atlas.example.com/proxy/", "https://atlas.example.com/proxy"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://localhost:8080/", "http://localhost:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(check(text, false).unwrap(), expected);
        }
        assert_eq!(check("http://atlas.example.com", true).unwrap(), "http://atlas.example.com");
    }

    #[test]
    fn an_invalid_base_url_is_rejected() {
        for (text, problem) in [
            ("cloud.mongodb.com", "not an absolute URL; expected for example https://cloud.mongodb.com"),
            ("ftp://example.com", "unsupported scheme; use https"),
            ("http://atlas.example.com", NOT_ENCRYPTED),
            ("http://127.0.0.1.example.com", NOT_ENCRYPTED),
            ("http://localhost.example.com", NOT_ENCRYPTED),
            ("https://example.com?a=b", "query or fragment not supported; remove it"),
            (
                "https://cloud.mongodb.com/api/atlas/v2",
                "contains the path of the API; remove /api/atlas and everything after it",
            ),
        ] {
            let error = check(text, false).unwrap_err();
            assert!(error.is_invalid_argument());
            assert_eq!(error.to_string(), format!("base URL {text:?}: {problem}"));
        }
    }

    #[test]
    fn only_loopback_addresses_and_localhost_are_local() {
        for (base_url, expected) in [
            ("http://localhost:8080", true),
            ("https://127.0.0.2/proxy", true),
            ("http://[::1]:8080", true),
            ("https://cloud.mongodb.com", false),
            ("http://192.0.2.1", false),
            ("http://localhost.example.com", false),
        ] {
            assert_eq!(is_local(base_url), expected, "{base_url}");
        }
    }

    #[test]
    fn a_password_in_the_base_url_is_rejected_and_not_shown() {
        for url in ["https://me:hunter22@example.com", "http://me:hunter22@example.com", "https://me:hunter22@:x"] {
            let error = check(url, false).unwrap_err();
            assert_eq!(
                error.to_string(),
                r#"base URL: contains "@"; remove credentials from the URL and set them with `api_key`"#
            );
        }
    }
}
