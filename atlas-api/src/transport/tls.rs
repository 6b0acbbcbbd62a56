//! Which cryptography TLS uses.

use rustls::crypto::{CryptoProvider, ring};

/// Makes `ring` the process's provider, unless the program has chosen one.
pub(super) fn ensure_provider() {
    if CryptoProvider::get_default().is_none() {
        // If another thread was quicker, there is a provider now, which is all that is needed.
        let _ = ring::default_provider().install_default();
    }
}
