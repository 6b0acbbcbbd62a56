//! The source of a document on the command line: a file or a URL.

use std::ffi::OsString;
use std::fs::File;
use std::net;
use std::path::PathBuf;

use anyhow::{Context, bail};
use url::{Host, Url};

use super::fetch;
use super::limit::Limit;

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
    ///
    /// Errors do not repeat a URL, which can contain a password or a token.
    pub(super) fn new(arg: OsString) -> anyhow::Result<Self> {
        let text = arg.to_string_lossy();
        if !is_url(&text) {
            return Ok(Self::File(arg.into()));
        }
        let url = Url::parse(&text).context("URL: not valid; pass an https URL or a file")?;
        check(&url)?;
        Ok(Self::Url(url))
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
    pub(super) fn read(&self, limit: Limit) -> anyhow::Result<String> {
        let bytes = match self {
            Self::File(path) => {
                let read = File::open(path).and_then(|file| limit.read(file));
                let (bytes, within) = read.with_context(|| format!("cannot read \"{}\"", path.display()))?;
                within.with_context(|| format!("cannot read \"{}\"", path.display()))?;
                bytes
            }
            Self::Url(url) => fetch::get(url, limit)?,
        };
        String::from_utf8(bytes)
            .with_context(|| format!("\"{}\": not UTF-8 text; pass a JSON or YAML document", self.name()))
    }
}

/// Returns an argument for an error message. A URL is replaced, because it can contain a password or a token.
pub(crate) fn shown(arg: &str) -> &str {
    if is_url(arg) { "URL" } else { arg }
}

/// Returns whether an argument is a URL, also if it lacks a slash.
fn is_url(arg: &str) -> bool {
    let has_scheme = |scheme: &str| arg.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    arg.contains("://") || has_scheme("https:") || has_scheme("http:")
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
    use super::*;

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

    #[test]
    fn an_error_does_not_repeat_a_url() {
        for arg in [
            "https://user:secret@:1/?secret",
            "https://user:secret@example.org:99999/?secret",
            "https:user:secret@[/",
            "HTTPS:/user:secret@exa mple.org",
            "ftp://user:secret@example.org/?secret",
            "http://secret:secret@example.org/secret?secret#secret",
            "secret://user:secret@",
        ] {
            let error = format!("{:?}", Input::new(arg.into()).unwrap_err()).replace("secret://", "");
            assert!(error.starts_with("URL") && !error.contains("secret"), "{arg}: {error}");
            assert_eq!(shown(arg), "URL");
        }
        assert_eq!(shown("import"), "import");
    }

    #[test]
    #[cfg(unix)]
    fn a_url_that_is_not_utf_8_is_not_a_file() {
        let arg: OsString = std::os::unix::ffi::OsStringExt::from_vec(b"https://user:secret@:1/\xff".to_vec());
        assert!(Input::new(arg).unwrap_err().to_string().starts_with("URL: not valid"));
    }

    #[test]
    fn a_file_has_the_limit_of_a_download() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("big.json");
        std::fs::write(&path, "12345").unwrap();
        let input = Input::File(path.clone());
        assert_eq!(input.read(Limit::bytes(5)).unwrap(), "12345");
        let error = format!("{:#}", input.read(Limit::bytes(4)).unwrap_err());
        assert_eq!(
            error,
            format!("cannot read \"{}\": larger than 4 bytes; pass the OpenAPI document", path.display())
        );
        std::fs::write(&path, [b'{', 0xff]).unwrap();
        let error = input.read(Limit::bytes(4)).unwrap_err().to_string();
        assert_eq!(error, "\"big.json\": not UTF-8 text; pass a JSON or YAML document");
    }

    #[test]
    #[cfg(unix)]
    fn an_endless_file_is_an_error() {
        let error = format!("{:#}", Input::File("/dev/zero".into()).read(Limit::DOCUMENT).unwrap_err());
        assert_eq!(error, "cannot read \"/dev/zero\": larger than 64 MiB; pass the OpenAPI document");
    }
}
