//! The part of the lowered API that a change of a document can affect.

use std::collections::BTreeSet;

use super::edition::Edition;
use crate::diff::{Change, ChangeKind, Subject};

/// The types and properties that a change of a document can affect.
#[derive(Debug, Default)]
pub(super) struct Scope<'a> {
    /// The old types that have the property, or that changed as a whole.
    pub(super) owners: BTreeSet<&'a str>,
    /// The property; `None` for a change of a whole type.
    pub(super) property: Option<String>,
    /// The old types of the property; the owners without a property.
    pub(super) inner: BTreeSet<&'a str>,
    /// For changes of variants and parents: the old types of any property of `inner`.
    pub(super) nested: BTreeSet<&'a str>,
    /// The new types that can correspond to the old ones; `None` for any type.
    pub(super) replacements: Option<BTreeSet<&'a str>>,
    /// The old types derived from the schema itself.
    pub(super) own_types: BTreeSet<&'a str>,
    /// For changes of a whole schema: the old types and properties that refer to it.
    pub(super) references: BTreeSet<(&'a str, &'a str)>,
    /// The properties of an added or removed variant or parent.
    pub(super) affected_properties: BTreeSet<&'a str>,
    /// The name of a shared parameter.
    pub(super) parameter: Option<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn of(change: &Change, old: &Edition<'a>, new: &Edition<'a>) -> Self {
        let mut scope = match &change.subject {
            Subject::Document | Subject::Type { .. } => Self::default(),
            Subject::Parameter { name } => Self { parameter: old.parameter(name), ..Self::default() },
            Subject::Operation { id, method, path, .. } => Self::in_body(change, old.bodies(id, method, path), old),
            Subject::Schema { name } => Self::in_schema(change, (name, name), old, new),
            Subject::Replacement { old: old_name, new: new_name } => {
                Self::in_schema(change, (old_name, new_name), old, new)
            }
        };
        let part = match change.kind {
            ChangeKind::VariantRemoved | ChangeKind::DiscriminatorValueRemoved | ChangeKind::ParentRemoved => {
                change.old.as_deref().map(|name| (name, old))
            }
            ChangeKind::VariantAdded | ChangeKind::ParentAdded => change.new.as_deref().map(|name| (name, new)),
            _ => None,
        };
        if let Some((name, edition)) = part {
            // The value of a discriminator is recorded as `value = schema`.
            let name = name.split_once(" = ").map_or(name, |(_, target)| target);
            scope.affected_properties = edition.properties_of(name);
            scope.nested = old.all_property_types(&scope.inner);
        }
        scope
    }

    fn in_body(change: &Change, bodies: (Option<&'a str>, Option<&'a str>), old: &Edition<'a>) -> Self {
        let in_request = change.member.strip_prefix("request body").map(|path| (path, bodies.0));
        let in_response = change.member.strip_prefix("response body").map(|path| (path, bodies.1));
        match in_request.or(in_response) {
            // Differences within named schemas are changes of those schemas.
            Some((path, Some(root))) if !property_name(path).is_empty() || path.contains('.') => {
                Self::follow(BTreeSet::from([root]), path, old)
            }
            _ => Self::default(),
        }
    }

    fn in_schema(change: &Change, (old_name, new_name): (&str, &str), old: &Edition<'a>, new: &Edition<'a>) -> Self {
        let mut scope = Self::follow(old.types_affected_by(old_name), &change.member, old);
        scope.replacements = Some(new.types_affected_by(new_name));
        scope.own_types = old.types_of(old_name);
        let exists =
            !matches!(change.kind, ChangeKind::SchemaAdded | ChangeKind::SchemaRemoved | ChangeKind::SchemaRetired);
        if scope.property.is_none() && exists {
            scope.references = old.references_to(old_name);
        }
        scope
    }

    /// Returns the property if the change affects no other property of an old type.
    pub(super) fn only_property_of(&self, ty: &str) -> Option<&str> {
        let affects_others = self.inner.contains(ty) || self.nested.contains(ty) || !self.references.is_empty();
        self.property.as_deref().filter(|_| !affects_others)
    }

    /// Returns the old types that the change can affect.
    pub(super) fn types(&self) -> BTreeSet<&'a str> {
        let sets = [&self.owners, &self.inner, &self.nested, &self.own_types];
        let holders = self.references.iter().map(|(holder, _)| *holder);
        sets.into_iter().flatten().copied().chain(holders).collect()
    }

    /// Follows a path such as `links[].rel` to its last property.
    fn follow(roots: BTreeSet<&'a str>, path: &str, old: &Edition<'a>) -> Self {
        let mut owners = roots;
        let mut names = path.split('.').map(property_name).filter(|name| !name.is_empty()).peekable();
        while let Some(name) = names.next() {
            let inner = old.property_types(&owners, name);
            if names.peek().is_none() {
                return Self { owners, property: Some(name.to_owned()), inner, ..Self::default() };
            }
            owners = inner;
        }
        Self { inner: owners.clone(), owners, ..Self::default() }
    }
}

/// Returns the property name of a path segment, without the suffixes for elements, map values and variants.
fn property_name(segment: &str) -> &str {
    segment.split(['[', '{', '<']).next().unwrap_or(segment)
}
