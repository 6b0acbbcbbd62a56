//! The cached challenge, and the decision after a `401`. This module sends nothing.

use super::challenge::Challenge;

/// A cache of one challenge, with the number of its uses.
#[derive(Debug, Default)]
pub(super) struct ChallengeCache {
    cached: Option<Cached>,
    /// The number of challenges cached so far.
    generation: u64,
}

#[derive(Debug)]
struct Cached {
    challenge: Challenge,
    uses: u32,
}

/// The right to sign one request with a challenge. `count` is the number of requests signed with it, including this one.
#[derive(Debug)]
pub(super) struct ChallengeLease {
    pub(super) challenge: Challenge,
    pub(super) count: u32,
    origin: Origin,
}

/// The origin of the challenge of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The challenge was cached as this generation before the call began.
    Cached { generation: u64 },
    /// The call received the challenge and shared it with all other calls as this generation.
    Shared { generation: u64 },
    /// The call received the challenge when the server rejected this generation. No other call uses it yet.
    Renewed { generation: u64 },
}

/// The decision after a `401`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RetryDecision {
    /// Return the response to the caller.
    GiveUp,
    /// Retry with the challenge of the response, which other calls may use immediately.
    Share,
    /// Retry with the challenge of the response, as the replacement of this generation. No other call uses it until the
    /// server has accepted it.
    Renew { generation: u64 },
}

/// Decides how to continue after a `401` with a challenge; `lease` is the one that signed the request.
///
/// No call sends a request more than three times, and with a wrong key never more than twice. If the server rejects a
/// challenge that the call itself received, the key is wrong, unless the server says `stale`. A renewed challenge is not
/// shared before it is accepted, so that other calls cannot exhaust it under load.
pub(super) fn after_unauthorized(lease: Option<&ChallengeLease>, stale: bool) -> RetryDecision {
    match lease.map(|lease| lease.origin) {
        None => RetryDecision::Share,
        Some(Origin::Cached { generation }) => RetryDecision::Renew { generation },
        Some(Origin::Shared { generation }) if stale => RetryDecision::Renew { generation },
        Some(Origin::Shared { .. } | Origin::Renewed { .. }) => RetryDecision::GiveUp,
    }
}

impl ChallengeLease {
    /// Returns the first lease of a challenge that only the caller uses until it is [accepted](ChallengeCache::accepted).
    pub(super) fn renewed(challenge: Challenge, generation: u64) -> Self {
        Self { challenge, count: 1, origin: Origin::Renewed { generation } }
    }
}

impl ChallengeCache {
    /// Returns a lease of the cached challenge, if there is one.
    pub(super) fn lease(&mut self) -> Option<ChallengeLease> {
        let cached = self.cached.as_mut()?;
        cached.uses = cached.uses.checked_add(1)?;
        let origin = Origin::Cached { generation: self.generation };
        Some(ChallengeLease { challenge: cached.challenge.clone(), count: cached.uses, origin })
    }

    /// Caches a challenge for all calls and returns its first lease.
    pub(super) fn share(&mut self, challenge: Challenge) -> ChallengeLease {
        self.store(challenge.clone());
        ChallengeLease { challenge, count: 1, origin: Origin::Shared { generation: self.generation } }
    }

    /// Records that the server accepted a request signed with `lease`. A renewed challenge then replaces the rejected one
    /// in the cache, unless another call has replaced it already.
    pub(super) fn accepted(&mut self, lease: ChallengeLease) {
        if lease.origin == (Origin::Renewed { generation: self.generation }) {
            self.store(lease.challenge);
        }
    }

    fn store(&mut self, challenge: Challenge) {
        self.generation += 1;
        self.cached = Some(Cached { challenge, uses: 1 });
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};

    use super::*;

    fn challenge(nonce: &str) -> Challenge {
        let value = format!(r#"Digest realm="r", nonce="{nonce}", algorithm=MD5, qop="auth""#);
        let value = HeaderValue::try_from(value).unwrap();
        Challenge::from_headers(&HeaderMap::from_iter([(WWW_AUTHENTICATE, value)])).unwrap()
    }

    #[test]
    fn a_401_leads_to_at_most_one_retry_for_each_challenge() {
        let lease = |origin| Some(ChallengeLease { challenge: challenge("n1"), count: 1, origin });
        let (cached, shared) = (Origin::Cached { generation: 7 }, Origin::Shared { generation: 7 });
        let renewed = Origin::Renewed { generation: 7 };
        let renew = RetryDecision::Renew { generation: 7 };
        for (lease, stale, expected) in [
            (None, false, RetryDecision::Share),
            (None, true, RetryDecision::Share),
            (lease(cached), false, renew),
            (lease(cached), true, renew),
            (lease(shared), false, RetryDecision::GiveUp),
            (lease(shared), true, renew),
            (lease(renewed), false, RetryDecision::GiveUp),
            (lease(renewed), true, RetryDecision::GiveUp),
        ] {
            assert_eq!(after_unauthorized(lease.as_ref(), stale), expected, "{lease:?}, stale={stale}");
        }
    }

    #[test]
    fn each_lease_of_a_cached_challenge_increments_the_count() {
        let mut cache = ChallengeCache::default();
        assert!(cache.lease().is_none());
        assert_eq!(cache.share(challenge("n1")).count, 1);
        let counts: Vec<_> = std::iter::repeat_with(|| cache.lease().unwrap().count).take(3).collect();
        assert_eq!(counts, [2, 3, 4]);
    }

    #[test]
    fn a_renewed_challenge_is_cached_once_it_is_accepted() {
        let mut cache = ChallengeCache::default();
        cache.share(challenge("n1"));
        let renewed = ChallengeLease::renewed(challenge("n2"), 1);
        assert_eq!(cache.lease().unwrap().challenge, challenge("n1"));
        cache.accepted(renewed);
        let lease = cache.lease().unwrap();
        assert_eq!((lease.challenge, lease.count), (challenge("n2"), 2));
    }

    #[test]
    fn the_renewed_challenge_that_is_accepted_first_is_cached() {
        let mut cache = ChallengeCache::default();
        cache.share(challenge("n1"));
        let (second, third) =
            (ChallengeLease::renewed(challenge("n2"), 1), ChallengeLease::renewed(challenge("n3"), 1));
        cache.accepted(third);
        cache.accepted(second);
        assert_eq!(cache.lease().unwrap().challenge, challenge("n3"));
    }
}
