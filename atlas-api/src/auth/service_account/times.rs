//! When a token is renewed, and how long it is used. Plain functions of its lifetime.

use chrono::{DateTime, TimeDelta, Utc};

use crate::StoredToken;

/// From when on a token is renewed, while calls still go on with it: a tenth of its lifetime before its end, at most five
/// minutes.
pub(super) fn renew_at(token: &StoredToken) -> DateTime<Utc> {
    token.expires_at() - (lifetime(token) / 10).min(TimeDelta::minutes(5))
}

/// Until when requests are sent with a token: a twentieth of its lifetime before its end, at most ten seconds, so that it
/// does not expire on the way.
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
    fn a_token_is_renewed_well_before_it_ends_and_used_until_shortly_before() {
        let issued = "2026-01-02T03:00:00Z".parse::<DateTime<Utc>>().unwrap();
        for (lifetime, renewed, used) in
            [(3600, 3300, 3590), (36_000, 35_700, 35_990), (600, 540, 590), (20, 18, 19), (0, 0, 0), (-5, -5, -5)]
        {
            let token = StoredToken::new("t", issued, issued + TimeDelta::seconds(lifetime));
            let after = |at: DateTime<Utc>| (at - issued).num_seconds();
            assert_eq!((after(renew_at(&token)), after(usable_until(&token))), (renewed, used), "{lifetime}");
        }
    }
}
