//! What a key may do, where the fake is to mind it: how often, and with which roles.

mod bucket;
mod rate;
mod roles;

use chrono::{DateTime, Utc};
use http::HeaderName;

use crate::answer::Answer;
use crate::document::Operation;
use crate::request::Request;

pub use rate::RateLimit;
use rate::Rates;
pub(crate) use roles::Roles;

/// The limits of the fake's keys; none unless they are set up.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    rates: Option<Rates>,
    roles: Option<Roles>,
}

impl Limits {
    pub(crate) fn new(rate: Option<RateLimit>, roles: Option<Roles>) -> Self {
        Self { rates: rate.map(Rates::new), roles }
    }

    /// Lets a request through whose sender is known, with the headers that tell how many more may follow; or refuses it.
    pub(crate) fn admit(
        &mut self,
        operation: &Operation,
        request: &Request,
        now: DateTime<Utc>,
    ) -> Result<Vec<(HeaderName, String)>, Answer> {
        let headers = match &mut self.rates {
            Some(rates) => rates.take(request, now)?,
            None => Vec::new(),
        };
        match &self.roles {
            Some(roles) if !roles.allow(&request.method) => Err(roles::refusal(&operation.id)),
            _ => Ok(headers),
        }
    }
}
