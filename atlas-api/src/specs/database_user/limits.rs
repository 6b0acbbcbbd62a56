//! Limits on the length of user properties.

use crate::{Error, Secret, specs::length::check_length};

#[inline]
pub(super) fn check_username(username: &str) -> Result<(), Error> {
    check_length("username", username, 1..=1024)
}

#[inline]
pub(super) fn check_password(password: &Secret) -> Result<(), Error> {
    check_length("password", password.expose(), 8..=usize::MAX)
}

#[inline]
pub(super) fn check_description(description: &str) -> Result<(), Error> {
    check_length("description", description, 0..=100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(checked: Result<(), Error>, expected: Option<&str>) {
        assert_eq!(checked.err().map(|error| error.to_string()).as_deref(), expected);
    }

    #[test]
    fn lengths_count_characters_and_limits_are_inclusive() {
        check(check_password(&"pässword".into()), None);
        check(check_password(&"hunter2".into()), Some("password: length is 7; expected at least 8 characters"));
        check(check_username(&"é".repeat(1024)), None);
        check(check_username(""), Some("username: length is 0; expected 1 to 1024 characters"));
        check(check_username(&"a".repeat(1025)), Some("username: length is 1025; expected 1 to 1024 characters"));
        check(check_description(&"a".repeat(100)), None);
        check(check_description(&"a".repeat(101)), Some("description: length is 101; expected at most 100 characters"));
    }
}
