//! Acknowledging an alert.

use atlas_gen::types;
use chrono::{DateTime, Months, SubsecRound, Utc};

use super::AlertId;
use crate::{Atlas, Error, Response, model::Alert};

/// The longest comment that Atlas takes, in characters.
const LONGEST_COMMENT: usize = 200;

/// What Atlas takes for "for ever": a hundred years.
const FOR_EVER: Months = Months::new(100 * 12);

/// An acknowledgement that does not say yet how long it holds, and so can't be sent; made by
/// [`Alerts::acknowledge`](super::Alerts::acknowledge).
#[derive(Clone, Debug)]
#[must_use = "nothing is acknowledged before it is said until when, and sent"]
pub struct Acknowledge {
    atlas: Atlas,
    id: String,
}

/// A request to acknowledge an alert; made by [`Acknowledge::until`] and [`Acknowledge::forever`].
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct AcknowledgeAlert {
    atlas: Atlas,
    id: String,
    until: Until,
    comment: Option<String>,
}

/// How long an acknowledgement holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Until {
    Date(DateTime<Utc>),
    Forever,
}

impl Acknowledge {
    pub(super) fn new(atlas: Atlas, id: String) -> Self {
        Self { atlas, id }
    }

    /// Acknowledges the alert until this date, which is in the future. It is sent to the second.
    #[doc(alias = "acknowledgedUntil")]
    pub fn until(self, date: DateTime<Utc>) -> AcknowledgeAlert {
        self.with(Until::Date(date))
    }

    /// Acknowledges the alert for good. Atlas has no word for it: what is sent is the date a hundred years from now.
    #[doc(alias = "acknowledge_an_alert_forever")]
    pub fn forever(self) -> AcknowledgeAlert {
        self.with(Until::Forever)
    }

    fn with(self, until: Until) -> AcknowledgeAlert {
        AcknowledgeAlert { atlas: self.atlas, id: self.id, until, comment: None }
    }
}

impl AcknowledgeAlert {
    /// Says why, in at most 200 characters.
    #[doc(alias = "acknowledgementComment")]
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Alerts::acknowledge`](super::Alerts::acknowledge) says.
    pub async fn send(self) -> Result<Response<Alert>, Error> {
        let id: AlertId = self.id.parse()?;
        let mut body = types::AcknowledgeAlert::new().acknowledged_until(self.until.date(self.atlas.now())?);
        if let Some(comment) = self.comment {
            check_comment(&comment)?;
            body = body.acknowledgement_comment(comment);
        }
        let operation = self.atlas.low().alerts().acknowledge_alert();
        let operation = operation.group_id(self.atlas.project_id()).alert_id(id).body(body);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}

impl Until {
    /// The date to send. One that has passed would take the acknowledgement away instead of giving it.
    fn date(self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
        let date = match self {
            Self::Date(date) => Some(date),
            Self::Forever => now.checked_add_months(FOR_EVER),
        };
        match date.map(|date| date.trunc_subsecs(0)) {
            Some(date) if date > now => Ok(date),
            date => {
                let date = date.unwrap_or(DateTime::<Utc>::MAX_UTC);
                let rule = format!("{date} is not in the future (now it is {now})");
                Err(Error::invalid_argument("acknowledged until", rule))
            }
        }
    }
}

fn check_comment(comment: &str) -> Result<(), Error> {
    let length = comment.chars().count();
    if length <= LONGEST_COMMENT {
        return Ok(());
    }
    let rule = format!("it can have at most {LONGEST_COMMENT} characters, and has {length}");
    Err(Error::invalid_argument("comment", rule))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_709_164_800, 500_000_000).unwrap() // 2024-02-29, half a second after midnight.
    }

    #[test]
    fn a_date_is_sent_to_the_second_and_is_in_the_future() {
        for (milliseconds, sent) in [(-1, None), (0, None), (499, None), (500, Some(1)), (60_900, Some(61))] {
            let date = Until::Date(now() + TimeDelta::milliseconds(milliseconds)).date(now());
            let expected = sent.map(|seconds| now().trunc_subsecs(0) + TimeDelta::seconds(seconds));
            assert_eq!(date.as_ref().ok(), expected.as_ref(), "{milliseconds} ms from now: {date:?}");
        }
        let error = Until::Date(DateTime::UNIX_EPOCH).date(now()).unwrap_err();
        let expected = "acknowledged until: 1970-01-01 00:00:00 UTC is not in the future \
                        (now it is 2024-02-29 00:00:00.500 UTC)";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn for_ever_is_a_hundred_years_even_from_a_leap_day() {
        assert_eq!(Until::Forever.date(now()).unwrap().to_string(), "2124-02-29 00:00:00 UTC");
        let leap_day = DateTime::from_timestamp(951_782_400, 0).unwrap(); // 2000-02-29; 2100 has none.
        assert_eq!(Until::Forever.date(leap_day).unwrap().to_string(), "2100-02-28 00:00:00 UTC");
        assert!(Until::Forever.date(DateTime::<Utc>::MAX_UTC).unwrap_err().is_invalid_argument());
    }

    #[test]
    fn a_comment_has_at_most_200_characters() {
        assert!(check_comment(&"é".repeat(200)).is_ok());
        let error = check_comment(&"é".repeat(201)).unwrap_err();
        assert_eq!(error.to_string(), "comment: it can have at most 200 characters, and has 201");
    }
}
