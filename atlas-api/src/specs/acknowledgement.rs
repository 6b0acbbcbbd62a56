//! Spec of the acknowledgement of an alert.

use atlas_gen::types::AcknowledgeAlert;
use chrono::{DateTime, Months, SubsecRound, TimeDelta, Utc};

use super::length::check_length;
use crate::Error;

/// The period that Atlas treats as endless: a hundred years.
const FOREVER: Months = Months::new(100 * 12);

/// An acknowledgement of an alert, to [send](crate::alerts::Alerts::acknowledge).
///
/// # Examples
/// ```
/// use atlas_api::alerts::AcknowledgementSpec;
/// use chrono::TimeDelta;
///
/// let until_tomorrow = AcknowledgementSpec::lasting(TimeDelta::days(1)).comment("a larger disk is ordered");
/// let until_2030 = AcknowledgementSpec::until("2030-01-01T00:00:00Z".parse()?);
/// let forever = AcknowledgementSpec::forever();
/// # let _ = (until_tomorrow, until_2030, forever);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec acknowledges nothing by itself; pass it to `acknowledge`"]
pub struct AcknowledgementSpec {
    until: Until,
    comment: Option<String>,
}

/// The end of an acknowledgement.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Until {
    Date(DateTime<Utc>),
    Lasting(TimeDelta),
    Forever,
}

impl AcknowledgementSpec {
    /// Returns an acknowledgement until this date. The date is truncated to whole seconds, and must be in the future.
    #[doc(alias("acknowledgedUntil", "acknowledge_until"))]
    #[inline]
    pub fn until(date: DateTime<Utc>) -> Self {
        Self { until: Until::Date(date), comment: None }
    }

    /// Returns an acknowledgement that ends this long after it is sent, a second or more. The date sent is in whole
    /// seconds.
    #[doc(alias = "acknowledgedUntil")]
    #[inline]
    pub fn lasting(period: TimeDelta) -> Self {
        Self { until: Until::Lasting(period), comment: None }
    }

    /// Returns an acknowledgement without an end. Atlas requires a date: the date sent is a hundred years from now.
    #[doc(alias("acknowledge_forever", "acknowledge_an_alert_forever"))]
    #[inline]
    pub fn forever() -> Self {
        Self { until: Until::Forever, comment: None }
    }

    /// Sets the comment, of at most 200 characters.
    #[doc(alias = "acknowledgementComment")]
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self, now: DateTime<Utc>) -> Result<AcknowledgeAlert, Error> {
        let mut body = AcknowledgeAlert::new().acknowledged_until(self.until.date(now)?);
        if let Some(comment) = self.comment {
            check_length("comment", &comment, 0..=200)?;
            body = body.acknowledgement_comment(comment);
        }
        Ok(body)
    }
}

impl Until {
    /// Returns the date to send. A past date would remove the acknowledgement instead, and is rejected.
    #[inline]
    fn date(self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
        let date = match self {
            Self::Date(date) => Some(date),
            Self::Lasting(period) if period < TimeDelta::seconds(1) => {
                let rule =
                    format!("{period} is less than a second; use a longer period, such as `TimeDelta::hours(8)`");
                return Err(Error::invalid_argument("acknowledgement", rule));
            }
            Self::Lasting(period) => now.checked_add_signed(period),
            Self::Forever => now.checked_add_months(FOREVER),
        };
        let date = date.unwrap_or(DateTime::<Utc>::MAX_UTC).trunc_subsecs(0);
        if date > now {
            return Ok(date);
        }
        let rule = format!("\"{date}\" is not in the future; use a date after {now}");
        Err(Error::invalid_argument("acknowledged until", rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_709_164_800, 500_000_000).unwrap() // 2024-02-29, half a second after midnight.
    }

    #[test]
    fn a_date_is_truncated_to_seconds_and_is_in_the_future() {
        for (milliseconds, sent) in [(-1, None), (0, None), (499, None), (500, Some(1)), (60_900, Some(61))] {
            let date = Until::Date(now() + TimeDelta::milliseconds(milliseconds)).date(now());
            let expected = sent.map(|seconds| now().trunc_subsecs(0) + TimeDelta::seconds(seconds));
            assert_eq!(date.as_ref().ok(), expected.as_ref(), "{milliseconds} ms from now: {date:?}");
        }
        let error = Until::Date(DateTime::UNIX_EPOCH).date(now()).unwrap_err();
        let expected = "acknowledged until: \"1970-01-01 00:00:00 UTC\" is not in the future; \
                        use a date after 2024-02-29 00:00:00.500 UTC";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_period_of_a_second_or_more_starts_when_it_is_sent() {
        let date = |period| Until::Lasting(period).date(now());
        assert_eq!(date(TimeDelta::hours(8)).unwrap().to_string(), "2024-02-29 08:00:00 UTC");
        assert_eq!(date(TimeDelta::seconds(1)).unwrap().to_string(), "2024-02-29 00:00:01 UTC");
        assert_eq!(date(TimeDelta::MAX).unwrap(), DateTime::<Utc>::MAX_UTC.trunc_subsecs(0));
        for period in [TimeDelta::milliseconds(999), TimeDelta::zero(), TimeDelta::seconds(-1)] {
            let error = date(period).unwrap_err().to_string();
            assert!(error.contains("is less than a second; use a longer period"), "{error}");
        }
    }

    #[test]
    fn forever_is_a_hundred_years_even_from_a_leap_day() {
        assert_eq!(Until::Forever.date(now()).unwrap().to_string(), "2124-02-29 00:00:00 UTC");
        let leap_day = DateTime::from_timestamp(951_782_400, 0).unwrap(); // 2000-02-29; 2100 has none.
        assert_eq!(Until::Forever.date(leap_day).unwrap().to_string(), "2100-02-28 00:00:00 UTC");
        assert!(Until::Forever.date(DateTime::<Utc>::MAX_UTC).unwrap_err().is_invalid_argument());
    }

    #[test]
    fn a_comment_has_at_most_200_characters() {
        let spec = |length| AcknowledgementSpec::forever().comment("é".repeat(length));
        assert_eq!(spec(200).into_body(now()).unwrap().acknowledgement_comment, Some("é".repeat(200)));
        let error = spec(201).into_body(now()).unwrap_err();
        assert_eq!(error.to_string(), "comment: length is 201; expected at most 200 characters");
    }
}
