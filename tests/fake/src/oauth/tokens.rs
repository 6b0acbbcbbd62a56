//! The tokens of an account: how many there are, and how long they are good.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use chrono::{DateTime, TimeDelta, Utc};

use super::refusal::Refusal;

/// How long a token is good.
pub(super) const LIFETIME: TimeDelta = TimeDelta::hours(1);

/// How many are good at a time.
const LIVE: usize = 100;

/// It has no `Debug`, so that tokens and secrets are printed nowhere.
#[derive(Default)]
pub(super) struct Tokens {
    live: HashMap<String, Token>,
    random: RandomState,
    given_out: u64,
}

struct Token {
    end: DateTime<Utc>,
    /// The secret that it was given out for, without which it is worth nothing.
    secret: String,
}

impl Tokens {
    /// A new token, unless there are too many that are still good.
    pub(super) fn give_out(&mut self, secret: &str, now: DateTime<Utc>) -> Result<String, Refusal> {
        self.live.retain(|_, token| token.end > now);
        if self.live.len() >= LIVE {
            return Err(Refusal::too_many_tokens());
        }
        self.given_out += 1;
        let token = format!("fake-token-{}-{:016x}", self.given_out, self.random.hash_one(self.given_out));
        self.live.insert(token.clone(), Token { end: now + LIFETIME, secret: secret.to_owned() });
        Ok(token)
    }

    /// The secret that a token was given out for, as long as its time is not up.
    pub(super) fn secret_of(&self, token: &str, now: DateTime<Utc>) -> Option<&str> {
        self.live.get(token).filter(|token| token.end > now).map(|token| token.secret.as_str())
    }

    pub(super) fn revoke(&mut self, token: &str) {
        self.live.remove(token);
    }

    pub(super) fn expire(&mut self) {
        self.live.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn a_hundred_tokens_are_good_at_a_time() {
        let mut tokens = Tokens::default();
        let first = tokens.give_out("s", at(0)).unwrap();
        for _ in 1..100 {
            tokens.give_out("s", at(1)).unwrap();
        }
        assert_eq!(tokens.give_out("s", at(2)), Err(Refusal::too_many_tokens()));
        tokens.revoke(&first);
        assert_eq!(tokens.secret_of(&first, at(2)), None);
        tokens.give_out("s", at(2)).unwrap();
        assert_eq!(tokens.give_out("s", at(3)), Err(Refusal::too_many_tokens()));
        assert!(tokens.give_out("s", at(3601)).is_ok());
    }

    #[test]
    fn a_token_is_good_for_an_hour() {
        let mut tokens = Tokens::default();
        let token = tokens.give_out("s", at(0)).unwrap();
        assert_eq!(tokens.secret_of(&token, at(3599)), Some("s"));
        assert_eq!(tokens.secret_of(&token, at(3600)), None);
    }
}
