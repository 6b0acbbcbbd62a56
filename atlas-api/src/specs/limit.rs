//! Limits on numbers that queries and specs set.

use crate::Error;

/// Rejects a `limit` of a query outside of 1 to `max`.
#[cfg(any(feature = "network-security", feature = "performance"))]
#[inline]
pub(crate) fn check_limit(limit: Option<u32>, max: u32) -> Result<(), Error> {
    match limit.filter(|limit| !(1..=max).contains(limit)) {
        Some(limit) => Err(Error::invalid_argument("limit", format!("{limit}; expected 1 to {max}"))),
        None => Ok(()),
    }
}

/// Rejects a list with a value twice.
#[cfg(feature = "streams")]
#[inline]
pub(crate) fn check_unique(argument: &'static str, values: &[String]) -> Result<(), Error> {
    match values.iter().enumerate().find(|(at, value)| values[..*at].contains(value)) {
        Some((_, value)) => Err(Error::invalid_argument(argument, format!("{value:?} is repeated; pass each once"))),
        None => Ok(()),
    }
}

/// Rejects a list of more than `max` values.
#[inline]
pub(crate) fn check_count(argument: &'static str, count: usize, max: usize) -> Result<(), Error> {
    if count > max {
        return Err(Error::invalid_argument(argument, format!("{count} are too many; use at most {max}")));
    }
    Ok(())
}
