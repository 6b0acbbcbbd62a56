//! Downloads from other servers.

use atlas_gen::ByteStream;

use super::{Atlas, base_url};
use crate::Request;

impl Atlas {
    /// Returns a request for a file on another server, without credentials.
    pub(crate) fn download(&self, url: &str) -> Request<ByteStream> {
        let call = base_url::check_download(url).map(|url| self.connection.downloads().download(url.as_str()));
        Request::of_call(self, call)
    }
}
