//! Expiry of temporary resources: database users and access list entries.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use crate::Error;

/// Truncates an expiry to whole seconds, the precision that is sent.
pub(in crate::specs) fn truncate_to_seconds(date: DateTime<Utc>) -> DateTime<Utc> {
    date.trunc_subsecs(0)
}

/// Checks that an expiry is in the future and within one week.
pub(in crate::specs) fn check_expiry(expiry: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Error> {
    let limit = now + TimeDelta::weeks(1);
    if now < expiry && expiry <= limit {
        return Ok(());
    }
    let rule = format!("\"{expiry}\" is not within the next week; use a date after {now} and no later than {limit}");
    Err(Error::invalid_argument("delete after date", rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expiry_is_in_the_future_and_within_one_week() {
        let now = DateTime::from_timestamp(1_750_000_000, 0).unwrap();
        let week = 7 * 24 * 3600;
        for (seconds, accepted) in [(-1, false), (0, false), (1, true), (week, true), (week + 1, false)] {
            let checked = check_expiry(now + TimeDelta::seconds(seconds), now);
            assert_eq!(checked.is_ok(), accepted, "{seconds} s from now: {checked:?}");
        }
    }
}
