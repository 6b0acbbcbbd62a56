//! A document as named on the command line: a file, or an address that may be fetched.

use std::ffi::OsString;
use std::path::PathBuf;
use std::{fs, net};

use anyhow::{Context, bail};
use url::{Host, Url};

use super::fetch;

/// Where a document is read from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A file of this machine.
    File(PathBuf),
    /// An address, of https or of this machine.
    Url(Url),
}

impl Input {
    /// Tells an address from a file by its scheme.
    pub(super) fn new(arg: OsString) -> anyhow::Result<Self> {
        match arg.to_str().filter(|text| text.contains("://")) {
            None => Ok(Self::File(arg.into())),
            Some(text) => {
                let url = Url::parse(text).with_context(|| format!("{text} is no address"))?;
                check(&url)?;
                Ok(Self::Url(url))
            }
        }
    }

    /// The name under which the document is known elsewhere: nothing of this machine, no secret.
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

    /// Reads or fetches the text.
    pub(super) fn read(&self) -> anyhow::Result<String> {
        let bytes = match self {
            Self::File(path) => fs::read(path).with_context(|| format!("cannot read {}", path.display()))?,
            Self::Url(url) => fetch::get(url)?,
        };
        String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8 text", self.name()))
    }
}

/// Refuses an address from which the document could arrive changed by somebody on the way.
pub(super) fn check(url: &Url) -> anyhow::Result<()> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        scheme => bail!(
            "cannot fetch {scheme}://{}: only https is safe (http is for this machine); use its https address or a file",
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
    fn the_name_says_nothing_of_this_machine_and_no_secret() {
        assert_eq!(name("some/where/v2.yaml"), "v2.yaml");
        assert_eq!(name("http://127.0.0.1:4711/a/v2.json"), "v2.json");
        assert_eq!(name("https://user:secret@example.org/v2.json?token=secret"), "https://example.org/v2.json");
    }

    #[test]
    fn only_https_and_this_machine_are_fetched_from() {
        for allowed in ["https://example.org/a", "http://localhost:1/a", "http://[::1]/a"] {
            assert!(Input::new(allowed.into()).is_ok(), "{allowed}");
        }
        for refused in ["http://example.org/a", "ftp://example.org/a", "http://127.0.0.1.example.org/"] {
            let error = Input::new(refused.into()).unwrap_err().to_string();
            assert!(error.contains("only https"), "{error}");
        }
    }
}
