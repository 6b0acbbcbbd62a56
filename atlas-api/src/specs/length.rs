//! Limits on the length of text.

use std::ops::RangeInclusive;

use crate::Error;

/// Checks the length of a text in characters. The error states the length but not the text, which may be secret.
#[inline]
pub(crate) fn check_length(argument: &'static str, text: &str, limits: RangeInclusive<usize>) -> Result<(), Error> {
    let length = text.chars().count();
    if limits.contains(&length) {
        return Ok(());
    }
    let expected = match (*limits.start(), *limits.end()) {
        (1, usize::MAX) => "at least 1 character".to_owned(),
        (min, usize::MAX) => format!("at least {min} characters"),
        (0, max) => format!("at most {max} characters"),
        (min, max) if min == max => format!("{min} characters"),
        (min, max) => format!("{min} to {max} characters"),
    };
    Err(Error::invalid_argument(argument, format!("length is {length}; expected {expected}")))
}
