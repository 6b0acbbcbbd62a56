//! What the names of clusters are made of.

use crate::Error;

/// The rule, as a regular expression.
#[cfg(feature = "schemars")]
pub(crate) const CLUSTER_NAME: &str = "^[a-zA-Z0-9][a-zA-Z0-9-]*$";

/// Checks the name of a cluster or the like.
pub(crate) fn check_cluster_name(argument: &'static str, name: &str) -> Result<(), Error> {
    let mut characters = name.chars();
    let begins = characters.next().is_some_and(|first| first.is_ascii_alphanumeric());
    if begins && characters.all(|other| other.is_ascii_alphanumeric() || other == '-') {
        return Ok(());
    }
    let rule = format!("{name:?} is no name: ASCII letters, digits and hyphens, the first no hyphen");
    Err(Error::invalid_argument(argument, rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_letters_digits_and_hyphens() {
        for (name, accepted) in
            [("Cluster0", true), ("a-1", true), ("", false), ("-a", false), ("a b", false), ("..", false), ("é", false)]
        {
            assert_eq!(check_cluster_name("cluster", name).is_ok(), accepted, "{name:?}");
        }
    }
}
