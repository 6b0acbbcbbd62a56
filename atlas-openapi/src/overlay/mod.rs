//! Overlays: corrections stored separately from the document ([OpenAPI Overlay 1.0.0]).
//!
//! [OpenAPI Overlay 1.0.0]: https://spec.openapis.org/overlay/v1.0.0.html

mod action;
mod apply;
mod target;

use serde_json::Value;

use self::action::Action;
use crate::Error;
use crate::document::{members, read};

/// An overlay document: a list of actions, applied in order.
///
/// Stricter than the specification: an unknown member and a target without a match are errors. A correction without a
/// match is obsolete, or its target is wrong.
///
/// # Examples
/// ```
/// use atlas_openapi::Overlay;
/// use serde_json::json;
///
/// let overlay = "
/// overlay: 1.0.0
/// info: {title: Corrections from recorded responses, version: 1.0.0}
/// actions:
///   - target: $.components.schemas.Cluster.properties['diskSizeGB']
///     description: Recorded as 10.0, documented as an integer.
///     update: {type: number}
/// ";
/// let mut document = json!({"components": {"schemas": {"Cluster": {"properties": {"diskSizeGB": {"type": "integer"}}}}}});
/// Overlay::parse(overlay, "service.yaml")?.apply(&mut document)?;
/// assert_eq!(document.pointer("/components/schemas/Cluster/properties/diskSizeGB/type"), Some(&json!("number")));
/// # Ok::<(), atlas_openapi::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Overlay {
    name: String,
    actions: Vec<Action>,
}

impl Overlay {
    /// Parses an overlay from YAML or JSON; errors refer to it by `name`.
    ///
    /// # Errors
    /// [`Error::Overlay`] if the text is not an overlay of version 1.0, has an unknown member, or has an action without
    /// effect or with an invalid target. A target is a JSONPath (RFC 9535).
    pub fn parse(text: &str, name: &str) -> Result<Self, Error> {
        let overlay = ActionContext { name, action: None, target: "" };
        let value =
            read(text).map_err(|error| overlay.error(error.to_string(), "pass an overlay document as YAML or JSON"))?;
        overlay.check_members(&value, &["overlay", "info", "extends", "actions"])?;
        if !value["overlay"].as_str().is_some_and(|version| version.starts_with("1.0.")) {
            return Err(overlay.error("unsupported or missing version", "start it with `overlay: 1.0.0`"));
        }
        overlay.check_members(&value["info"], &["title", "version"])?;
        if value["info"]["title"].as_str().is_none_or(str::is_empty) {
            return Err(overlay.error("missing title", "describe its purpose in `info.title`"));
        }
        let actions = value["actions"].as_array().filter(|actions| !actions.is_empty());
        let Some(actions) = actions else {
            return Err(overlay.error("no actions", "list them under `actions`, or delete the overlay"));
        };
        let actions = actions
            .iter()
            .enumerate()
            .map(|(index, action)| Action::parse(action, ActionContext { action: Some(index), ..overlay }));
        Ok(Self { name: name.to_owned(), actions: actions.collect::<Result<_, _>>()? })
    }

    /// Returns the name used in errors.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Applies all actions to a document in order; each action sees the changes of the previous ones.
    ///
    /// # Errors
    /// [`Error::Overlay`] for the first action that has no match or cannot change its match. The changes of the
    /// previous actions are not reverted: discard the document after an error.
    pub fn apply(&self, document: &mut Value) -> Result<(), Error> {
        self.results(document).collect()
    }

    /// Applies all actions that can be applied; returns the errors of the others.
    pub(crate) fn apply_matching(&self, document: &mut Value) -> Vec<Error> {
        self.results(document).filter_map(Result::err).collect()
    }

    /// Returns an iterator that applies one action per step.
    fn results(&self, document: &mut Value) -> impl Iterator<Item = Result<(), Error>> {
        self.actions.iter().enumerate().map(move |(index, action)| {
            let context = ActionContext { name: &self.name, action: Some(index), target: action.target.text() };
            apply::action(action, document, context)
        })
    }
}

/// The overlay, action and target that an error refers to.
#[derive(Clone, Copy)]
struct ActionContext<'a> {
    name: &'a str,
    action: Option<usize>,
    target: &'a str,
}

impl ActionContext<'_> {
    fn error(self, problem: impl Into<String>, advice: impl Into<String>) -> Error {
        Error::Overlay {
            name: self.name.to_owned(),
            action: self.action,
            target: self.target.to_owned(),
            problem: problem.into(),
            advice: advice.into(),
        }
    }

    /// Rejects unknown members other than extensions: a typo would silently have no effect.
    fn check_members(self, value: &Value, known: &[&str]) -> Result<(), Error> {
        let mut unknown =
            members(value).map(|(key, _)| key).filter(|key| !known.contains(key) && !key.starts_with("x-"));
        match unknown.next() {
            None => Ok(()),
            Some(key) => {
                Err(self.error(format!("unknown member `{key}`"), format!("expected one of {}", known.join(", "))))
            }
        }
    }
}
