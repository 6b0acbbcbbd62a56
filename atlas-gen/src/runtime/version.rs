//! Versions of the API's resources.

use std::{borrow::Cow, fmt, str::FromStr};

/// A version of a resource: a date such as `2024-08-05`, or `preview`.
///
/// It is part of the media types of a request and its response, `application/vnd.atlas.2024-08-05+json`. Atlas accepts
/// any date and serves the newest version up to that date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApiVersion(Cow<'static, str>);

/// The error of [`ApiVersion::new`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("API version \"{0}\": not valid; expected a date such as 2024-08-05, or `preview`")]
pub struct InvalidVersion(String);

impl InvalidVersion {
    /// Returns the rejected text.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0
    }
}

impl ApiVersion {
    /// The version of operations without a stable version.
    pub const PREVIEW: Self = Self(Cow::Borrowed("preview"));

    pub(crate) const fn known(version: &'static str) -> Self {
        Self(Cow::Borrowed(version))
    }

    /// Parses a version.
    ///
    /// # Errors
    /// [`InvalidVersion`] if it is neither a date of the calendar, as `YYYY-MM-DD`, nor `preview`.
    pub fn new(version: impl Into<String>) -> Result<Self, InvalidVersion> {
        let version = version.into();
        let is_date = version.len() == 10
            && version.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
            && version.parse::<chrono::NaiveDate>().is_ok();
        if is_date || version == "preview" { Ok(Self(Cow::Owned(version))) } else { Err(InvalidVersion(version)) }
    }

    /// Returns the version as written in media types.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ApiVersion {
    type Err = InvalidVersion;

    fn from_str(version: &str) -> Result<Self, InvalidVersion> {
        Self::new(version)
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_date_or_preview() {
        assert_eq!(ApiVersion::new("2024-08-05").unwrap().as_str(), "2024-08-05");
        assert_eq!(ApiVersion::new("preview").unwrap(), ApiVersion::PREVIEW);
        for wrong in ["", "2024-8-5", "2024-08-05+json", "latest", "2025-13-01", "2025-02-29", "２０２４-08"] {
            assert_eq!(ApiVersion::new(wrong), Err(InvalidVersion(wrong.to_owned())));
        }
    }
}
