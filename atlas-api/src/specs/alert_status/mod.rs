//! The status filter for listing alerts.

#[cfg(feature = "serde")]
mod file;

use crate::{Error, open_enum::open_enum};

/// The status by which [`Alerts::list`](crate::alerts::Alerts::list) filters.
///
/// Converts from the name that Atlas uses. A name that this version does not know becomes [`Unknown`](Self::Unknown)
/// and is sent unchanged:
///
/// ```
/// use atlas_api::alerts::AlertStatusSpec;
///
/// assert_eq!(AlertStatusSpec::from("OPEN"), AlertStatusSpec::Open);
/// assert_eq!(AlertStatusSpec::from("CANCELLED").as_str(), "CANCELLED");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlertStatusSpec {
    /// `OPEN`: the condition holds.
    Open,
    /// `TRACKING`: the condition holds, but not yet long enough to open the alert.
    Tracking,
    /// `CLOSED`: the condition no longer holds.
    Closed,
    /// A status that this version does not know, by its name.
    #[non_exhaustive]
    Unknown(String),
}

open_enum! {
    AlertStatusSpec {
        Open => "OPEN",
        Tracking => "TRACKING",
        Closed => "CLOSED",
    }
}

impl AlertStatusSpec {
    /// Rejects an empty name, which would not be sent and would list alerts of every status.
    #[inline]
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self.as_str() {
            "" => Err(Error::invalid_argument("status", "name is empty; use for example OPEN")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_name_is_rejected() {
        assert!(AlertStatusSpec::from("CANCELLED").check().is_ok());
        let error = AlertStatusSpec::from("").check().unwrap_err().to_string();
        assert_eq!(error, "status: name is empty; use for example OPEN");
    }
}
