//! Points in time that backups are restored to.

use chrono::{DateTime, Utc};

use super::check_number;
use crate::Error;

/// The earliest time that Atlas can restore to, the start of 2008, in seconds since the Unix epoch.
pub(in crate::specs) const MIN_SECOND: i64 = 1_199_145_600;

/// A second, or an entry of the oplog within that second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::specs) struct Point {
    pub(in crate::specs) second: i64,
    /// The number of the oplog entry within the second.
    pub(in crate::specs) ordinal: Option<i64>,
}

impl Point {
    #[inline]
    pub(in crate::specs) fn time(time: DateTime<Utc>) -> Self {
        Self { second: time.timestamp(), ordinal: None }
    }

    #[inline]
    pub(in crate::specs) fn oplog(second: u32, ordinal: u32) -> Self {
        Self { second: second.into(), ordinal: Some(ordinal.into()) }
    }

    /// Checks the point, except for rules that need the current time.
    #[inline]
    pub(in crate::specs) fn check(self) -> Result<(), Error> {
        let Some(ordinal) = self.ordinal else { return check_number("point in time", self.second, MIN_SECOND) };
        check_number("oplog second", self.second, MIN_SECOND)?;
        check_number("oplog ordinal", ordinal, 1)
    }

    /// Rejects a point in the future.
    #[inline]
    pub(in crate::specs) fn check_past(self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.second <= now.timestamp() {
            return Ok(());
        }
        let time = DateTime::from_timestamp(self.second, 0).unwrap_or_default();
        let rule = format!("\"{time}\" is in the future; use a time no later than {now}");
        Err(Error::invalid_argument("point in time", rule))
    }
}
