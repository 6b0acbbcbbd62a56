//! A request for a new certificate.

use atlas_gen::ByteStream;

use crate::{
    Error, Preview, Request, Secret,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// A request for a new certificate of a database user; returned by
/// [`X509::create_certificate`](super::X509::create_certificate).
///
/// Await it for the certificate and its private key, in PEM.
#[derive(Clone, Debug)]
#[must_use = "a certificate is not requested until it is awaited"]
pub struct CertificateRequest {
    request: Request<ByteStream>,
}

impl CertificateRequest {
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

    /// Sends the request, and returns the certificate and its private key, in PEM. Awaiting the request does the same.
    ///
    /// # Errors
    /// As [`X509::create_certificate`](super::X509::create_certificate).
    #[inline]
    pub async fn send(self) -> Result<Secret, Error> {
        let response = self.request.await?;
        let attempts = response.attempts();
        let pem = response.into_inner().collect().await.map_err(|error| Error::of_stream(error, attempts))?;
        Ok(Secret::from(String::from_utf8_lossy(&pem).into_owned()))
    }
}

call_options!(CertificateRequest);
into_future!(CertificateRequest, Secret);
send_blocking!(CertificateRequest, Secret, |certificate| certificate.request.atlas());
