//! How many tokens were asked for of late.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::refusal::Refusal;

/// How many requests there can be in a minute, from one address for one account.
const REQUESTS: usize = 10;
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// When the last requests came, oldest first, by address and account.
#[derive(Debug, Default)]
pub(super) struct Requests(HashMap<(Option<IpAddr>, String), VecDeque<DateTime<Utc>>>);

impl Requests {
    /// Counts a request, or refuses it as one too many.
    pub(super) fn admit(&mut self, peer: Option<IpAddr>, client_id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        // Whoever has not asked for a minute is forgotten, so that nobody can fill the memory with names.
        self.0.retain(|_, asked| asked.back().is_some_and(|last| *last + MINUTE > now));
        let asked = self.0.entry((peer, client_id.to_owned())).or_default();
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn the_eleventh_request_of_a_minute_is_refused_until_the_first_is_a_minute_old() {
        let mut requests = Requests::default();
        let [here, there] = [1, 2].map(|last| Some(IpAddr::from([127, 0, 0, last])));
        for second in 0..10 {
            assert_eq!(requests.admit(here, "a", at(second)), Ok(()));
        }
        assert_eq!(requests.admit(here, "a", at(10)), Err(Refusal::too_many_requests(50)));
        // The limit is one of an address and an account together.
        assert_eq!((requests.admit(there, "a", at(10)), requests.admit(here, "b", at(10))), (Ok(()), Ok(())));
        assert_eq!(requests.admit(here, "a", at(60)), Ok(()));
        assert_eq!(requests.admit(here, "a", at(60)), Err(Refusal::too_many_requests(1)));
        assert_eq!(requests.admit(here, "c", at(3600)), Ok(()));
        assert_eq!(requests.0.len(), 1, "who asked an hour ago is forgotten");
    }
}
