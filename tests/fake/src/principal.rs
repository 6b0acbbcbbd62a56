//! The authenticated principal of a request.

/// An authenticated principal, identified by the public half of its credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Principal {
    /// An API key, by its public key.
    ApiKey(String),
    /// A service account, by its client ID.
    ServiceAccount(String),
}

impl Principal {
    /// Returns the public key or the client ID.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::ApiKey(name) | Self::ServiceAccount(name) => name,
        }
    }
}
