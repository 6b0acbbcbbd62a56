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

/// Rejects a name that cannot be in a path, and the id of a process, which has a port.
#[cfg(any(feature = "logs", feature = "network-security"))]
#[inline]
pub(crate) fn check_host(host: &str) -> Result<(), Error> {
    check_segment("host", host)?;
    // An IPv6 address has more than one colon.
    if let Some((name, port)) = host.split_once(':')
        && port.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(Error::invalid_argument("host", format!("{host:?} has a port; use the host name alone, {name:?}")));
    }
    Ok(())
}
