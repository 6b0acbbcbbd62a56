//! The period of a log.

use chrono::{DateTime, Utc};

use crate::Error;

/// The first second that Atlas accepts: the beginning of 2008, UTC.
const EARLIEST: i64 = 1_199_145_600;

/// Rejects a period that begins too early, or after its end.
pub(crate) fn check_period(from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>) -> Result<(), Error> {
    for (argument, date) in [("from", from), ("until", until)] {
        if let Some(date) = date.filter(|date| date.timestamp() < EARLIEST) {
            let rule = format!("{date} is too early; use a date from 2008-01-01 on");
            return Err(Error::invalid_argument(argument, rule));
        }
    }
    match (from, until) {
        (Some(from), Some(until)) if from > until => {
            Err(Error::invalid_argument("from", format!("{from} is after the end, {until}; use an earlier date")))
        }
        _ => Ok(()),
    }
}
