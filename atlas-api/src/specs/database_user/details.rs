//! What creating and updating a user have in common beside roles: scopes, labels, a description, an end.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use super::limits::check_length;
use crate::{Error, model::ScopeType, specs::check_cluster_name};

/// A cluster or the like that a user is let into.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scope {
    pub(super) name: String,
    pub(super) kind: ScopeType,
}

/// A label that the user carries.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) key: String,
    pub(super) value: String,
}

impl Scope {
    pub(super) fn check(&self) -> Result<(), Error> {
        check_cluster_name("scope", &self.name)
    }
}

impl Label {
    pub(super) fn check(&self) -> Result<(), Error> {
        check_length("label key", &self.key, 1..=255)?;
        check_length("label value", &self.value, 1..=255)
    }
}

/// The end of a temporary user as it is sent, to the second.
pub(super) fn end(date: DateTime<Utc>) -> DateTime<Utc> {
    date.trunc_subsecs(0)
}

/// Checks that the end of a temporary user is to come, within a week.
pub(super) fn check_end(end: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Error> {
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
    fn the_end_of_a_user_is_in_the_future_and_within_one_week() {
        let now = DateTime::from_timestamp(1_750_000_000, 0).unwrap();
        let week = 7 * 24 * 3600;
        for (seconds, accepted) in [(-1, false), (0, false), (1, true), (week, true), (week + 1, false)] {
            let checked = check_end(now + TimeDelta::seconds(seconds), now);
            assert_eq!(checked.is_ok(), accepted, "{seconds} s from now: {checked:?}");
        }
    }

    #[test]
    fn a_scope_has_the_name_of_a_cluster() {
        for (name, accepted) in [("Cluster0", true), ("a-1", true), ("", false), ("-a", false), ("a b", false)] {
            let scope = Scope { name: name.to_owned(), kind: ScopeType::Cluster };
            assert_eq!(scope.check().is_ok(), accepted, "{name:?}");
        }
    }

    #[test]
    fn a_label_has_a_key_and_a_value() {
        let label = |key: &str, value: &str| Label { key: key.to_owned(), value: value.to_owned() };
        assert!(label("team", "sales").check().is_ok());
        assert!(label("", "sales").check().is_err());
        assert!(label("team", &"x".repeat(256)).check().is_err());
    }
}
