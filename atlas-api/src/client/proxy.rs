//! Validation of the proxy settings in the environment. The HTTP client ignores invalid ones, and would use
//! another proxy or connect directly.

use std::net::IpAddr;

use http::Uri;
use url::Url;

use crate::Error;

/// Checks the variable with the proxy for requests to `base_url`. Messages do not show its value, which can contain a
/// password.
pub(super) fn check(env: impl Fn(&str) -> Option<String>, base_url: &str) -> Result<(), Error> {
    let Ok(url) = Url::parse(base_url) else { return Ok(()) };
    // In a CGI program, clients can set variables such as HTTP_PROXY, so the HTTP client ignores them.
    let is_cgi = env("REQUEST_METHOD").is_some();
    let no_proxy = first(&env, ["NO_PROXY", "no_proxy"]).map(|(_, value)| value).unwrap_or_default();
    if is_cgi || url.host_str().is_none_or(|host| is_excluded(host, &no_proxy)) {
        return Ok(());
    }
    let of_scheme = match url.scheme() {
        "https" => ["HTTPS_PROXY", "https_proxy"],
        _ => ["HTTP_PROXY", "http_proxy"],
    };
    let of_all = ["ALL_PROXY", "all_proxy"];
    let set =
        [of_scheme, of_all].into_iter().filter_map(|names| first(&env, names)).find(|(_, value)| !value.is_empty());
    match set.and_then(|(name, value)| Some((name, problem(&value)?))) {
        Some((name, problem)) => Err(Error::invalid_argument("proxy", format!("{name} {problem}"))),
        None => Ok(()),
    }
}

/// Returns the first of two variables that is set, as the HTTP client does.
fn first(env: impl Fn(&str) -> Option<String>, names: [&'static str; 2]) -> Option<(&'static str, String)> {
    names.into_iter().find_map(|name| Some((name, env(name)?)))
}

/// Returns the problem with the URL of a proxy, if there is one. A host and a port without a scheme are valid.
fn problem(value: &str) -> Option<&'static str> {
    let Ok(uri) = value.parse::<Uri>() else {
        return Some("is not a URL; expected for example http://proxy.example.com:3128");
    };
    match uri.scheme_str() {
        None | Some("http" | "https") => {}
        Some(scheme) if scheme.starts_with("socks") => {
            return Some(
                "is a SOCKS proxy, which is not supported; set an HTTP proxy, or add the host of the base URL to NO_PROXY",
            );
        }
        Some(_) => return Some("has an unsupported scheme; expected for example http://proxy.example.com:3128"),
    }
    match uri.host() {
        None | Some("") => Some("has no host; expected for example http://proxy.example.com:3128"),
        Some(_) => None,
    }
}

/// Returns whether requests to `host` use no proxy. A block of addresses counts as one that contains the host, if the
/// host is an address, so that a setting that may not be used is not an error.
fn is_excluded(host: &str, no_proxy: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    let is_address = host.parse::<IpAddr>().is_ok();
    no_proxy.split(',').map(|entry| entry.trim().to_ascii_lowercase()).any(|entry| {
        let domain = entry.trim_start_matches('.');
        match domain {
            "" => false,
            "*" => true,
            _ if is_address => domain == host || domain.contains('/'),
            _ => host == domain || host.strip_suffix(domain).is_some_and(|start| start.ends_with('.')),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ATLAS: &str = "https://cloud.mongodb.com";

    /// Returns the message for these variables.
    fn rejected(base_url: &str, env: &[(&str, &str)]) -> Option<String> {
        let read = |name: &str| env.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        let error = check(read, base_url).err()?;
        assert!(error.is_invalid_argument());
        Some(error.to_string())
    }

    #[test]
    fn an_invalid_proxy_is_named_by_its_variable_and_not_shown() {
        let example = "expected for example http://proxy.example.com:3128";
        for (value, problem) in [
            ("http://me:hunter22@[x", format!("is not a URL; {example}")),
            ("not a URL hunter22", format!("is not a URL; {example}")),
            ("foo://me:hunter22@proxy.example.com", format!("has an unsupported scheme; {example}")),
            ("/hunter22", format!("has no host; {example}")),
            ("http://:3128", format!("has no host; {example}")),
            (
                "socks5h://me:hunter22@127.0.0.1:1080",
                "is a SOCKS proxy, which is not supported; set an HTTP proxy, or add the host of the base URL to NO_PROXY"
                    .to_owned(),
            ),
        ] {
            for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
                assert_eq!(rejected(ATLAS, &[(name, value)]), Some(format!("proxy: {name} {problem}")), "{value}");
            }
        }
    }

    #[test]
    fn a_valid_proxy_and_one_that_is_not_used_are_accepted() {
        let (invalid, valid) = ("foo://x", "http://me:hunter22@proxy.example.com:3128/");
        for env in [
            &[][..],
            &[("HTTPS_PROXY", valid)],
            &[("HTTPS_PROXY", "proxy.example.com:3128"), ("ALL_PROXY", invalid)],
            &[("HTTPS_PROXY", "https://proxy.example.com")],
            &[("HTTPS_PROXY", ""), ("https_proxy", invalid)],
            &[("HTTP_PROXY", invalid)],
            &[("HTTPS_PROXY", invalid), ("REQUEST_METHOD", "GET")],
            &[("HTTPS_PROXY", invalid), ("NO_PROXY", "*")],
            &[("HTTPS_PROXY", invalid), ("no_proxy", "example.com, .MongoDB.com")],
        ] {
            assert_eq!(rejected(ATLAS, env), None, "{env:?}");
        }
        let (http, https) = (("HTTP_PROXY", invalid), ("HTTPS_PROXY", invalid));
        assert_eq!(rejected("http://atlas.example.com", &[https]), None);
        assert!(rejected("http://atlas.example.com", &[http]).is_some());
        assert!(rejected(ATLAS, &[("HTTPS_PROXY", ""), ("ALL_PROXY", invalid)]).is_some());
        assert!(rejected(ATLAS, &[https, ("NO_PROXY", "notmongodb.com,mongodb.org")]).is_some());
    }

    #[test]
    fn a_host_is_excluded_by_its_name_its_domain_or_its_address() {
        for (host, no_proxy, expected) in [
            ("cloud.mongodb.com", "cloud.mongodb.com", true),
            ("cloud.mongodb.com", "com", true),
            ("cloud.mongodb.com", "odb.com", false),
            ("cloud.mongodb.com", "10.0.0.0/8", false),
            ("cloud.mongodb.com", "", false),
            ("10.1.2.3", "10.0.0.0/8", true),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "3", false),
            ("[2001:db8::1]", "2001:db8::1", true),
        ] {
            assert_eq!(is_excluded(host, no_proxy), expected, "{host} {no_proxy}");
        }
    }
}
