//! Overlays: corrections of a document, kept apart from it ([OpenAPI Overlay 1.0.0]).
//!
//! [OpenAPI Overlay 1.0.0]: https://spec.openapis.org/overlay/v1.0.0.html

mod action;
mod apply;
mod target;

use serde_json::Value;

use self::action::Action;
use crate::Error;
use crate::document::{members, read};

/// An overlay document: a list of actions, carried out one after the other.
///
/// Stricter than the specification in what it takes for a mistake: a member that is not known, and a target that matches
/// nothing. A correction of something that is no longer there is a correction nobody needs, or one that was meant for
/// something else.
///
/// # Examples
/// ```
/// use atlas_openapi::Overlay;
/// use serde_json::json;
///
/// let overlay = "
/// overlay: 1.0.0
/// info: {title: What the service answers, version: 1.0.0}
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
    /// Reads an overlay from YAML or JSON; errors refer to it by `name`.
    ///
    /// # Errors
    /// [`Error::Overlay`] where the text is no overlay of version 1.0, has a member that is not known, or an action that
    /// does nothing or whose target is no JSONPath (RFC 9535).
    pub fn parse(text: &str, name: &str) -> Result<Self, Error> {
        let overlay = Fault { name, action: None, target: "" };
        let value =
            read(text).map_err(|error| overlay.error(error.to_string(), "give an overlay document as YAML or JSON"))?;
        overlay.only(&value, &["overlay", "info", "extends", "actions"])?;
        if !value["overlay"].as_str().is_some_and(|version| version.starts_with("1.0.")) {
            return Err(overlay.error("it is not of version 1.0", "begin it with `overlay: 1.0.0`"));
        }
        overlay.only(&value["info"], &["title", "version"])?;
        if value["info"]["title"].as_str().is_none_or(str::is_empty) {
            return Err(overlay.error("it has no title", "say in `info.title` what it corrects"));
        }
        let actions = value["actions"].as_array().filter(|actions| !actions.is_empty());
        let Some(actions) = actions else {
            return Err(overlay.error("it has no actions", "list them under `actions`, or delete it"));
        };
        let actions = actions
            .iter()
            .enumerate()
            .map(|(index, action)| Action::parse(action, Fault { action: Some(index), ..overlay }));
        Ok(Self { name: name.to_owned(), actions: actions.collect::<Result<_, _>>()? })
    }

    /// The name that errors refer to.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Changes a document by all the actions in their order; each sees what those before it did.
    ///
    /// # Errors
    /// [`Error::Overlay`] for the first action whose target matches nothing or cannot be changed in that way. What the
    /// actions before it did stays done, so a document that an overlay failed on is of no use.
    pub fn apply(&self, document: &mut Value) -> Result<(), Error> {
        self.carry_out(document).collect()
    }

    /// Changes a document by those actions that can be carried out, and says why the others can't.
    pub(crate) fn apply_what_matches(&self, document: &mut Value) -> Vec<Error> {
        self.carry_out(document).filter_map(Result::err).collect()
    }

    /// Carries out one action with each step.
    fn carry_out(&self, document: &mut Value) -> impl Iterator<Item = Result<(), Error>> {
        self.actions.iter().enumerate().map(move |(index, action)| {
            let fault = Fault { name: &self.name, action: Some(index), target: action.target.text() };
            apply::action(action, document, fault)
        })
    }
}

/// Which overlay, action and target an error is about.
#[derive(Clone, Copy)]
struct Fault<'a> {
    name: &'a str,
    action: Option<usize>,
    target: &'a str,
}

impl Fault<'_> {
    fn error(self, problem: impl Into<String>, advice: impl Into<String>) -> Error {
        Error::Overlay {
            name: self.name.to_owned(),
            action: self.action,
            target: self.target.to_owned(),
            problem: problem.into(),
            advice: advice.into(),
        }
    }

    /// Refuses members other than these and extensions: a misspelt one would silently do nothing.
    fn only(self, value: &Value, known: &[&str]) -> Result<(), Error> {
        let mut unknown =
            members(value).map(|(key, _)| key).filter(|key| !known.contains(key) && !key.starts_with("x-"));
        match unknown.next() {
            None => Ok(()),
            Some(key) => {
                Err(self.error(format!("`{key}` is not known here"), format!("known are {}", known.join(", "))))
            }
        }
    }
}
