//! What is kept: a token, and whose it is.

use chrono::{DateTime, Utc};

use crate::Secret;

/// A token of a service account, with the times between which it is good. `Debug` leaves the token out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredToken {
    token: Secret,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl StoredToken {
    /// A token as it was kept.
    pub fn new(token: impl Into<Secret>, issued_at: DateTime<Utc>, expires_at: DateTime<Utc>) -> Self {
        Self { token: token.into(), issued_at, expires_at }
    }

    /// The token itself.
    #[must_use]
    pub fn token(&self) -> &Secret {
        &self.token
    }

    /// When it was asked for, by the clock of the client that did.
    #[must_use]
    pub fn issued_at(&self) -> DateTime<Utc> {
        self.issued_at
    }

    /// When it ends, by the same clock.
    #[must_use]
    pub fn expires_at(&self) -> DateTime<Utc> {
        self.expires_at
    }
}

/// Whose a token is: a service account at an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenAccount {
    base_url: String,
    client_id: String,
}

impl TokenAccount {
    /// The service account `client_id` at the service with this address.
    pub fn new(base_url: impl Into<String>, client_id: impl Into<String>) -> Self {
        Self { base_url: base_url.into(), client_id: client_id.into() }
    }

    /// The address of the service that the token is good for, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The id of the service account.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }
}
