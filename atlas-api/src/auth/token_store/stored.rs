//! The values in a token store: a token and its account.

use chrono::{DateTime, Utc};

use crate::Secret;

/// An access token of a service account, with its period of validity. The `Debug` output does not contain the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredToken {
    token: Secret,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl StoredToken {
    /// Creates a token from its stored parts.
    pub fn new(token: impl Into<Secret>, issued_at: DateTime<Utc>, expires_at: DateTime<Utc>) -> Self {
        Self { token: token.into(), issued_at, expires_at }
    }

    /// Returns the token itself.
    #[must_use]
    pub fn token(&self) -> &Secret {
        &self.token
    }

    /// Returns the time of the token request, by the clock of the client that sent it.
    #[must_use]
    pub fn issued_at(&self) -> DateTime<Utc> {
        self.issued_at
    }

    /// Returns the time at which the token expires, by the same clock.
    #[must_use]
    pub fn expires_at(&self) -> DateTime<Utc> {
        self.expires_at
    }
}

/// The owner of a token: a service account at a base URL.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenAccount {
    base_url: String,
    client_id: String,
}

impl TokenAccount {
    /// Creates the key for the service account `client_id` at `base_url`.
    pub fn new(base_url: impl Into<String>, client_id: impl Into<String>) -> Self {
        Self { base_url: base_url.into(), client_id: client_id.into() }
    }

    /// Returns the base URL of the service that issued the token, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Returns the client id of the service account.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// Returns a unique text for the account, for stores with keys: the base URL, a space and the client id.
    #[must_use]
    pub fn key(&self) -> String {
        // A base URL contains no space.
        format!("{} {}", self.base_url, self.client_id)
    }
}
