//! The cached token, its state, and the decision after a `401`. This module sends nothing.

use atlas_gen::Secret;
use chrono::{DateTime, TimeDelta, Utc};
use http::HeaderValue;

use super::{
    in_flight::InFlight,
    times::{refresh_at, usable_until},
};
use crate::StoredToken;

/// The pause after a failed refresh before the next early refresh.
const REFRESH_COOLDOWN: TimeDelta = TimeDelta::seconds(30);

/// The minimum age at which a rejected replacement is replaced again. If the server rejects a new token, another new one
/// would not help, and an account can request only ten tokens in this time.
const MIN_AGE: TimeDelta = TimeDelta::minutes(1);

/// A cache of the token that requests use.
#[derive(Debug, Default)]
pub(super) struct TokenCache {
    current: Option<Cached>,
    /// The token that was discarded last. The token store may still contain it.
    discarded: Option<Secret>,
    /// The number of tokens cached so far.
    generation: u64,
    /// The running refresh.
    pub(super) in_flight: Option<InFlight>,
    /// The end of the pause after a failed refresh.
    cooldown_until: Option<DateTime<Utc>>,
}

#[derive(Debug)]
struct Cached {
    token: StoredToken,
    header: HeaderValue,
    cached_at: DateTime<Utc>,
    /// Whether the token replaced a rejected one.
    replaces: bool,
    /// Whether the server accepted a request with the token.
    accepted: bool,
}

/// The token for one request.
#[derive(Clone, Debug)]
pub(super) struct TokenLease {
    pub(super) header: HeaderValue,
    generation: u64,
}

/// The state of the cached token.
#[derive(Debug)]
pub(super) enum TokenState {
    /// The token is valid.
    Valid(TokenLease),
    /// The token is valid, but a refresh is due.
    RefreshDue(TokenLease),
    /// There is no valid token.
    Missing,
}

/// The decision after a `401`.
#[derive(Debug)]
pub(super) enum RefreshDecision {
    /// Return the response to the caller.
    GiveUp,
    /// Retry with this token.
    Retry(TokenLease),
    /// Refresh the token, then retry.
    Refresh,
}

impl TokenCache {
    pub(super) fn state(&self, now: DateTime<Utc>) -> TokenState {
        match &self.current {
            Some(current) if now < usable_until(&current.token) => {
                let lease = self.lease(current);
                let cools_down = self.cooldown_until.is_some_and(|until| now < until);
                match now >= refresh_at(&current.token) && !cools_down {
                    true => TokenState::RefreshDue(lease),
                    false => TokenState::Valid(lease),
                }
            }
            _ => TokenState::Missing,
        }
    }

    /// Records that the server accepted the request with `lease`.
    pub(super) fn accepted(&mut self, lease: &TokenLease) {
        if let Some(current) = self.current.as_mut().filter(|_| self.generation == lease.generation) {
            current.accepted = true;
        }
    }

    /// Decides how to continue after a `401` to the request with `lease`.
    ///
    /// A call sends its request at most twice. A token is replaced once, however many calls have used it.
    pub(super) fn rejected(&mut self, lease: &TokenLease, now: DateTime<Utc>) -> RefreshDecision {
        let Some(current) = &self.current else { return RefreshDecision::Refresh };
        if self.generation > lease.generation {
            return match self.state(now) {
                TokenState::Valid(newer) | TokenState::RefreshDue(newer) => RefreshDecision::Retry(newer),
                TokenState::Missing => RefreshDecision::Refresh,
            };
        }
        if current.replaces && !current.accepted && now - current.cached_at < MIN_AGE {
            return RefreshDecision::GiveUp;
        }
        RefreshDecision::Refresh
    }

    /// Returns the cached token.
    pub(super) fn token(&self) -> Option<&Secret> {
        Some(self.current.as_ref()?.token.token())
    }

    /// Returns the token that the next one replaces: the cached token, or else the one discarded last.
    pub(super) fn previous(&self) -> Option<&Secret> {
        self.token().or(self.discarded.as_ref())
    }

