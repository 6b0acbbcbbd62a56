//! References to things outside of the repository: paths of a machine, numbers of issues.

use regex::Regex;

use super::{
    finding::{Finding, Rule},
    prose::Medium,
    source::Source,
};

/// The rule for paths.
pub(super) const MACHINE_PATH: Rule =
    Rule::new("machine-path", "use a path that does not name a machine's directories");
/// The rule for numbers of issues.
pub(super) const ISSUE_NUMBER: Rule = Rule::new("issue-number", "state the reason instead of the number of an issue");

/// The compiled patterns.
#[derive(Debug)]
pub(super) struct References {
    path: Regex,
    issue: Regex,
}

impl References {
    /// Compiles the patterns.
    pub(super) fn new() -> Result<Self, regex::Error> {
        Ok(Self {
            path: Regex::new(r"(?:^|[^\w.}/-])(/(?:home|root|mnt|Users|work(?:space)?)/|/tmp/[a-z])")?,
            issue: Regex::new(r"(?:^|[\s(\[])(#\d{1,5}\b|GH-\d+)|(?i)\b(issues? #?\d+)\b")?,
        })
    }

    /// Checks the lines and the prose of a file.
    pub(super) fn check(&self, source: &Source<'_>, findings: &mut Vec<Finding>) {
        for (number, line) in source.text.lines().enumerate() {
            if let Some(path) = self.path.captures(line).and_then(|captures| captures.get(1)) {
                findings.push(MACHINE_PATH.at(source.path, number + 1, &line[path.start()..]));
            }
        }
        for prose in source.prose.iter().filter(|prose| !matches!(prose.medium, Medium::Literal | Medium::Name)) {
            for captures in self.issue.captures_iter(&prose.text) {
                if let Some(number) = captures.get(1).or(captures.get(2)) {
                    let at = number.start();
                    findings.push(ISSUE_NUMBER.at(source.path, prose.line_at(at), prose.excerpt(at)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found() {
        for (text, expected) in [
            ("a\nsee /home/ada/x", vec![(2, "machine-path")]),
            ("in \"/tmp/x\", and /root/", vec![(1, "machine-path")]),
            ("https://example.com/home/x and a/home/b", vec![]),
            ("`cd /workspace/x`", vec![(1, "machine-path")]),
            ("as #12 says", vec![(1, "issue-number")]),
            ("see issue 7 and issues #8", vec![(1, "issue-number"), (1, "issue-number")]),
            ("# 12 things, a#12, `#12`", vec![]),
        ] {
            let mut findings = Vec::new();
            References::new().unwrap().check(&Source::new("a.md", text), &mut findings);
            assert_eq!(findings.iter().map(|found| (found.line, found.rule)).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
