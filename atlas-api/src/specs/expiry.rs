//! When Atlas deletes what is temporary: a database user, an entry of the access list.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use crate::Error;

/// The end of something temporary as it is sent, to the second.
pub(in crate::specs) fn end(date: DateTime<Utc>) -> DateTime<Utc> {
    date.trunc_subsecs(0)
}

/// Checks that the end of something temporary is to come, within a week.
pub(in crate::specs) fn check_end(end: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Error> {
    let limit = now + TimeDelta::weeks(1);
    if now < end && end <= limit {
        return Ok(());
    }
    let rule = format!("{end} is not in the future and within one week (now it is {now}, so at the latest {limit})");
    Err(Error::invalid_argument("delete after date", rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_in_the_future_and_within_one_week() {
        let now = DateTime::from_timestamp(1_750_000_000, 0).unwrap();
        let week = 7 * 24 * 3600;
        for (seconds, accepted) in [(-1, false), (0, false), (1, true), (week, true), (week + 1, false)] {
            let checked = check_end(now + TimeDelta::seconds(seconds), now);
            assert_eq!(checked.is_ok(), accepted, "{seconds} s from now: {checked:?}");
        }
    }
}
