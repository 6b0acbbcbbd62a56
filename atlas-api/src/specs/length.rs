//! How long texts can be.

use std::ops::RangeInclusive;

use crate::Error;

/// Checks a text's length in characters. The message gives the length, not the text, which may be secret.
pub(crate) fn check_length(argument: &'static str, text: &str, limits: RangeInclusive<usize>) -> Result<(), Error> {
    let length = text.chars().count();
    if limits.contains(&length) {
        return Ok(());
    }
    let rule = match (*limits.start(), *limits.end()) {
        (least, usize::MAX) => format!("it needs at least {least} characters, and has {length}"),
        (0, most) => format!("it can have at most {most} characters, and has {length}"),
        (least, most) => format!("it needs {least} to {most} characters, and has {length}"),
    };
    Err(Error::invalid_argument(argument, rule))
}
