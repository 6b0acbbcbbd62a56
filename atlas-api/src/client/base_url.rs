//! The address of the service, and whether credentials may go there.

use reqwest::Url;

use crate::Error;

/// Checks an address and returns it without a slash at its end.
pub(super) fn check(text: &str, plain_http: bool) -> Result<String, Error> {
    if text.contains('@') {
        // The address is not shown: it has a password in it.
        return Err(Error::invalid_argument("base address", "it has credentials in it; set them with `api_key`"));
    }
    let refuse = |why: &str| Err(Error::invalid_argument("base address", format!("{text:?} {why}")));
    let Ok(url) = Url::parse(text) else { return refuse("is no address; expected one like https://cloud.mongodb.com") };
    let Some(host) = url.host_str() else { return refuse("has no host") };
    match url.scheme() {
        "https" => {}
        "http" if plain_http || is_loopback(host) => {}
        "http" => return refuse("is not encrypted; use https, or ask for it with `allow_plain_http`"),
        _ => return refuse("is neither https nor http"),
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("has a query or a fragment");
    }
    if url.path().contains("/api/atlas") {
        return refuse("has the path of the API in it; leave off /api/atlas and what follows");
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Whether an address stays on this machine. A name counts only if no resolver can lead it elsewhere.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_taken_and_so_is_plain_http_on_this_machine() {
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
    fn an_address_that_can_not_be_meant_is_refused() {
        for (text, why) in [
            ("cloud.mongodb.com", "is no address"),
            ("ftp://example.com", "is neither https nor http"),
            ("http://atlas.example.com", "is not encrypted"),
            ("http://127.0.0.1.example.com", "is not encrypted"),
            ("http://localhost.example.com", "is not encrypted"),
            ("https://example.com?a=b", "has a query or a fragment"),
            ("https://cloud.mongodb.com/api/atlas/v2", "leave off /api/atlas"),
        ] {
            let error = check(text, false).unwrap_err();
            assert!(error.is_invalid_argument());
            assert!(error.to_string().contains(why), "{error}");
        }
    }

    #[test]
    fn a_password_in_the_address_is_refused_and_not_shown() {
        for address in ["https://me:hunter22@example.com", "http://me:hunter22@example.com", "https://me:hunter22@:x"] {
            let error = check(address, false).unwrap_err();
            assert_eq!(error.to_string(), "base address: it has credentials in it; set them with `api_key`");
        }
    }
}
