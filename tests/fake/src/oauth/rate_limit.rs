//! Rate limit of token requests.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::refusal::Refusal;

/// The maximum number of requests in a minute, from one address for one service account.
const MAX_REQUESTS: usize = 10;
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// The times of the last requests, oldest first, by address and client ID.
#[derive(Debug, Default)]
pub(super) struct TokenRateLimit(HashMap<(Option<IpAddr>, String), VecDeque<DateTime<Utc>>>);

impl TokenRateLimit {
    /// Counts a request, or refuses it if the limit is reached.
    pub(super) fn admit(&mut self, peer: Option<IpAddr>, client_id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        // Idle entries are removed, so that requests with made-up client IDs do not fill the memory.
        self.0.retain(|_, times| times.back().is_some_and(|last| *last + MINUTE > now));
        let times = self.0.entry((peer, client_id.to_owned())).or_default();
        while times.front().is_some_and(|time| *time + MINUTE <= now) {
            times.pop_front();
        }
        match times.front() {
            Some(first) if times.len() >= MAX_REQUESTS => {
                // Rounded up to whole seconds, so that a request after this time is admitted.
                let wait = (*first + MINUTE - now).num_milliseconds();
                Err(Refusal::too_many_requests((wait + 999) / 1000))
            }
            _ => {
                times.push_back(now);
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
        let mut limit = TokenRateLimit::default();
        let [here, there] = [1, 2].map(|last| Some(IpAddr::from([127, 0, 0, last])));
        for second in 0..10 {
            assert_eq!(limit.admit(here, "a", at(second)), Ok(()));
        }
        assert_eq!(limit.admit(here, "a", at(10)), Err(Refusal::too_many_requests(50)));
        // The limit applies to each pair of an address and a client ID.
        assert_eq!((limit.admit(there, "a", at(10)), limit.admit(here, "b", at(10))), (Ok(()), Ok(())));
        assert_eq!(limit.admit(here, "a", at(60)), Ok(()));
        assert_eq!(limit.admit(here, "a", at(60)), Err(Refusal::too_many_requests(1)));
        assert_eq!(limit.admit(here, "c", at(3600)), Ok(()));
        assert_eq!(limit.0.len(), 1, "idle entries are removed");
    }
}
