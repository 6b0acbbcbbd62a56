//! The holders of rate limits.

use std::net::IpAddr;

use crate::{Error, OrganizationId, ProjectId, UserId};

/// The holder of a rate limit, which can differ from the default.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RateLimitScope {
    /// An organization, by its id.
    Organization(String),
    /// A project, by its id.
    Project(String),
    /// A user, by its id.
    User(String),
    /// Requests from an IP address.
    IpAddress(IpAddr),
}

impl RateLimitScope {
    /// Returns the value that is sent, if it is valid.
    #[inline]
    pub(super) fn checked(&self) -> Result<String, Error> {
        Ok(match self {
            Self::Organization(id) => id.parse::<OrganizationId>()?.to_string(),
            Self::Project(id) => id.parse::<ProjectId>()?.to_string(),
            Self::User(id) => id.parse::<UserId>()?.to_string(),
            Self::IpAddress(IpAddr::V4(address)) => address.to_string(),
            // The document accepts no shortened form.
            Self::IpAddress(IpAddr::V6(address)) => address.segments().map(|part| format!("{part:x}")).join(":"),
        })
    }
}
