//! Confirmations, and the impact of the requests that require them.

use std::fmt;

use percent_encoding::percent_decode_str;

use crate::Error;

/// Confirmation of a destructive request.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
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

    /// Confirms the request if `name` is the name or the id of the resource. Case-sensitive.
    ///
    /// Some requests have only the id of a resource that also has a name, such as a project. If `name` is not the id,
    /// the client first sends a `GET` for the name.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self(Confirmation::Name(name.into()))
    }
}

/// The impact of a destructive request: the resource that it destroys, and the effect on it.
///
/// Its `Display` output is a sentence such as
/// `cluster "orders" will be deleted, with all of its data and its snapshots`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    kind: &'static str,
    /// The name; `None` if only the id is known.
    name: Option<String>,
    /// The id, for a resource that has a name and an id.
    id: Option<String>,
    effect: String,
}

/// The result of checking a confirmation.
#[derive(Clone, Debug)]
pub(super) enum Match {
    /// The confirmation matches.
    Yes,
    /// It matches if it is the name of the resource, which is not known yet.
    IfNamed,
    /// It names another resource.
    No(Box<Error>),
}

impl Impact {
    /// Creates the impact on a resource with a name.
    pub(crate) fn on(kind: &'static str, name: impl Into<String>, effect: impl Into<String>) -> Self {
        Self { kind, name: Some(name.into()), id: None, effect: effect.into() }
    }

    /// Creates the impact on a resource with a name and an id, of which only the id is known.
    pub(crate) fn on_id(kind: &'static str, id: impl Into<String>, effect: impl Into<String>) -> Self {
        Self { kind, name: None, id: Some(id.into()), effect: effect.into() }
    }

    /// Creates the impact on the resource at a path. Its name or id is the value of the last parameter of the operation's
    /// `template`, or the last segment of a path without a template.
    ///
    /// An action at the end of the template, such as `:reject`, is not part of the name.
    pub(crate) fn of_path(template: &str, path: &str, effect: &str) -> Self {
        let after = template.rsplit('/').take_while(|segment| !segment.contains('{')).count();
        let after = if template.contains('{') { after } else { 0 };
        let segment = path.rsplit('/').nth(after).unwrap_or_default();
        let segment = percent_decode_str(segment).decode_utf8_lossy();
        let action = template.rsplit('/').nth(after).and_then(|parameter| parameter.rsplit('}').next());
        let name = action.and_then(|action| segment.strip_suffix(action)).unwrap_or(&segment).to_owned();
        Self { kind: "resource", name: Some(name), id: None, effect: effect.to_owned() }
    }

    /// Checks a confirmation without requesting the name. If the name is not known, only the id matches.
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

    /// Returns the kind of the resource, such as `cluster`.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.kind
    }

    /// Returns the name of the resource, or its id if the name is not known.
    #[must_use]
    pub fn resource(&self) -> &str {
        self.name.as_deref().or(self.id.as_deref()).unwrap_or_default()
    }

    /// Returns the effect on the resource, such as `will be deleted, with all of its data and its snapshots`.
    #[must_use]
    pub fn effect(&self) -> &str {
        &self.effect
    }

    /// Adds another text that identifies the resource and confirms the request.
    pub(crate) fn or_id(mut self, id: Option<String>) -> Self {
        self.id = id;
        self
    }

    /// Sets the name.
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
            ("/groups/{groupId}/peers/{id}:reject", "/groups/5f1a/peers/b%3Areject", "b"),
            ("/groups/{groupId}/clusters/{name}/backup/restoreJobs", "/groups/5f1a/clusters/b/backup/restoreJobs", "b"),
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
        let expected = "not sent: the confirmation names \"Orders\"; expected \"orders\" \
                        (effect: cluster \"orders\" will be deleted, with all of its data)";
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
        let expected = "not sent: the confirmation names \"Sales\"; expected \"sales\" or \
                        \"5f1a2b3c4d5e6f7a8b9c0d1e\" (effect: project \"sales\" will be deleted)";
        check_mismatch(project.check(&Confirm::name("Sales")), expected);
    }
}
