//! The cryptography provider of TLS.

use rustls::crypto::{CryptoProvider, ring};

/// Installs `ring` as the provider of the process, unless the program has installed one.
pub(crate) fn ensure_provider() {
    if CryptoProvider::get_default().is_none() {
        // The installation fails if another thread has installed a provider in the meantime, which is fine.
        let _ = ring::default_provider().install_default();
    }
}
