//! Dates and timestamps in bodies and queries. Text does not compare like the time that it stands for: an offset, a
//! fraction of a second or a date without a time would change the order.

use chrono::{DateTime, NaiveDate, Utc};

/// Returns the instant of a timestamp.
pub(crate) fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

/// Returns the day of a date, or of a timestamp in UTC.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    // chrono would accept `2023-1-1` too.
    let date = Some(text).filter(|text| text.len() == "2023-01-01".len()).and_then(|text| text.parse().ok());
    date.or_else(|| instant(text).map(|time| time.date_naive()))
}

#[cfg(test)]
mod tests {
    use super::{day, instant};

    #[test]
    fn dates_compare_as_times() {
        assert!(instant("2025-06-01T00:30:00+02:00") < instant("2025-05-31T23:00:00Z"));
        assert!(instant("2025-06-01T00:00:00.500Z") > instant("2025-06-01T00:00:00Z"));
        assert_eq!(day("2025-06-01"), day("2025-06-01T23:59:59Z"));
        assert_eq!(day("2025-06-01T00:30:00+02:00"), day("2025-05-31"));
        assert_eq!([day("2025-6-1"), day("yesterday"), day("")], [None; 3]);
    }
}
