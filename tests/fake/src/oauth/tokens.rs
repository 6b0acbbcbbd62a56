//! Access tokens of a service account, with their lifetime and their maximum number.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use chrono::{DateTime, TimeDelta, Utc};

use super::refusal::Refusal;

/// The lifetime of a token.
pub(super) const LIFETIME: TimeDelta = TimeDelta::hours(1);

/// The maximum number of valid tokens at a time.
const MAX_TOKENS: usize = 100;

/// The valid tokens. It does not implement `Debug`, so that tokens and secrets are not printed.
#[derive(Default)]
pub(super) struct Tokens {
    valid: HashMap<String, Token>,
    random: RandomState,
    issued: u64,
}

struct Token {
    expires_at: DateTime<Utc>,
    /// The client secret that the token was issued for. The token is valid only as long as the secret.
    secret: String,
}

impl Tokens {
    /// Issues a token, unless the account has the maximum number of valid tokens.
    pub(super) fn issue(&mut self, secret: &str, now: DateTime<Utc>) -> Result<String, Refusal> {
        self.valid.retain(|_, token| token.expires_at > now);
        if self.valid.len() >= MAX_TOKENS {
            return Err(Refusal::too_many_tokens());
        }
        self.issued += 1;
        let token = format!("fake-token-{}-{:016x}", self.issued, self.random.hash_one(self.issued));
        self.valid.insert(token.clone(), Token { expires_at: now + LIFETIME, secret: secret.to_owned() });
        Ok(token)
    }

    /// Returns the client secret that a token was issued for, or `None` if the token has expired.
    pub(super) fn secret_of(&self, token: &str, now: DateTime<Utc>) -> Option<&str> {
        self.valid.get(token).filter(|token| token.expires_at > now).map(|token| token.secret.as_str())
    }

    pub(super) fn revoke(&mut self, token: &str) {
        self.valid.remove(token);
    }

    pub(super) fn expire(&mut self) {
        self.valid.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn an_account_has_at_most_a_hundred_valid_tokens() {
        let mut tokens = Tokens::default();
        let first = tokens.issue("s", at(0)).unwrap();
        for _ in 1..100 {
            tokens.issue("s", at(1)).unwrap();
        }
        assert_eq!(tokens.issue("s", at(2)), Err(Refusal::too_many_tokens()));
        tokens.revoke(&first);
        assert_eq!(tokens.secret_of(&first, at(2)), None);
        tokens.issue("s", at(2)).unwrap();
        assert_eq!(tokens.issue("s", at(3)), Err(Refusal::too_many_tokens()));
        assert!(tokens.issue("s", at(3601)).is_ok());
    }

    #[test]
    fn a_token_expires_after_an_hour() {
        let mut tokens = Tokens::default();
        let token = tokens.issue("s", at(0)).unwrap();
        assert_eq!(tokens.secret_of(&token, at(3599)), Some("s"));
        assert_eq!(tokens.secret_of(&token, at(3600)), None);
    }
}
