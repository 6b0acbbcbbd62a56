//! The reasons for a connection that was not established.

use std::{error::Error, fmt, io};

use rustls::{AlertDescription, CertificateError, InvalidMessage};

/// The advice to trust the issuer of a certificate.
const TRUST: &str = if cfg!(any(windows, target_vendor = "apple", target_os = "android")) {
    "add it to the trusted certificates of the system"
} else {
    "add it to the trusted certificates of the system, or set SSL_CERT_FILE to a PEM file with all trusted certificates"
};

/// The reason for a connection that was not established.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConnectFailure {
    /// The server does not accept connections, or its name is not known.
    Unreachable,
    /// The proxy does not accept connections, or closes them.
    ProxyUnreachable,
    /// The proxy requires authentication (`407`).
    ProxyAuthentication,
    /// The proxy accepted the connection, but did not open one to the server.
    ProxyRefused,
    /// The certificate is signed by an issuer that is not trusted.
    UnknownIssuer,
    /// The certificate has expired, or is not valid yet.
    CertificateTime,
    /// The certificate is for another host.
    CertificateHost,
    /// The certificate is not valid for another reason.
    Certificate,
    /// The server does not speak TLS, or none of the versions of the client.
    NotTls,
    /// TLS failed for another reason.
    Tls,
}

impl ConnectFailure {
    /// Returns the reason, if `error` means that no connection was established.
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        let error: &reqwest::Error = error.downcast_ref()?;
        if !error.is_connect() {
            return None;
        }
        let (mut proxy, mut tls) = (None, None);
        let mut cause: Option<&(dyn Error + 'static)> = error.source();
        while let Some(error) = cause {
            proxy = proxy.or_else(|| of_proxy(error));
            tls = tls.or_else(|| of_tls(error));
            cause = error.source();
        }
        Some(tls.or(proxy).unwrap_or(Self::Unreachable))
    }

    /// Returns whether the same request fails in the same way until the settings of the client, the server or the proxy are
    /// changed.
    pub(crate) fn is_permanent(self) -> bool {
        match self {
            Self::Unreachable | Self::ProxyUnreachable | Self::ProxyRefused | Self::Tls => false,
            Self::ProxyAuthentication
            | Self::UnknownIssuer
            | Self::CertificateTime
            | Self::CertificateHost
            | Self::Certificate
            | Self::NotTls => true,
        }
    }
}

/// Classifies an error of the connection to a proxy, whose type is not public. Its texts are tested with a proxy.
fn of_proxy(error: &(dyn Error + 'static)) -> Option<ConnectFailure> {
    let text = error.to_string();
    Some(match text.strip_prefix("tunnel error: ")? {
        "proxy authorization required" => ConnectFailure::ProxyAuthentication,
        "unsuccessful" => ConnectFailure::ProxyRefused,
        _ => ConnectFailure::ProxyUnreachable,
    })
}

fn of_tls(error: &(dyn Error + 'static)) -> Option<ConnectFailure> {
    // The `source` of an I/O error is that of the error in it, and leaves out the error itself.
    let mut error = error;
    while let Some(inner) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        error = inner;
    }
    let error: &rustls::Error = error.downcast_ref()?;
    Some(match error {
        rustls::Error::InvalidCertificate(error) => match error {
            // A trusted certificate with the name of the issuer can have another key.
            CertificateError::UnknownIssuer | CertificateError::BadSignature => ConnectFailure::UnknownIssuer,
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => ConnectFailure::CertificateTime,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                ConnectFailure::CertificateHost
            }
            _ => ConnectFailure::Certificate,
        },
        rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType)
        | rustls::Error::PeerIncompatible(_)
        | rustls::Error::AlertReceived(AlertDescription::ProtocolVersion) => ConnectFailure::NotTls,
        _ => ConnectFailure::Tls,
    })
}

/// Writes the reason and a remedy, to follow "cannot connect".
impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => return Ok(()),
            Self::ProxyUnreachable => {
                " to the proxy; check the variable HTTPS_PROXY or ALL_PROXY, or add the host of the base URL to NO_PROXY"
            }
            Self::ProxyAuthentication => {
                ": the proxy requires authentication (407); check the user and the password in HTTPS_PROXY or ALL_PROXY, such \
                 as http://user:password@proxy.example.com:3128"
            }
            Self::ProxyRefused => {
                ": the proxy did not connect to the server; check that the proxy allows the host of the base URL, or add the \
                 host to NO_PROXY"
            }
            Self::UnknownIssuer => {
                return write!(
                    f,
                    ": the issuer of the TLS certificate is not trusted; if it is a proxy or an authority of your own, {TRUST}"
                );
            }
            Self::CertificateTime => {
                ": the TLS certificate has expired or is not valid yet; check the clock of this machine, and proxies that \
                 replace certificates"
            }
            Self::CertificateHost => {
                ": the TLS certificate is for another host; check the base URL, and proxies that replace certificates"
            }
            Self::Certificate => {
                ": the TLS certificate is not valid; check the base URL, and proxies that replace certificates"
            }
            Self::NotTls => {
                ": the server does not use TLS, or only old versions of it; check the scheme and the port of the base URL"
            }
            Self::Tls => ": the TLS handshake failed",
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustls::{OtherError, PeerIncompatible};

    use super::*;

    #[test]
    fn an_error_of_tls_is_classified_also_inside_of_an_io_error() {
        let invalid = rustls::Error::InvalidCertificate;
        let other = CertificateError::Other(OtherError(Arc::new(io::Error::other("x"))));
        for (error, expected) in [
            (invalid(CertificateError::UnknownIssuer), ConnectFailure::UnknownIssuer),
            (invalid(CertificateError::BadSignature), ConnectFailure::UnknownIssuer),
            (invalid(CertificateError::Expired), ConnectFailure::CertificateTime),
            (invalid(CertificateError::NotValidYet), ConnectFailure::CertificateTime),
            (invalid(CertificateError::NotValidForName), ConnectFailure::CertificateHost),
            (invalid(CertificateError::Revoked), ConnectFailure::Certificate),
            (invalid(other), ConnectFailure::Certificate),
            (rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType), ConnectFailure::NotTls),
            (rustls::Error::PeerIncompatible(PeerIncompatible::Tls12NotOffered), ConnectFailure::NotTls),
            (rustls::Error::AlertReceived(AlertDescription::ProtocolVersion), ConnectFailure::NotTls),
            (rustls::Error::AlertReceived(AlertDescription::InternalError), ConnectFailure::Tls),
            (rustls::Error::DecryptError, ConnectFailure::Tls),
        ] {
            assert_eq!(of_tls(&error), Some(expected), "{error:?}");
            let in_io = io::Error::other(error);
            assert_eq!(of_tls(&in_io), Some(expected));
            assert_eq!(of_tls(&io::Error::other(in_io)), Some(expected));
        }
        assert_eq!(of_tls(&io::Error::other("x")), None);
        assert_eq!(of_tls(&io::Error::from(io::ErrorKind::ConnectionRefused)), None);
    }

    #[test]
    fn an_error_from_outside_the_http_client_is_not_a_failure_to_connect() {
        assert_eq!(ConnectFailure::of(&io::Error::other("tunnel error: unsuccessful")), None);
    }
}
