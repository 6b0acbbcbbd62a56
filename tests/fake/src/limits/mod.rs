//! Rate limits and roles, enforced if they are configured.

mod bucket;
mod rate;
mod roles;

use chrono::{DateTime, Utc};
use http::HeaderName;

use crate::document::Route;
use crate::error::{ApiError, codes};
use crate::route::value_of;

pub use rate::RateLimit;
use rate::Rates;
pub(crate) use rate::headers;
pub(crate) use roles::Roles;

/// The configured limits. By default there are none.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    rates: Option<Rates>,
    roles: Option<Roles>,
}

/// A request to be admitted, with its authenticated principal.
pub(crate) struct Admission<'a> {
    pub(crate) route: &'a Route<'a>,
    /// The public key, or the client ID of the service account.
    pub(crate) principal: &'a str,
    /// The project that the configured project roles apply to.
    pub(crate) own_project: &'a str,
    /// The roles of an API key or service account created through the API, for the requested project. `None` for the
    /// initial credentials, which have the configured roles.
    pub(crate) roles: Option<Roles>,
}

impl Admission<'_> {
    fn parameter(&self, name: &str) -> Option<&str> {
        value_of(&self.route.parameters, name)
    }
}

impl Limits {
    pub(crate) fn new(rate: Option<RateLimit>, roles: Option<Roles>) -> Self {
        Self { rates: rate.map(Rates::new), roles }
    }

    /// Returns whether any roles are configured.
    pub(crate) fn enforces_roles(&self) -> bool {
        self.roles.is_some()
    }

    /// Refills all buckets.
    pub(crate) fn reset(&mut self) {
        self.rates.iter_mut().for_each(Rates::reset);
    }

    /// Admits a request and returns the rate-limit headers of its response, or refuses it.
    pub(crate) fn admit(
        &mut self,
        admission: &Admission<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<(HeaderName, String)>, ApiError> {
        let headers = match &mut self.rates {
            Some(rates) => rates.take(admission, now)?,
            None => Vec::new(),
        };
        let operation = admission.route.operation;
        let is_own_project = admission.parameter("groupId").is_none_or(|project| project == admission.own_project);
        let is_allowed = match (&self.roles, &admission.roles) {
            (None, _) => true,
            (Some(_), Some(roles)) => roles.allow(operation, true),
            (Some(roles), None) => roles.allow(operation, is_own_project),
        };
        if is_allowed {
            Ok(headers)
        } else {
            Err(codes::USER_UNAUTHORIZED.of(&[]).with_parameters([&*operation.id]).with_headers(headers))
        }
    }
}
