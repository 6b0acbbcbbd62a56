//! The position in a sequence of events.

use std::{collections::BTreeMap, fmt, str::FromStr};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::Error;

/// The time within which an event can appear after events that are newer.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// The position of [`FollowEvents`](super::FollowEvents) in a sequence of events, to continue after it.
///
/// It has a text form for files ([`Display`](fmt::Display) and [`FromStr`]), whose length depends on the number of events
/// in the last five minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPosition {
    /// Earlier events are not part of the sequence.
    first: DateTime<Utc>,
    /// The date of the newest event so far.
    newest: DateTime<Utc>,
    /// The events that can be listed again, by id.
    seen: BTreeMap<String, DateTime<Utc>>,
}

impl EventPosition {
    /// Returns the position before the first event from `date` on.
    #[inline]
    #[must_use]
    pub fn starting_at(date: DateTime<Utc>) -> Self {
        // The dates of events have whole seconds.
        let date = date.trunc_subsecs(0);
        Self { first: date, newest: date, seen: BTreeMap::new() }
    }

    /// Returns the date from which events are listed. Events can appear late, so it is earlier than the newest event.
    pub(super) fn list_from(&self) -> DateTime<Utc> {
        self.newest.checked_sub_signed(OVERLAP).map_or(self.first, |date| date.max(self.first))
    }

    /// Returns whether an event comes after the position.
    pub(super) fn is_new(&self, id: &str, created: DateTime<Utc>) -> bool {
        created >= self.list_from() && !self.seen.contains_key(id)
    }

    /// Moves the position after an event.
    pub(super) fn advance(&mut self, id: &str, created: DateTime<Utc>) {
        self.seen.insert(id.to_owned(), created);
        self.newest = self.newest.max(created);
        let from = self.list_from();
        self.seen.retain(|_, created| *created >= from);
    }
}

impl fmt::Display for EventPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", json!({ "first": self.first, "newest": self.newest, "seen": self.seen }))
    }
}

impl FromStr for EventPosition {
    type Err = Error;

    /// Reads a position from the text that [`Display`](fmt::Display) writes.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the text is not that of a position.
    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = || Error::invalid_argument("event position", "not a saved position; start at a date instead");
        let date = |value: &Value| value.as_str().and_then(|text| text.parse::<DateTime<Utc>>().ok());
        let json: Value = serde_json::from_str(text).map_err(|_| invalid())?;
        let seen = json["seen"].as_object().ok_or_else(invalid)?;
        let seen = seen.iter().map(|(id, created)| Some((id.clone(), date(created)?))).collect::<Option<_>>();
        Ok(Self {
            first: date(&json["first"]).ok_or_else(invalid)?,
            newest: date(&json["newest"]).ok_or_else(invalid)?,
            seen: seen.ok_or_else(invalid)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_000_000 + second, 0).unwrap()
    }

    #[test]
    fn an_event_is_new_once_and_a_late_one_is_not_missed() {
        let mut position = EventPosition::starting_at(at(0));
        assert_eq!(position.list_from(), at(0));
        assert!(!position.is_new("early", at(-1)));
        for (id, second) in [("a", 0), ("b", 400), ("late", 100)] {
            assert!(position.is_new(id, at(second)), "{id}");
            position.advance(id, at(second));
        }
        assert!(!position.is_new("b", at(400)));
        assert_eq!(position.list_from(), at(100));
        assert!(position.is_new("same second", at(400)));
        assert!(!position.is_new("too late", at(99)));
    }

    #[test]
    fn only_events_that_can_be_listed_again_are_kept() {
        let mut position = EventPosition::starting_at(at(0));
        position.advance("a", at(0));
        position.advance("b", at(300));
        assert_eq!(position.seen.len(), 2);
        position.advance("c", at(301));
        assert_eq!(position.seen.keys().collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn a_saved_position_is_read_again() {
        let mut position = EventPosition::starting_at(at(0));
        position.advance("5f1a2b3c4d5e6f7a8b9c0d1e", at(7));
        assert_eq!(position.to_string().parse::<EventPosition>().unwrap(), position);
        for text in ["", "{}", "[]", "2026-01-01T00:00:00Z"] {
            let error = text.parse::<EventPosition>().unwrap_err().to_string();
            assert_eq!(error, "event position: not a saved position; start at a date instead");
        }
    }
}
