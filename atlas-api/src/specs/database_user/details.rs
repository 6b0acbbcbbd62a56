//! Scopes and labels of database users.

use crate::{
    Error,
    model::ScopeType,
    specs::{check_cluster_name, length::check_length},
};

/// A resource that a user's access is limited to: a cluster, a data lake or a stream.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scope {
    pub(super) name: String,
    pub(super) kind: ScopeType,
}

/// A label of a user.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) key: String,
    pub(super) value: String,
}

impl Scope {
    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        check_cluster_name("scope", &self.name)
    }
}

impl Label {
    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        check_length("label key", &self.key, 1..=255)?;
        check_length("label value", &self.value, 1..=255)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_follows_the_rule_for_cluster_names() {
        for (name, accepted) in [("Cluster0", true), ("a-1", true), ("", false), ("-a", false), ("a b", false)] {
            let scope = Scope { name: name.to_owned(), kind: ScopeType::Cluster };
            assert_eq!(scope.check().is_ok(), accepted, "{name:?}");
        }
    }

    #[test]
    fn a_label_requires_a_key_and_a_value() {
        let label = |key: &str, value: &str| Label { key: key.to_owned(), value: value.to_owned() };
        assert!(label("team", "sales").check().is_ok());
        assert!(label("", "sales").check().is_err());
        assert!(label("team", &"x".repeat(256)).check().is_err());
    }
}
