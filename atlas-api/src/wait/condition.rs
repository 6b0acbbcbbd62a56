//! Conditions of waits, evaluated on one response at a time.

use serde_json::Value;

/// The condition that ends a wait. It evaluates one response at a time.
///
/// [`states`](super::states) has conditions for the resources with a state. A closure is a condition too.
///
/// # Examples
/// ```
/// use atlas_api::wait::{Condition, WaitStatus};
/// use serde_json::{Value, json};
///
/// /// A project without clusters.
/// fn is_empty(project: Option<&Value>) -> WaitStatus {
///     match project {
///         Some(project) if project["clusterCount"] == 0 => WaitStatus::succeeded("empty"),
///         Some(_) => WaitStatus::pending("in use"),
///         None => WaitStatus::failed("gone"),
///     }
/// }
///
/// assert_eq!(is_empty.evaluate(Some(&json!({ "clusterCount": 2 }))), WaitStatus::pending("in use"));
/// ```
pub trait Condition: Send + Sync {
    /// Evaluates the resource as JSON, with the property names of Atlas's API; `None` if it is
    /// [absent](crate::Error::is_absent).
    fn evaluate(&self, resource: Option<&Value>) -> WaitStatus;

    /// Returns whether the resource can be in the target state before the change begins. If so, the state must
    /// [persist](super::Wait::stable_for). Default: `false`.
    fn can_be_stale(&self) -> bool {
        false
    }

    /// Returns whether the resource can be in a failed state before the change begins, such as an index that is replaced
    /// because it failed. If so, a failed state must [persist](super::Wait::stable_for) too. Default: `false`.
    fn failure_can_be_stale(&self) -> bool {
        false
    }
}

impl<F: Fn(Option<&Value>) -> WaitStatus + Send + Sync> Condition for F {
    fn evaluate(&self, resource: Option<&Value>) -> WaitStatus {
        self(resource)
    }
}

/// The status of a wait after one response: the phase, and the state of the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitStatus {
    phase: Phase,
    state: String,
}

/// The phase of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)] // A wait has no other phase.
pub enum Phase {
    /// The wait continues.
    Pending,
    /// The wait ends: the condition holds.
    Succeeded,
    /// The wait ends: the condition cannot hold anymore.
    Failed,
}

impl WaitStatus {
    /// Returns the status of a wait that continues; `state` is the current state of the resource.
    #[must_use]
    pub fn pending(state: impl Into<String>) -> Self {
        Self { phase: Phase::Pending, state: state.into() }
    }

    /// Returns the status of a wait whose condition holds.
    #[must_use]
    pub fn succeeded(state: impl Into<String>) -> Self {
        Self { phase: Phase::Succeeded, state: state.into() }
    }

    /// Returns the status of a wait whose condition cannot hold anymore.
    #[must_use]
    pub fn failed(state: impl Into<String>) -> Self {
        Self { phase: Phase::Failed, state: state.into() }
    }

    /// Returns the phase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Returns the state of the resource.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }
}