    /// Removes this token, so that no further request uses it.
    pub(super) fn discard(&mut self, token: &Secret) {
        if self.token() == Some(token) {
            self.current = None;
            self.discarded = Some(token.clone());
        }
    }

    /// Caches a token and returns a lease of it.
    pub(super) fn store(
        &mut self,
        token: StoredToken,
        header: HeaderValue,
        now: DateTime<Utc>,
        replaces: bool,
    ) -> TokenLease {
        self.generation += 1;
        self.cooldown_until = None;
        self.discarded = None;
        let current = Cached { token, header, cached_at: now, replaces, accepted: false };
        let lease = self.lease(&current);
        self.current = Some(current);
        lease
    }

    /// Records that a refresh failed.
    pub(super) fn refresh_failed(&mut self, now: DateTime<Utc>) {
        self.cooldown_until = Some(now + REFRESH_COOLDOWN);
    }

    fn lease(&self, current: &Cached) -> TokenLease {
        TokenLease { header: current.header.clone(), generation: self.generation }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    /// Caches a token that is issued at this second and is valid for an hour.
    fn store(cache: &mut TokenCache, issued: i64, replaces: bool) -> TokenLease {
        let name = format!("t{issued}");
        let header = HeaderValue::try_from(&name).unwrap();
        cache.store(StoredToken::new(name, at(issued), at(issued + 3600)), header, at(issued), replaces)
    }

    #[test]
    fn a_token_is_valid_until_shortly_before_its_end_and_its_refresh_is_due_earlier() {
        let mut cache = TokenCache::default();
        assert!(matches!(cache.state(at(0)), TokenState::Missing));
        store(&mut cache, 0, false);
        assert!(matches!(cache.state(at(3299)), TokenState::Valid(_)));
        assert!(matches!(cache.state(at(3300)), TokenState::RefreshDue(_)));
        assert!(matches!(cache.state(at(3589)), TokenState::RefreshDue(_)));
        assert!(matches!(cache.state(at(3590)), TokenState::Missing));
    }

    #[test]
    fn a_failed_refresh_is_not_repeated_during_the_cooldown_while_the_token_is_valid() {
        let mut cache = TokenCache::default();
        store(&mut cache, 0, false);
        cache.refresh_failed(at(3300));
        assert!(matches!(cache.state(at(3329)), TokenState::Valid(_)));
        assert!(matches!(cache.state(at(3330)), TokenState::RefreshDue(_)));
        assert!(matches!(cache.state(at(3600)), TokenState::Missing));
    }

    #[test]
    fn a_rejected_token_is_replaced_once_for_all_calls() {
        let mut cache = TokenCache::default();
        let first = store(&mut cache, 0, false);
        assert!(matches!(cache.rejected(&first, at(10)), RefreshDecision::Refresh));
        store(&mut cache, 10, true);
        let RefreshDecision::Retry(lease) = cache.rejected(&first, at(11)) else { panic!("the token was replaced") };
        assert_eq!(lease.header, "t10");
    }

    #[test]
    fn a_rejected_replacement_is_replaced_again_only_if_it_was_accepted_before_or_is_old_enough() {
        let mut cache = TokenCache::default();
        let lease = store(&mut cache, 0, true);
        assert!(matches!(cache.rejected(&lease, at(59)), RefreshDecision::GiveUp));
        assert!(matches!(cache.rejected(&lease, at(60)), RefreshDecision::Refresh));
        cache.accepted(&lease);
        assert!(matches!(cache.rejected(&lease, at(1)), RefreshDecision::Refresh));
    }

    #[test]
    fn only_the_given_token_is_discarded() {
        let mut cache = TokenCache::default();
        store(&mut cache, 0, false);
        cache.discard(&"another".into());
        assert!(cache.token().is_some());
        cache.discard(&"t0".into());
        assert!(matches!(cache.state(at(1)), TokenState::Missing));
        assert_eq!(cache.previous(), Some(&"t0".into()));
    }
}
