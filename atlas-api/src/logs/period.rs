//! The period of a log.

use chrono::{DateTime, Utc};

use crate::Error;

/// The first second that Atlas accepts: the beginning of 2008, UTC.
const EARLIEST: i64 = 1_199_145_600;

/// The period of a log, in seconds since the Unix epoch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LogPeriod {
    pub(crate) from: Option<i64>,
    pub(crate) until: Option<i64>,
}

impl LogPeriod {
    /// Returns the period between two dates. Rejects one that begins too early, or after its end.
    pub(crate) fn new(from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>) -> Result<Self, Error> {
        for (argument, date) in [("from", from), ("until", until)] {
            if let Some(date) = date.filter(|date| date.timestamp() < EARLIEST) {
                let rule = format!("{date} is too early; use a date from 2008-01-01 on");
                return Err(Error::invalid_argument(argument, rule));
            }
        }
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            return Err(Error::invalid_argument(
                "from",
                format!("{from} is after the end, {until}; use an earlier date"),
            ));
        }
        let seconds = |date: DateTime<Utc>| date.timestamp();
        Ok(Self { from: from.map(seconds), until: until.map(seconds) })
    }
}
