//! Credentials of a service account.

/// A service account. It does not implement `Debug`, so that its secret is not printed.
#[derive(Clone)]
pub(crate) struct ServiceAccount {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

impl ServiceAccount {
    pub(super) fn is(&self, client_id: &str, secret: &str) -> bool {
        self.client_id == client_id && self.client_secret == secret
    }
}
