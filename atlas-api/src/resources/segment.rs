//! What can stand in the path of a request.

use crate::Error;

/// Refuses a name that can't be a segment of a path: nothing would stand in its place, or the path would lead elsewhere.
/// All others are encoded.
pub(super) fn check_segment(argument: &'static str, name: &str) -> Result<(), Error> {
    if matches!(name, "" | "." | "..") {
        return Err(Error::invalid_argument(argument, format!("{name:?} can't stand in a path")));
    }
    Ok(())
}
