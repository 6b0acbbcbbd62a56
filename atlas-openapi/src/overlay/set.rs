//! Overlays that are applied together, and the lowering of a document with them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::successors::Successors;
use super::target::{Step, pointer};
use super::{ActionContext, Overlay, apply};
use crate::lower::{Api, LowerErrors, Reached, lower_reached};
use crate::{Document, Error};

/// Overlays that are applied to a document in order. A schema's successor, stated by one of them, counts for all.
#[derive(Clone, Debug)]
pub struct Overlays {
    /// The overlays, each with the faults of its text.
    overlays: Vec<(Overlay, Vec<Error>)>,
    successors: Successors,
}

/// A document that was lowered with overlays.
#[derive(Debug)]
#[non_exhaustive]
pub struct Lowered {
    /// The API, or the problems that prevent the lowering of the document.
    pub api: Result<Api, LowerErrors>,
    /// The faults of the overlays: of their texts, and of actions that match nothing or only parts without generated code.
    /// All other actions are applied.
    pub faults: Vec<Error>,
}

/// The locations that an action matched.
struct Applied<'a> {
    context: ActionContext<'a>,
    matches: Vec<Vec<Step>>,
    is_removal: bool,
}

impl Overlays {
    /// Parses overlays, given as name and text. Faults are reported when the overlays are applied.
    #[must_use]
    pub fn parse(overlays: &[(String, String)]) -> Self {
        let mut overlays: Vec<_> = overlays.iter().map(|(name, text)| Overlay::parse_valid(text, name)).collect();
        let mut successors = Successors::default();
        for (overlay, faults) in &mut overlays {
            faults.extend(successors.extend(&overlay.successors, overlay.context()));
        }
        Self { overlays, successors }
    }

    /// Applies all actions, and lowers the document.
    #[must_use]
    pub fn lower(&self, document: &Document) -> Lowered {
        let mut value = document.as_value().clone();
        let (applied, mut faults) = self.apply_valid(&mut value);
        let api = lower_reached(&value).map(|(api, reached)| {
            let unused = applied.iter().filter(|action| !action.is_used(&reached));
            faults.extend(unused.map(Applied::fault));
            api
        });
        Lowered { api, faults: self.in_order(faults) }
    }

    /// Applies all actions to a document.
    pub(super) fn apply(&self, document: &mut Value) -> Vec<Error> {
        let (_, faults) = self.apply_valid(document);
        self.in_order(faults)
    }

    /// Returns the faults in the order of the overlays and of their actions.
    fn in_order(&self, mut faults: Vec<Error>) -> Vec<Error> {
        let order: BTreeMap<&str, usize> =
            self.overlays.iter().enumerate().map(|(at, (overlay, _))| (overlay.name(), at)).collect();
        faults.sort_by_key(|fault| match fault {
            Error::Overlay { name, action, .. } => (order.get(name.as_str()).copied(), *action),
            _ => (None, None),
        });
        faults
    }

    fn apply_valid<'a>(&'a self, document: &mut Value) -> (Vec<Applied<'a>>, Vec<Error>) {
        let (mut applied, mut faults) = (Vec::new(), Vec::new());
        let actions = self.overlays.iter().flat_map(|(overlay, _)| &overlay.actions);
        let targets: BTreeSet<&str> = actions.filter_map(|(_, action)| action.target.schema()).collect();
        for (overlay, of_text) in &self.overlays {
            let context = overlay.context();
            faults.extend_from_slice(of_text);
            faults.extend(overlay.successors.missing(document, &targets, context));
            for (index, action) in &overlay.actions {
                let context = ActionContext { action: Some(*index), target: action.target.text(), ..context };
                match apply::action(action, document, &self.successors, context) {
                    Ok(matches) => applied.push(Applied { context, matches, is_removal: action.is_removal() }),
                    Err(fault) => faults.push(fault),
                }
            }
        }
        (applied, faults)
    }
}

impl Applied<'_> {
    /// Returns whether generated code depends on one of the matches. A removed part cannot be reached anymore.
    fn is_used(&self, reached: &Reached) -> bool {
        self.is_removal || self.matches.iter().any(|steps| reached.contains(&pointer(steps)))
    }

    fn fault(&self) -> Error {
        self.context.error(
            "matches only parts from which no code is generated",
            "if a schema has a successor, state it under `x-atlas-successors` in spec/overlays/00-successors.yaml; \
             otherwise correct the target or delete the action",
        )
    }
}
