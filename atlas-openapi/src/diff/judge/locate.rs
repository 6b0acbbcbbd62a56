//! Where in the lowered API a change of a document would show.

use std::collections::BTreeSet;

use super::side::Side;
use crate::diff::{Change, Kind, Subject};

/// The types and properties that a change of a document is about.
#[derive(Debug, Default)]
pub(super) struct Located<'a> {
    /// The old types that have the property, or that the change is about as a whole.
    pub(super) owners: BTreeSet<&'a str>,
    /// The property; none for a change of the whole.
    pub(super) property: Option<String>,
    /// The old types that the property leads to; the owners if there is no property.
    pub(super) inner: BTreeSet<&'a str>,
    /// The old types that these lead to by any property, where that is of interest.
    pub(super) below: BTreeSet<&'a str>,
    /// The types of the new API that can have become of them; any, if none is given.
    pub(super) successors: Option<BTreeSet<&'a str>>,
    /// The old types that stand for the schema itself.
    pub(super) exact: BTreeSet<&'a str>,
    /// The old types and properties that refer to the schema, where that is of interest.
    pub(super) references: BTreeSet<(&'a str, &'a str)>,
    /// The properties of what was added or taken away as a whole.
    pub(super) affected: BTreeSet<&'a str>,
    /// The name of a shared parameter.
    pub(super) parameter: Option<&'a str>,
}

impl<'a> Located<'a> {
    pub(super) fn of(change: &Change, old: &Side<'a>, new: &Side<'a>) -> Self {
        let mut located = match &change.subject {
            Subject::Document | Subject::Type { .. } => Self::default(),
            Subject::Parameter { name } => Self { parameter: old.parameter(name), ..Self::default() },
            Subject::Operation { id, method, path, .. } => Self::in_body(change, old.bodies(id, method, path), old),
            Subject::Schema { name } => Self::in_schema(change, (name, name), old, new),
            Subject::Succession { old: was, new: now } => Self::in_schema(change, (was, now), old, new),
        };
        let part = match change.kind {
            Kind::VariantRemoved | Kind::ParentRemoved => change.old.as_deref().map(|name| (name, old)),
            Kind::VariantAdded | Kind::ParentAdded => change.new.as_deref().map(|name| (name, new)),
            _ => None,
        };
        if let Some((name, side)) = part {
            // A value of a discriminator is told with what it leads to.
            let name = name.split_once(" = ").map_or(name, |(_, target)| target);
            located.affected = side.properties_of(name);
            located.below = old.behind_all(&located.inner);
        }
        located
    }

    fn in_body(change: &Change, bodies: (Option<&'a str>, Option<&'a str>), old: &Side<'a>) -> Self {
        let in_request = change.member.strip_prefix("request body").map(|path| (path, bodies.0));
        let in_response = change.member.strip_prefix("response body").map(|path| (path, bodies.1));
        match in_request.or(in_response) {
            // What differs inside of two bodies is told of their schemas.
            Some((path, Some(root))) if !bare(path).is_empty() || path.contains('.') => {
                Self::follow(BTreeSet::from([root]), path, old)
            }
            _ => Self::default(),
        }
    }

    fn in_schema(change: &Change, (was, now): (&str, &str), old: &Side<'a>, new: &Side<'a>) -> Self {
        let mut located = Self::follow(old.types_with(was), &change.member, old);
        located.successors = Some(new.types_with(now));
        located.exact = old.types_for(was);
        if located.property.is_none() && matches!(change.kind, Kind::TypeChanged | Kind::ReadOnlyChanged) {
            located.references = old.references_to(was);
        }
        located
    }

    /// Follows a path such as `links[].rel` from types to the property that it ends in.
    fn follow(roots: BTreeSet<&'a str>, path: &str, old: &Side<'a>) -> Self {
        let mut owners = roots;
        let mut names = path.split('.').map(bare).filter(|name| !name.is_empty()).peekable();
        while let Some(name) = names.next() {
            let inner = old.behind(&owners, name);
            if names.peek().is_none() {
                return Self { owners, property: Some(name.to_owned()), inner, ..Self::default() };
            }
            owners = inner;
        }
        Self { inner: owners.clone(), owners, ..Self::default() }
    }
}

/// A step of a path without the marks of elements, entries and variants.
fn bare(step: &str) -> &str {
    step.split(['[', '{', '<']).next().unwrap_or(step)
}
