//! The tokens of an account: how many there are, and how many were asked for of late.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::refusal::Refusal;

/// How long a token is good.
pub(super) const LIFETIME: TimeDelta = TimeDelta::hours(1);

/// How many are good at a time.
const LIVE: usize = 100;

/// How many requests there can be in a minute, from one address for one account.
const REQUESTS: usize = 10;
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// It has no `Debug`, so that no token is printed.
#[derive(Default)]
pub(super) struct Tokens {
    /// When each ends.
    live: HashMap<String, DateTime<Utc>>,
    /// When the last requests came, oldest first, by address and account.
    asked: HashMap<(Option<IpAddr>, String), VecDeque<DateTime<Utc>>>,
    random: RandomState,
    given_out: u64,
}

impl Tokens {
    /// Counts a request, or refuses it as one too many.
    pub(super) fn admit(&mut self, peer: Option<IpAddr>, client_id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        // Whoever has not asked for a minute is forgotten, so that nobody can fill the memory with names.
        self.asked.retain(|_, asked| asked.back().is_some_and(|last| *last + MINUTE > now));
        let asked = self.asked.entry((peer, client_id.to_owned())).or_default();
        while asked.front().is_some_and(|asked| *asked + MINUTE <= now) {
            asked.pop_front();
        }
        match asked.front() {
            Some(first) if asked.len() >= REQUESTS => {
                // A part of a second is a whole one, so that whoever waits this long is not too early.
                let wait = (*first + MINUTE - now).num_milliseconds();
                Err(Refusal::too_many_requests((wait + 999) / 1000))
            }
            _ => {
                asked.push_back(now);
                Ok(())
            }
        }
    }

    /// A new token, unless there are too many that are still good.
    pub(super) fn give_out(&mut self, now: DateTime<Utc>) -> Result<String, Refusal> {
        self.live.retain(|_, end| *end > now);
        if self.live.len() >= LIVE {
            return Err(Refusal::too_many_tokens());
        }
        self.given_out += 1;
        let token = format!("fake-token-{}-{:016x}", self.given_out, self.random.hash_one(self.given_out));
        self.live.insert(token.clone(), now + LIFETIME);
        Ok(token)
    }

    pub(super) fn is_good(&self, token: &str, now: DateTime<Utc>) -> bool {
        self.live.get(token).is_some_and(|end| *end > now)
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
    fn the_eleventh_request_of_a_minute_is_refused_until_the_first_is_a_minute_old() {
        let mut tokens = Tokens::default();
        let [here, there] = [1, 2].map(|last| Some(IpAddr::from([127, 0, 0, last])));
        for second in 0..10 {
            assert_eq!(tokens.admit(here, "a", at(second)), Ok(()));
        }
        assert_eq!(tokens.admit(here, "a", at(10)), Err(Refusal::too_many_requests(50)));
        // The limit is one of an address and an account together.
        assert_eq!((tokens.admit(there, "a", at(10)), tokens.admit(here, "b", at(10))), (Ok(()), Ok(())));
        assert_eq!(tokens.admit(here, "a", at(60)), Ok(()));
        assert_eq!(tokens.admit(here, "a", at(60)), Err(Refusal::too_many_requests(1)));
        assert_eq!(tokens.admit(here, "c", at(3600)), Ok(()));
        assert_eq!(tokens.asked.len(), 1, "who asked an hour ago is forgotten");
    }

    #[test]
    fn a_hundred_tokens_are_good_at_a_time() {
        let mut tokens = Tokens::default();
        let first = tokens.give_out(at(0)).unwrap();
        for _ in 1..100 {
            tokens.give_out(at(1)).unwrap();
        }
        assert_eq!(tokens.give_out(at(2)), Err(Refusal::too_many_tokens()));
        tokens.revoke(&first);
        assert!(!tokens.is_good(&first, at(2)));
        tokens.give_out(at(2)).unwrap();
        assert_eq!(tokens.give_out(at(3)), Err(Refusal::too_many_tokens()));
        assert!(tokens.give_out(at(3601)).is_ok());
    }

    #[test]
    fn a_token_is_good_for_an_hour() {
        let mut tokens = Tokens::default();
        let token = tokens.give_out(at(0)).unwrap();
        assert!(tokens.is_good(&token, at(3599)));
        assert!(!tokens.is_good(&token, at(3600)));
    }
}
