//! The times at which a token is refreshed and expires. They depend only on its lifetime.

use chrono::{DateTime, TimeDelta, Utc};

use crate::StoredToken;

/// Returns the time from which a token is refreshed: a tenth of its lifetime before its end, at most five minutes. Calls
/// continue to use the token during the refresh.
pub(super) fn refresh_at(token: &StoredToken) -> DateTime<Utc> {
    token.expires_at() - (lifetime(token) / 10).min(TimeDelta::minutes(5))
}

/// Returns the time until which requests use a token: a twentieth of its lifetime before its end, at most ten seconds, so
/// that the token does not expire in transit.
pub(super) fn usable_until(token: &StoredToken) -> DateTime<Utc> {
    token.expires_at() - (lifetime(token) / 20).min(TimeDelta::seconds(10))
}

fn lifetime(token: &StoredToken) -> TimeDelta {
    (token.expires_at() - token.issued_at()).max(TimeDelta::zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_refreshed_early_and_used_until_shortly_before_its_end() {
        let issued = "2026-01-02T03:00:00Z".parse::<DateTime<Utc>>().unwrap();
        for (lifetime, refreshed, used) in
            [(3600, 3300, 3590), (36_000, 35_700, 35_990), (600, 540, 590), (20, 18, 19), (0, 0, 0), (-5, -5, -5)]
        {
            let token = StoredToken::new("t", issued, issued + TimeDelta::seconds(lifetime));
            let after = |at: DateTime<Utc>| (at - issued).num_seconds();
            assert_eq!((after(refresh_at(&token)), after(usable_until(&token))), (refreshed, used), "{lifetime}");
        }
    }
}
