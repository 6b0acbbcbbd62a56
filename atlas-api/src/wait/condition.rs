//! What is waited for, as a judgement of one look at a resource.

use serde_json::Value;

/// What a wait is for: it judges what was seen of a resource.
///
/// [`states`](super::states) has one for each resource that takes its time; a closure is one too.
///
/// ```
/// use atlas_api::wait::{Condition, Judgement};
/// use serde_json::{Value, json};
///
/// /// A project without clusters.
/// fn is_empty(seen: Option<&Value>) -> Judgement {
///     match seen {
///         Some(project) if project["clusterCount"] == 0 => Judgement::done("empty"),
///         Some(_) => Judgement::going("in use"),
///         None => Judgement::failed("gone"),
///     }
/// }
///
/// assert_eq!(is_empty.judge(Some(&json!({ "clusterCount": 2 }))), Judgement::going("in use"));
/// ```
pub trait Condition: Send + Sync {
    /// Judges the resource as Atlas shows it, as JSON; `None` if there is no such resource.
    fn judge(&self, seen: Option<&Value>) -> Judgement;

    /// Whether the resource can show the state that is waited for although the change to wait for has not begun. A wait
    /// for such a state [settles](super::Wait::settle). Default: `false`.
    fn can_be_stale(&self) -> bool {
        false
    }
}

impl<F: Fn(Option<&Value>) -> Judgement + Send + Sync> Condition for F {
    fn judge(&self, seen: Option<&Value>) -> Judgement {
        self(seen)
    }
}

/// What a look at a resource says of the wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    verdict: Verdict,
    state: String,
}

/// Whether a wait goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)] // A wait goes on or ends, well or badly.
pub enum Verdict {
    /// It goes on.
    Going,
    /// It ends: the resource is as it is wanted.
    Done,
    /// It ends: the resource will never be as it is wanted.
    Failed,
}

impl Judgement {
    /// The wait goes on; `state` is what is shown of the resource meanwhile.
    #[must_use]
    pub fn going(state: impl Into<String>) -> Self {
        Self { verdict: Verdict::Going, state: state.into() }
    }

    /// The resource is as it is wanted.
    #[must_use]
    pub fn done(state: impl Into<String>) -> Self {
        Self { verdict: Verdict::Done, state: state.into() }
    }

    /// The resource will never be as it is wanted.
    #[must_use]
    pub fn failed(state: impl Into<String>) -> Self {
        Self { verdict: Verdict::Failed, state: state.into() }
    }

    /// Whether the wait goes on.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The state of the resource.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }
}
