//! Who sends a request.

/// A sender whose credentials were checked, by the half of them that is no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Principal {
    /// An API key, by its public half.
    ApiKey(String),
    /// A service account, by its client id.
    ServiceAccount(String),
}

impl Principal {
    /// The public key or the client id.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::ApiKey(name) | Self::ServiceAccount(name) => name,
        }
    }
}
