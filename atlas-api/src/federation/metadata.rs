//! The metadata of an identity provider as text.

use atlas_gen::ByteStream;

use crate::{
    Error, Preview, Request,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// A request for the metadata of an identity provider as XML; returned by
/// [`IdentityProviders::metadata`](super::IdentityProviders::metadata). Await it to send it.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct MetadataRequest {
    request: Request<ByteStream>,
}

impl MetadataRequest {
    #[inline]
    pub(super) fn new(request: Request<ByteStream>) -> Self {
        Self { request }
    }

    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        self.request.options_mut()
    }

    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.request.preview()
    }

    /// Sends the request, and returns the complete document. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`IdentityProviders::metadata`](super::IdentityProviders::metadata).
    #[inline]
    pub async fn send(self) -> Result<String, Error> {
        let response = self.request.await?;
        let attempts = response.attempts();
        let text = response.into_inner().collect().await.map_err(|error| Error::of_stream(error, attempts))?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}

call_options!(MetadataRequest);
into_future!(MetadataRequest, String);
send_blocking!(MetadataRequest, String, |metadata| metadata.request.atlas());
