//! Confirmations, and the impact that they are checked against.

use std::fmt;

use percent_encoding::percent_decode_str;

use crate::Error;

/// Confirmation of a destructive request.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// # fake.seed_database_users(2);
/// use atlas_api::Confirm;
///
/// let users = atlas.database_users();
/// users.delete("user-1").confirm(Confirm::yes()).await?;
///
/// // The name could be typed by a person. Nothing is sent if it is not the name of the resource.
/// let error = users.delete("user-2").confirm(Confirm::name("user-3")).await.unwrap_err();
/// assert!(error.is_confirmation_required());
/// # });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm(Confirmation);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Confirmation {
    Yes,
    Name(String),
}

impl Confirm {
    /// Confirms the request.
    #[must_use]
    #[doc(alias = "areYouSure")]
    pub const fn yes() -> Self {
        Self(Confirmation::Yes)
    }

    /// Confirms the request if this is the name of the resource, or its id. Case-sensitive.
    ///
    /// If the request has only the id of a resource that people know by a name, such as a project, and `name` is not
    /// that id, the client first sends a `GET` for the name.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self(Confirmation::Name(name.into()))
    }
}

/// The effect of a destructive request: which resource it destroys, and how.
///
/// Its `Display` output is a sentence for people, such as `cluster "orders" will be deleted, with all of its data`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    kind: &'static str,
    /// The name that people see; `None` if only the id is known.
    name: Option<String>,
    id: Option<String>,
    effect: String,
}

/// Whether a confirmation matches.
#[derive(Clone, Debug)]
pub(super) enum Match {
    Yes,
    /// It matches if it has the name of the resource, which is not known yet.
    IfNamed,
    No(Box<Error>),
}

impl Impact {
    /// The effect on a resource that people know by its name.
    pub(crate) fn on(kind: &'static str, name: impl Into<String>, effect: impl Into<String>) -> Self {
        Self { kind, name: Some(name.into()), id: None, effect: effect.into() }
    }

    /// The effect on a resource that people know by a name, of which only the id is known.
    pub(crate) fn on_id(kind: &'static str, id: impl Into<String>, effect: impl Into<String>) -> Self {
        Self { kind, name: None, id: Some(id.into()), effect: effect.into() }
    }

    /// Returns the effect on the resource at a path, of which the last segment is the name or the id. The end of the
    /// operation's template, such as `:reject`, does not belong to the name.
    pub(crate) fn of_path(template: &str, path: &str, effect: &str) -> Self {
        let last = path.rsplit('/').next().unwrap_or_default();
        let action = template.rsplit('}').next().filter(|rest| rest.starts_with(':'));
        let last = action.and_then(|action| last.strip_suffix(action)).unwrap_or(last);
        let name = percent_decode_str(last).decode_utf8_lossy().into_owned();
        Self { kind: "resource", name: Some(name), id: None, effect: effect.to_owned() }
    }

    /// Checks a confirmation, without a request for the name.
    pub(crate) fn require(&self, confirm: &Confirm) -> Result<(), Error> {
        let outcome = match self.check(confirm) {
            Match::IfNamed => self.clone().with_name(self.resource().to_owned()).check(confirm),
            outcome => outcome,
        };
        match outcome {
            Match::No(error) => Err(*error),
            _ => Ok(()),
        }
    }

    /// The kind of the resource, such as `cluster`.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.kind
    }

    /// The name of the resource, or its id if the name is not known.
    #[must_use]
    pub fn resource(&self) -> &str {
        self.name.as_deref().or(self.id.as_deref()).unwrap_or_default()
    }

    /// The effect on the resource, such as `will be deleted, with all of its data`.
    #[must_use]
    pub fn effect(&self) -> &str {
        &self.effect
    }

    pub(super) fn with_name(mut self, name: String) -> Self {
        self.name = Some(name);
        self
    }

    /// Compares the confirmation with the resource.
    pub(super) fn check(&self, confirm: &Confirm) -> Match {
        let Confirmation::Name(name) = &confirm.0 else { return Match::Yes };
        if [&self.name, &self.id].into_iter().flatten().any(|known| known == name) {
            Match::Yes
        } else if self.name.is_none() {
            Match::IfNamed
        } else {
            let expected = [&self.name, &self.id].into_iter().flatten().map(|known| format!("{known:?}"));
            let expected = expected.collect::<Vec<_>>().join(" or ");
            Match::No(Box::new(Error::unconfirmed(
                self.to_string(),
                format!("the confirmation names {name:?}; expected {expected}"),
            )))
        }
    }
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {}", self.kind, self.resource(), self.effect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_a_path_is_decoded_and_has_no_action() {
        for (template, path, expected) in [
            ("/groups/{groupId}/peers/{id}", "/groups/5f1a/peers/a%2Fb", "a/b"),
            ("/groups/{groupId}/peers/{id}:reject", "/groups/5f1a/peers/b:reject", "b"),
            ("", "/groups/5f1a/peers/b:reject", "b:reject"),
        ] {
            assert_eq!(Impact::of_path(template, path, "will be deleted").resource(), expected);
        }
    }

    fn cluster() -> Impact {
        Impact::on("cluster", "orders", "will be deleted, with all of its data")
    }

    #[track_caller]
    fn check_match(outcome: Match) {
        assert!(matches!(outcome, Match::Yes), "{outcome:?}");
    }

    #[track_caller]
    fn check_mismatch(outcome: Match, expected: &str) {
        let Match::No(error) = outcome else { panic!("{outcome:?}") };
        assert!(error.is_confirmation_required());
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_confirmation_matches_the_name_of_the_resource() {
        check_match(cluster().check(&Confirm::yes()));
        check_match(cluster().check(&Confirm::name("orders")));
        let expected = "cluster \"orders\" will be deleted, with all of its data: not sent; \
                        the confirmation names \"Orders\"; expected \"orders\"";
        check_mismatch(cluster().check(&Confirm::name("Orders")), expected);
    }

    #[test]
    fn a_confirmation_matches_the_id_and_the_name_of_a_resource_with_both() {
        let project = Impact::on_id("project", "5f1a2b3c4d5e6f7a8b9c0d1e", "will be deleted");
        check_match(project.check(&Confirm::name("5f1a2b3c4d5e6f7a8b9c0d1e")));
        let unknown = project.check(&Confirm::name("sales"));
        assert!(matches!(&unknown, Match::IfNamed), "{unknown:?}");
        let project = project.with_name("sales".to_owned());
        check_match(project.check(&Confirm::name("sales")));
        let expected = "project \"sales\" will be deleted: not sent; \
                        the confirmation names \"Sales\"; expected \"sales\" or \"5f1a2b3c4d5e6f7a8b9c0d1e\"";
        check_mismatch(project.check(&Confirm::name("Sales")), expected);
    }
}
