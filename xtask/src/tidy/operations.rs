//! Facts about operations in the documentation of the facade, which come from `operation_doc!` alone.

use std::collections::BTreeSet;

use ra_ap_rustc_lexer::TokenKind;
use regex::Regex;

use super::{
    finding::{Finding, Rule},
    prose::Medium,
    source::Source,
};

/// The rule for ids of operations.
pub(super) const OPERATION_ID: Rule = Rule::new("operation-id", "name an operation of spec/openapi.json");
/// The rule for facts written by hand.
pub(super) const OPERATION_FACT: Rule =
    Rule::new("operation-fact", r#"use `#[doc = operation_doc!("…")]` instead of facts about the operation"#);

/// Returns the pattern of facts that the macro writes.
pub(super) fn facts() -> Result<Regex, regex::Error> {
    Regex::new(r"(?m)\b(?:GET|POST|PUT|PATCH|DELETE) /api/atlas|\bRequires \*\*|\bmongodb\.com/docs/\S*/operation/")
}

/// Returns the operation ids that a file passes to `operation_doc!`, with their lines.
pub(super) fn ids<'a>(source: &Source<'a>) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for tokens in source.tokens.windows(4) {
        if let [name, bang, _, id] = tokens
            && (name.text, bang.text) == ("operation_doc", "!")
            && matches!(id.kind, TokenKind::Literal { .. })
        {
            found.push((id.line, id.text.trim_matches('"')));
        }
    }
    found
}

/// Checks the ids of a file against those of all operations.
pub(super) fn check_ids(source: &Source<'_>, known: &BTreeSet<String>, findings: &mut Vec<Finding>) {
    for (line, id) in ids(source) {
        if !known.contains(id) {
            findings.push(OPERATION_ID.at(source.path, line, id));
        }
    }
}

/// Checks that documentation of the facade does not repeat facts, with one finding for each line.
pub(super) fn check_facts(source: &Source<'_>, facts: &Regex, findings: &mut Vec<Finding>) {
    if !source.path.starts_with("atlas-api/src/") {
        return;
    }
    for prose in source.prose.iter().filter(|prose| prose.medium == Medium::Doc) {
        for (offset, line) in prose.raw.lines().enumerate() {
            if facts.is_match(line) {
                findings.push(OPERATION_FACT.at(source.path, prose.line + offset, line));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_operations_are_found() {
        let text = r#"#[doc = operation_doc!("getGroup")]
fn a() {}
#[doc = atlas_gen::operation_doc!("getGruop")]
fn b() {}"#;
        let mut findings = Vec::new();
        check_ids(&Source::new("a.rs", text), &["getGroup".to_owned()].into(), &mut findings);
        assert_eq!(findings, [OPERATION_ID.at("a.rs", 3, "getGruop")]);
    }

    #[test]
    fn facts_are_found_in_documentation_of_the_facade() {
        let text = "/// [`GET /api/atlas/v2/groups`][op]. Requires **Project Owner**.\n\
                    /// [op]: https://mongodb.com/docs/atlas/v2/#tag/Projects/operation/listGroups\n\
                    /// Requires nothing.\n\
                    // GET /api/atlas/v2 in a comment\n";
        for (path, expected) in [("atlas-api/src/a.rs", &[1, 2][..]), ("atlas-gen/src/a.rs", &[])] {
            let mut findings = Vec::new();
            check_facts(&Source::new(path, text), &facts().unwrap(), &mut findings);
            assert_eq!(findings.iter().map(|finding| finding.line).collect::<Vec<_>>(), expected, "{path}");
        }
    }
}
