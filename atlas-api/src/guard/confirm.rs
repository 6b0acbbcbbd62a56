//! The word that lets a request destroy something, and whether it fits what would be destroyed.

use std::fmt;

use crate::Error;

/// The word that lets a request destroy something.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = atlas_fake::FakeAtlas::start().await?;
/// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
/// # fake.seed_database_users(2);
/// use atlas_api::Confirm;
///
/// let users = atlas.database_users();
/// users.delete("user-1").confirm(Confirm::yes()).send().await?;
///
/// // What a person typed, say: nothing happens unless it is the name of what would be destroyed.
/// let refused = users.delete("user-2").confirm(Confirm::name("user-3")).send().await.unwrap_err();
/// assert!(refused.is_confirmation_required());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm(Word);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Yes,
    Name(String),
}

impl Confirm {
    /// It is to be destroyed.
    #[must_use]
    #[doc(alias = "areYouSure")]
    pub const fn yes() -> Self {
        Self(Word::Yes)
    }

    /// It is to be destroyed if this is what the request calls it: a cluster's or a user's name, the id of a project or of
    /// a snapshot. Upper and lower case differ.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self(Word::Name(name.into()))
    }
}

/// What a request would destroy. Out of reach of other crates, as `Destroy` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doomed {
    /// What kind of resource it is, such as `cluster`.
    pub(crate) kind: &'static str,
    /// What the request calls it.
    pub(crate) name: String,
    /// What becomes of it, such as `would be deleted, with all of its data`.
    pub(crate) fate: &'static str,
}

impl Doomed {
    /// What is said of a request that nobody confirmed.
    pub(super) fn unconfirmed(&self) -> Error {
        Error::unconfirmed(self.to_string(), "confirm it with `confirm(Confirm::yes())` if that is meant")
    }

    /// Refuses to go on unless `word` fits.
    pub(super) fn check(&self, word: &Confirm) -> Result<(), Error> {
        match &word.0 {
            Word::Yes => Ok(()),
            Word::Name(name) if *name == self.name => Ok(()),
            Word::Name(name) => {
                let advice = format!("what was confirmed is {name:?}, which is not its name");
                Err(Error::unconfirmed(self.to_string(), advice))
            }
        }
    }
}

impl fmt::Display for Doomed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.kind, self.name, self.fate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doomed() -> Doomed {
        Doomed { kind: "cluster", name: "Cluster0".into(), fate: "would be deleted, with all of its data" }
    }

    #[test]
    fn only_a_word_that_fits_lets_it_happen() {
        assert!(doomed().check(&Confirm::yes()).is_ok());
        assert!(doomed().check(&Confirm::name("Cluster0")).is_ok());
        let error = doomed().check(&Confirm::name("cluster0")).unwrap_err();
        assert!(error.is_confirmation_required());
        let expected = "cluster Cluster0 would be deleted, with all of its data; nothing was sent \
                        (what was confirmed is \"cluster0\", which is not its name)";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn without_a_word_the_error_says_what_would_be_destroyed() {
        let error = doomed().unconfirmed();
        assert!(error.is_confirmation_required());
        let expected = "cluster Cluster0 would be deleted, with all of its data; nothing was sent \
                        (confirm it with `confirm(Confirm::yes())` if that is meant)";
        assert_eq!(error.to_string(), expected);
    }
}
