//! Exceptions, each with its reason.

use super::{finding::Finding, language, phrases, references};

/// An exception from rules.
#[derive(Debug)]
pub(super) struct Exception {
    /// The file.
    pub(super) file: &'static str,
    /// Returns whether a rule does not hold there.
    rule: fn(&str) -> bool,
    /// The reason.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by people and tests"))]
    pub(super) reason: &'static str,
}

/// All exceptions.
pub(super) const EXCEPTIONS: &[Exception] = &[
    Exception { file: "xtask/src/tidy/phrases.rs", rule: phrases::is_phrase, reason: "the table of phrases" },
    Exception { file: "xtask/src/tidy/language/tests.rs", rule: is_language, reason: "examples of rejected language" },
    Exception { file: "xtask/src/tidy/references.rs", rule: is_reference, reason: "examples of rejected references" },
];

fn is_language(rule: &str) -> bool {
    phrases::is_phrase(rule) || [language::SPELLING, language::RETIRED_NAME].iter().any(|known| known.id == rule)
}

fn is_reference(rule: &str) -> bool {
    rule == references::MACHINE_PATH.id
}

impl Exception {
    /// Returns whether the exception permits a finding.
    pub(super) fn permits(&self, finding: &Finding) -> bool {
        finding.file == self.file && (self.rule)(finding.rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_is_for_its_file_and_rules() {
        for (file, rule, expected) in [
            ("xtask/src/tidy/references.rs", references::MACHINE_PATH, true),
            ("xtask/src/tidy/references.rs", language::SPELLING, false),
            ("xtask/src/tidy/mod.rs", references::MACHINE_PATH, false),
        ] {
            let finding = rule.at(file, 1, "");
            assert_eq!(EXCEPTIONS.iter().any(|exception| exception.permits(&finding)), expected, "{file}: {}", rule.id);
        }
    }

    #[test]
    fn each_exception_is_needed() {
        let findings = crate::tidy::check_all(&crate::files::root()).unwrap();
        for exception in EXCEPTIONS {
            let (file, reason) = (exception.file, exception.reason);
            assert!(findings.iter().any(|finding| exception.permits(finding)), "{file}: {reason}: permits nothing");
        }
    }
}
