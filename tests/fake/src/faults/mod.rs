//! Faults on demand: selection of the faults that apply to a request, and their effects.

mod fault;
mod kind;
mod random;
mod response;
mod set_response;
mod spec;

use std::time::Duration;

use http::header::AUTHORIZATION;

use crate::document::Document;
use crate::oauth;
use crate::request::Request;

pub use fault::Fault;
#[cfg(feature = "page")]
pub(crate) use fault::is_operation_of;
pub(crate) use kind::FaultKind;
pub use set_response::SetResponse;
pub use spec::FaultSpecError;
#[cfg(feature = "page")]
pub(crate) use spec::duration;

/// The configured faults, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults(Vec<Fault>);

/// The effect of the faults that apply to one request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The delay before the response.
    pub(crate) latency: Duration,
    /// The fault other than latency.
    pub(crate) kind: Option<FaultKind>,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns the faults that can still apply.
    pub(crate) fn due(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter().filter(|fault| fault.times != Some(0))
    }

    /// Returns the effect on a request: the sum of all latencies that apply, and the first other fault that applies.
    pub(crate) fn next_fault(&mut self, document: &Document, request: &Request) -> Hit {
        let mut hit = Hit::default();
        if self.0.is_empty() {
            return hit;
        }
        let route = document.route(&request.method, &request.path).ok();
        let endpoint = oauth::operation(request);
        let operation_id = endpoint.or_else(|| route.map(|route| &*route.operation.id));
        // A token request can have its credentials in the form instead of a header.
        let has_credentials = endpoint.is_some() || request.headers.contains_key(AUTHORIZATION);
        for fault in &mut self.0 {
            if hit.kind.is_some() && !fault.is_latency() {
                continue;
            }
            match fault.apply(operation_id, &request.method, has_credentials) {
                Some(FaultKind::Latency(latency)) => hit.latency += latency,
                Some(kind) => hit.kind = Some(kind),
                None => {}
            }
        }
        hit
    }
}

impl Hit {
    /// Returns the text form of the faults for the journal, or `None` if no fault applied.
    pub(crate) fn name(&self) -> Option<String> {
        let latency = (!self.latency.is_zero()).then(|| FaultKind::Latency(self.latency).to_string());
        let kind = self.kind.as_ref().map(ToString::to_string);
        match (latency, kind) {
            (Some(latency), Some(kind)) => Some(format!("{latency},{kind}")),
            (latency, kind) => latency.or(kind),
        }
    }
}
