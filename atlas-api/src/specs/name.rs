//! Names of projects and organizations.

use crate::{Error, specs::check_length};

/// Checks the name of a project or an organization.
///
/// The pattern in the OpenAPI document excludes spaces, but Atlas accepts them: it calls the first project of an
/// organization `Project 0`.
#[inline]
pub(crate) fn check_name(argument: &'static str, name: &str) -> Result<(), Error> {
    check_length(argument, name, 1..=64)?;
    let allowed = |character: &char| character.is_alphanumeric() || " -_.(),:&@+'".contains(*character);
    let Some(other) = name.chars().find(|character| !allowed(character)) else { return Ok(()) };
    let other = other.to_string();
    let rule = format!("{name:?} contains {other:?}; use letters, digits, spaces and -_.(),:&@+'");
    Err(Error::invalid_argument(argument, rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_consists_of_letters_of_any_script_digits_and_some_punctuation() {
        for (name, accepted) in [
            ("sales", true),
            ("Project 0", true),
            ("Überblick 東京", true),
            ("a-b_c.d(e),f:g&h@i+j'k", true),
            ("a/b", false),
            ("a\tb", false),
            ("a;b", false),
            ("a%2Fb", false),
        ] {
            assert_eq!(check_name("project name", name).is_ok(), accepted, "{name:?}");
        }
        let error = check_name("project name", "a/b").unwrap_err().to_string();
        assert_eq!(error, r#"project name: "a/b" contains "/"; use letters, digits, spaces and -_.(),:&@+'"#);
    }

    #[test]
    fn a_name_has_1_to_64_characters() {
        assert!(check_name("project name", &"é".repeat(64)).is_ok());
        let error = check_name("project name", &"é".repeat(65)).unwrap_err().to_string();
        assert_eq!(error, "project name: length is 65; expected 1 to 64 characters");
        assert!(check_name("project name", "").is_err());
    }
}
