//! Queries for attempts to log in.

use std::net::IpAddr;

use crate::{Error, Period, specs::check_limit};

/// The largest number of attempts that Atlas returns.
const MAX_ATTEMPTS: u32 = 20_000;

/// A query for [attempts to log in](super::AccessHistory): the result, the address, the time and the number.
///
/// ```
/// use atlas_api::{Period, access_history::AccessQuery};
/// use chrono::TimeDelta;
///
/// let query = AccessQuery::new().failed().period(Period::last(TimeDelta::hours(1)));
/// # let _ = query;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a query requests nothing by itself; pass it to a method of `AccessHistory`"]
pub struct AccessQuery {
    pub(super) result: Option<bool>,
    pub(super) address: Option<IpAddr>,
    pub(super) period: Option<Period>,
    pub(super) limit: Option<u32>,
}

impl AccessQuery {
    /// Returns a query for all attempts of the last days.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Requests only attempts that failed.
    #[doc(alias = "authResult")]
    #[inline]
    pub fn failed(mut self) -> Self {
        self.result = Some(false);
        self
    }

    /// Requests only attempts that succeeded.
    #[doc(alias = "authResult")]
    #[inline]
    pub fn succeeded(mut self) -> Self {
        self.result = Some(true);
        self
    }

    /// Requests only attempts from this address.
    #[doc(alias = "ipAddress")]
    pub fn from_address(mut self, address: impl Into<IpAddr>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// Requests only attempts in this period.
    #[inline]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// Sets the maximum number of attempts, 1 to 20,000. Default: 20,000.
    #[doc(alias = "nLogs")]
    #[inline]
    pub fn limit(mut self, number: u32) -> Self {
        self.limit = Some(number);
        self
    }

    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        check_limit(self.limit, MAX_ATTEMPTS)
    }
}
