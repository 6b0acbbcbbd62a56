//! Calendar months, and the invoices and line items that belong to them.

use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc};

use crate::Error;

type Instant = DateTime<Utc>;

/// A calendar month in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// The first instant.
    start: Instant,
    /// The first instant of the next month.
    end: Instant,
}

impl Month {
    #[inline]
    pub(super) fn new(year: i32, month: u32) -> Result<Self, Error> {
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
        let instant = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
        match (first, next) {
            (Some(first), Some(next)) => Ok(Self { start: instant(first), end: instant(next) }),
            _ => {
                let rule = format!("{year}-{month} is not a month; use a year such as 2025, and a month from 1 to 12");
                Err(Error::invalid_argument("month", rule))
            }
        }
    }

    /// Returns the month before the one of this instant.
    #[inline]
    pub(super) fn before(now: Instant) -> Result<Self, Error> {
        let previous = now.date_naive().checked_sub_months(Months::new(1)).unwrap_or_default();
        Self::new(previous.year(), previous.month())
    }

    /// Returns whether a part of the period is in the month. A period without an end has not ended.
    #[inline]
    pub(super) fn overlaps(self, (start, end): Period) -> bool {
        start.is_some_and(|start| start < self.end) && end.is_none_or(|end| end > self.start)
    }

    /// Returns whether a line item counts for the month.
    ///
    /// It counts for the month in which its usage starts, but not before or after the period of its invoice, which can
    /// have usage of an earlier month, or lines without a date. So each line of an invoice counts for exactly one month.
    #[inline]
    pub(super) fn has_line(self, usage: Option<Instant>, (start, end): Period) -> bool {
        let Some(start) = start else { return false };
        let last = end.map_or(DateTime::<Utc>::MAX_UTC, |end| end - TimeDelta::nanoseconds(1)).max(start);
        let counted = usage.unwrap_or(start).clamp(start, last);
        self.start <= counted && counted < self.end
    }
}

/// The period of an invoice: its first instant, and the first instant after it.
pub(super) type Period = (Option<Instant>, Option<Instant>);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Instant> {
        (text != "-").then(|| format!("2025-{text}Z").parse().unwrap())
    }

    fn june() -> Month {
        Month::new(2025, 6).unwrap()
    }

    #[test]
    fn a_month_starts_at_midnight_in_utc_and_ends_with_the_next_one() {
        assert_eq!(june(), Month { start: at("06-01T00:00:00").unwrap(), end: at("07-01T00:00:00").unwrap() });
        assert_eq!(Month::new(2024, 12).unwrap().end, "2025-01-01T00:00:00Z".parse::<Instant>().unwrap());
        for (year, month) in [(2025, 0), (2025, 13), (i32::MAX, 1)] {
            let error = Month::new(year, month).unwrap_err();
            assert!(error.is_invalid_argument());
            let expected =
                format!("month: {year}-{month} is not a month; use a year such as 2025, and a month from 1 to 12");
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn the_month_before_an_instant_is_a_complete_one() {
        for (now, expected) in [
            ("2025-07-01T00:00:00Z", (2025, 6)),
            ("2025-07-31T23:59:59Z", (2025, 6)),
            ("2025-03-31T12:00:00Z", (2025, 2)),
            ("2025-01-15T12:00:00Z", (2024, 12)),
        ] {
            let month = Month::new(expected.0, expected.1).unwrap();
            assert_eq!(Month::before(now.parse().unwrap()).unwrap(), month, "{now}");
        }
    }

    #[test]
    fn an_invoice_belongs_to_the_months_that_its_period_overlaps() {
        for (start, end, expected) in [
            ("06-01T00:00:00", "07-01T00:00:00", true),
            ("05-01T00:00:00", "06-01T00:00:00", false),
            ("07-01T00:00:00", "08-01T00:00:00", false),
            ("05-10T00:00:00", "06-10T00:00:00", true),
            ("06-30T23:59:59", "07-30T00:00:00", true),
            ("06-10T00:00:00", "06-11T00:00:00", true),
            ("04-01T00:00:00", "09-01T00:00:00", true),
            ("06-01T00:00:00", "-", true),
            ("07-01T00:00:00", "-", false),
            ("-", "07-01T00:00:00", false),
        ] {
            assert_eq!(june().overlaps((at(start), at(end))), expected, "{start} to {end}");
        }
    }

    #[test]
    fn a_line_counts_for_the_month_of_its_usage_within_the_period_of_the_invoice() {
        let month = ("06-01T00:00:00", "07-01T00:00:00");
        let across = ("06-10T00:00:00", "07-10T00:00:00");
        for (usage, (start, end), in_june, in_july) in [
            ("06-01T00:00:00", month, true, false),
            ("06-30T23:59:59", month, true, false),
            // Usage of May or July on the invoice of June.
            ("05-31T00:00:00", month, true, false),
            ("07-01T00:00:00", month, true, false),
            ("-", month, true, false),
            ("06-30T00:00:00", across, true, false),
            ("07-01T00:00:00", across, false, true),
            ("05-31T00:00:00", across, true, false),
            ("08-01T00:00:00", across, false, true),
            ("-", across, true, false),
            ("06-15T00:00:00", ("06-01T00:00:00", "-"), true, false),
            ("06-15T00:00:00", ("-", "-"), false, false),
            // A period without a length.
            ("06-15T00:00:00", ("06-01T00:00:00", "06-01T00:00:00"), true, false),
        ] {
            let july = Month::new(2025, 7).unwrap();
            let counts = [june(), july].map(|month| month.has_line(at(usage), (at(start), at(end))));
            assert_eq!(counts, [in_june, in_july], "{usage} in {start} to {end}");
        }
    }
}
