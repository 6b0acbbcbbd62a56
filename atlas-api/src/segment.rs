//! Names in paths of requests.

use crate::Error;

/// Returns a name that can be a segment of a path. An empty name, `.` and `..` would address another resource, even if
/// encoded. All other names are encoded.
pub(crate) fn check_segment<'a>(argument: &'static str, name: &'a str) -> Result<&'a str, Error> {
    if matches!(name, "" | "." | "..") {
        return Err(Error::invalid_argument(
            argument,
            format!("{name:?} cannot be a segment of a path; expected a name"),
        ));
    }
    Ok(name)
}
