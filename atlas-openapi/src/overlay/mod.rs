//! Overlays: corrections stored separately from the document ([OpenAPI Overlay 1.0.0]).
//!
//! [OpenAPI Overlay 1.0.0]: https://spec.openapis.org/overlay/v1.0.0.html

mod action;
mod apply;
mod set;
mod successors;
mod target;

use serde_json::Value;

use self::action::Action;
pub use self::set::{Lowered, Overlays};
use self::successors::Successors;
use crate::document::{members, read};
use crate::{Error, Errors};

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
/// # Ok::<(), atlas_openapi::Errors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Overlay {
    name: String,
    /// The valid actions, with their indices in the text.
    actions: Vec<(usize, Action)>,
    /// The successors that the overlay states.
    successors: Successors,
}

impl Overlay {
    /// Parses an overlay from YAML or JSON; errors refer to it by `name`.
    ///
    /// # Errors
    /// An [`Error::Overlay`] for each fault: the text is not an overlay of version 1.0, has an unknown member, or has an
    /// action without effect or with an invalid target. A target is a JSONPath (RFC 9535).
    pub fn parse(text: &str, name: &str) -> Result<Self, Errors> {
        let (overlay, faults) = Self::parse_valid(text, name);
        Errors::check(faults, overlay)
    }

    /// Parses several overlays, given as name and text.
    ///
    /// # Errors
    /// The faults of all overlays, as for [`parse`](Self::parse).
    pub fn parse_all(overlays: &[(String, String)]) -> Result<Vec<Self>, Errors> {
        let (overlays, faults): (Vec<_>, Vec<_>) =
            overlays.iter().map(|(name, text)| Self::parse_valid(text, name)).unzip();
        Errors::check(faults.concat(), overlays)
    }

    /// Parses all valid actions; returns the faults of the rest.
    fn parse_valid(text: &str, name: &str) -> (Self, Vec<Error>) {
        let context = ActionContext { name, action: None, target: "" };
        let mut overlay = Self { name: name.to_owned(), actions: Vec::new(), successors: Successors::default() };
        let value = match read(text) {
            Ok(value) => value,
            Err(error) => {
                let error = context.error(error.to_string(), "pass an overlay document as YAML or JSON");
                return (overlay, vec![error]);
            }
        };
        let mut faults: Vec<Error> = context.check_header(&value).into_iter().filter_map(Result::err).collect();
        faults.extend(overlay.successors.add(&value, context));
        for (index, action) in value["actions"].as_array().into_iter().flatten().enumerate() {
            match Action::parse(action, ActionContext { action: Some(index), ..context }) {
                Ok(action) => overlay.actions.push((index, action)),
                Err(fault) => faults.push(fault),
            }
        }
        (overlay, faults)
    }

    /// Returns the name used in errors.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Applies all actions to a document in order; each action sees the changes of the previous ones.
    ///
    /// # Errors
    /// An [`Error::Overlay`] for each action that has no match or cannot change its match. The other actions are applied:
    /// discard the document after an error.
    pub fn apply(&self, document: &mut Value) -> Result<(), Errors> {
        Errors::check(self.apply_matching(document), ())
    }

    /// Applies all actions that can be applied; returns the errors of the others.
    fn apply_matching(&self, document: &mut Value) -> Vec<Error> {
        let results = self.actions.iter().map(|(index, action)| {
            let context = ActionContext { action: Some(*index), target: action.target.text(), ..self.context() };
            apply::action(action, document, &self.successors, context)
        });
        results.filter_map(Result::err).collect()
    }

    fn context(&self) -> ActionContext<'_> {
        ActionContext { name: &self.name, action: None, target: "" }
    }
}

/// Applies overlays, given as name and text, to a document in order.
///
/// # Errors
/// An [`Error::Overlay`] for each fault of an overlay's text and for each action that cannot be applied, of all overlays.
/// All other actions are applied: discard the document after an error.
pub fn apply_overlays(overlays: &[(String, String)], document: &mut Value) -> Result<(), Errors> {
    Errors::check(Overlays::parse(overlays).apply(document), ())
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

    /// Checks everything except the actions themselves.
    fn check_header(self, value: &Value) -> [Result<(), Error>; 5] {
        let require = |holds: bool, problem: &str, advice: &str| {
            if holds { Ok(()) } else { Err(self.error(problem, advice)) }
        };
        [
            self.check_members(value, &["overlay", "info", "extends", "actions"]),
            require(
                value["overlay"].as_str().is_some_and(|version| version.starts_with("1.0.")),
                "unsupported or missing version",
                "start it with `overlay: 1.0.0`",
            ),
            self.check_members(&value["info"], &["title", "version"]),
            require(
                value["info"]["title"].as_str().is_some_and(|title| !title.is_empty()),
                "missing title",
                "describe its purpose in `info.title`",
            ),
            require(
                match &value["actions"] {
                    Value::Array(actions) if !actions.is_empty() => true,
                    // An overlay may state only successors.
                    Value::Array(_) | Value::Null => !value[successors::SUCCESSORS].is_null(),
                    _ => false,
                },
                "no actions",
                "list them under `actions`, or delete the overlay",
            ),
        ]
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
