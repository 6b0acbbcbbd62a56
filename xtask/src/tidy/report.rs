//! The printed form of findings.

use std::{collections::BTreeMap, fmt::Write};

use super::{finding::Finding, rules};

/// Returns the findings, one to a line.
pub(super) fn list(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut text, finding| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{finding}");
        text
    })
}

/// Returns a table of the numbers of findings by rule, for the rules that `selected` names or for all.
pub(super) fn counts(findings: &[Finding], selected: &[String]) -> String {
    let mut counts: BTreeMap<&str, usize> = rules().iter().map(|rule| (rule.id, 0)).collect();
    counts.retain(|rule, _| selected.is_empty() || selected.iter().any(|id| id == rule));
    for finding in findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let total = findings.len();
    let rows = counts.into_iter().chain([("total", total)]);
    rows.fold(String::new(), |mut text, (rule, count)| {
        let _ = writeln!(text, "{rule:<16}{count:>6}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::size::FILE_SIZE;

    #[test]
    fn a_table_has_selected_rules_and_a_total() {
        let findings = [FILE_SIZE.at("a.rs", 501, "600 lines")];
        let selected = ["file-size".to_owned(), "weak-test".to_owned()];
        let expected = "file-size            1\nweak-test            0\ntotal                1\n";
        assert_eq!(counts(&findings, &selected), expected);
        assert_eq!(counts(&findings, &[]).lines().count(), rules().len() + 1);
    }
}
