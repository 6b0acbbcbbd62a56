//! Periods of time in queries.

use chrono::{DateTime, TimeDelta, Utc};

use crate::Error;

/// A period of time in a query: one that ends now, or one between two times.
///
/// ```
/// use atlas_api::Period;
/// use chrono::TimeDelta;
///
/// let today = Period::last(TimeDelta::hours(24));
/// let january = Period::between("2026-01-01T00:00:00Z".parse()?, "2026-02-01T00:00:00Z".parse()?);
/// # let _ = (today, january);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period(Time);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    Last(TimeDelta),
    Between(DateTime<Utc>, DateTime<Utc>),
}

impl Period {
    /// Returns a period that ends now.
    #[must_use]
    #[inline]
    pub fn last(period: TimeDelta) -> Self {
        Self(Time::Last(period))
    }

    /// Returns the period between two times.
    #[must_use]
    #[inline]
    pub fn between(start: DateTime<Utc>, end: DateTime<Utc>) -> Self {
        Self(Time::Between(start, end))
    }

    /// Returns the duration in ISO 8601 if the period ends now, with a precision of seconds.
    #[inline]
    pub(crate) fn duration(self) -> Option<String> {
        match self.0 {
            Time::Last(period) => Some(iso_8601(period)),
            Time::Between(..) => None,
        }
    }

    /// Returns the start and the end, unless the period ends now.
    #[inline]
    pub(crate) fn span(self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        match self.0 {
            Time::Between(start, end) => Some((start, end)),
            Time::Last(_) => None,
        }
    }

    /// Returns the start and the end, in milliseconds since the Unix epoch.
    #[cfg(any(feature = "network-security", feature = "performance"))]
    #[inline]
    pub(crate) fn millis(self, now: DateTime<Utc>) -> Result<(i64, i64), Error> {
        self.check()?;
        let (start, end) = match self.0 {
            Time::Last(period) => (now.checked_sub_signed(period).unwrap_or_default(), now),
            Time::Between(start, end) => (start, end),
        };
        Ok((start.timestamp_millis(), end.timestamp_millis()))
    }

    #[inline]
    pub(crate) fn check(self) -> Result<(), Error> {
        match self.0 {
            Time::Last(period) if period < TimeDelta::seconds(1) => {
                let rule = format!("{} seconds; expected at least 1 second", period.num_seconds());
                Err(Error::invalid_argument("period", rule))
            }
            Time::Between(start, end) if start >= end => {
                let rule = format!("{start} is not before the end, {end}; use an earlier date");
                Err(Error::invalid_argument("start", rule))
            }
            _ => Ok(()),
        }
    }
}

/// Returns a duration in ISO 8601, in days, hours, minutes and seconds.
fn iso_8601(duration: TimeDelta) -> String {
    let seconds = duration.num_seconds();
    let parts = [(seconds / 3_600 % 24, 'H'), (seconds / 60 % 60, 'M'), (seconds % 60, 'S')];
    let time: String =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, unit)| format!("{number}{unit}")).collect();
    match (seconds / 86_400, time.as_str()) {
        (0, time) => format!("PT{time}"),
        (days, "") => format!("P{days}D"),
        (days, time) => format!("P{days}DT{time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_duration_in_iso_8601() {
        for (seconds, expected) in [
            (1, "PT1S"),
            (900, "PT15M"),
            (28_800, "PT8H"),
            (86_400, "P1D"),
            (604_800, "P7D"),
            (129_600, "P1DT12H"),
            (90_061, "P1DT1H1M1S"),
        ] {
            assert_eq!(iso_8601(TimeDelta::seconds(seconds)), expected);
        }
    }

    #[test]
    fn a_period_has_its_bounds_in_milliseconds() {
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        assert_eq!(Period::last(TimeDelta::seconds(5)).millis(at(60)).unwrap(), (55_000, 60_000));
        assert_eq!(Period::between(at(1), at(2)).millis(at(60)).unwrap(), (1_000, 2_000));
        assert!(Period::between(at(2), at(1)).millis(at(60)).unwrap_err().is_invalid_argument());
    }
}
