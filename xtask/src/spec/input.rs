//! The source of a document on the command line: a file or a URL.

use std::ffi::OsString;
use std::path::PathBuf;
use std::{fs, net};

use anyhow::{Context, bail};
use url::{Host, Url};

use super::fetch;

/// The source of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A local file.
    File(PathBuf),
    /// A URL with `https`, or on the loopback interface.
    Url(Url),
}

impl Input {
    /// Parses a command line argument. An argument with a scheme is a URL, any other one is a file.
    pub(super) fn new(arg: OsString) -> anyhow::Result<Self> {
        match arg.to_str().filter(|text| text.contains("://")) {
            None => Ok(Self::File(arg.into())),
            Some(text) => {
                let url = Url::parse(text)
                    .with_context(|| format!("\"{text}\": not a valid URL; pass an https URL or a file"))?;
                check(&url)?;
                Ok(Self::Url(url))
            }
        }
    }

    /// Returns a name for the document without local directories, credentials and query parameters.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => {
                path.file_name().map_or_else(|| "document".into(), |name| name.to_string_lossy().into_owned())
            }
            Self::Url(url) if is_loopback(url) => url
                .path_segments()
                .and_then(|mut segments| segments.next_back())
                .filter(|name| !name.is_empty())
                .unwrap_or("document")
                .to_owned(),
            Self::Url(url) => {
                let host = url.host_str().unwrap_or_default();
                let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
                format!("{}://{host}{port}{}", url.scheme(), url.path())
            }
        }
    }

    /// Reads the file or downloads the URL.
    pub(super) fn read(&self) -> anyhow::Result<String> {
        let bytes = match self {
            Self::File(path) => fs::read(path).with_context(|| format!("cannot read \"{}\"", path.display()))?,
            Self::Url(url) => fetch::get(url)?,
        };
        String::from_utf8(bytes)
            .with_context(|| format!("\"{}\": not UTF-8 text; pass a JSON or YAML document", self.name()))
    }
}

/// Rejects a URL whose content could be modified in transit.
pub(super) fn check(url: &Url) -> anyhow::Result<()> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        scheme => bail!(
            "URL \"{scheme}://{}\": only https is allowed, or http on the loopback interface; \
             pass an https URL or a file",
            url.host_str().unwrap_or_default()
        ),
    }
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => net::Ipv4Addr::is_loopback(&address),
        Some(Host::Ipv6(address)) => net::Ipv6Addr::is_loopback(&address),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Input;

    fn name(arg: &str) -> String {
        Input::new(arg.into()).unwrap().name()
    }

    #[test]
    fn the_name_has_no_local_path_and_no_secret() {
        assert_eq!(name("some/where/v2.yaml"), "v2.yaml");
        assert_eq!(name("http://127.0.0.1:4711/a/v2.json"), "v2.json");
        assert_eq!(name("https://user:secret@example.org/v2.json?token=secret"), "https://example.org/v2.json");
    }

    #[test]
    fn only_https_and_loopback_urls_are_accepted() {
        for allowed in ["https://example.org/a", "http://localhost:1/a", "http://[::1]/a"] {
            assert!(Input::new(allowed.into()).is_ok(), "{allowed}");
        }
        for refused in ["http://example.org/a", "ftp://example.org/a", "http://127.0.0.1.example.org/"] {
            let error = Input::new(refused.into()).unwrap_err().to_string();
            assert!(error.contains("only https"), "{error}");
        }
    }
}
