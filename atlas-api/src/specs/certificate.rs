//! Certificates in PEM.

use crate::Error;

/// Checks that a text has certificates and no private key. The error does not show the text, which may be secret.
#[inline]
pub(crate) fn check_certificate(argument: &'static str, pem: &str) -> Result<(), Error> {
    let rule = if pem.contains("PRIVATE KEY-----") {
        "contains a private key; use only the certificate"
    } else if pem.contains("-----BEGIN CERTIFICATE-----") {
        return Ok(());
    } else {
        "not a certificate in PEM; expected a text with -----BEGIN CERTIFICATE-----"
    };
    Err(Error::invalid_argument(argument, rule))
}
