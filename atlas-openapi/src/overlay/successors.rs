//! Successors of schemas: new schemas that take over the overlays of old ones.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::ActionContext;
use super::target::Step;
use crate::Error;
use crate::document::members;

/// The member of an overlay that states successors: a map from the name of a schema to that of its successor.
pub(super) const SUCCESSORS: &str = "x-atlas-successors";

/// The successors that overlays state.
#[derive(Clone, Debug, Default)]
pub(super) struct Successors(BTreeMap<String, String>);

impl Successors {
    /// Adds the successors that an overlay states; returns the faults.
    pub(super) fn add(&mut self, overlay: &Value, context: ActionContext<'_>) -> Vec<Error> {
        let stated = &overlay[SUCCESSORS];
        if !stated.is_object() && !stated.is_null() {
            let fault = context.error(
                format!("`{SUCCESSORS}`: not a map"),
                "write the name of each schema with that of its successor",
            );
            return vec![fault];
        }
        let mut faults = Vec::new();
        for (schema, successor) in members(stated) {
            match successor.as_str() {
                Some(successor) if successor != schema => drop(self.0.insert(schema.to_owned(), successor.to_owned())),
                _ => faults.push(context.error(
                    format!("`{SUCCESSORS}`: {successor} is not the successor of `{schema}`"),
                    "write the name of another schema",
                )),
            }
        }
        faults
    }

    /// Adds the successors of another overlay; returns its faults. A successor that contradicts those added before, or
    /// that leads back to its schema, is not added.
    pub(super) fn extend(&mut self, other: &Self, context: ActionContext<'_>) -> Vec<Error> {
        let mut faults = Vec::new();
        for (schema, successor) in &other.0 {
            let problem = match self.0.get(schema) {
                Some(first) if first != successor => {
                    format!("`{schema}` has two successors, `{first}` and `{successor}`")
                }
                _ if self.leads(successor, schema) => format!("`{schema}` succeeds itself, through `{successor}`"),
                _ => {
                    self.0.insert(schema.clone(), successor.clone());
                    continue;
                }
            };
            faults.push(context.error(format!("`{SUCCESSORS}`: {problem}"), "remove one of the successors"));
        }
        faults
    }

    /// Returns whether one schema is succeeded by the other, directly or through others. There is no circle so far.
    fn leads(&self, from: &str, to: &str) -> bool {
        let mut name = from;
        while let Some(next) = self.0.get(name).filter(|_| name != to) {
            name = next;
        }
        name == to
    }

    /// Returns a fault for each name that is not a schema: a successor must be in the document, and its schema there or
    /// in `targets`, the schemas into which actions lead.
    pub(super) fn missing(&self, document: &Value, targets: &BTreeSet<&str>, context: ActionContext<'_>) -> Vec<Error> {
        let is_missing = |name: &&String| document["components"]["schemas"].get(*name).is_none();
        let successors = self.0.values().filter(is_missing).collect::<BTreeSet<_>>().into_iter();
        let successors = successors.map(|name| format!("the document has no schema `{name}`"));
        let unused = self.0.keys().filter(is_missing).filter(|name| !targets.contains(name.as_str()));
        let unused = unused.map(|name| format!("neither the document nor a target has the schema `{name}`"));
        let fault = |problem: String| {
            context.error(format!("`{SUCCESSORS}`: {problem}"), "correct the name, or remove the successor")
        };
        successors.chain(unused).map(fault).collect()
    }

    /// Returns the location itself, and the same location in each successor of its schema.
    pub(super) fn locations(&self, steps: &[Step]) -> Vec<Vec<Step>> {
        let mut locations = vec![steps.to_vec()];
        let [components, schemas, Step::Key(name), ..] = steps else { return locations };
        if [components, schemas] != [&Step::Key("components".to_owned()), &Step::Key("schemas".to_owned())] {
            return locations;
        }
        let (mut name, mut seen) = (name, BTreeSet::new());
        // A single overlay may state a circle; several are checked when they are combined.
        while let Some(successor) = self.0.get(name) {
            if !seen.insert(successor) {
                break;
            }
            let mut location = steps.to_vec();
            location[2] = Step::Key(successor.clone());
            locations.push(location);
            name = successor;
        }
        locations
    }
}
