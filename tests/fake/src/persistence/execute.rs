//! Execution of requests whose changes are persistent.

use chrono::{DateTime, Utc};
use http::Method;

use super::{Change, StateLog};
use crate::document::Route;
use crate::error::{ApiError, codes};
use crate::principal::Principal;
use crate::request::Request;
use crate::response::Handled;
use crate::service::Service;

impl Service {
    /// Executes an authorized request, and persists its change.
    pub(crate) fn execute<'d>(
        &mut self,
        request: &Request,
        route: Route<'d>,
        principal: &Principal,
        now: DateTime<Utc>,
    ) -> Result<Handled<'d>, ApiError> {
        let is_change = ![Method::GET, Method::HEAD].contains(&request.method);
        if is_change && self.log.as_ref().is_some_and(StateLog::is_broken) {
            return Err(codes::STATE_NOT_WRITTEN.of(&[]));
        }
        let ids = self.state.store.ids();
        let handled = self.call(request, route, principal, now)?;
        if is_change && self.log.is_some() {
            self.persist(&Change::new(request, handled.output.status, now, ids))?;
        }
        Ok(handled)
    }
}
