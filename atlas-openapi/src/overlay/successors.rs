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
        let mut faults = Vec::new();
        for (schema, successor) in members(&overlay[SUCCESSORS]) {
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

    pub(super) fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.clone());
    }

    /// Returns a fault for each successor that is not a schema of the document.
    pub(super) fn missing(&self, document: &Value, context: ActionContext<'_>) -> Vec<Error> {
        let is_missing = |name: &&String| document["components"]["schemas"].get(*name).is_none();
        let missing = self.0.values().filter(is_missing).collect::<BTreeSet<_>>().into_iter();
        missing
            .map(|name| {
                context.error(
                    format!("`{SUCCESSORS}`: the document has no schema `{name}`"),
                    "correct the name, or remove the successor",
                )
            })
            .collect()
    }

    /// Returns the location itself, and the same location in each successor of its schema.
    pub(super) fn locations(&self, steps: &[Step]) -> Vec<Vec<Step>> {
        let mut locations = vec![steps.to_vec()];
        let [components, schemas, Step::Key(name), ..] = steps else { return locations };
        if [components, schemas] != [&Step::Key("components".to_owned()), &Step::Key("schemas".to_owned())] {
            return locations;
        }
        let (mut name, mut seen) = (name, BTreeSet::new());
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
