//! What a key may do, where the fake is to mind it: how often, and with which roles.

mod bucket;
mod rate;
mod roles;

use chrono::{DateTime, Utc};
use http::HeaderName;

use crate::document::Route;
use crate::error::ApiError;
use crate::route::value_of;

pub use rate::RateLimit;
use rate::Rates;
pub(crate) use roles::Roles;

/// The limits of the fake's keys; none unless they are set up.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    rates: Option<Rates>,
    roles: Option<Roles>,
}

/// What is asked for, and by whom.
pub(crate) struct Admission<'a> {
    pub(crate) route: &'a Route<'a>,
    /// The public key or the id of the service account.
    pub(crate) principal: &'a str,
    /// The project that the key's roles in a project are in.
    pub(crate) own_project: &'a str,
    /// The roles of a key or an account that was created, where the request leads to; the fake's own have those that it is
    /// set up with.
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

    /// Whether roles are minded at all.
    pub(crate) fn enforces_roles(&self) -> bool {
        self.roles.is_some()
    }

    /// Fills all buckets.
    pub(crate) fn reset(&mut self) {
        self.rates.iter_mut().for_each(Rates::reset);
    }

    /// Lets a request through whose sender is known, with the headers that tell how many more may follow; or refuses it.
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
        if is_allowed { Ok(headers) } else { Err(ApiError::role_missing(&operation.id, headers)) }
    }
}
