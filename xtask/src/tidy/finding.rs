//! Rules and findings.

use std::fmt;

/// A rule of the workspace's texts and sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// The name by which reports and the list of exceptions refer to the rule.
    pub(super) id: &'static str,
    /// The correction to make.
    pub(super) message: &'static str,
}

impl Rule {
    /// Creates a rule.
    pub(super) const fn new(id: &'static str, message: &'static str) -> Self {
        Self { id, message }
    }

    /// Returns a finding of this rule.
    pub(super) fn at(self, file: &str, line: usize, excerpt: &str) -> Finding {
        self.with(self.message.to_owned(), file, line, excerpt)
    }

    /// Returns a finding of this rule with a message of its own.
    pub(super) fn with(self, message: String, file: &str, line: usize, excerpt: &str) -> Finding {
        Finding { file: file.to_owned(), line, rule: self.id, message, excerpt: shorten(excerpt) }
    }
}

/// A place in a file that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    /// The path of the file from the root of the checked tree, with `/` as separator.
    pub(super) file: String,
    /// The line, counted from 1.
    pub(super) line: usize,
    /// The id of the rule.
    pub(super) rule: &'static str,
    /// The correction to make.
    pub(super) message: String,
    /// The text that breaks the rule.
    pub(super) excerpt: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, rule, message, excerpt } = self;
        write!(f, "{file}:{line}: {rule}: {message}: {excerpt:?}")
    }
}

/// The longest excerpt, in characters.
const MAX_EXCERPT: usize = 90;

/// Puts an excerpt on one line and cuts it to its maximal length.
fn shorten(excerpt: &str) -> String {
    let line = excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_EXCERPT) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line() {
        let finding = Rule::new("file-size", "split the file").at("src/lib.rs", 7, "  two\n  lines ");
        assert_eq!(finding.to_string(), r#"src/lib.rs:7: file-size: split the file: "two lines""#);
    }

    #[test]
    fn a_long_excerpt_is_cut() {
        assert_eq!(shorten(&"é".repeat(100)), format!("{}…", "é".repeat(90)));
    }
}
