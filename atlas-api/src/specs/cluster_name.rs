//! Cluster names.

use crate::Error;

/// The rule for cluster names, as a regular expression.
#[cfg(feature = "schemars")]
pub(crate) const CLUSTER_NAME: &str = "^[a-zA-Z0-9][a-zA-Z0-9-]*$";

/// Checks the name of a cluster, or of another resource with the same rule.
#[inline]
pub(crate) fn check_cluster_name(argument: &'static str, name: &str) -> Result<(), Error> {
    let mut characters = name.chars();
    let valid_start = characters.next().is_some_and(|first| first.is_ascii_alphanumeric());
    if valid_start && characters.all(|other| other.is_ascii_alphanumeric() || other == '-') {
        return Ok(());
    }
    let rule = format!("{name:?} is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen");
    Err(Error::invalid_argument(argument, rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_consists_of_letters_digits_and_hyphens() {
        for (name, accepted) in
            [("Cluster0", true), ("a-1", true), ("", false), ("-a", false), ("a b", false), ("..", false), ("é", false)]
        {
            assert_eq!(check_cluster_name("cluster", name).is_ok(), accepted, "{name:?}");
        }
    }
}
