//! Checks of documentation: that it is there, and how it opens.

use super::{
    finding::{Finding, Rule},
    items::{self, Item, ItemKind},
    source::Source,
};

/// The rule for items without documentation.
pub(super) const MISSING: Rule = Rule::new("doc-missing", "document the public item");
/// The rule for the end of summaries.
pub(super) const PERIOD: Rule =
    Rule::new("doc-period", "end the first paragraph with a period: a summary is a sentence");
/// The rule for functions.
pub(super) const VERB: Rule =
    Rule::new("doc-verb", r#"open the documentation of a function with a third-person verb, such as "Returns""#);
/// The rule for types and modules.
pub(super) const NOUN: Rule =
    Rule::new("doc-noun", r#"open the documentation of a type or module with a noun phrase, such as "A client""#);
/// The rule for the first line of a file.
pub(super) const MODULE: Rule =
    Rule::new("module-doc", "document the module in the first line of its file, with `//!`");

/// Words that end like a third-person verb but are not verbs.
const NOT_VERBS: &[&str] = &["Across", "Always", "As", "Has", "Is", "Its", "This", "Unless", "Was"];

/// Verbs that say too little, each with better ones.
const VAGUE_VERBS: &[(&str, &str)] = &[
    ("Begins", r#"write "Starts" or "Returns""#),
    ("Minds", r#"write "Enforces" or "Checks""#),
    ("Speaks", r#"write "Describes""#),
    ("Tells", r#"write "Returns", "Reports" or "Records""#),
];

/// Openings of functions other than verbs.
const OTHER_OPENINGS: &[&str] = &["Shorthand", "Alias"];

/// Verbs that open the documentation of a type when its author thought of its functions.
const VERBS: &[&str] = &[
    "Adds",
    "Allows",
    "Asks",
    "Authenticates",
    "Begins",
    "Builds",
    "Checks",
    "Collects",
    "Compares",
    "Computes",
    "Contains",
    "Converts",
    "Creates",
    "Decides",
    "Decodes",
    "Deletes",
    "Describes",
    "Displays",
    "Does",
    "Encodes",
    "Finds",
    "Generates",
    "Gets",
    "Gives",
    "Handles",
    "Has",
    "Holds",
    "Implements",
    "Is",
    "Issues",
    "Keeps",
    "Knows",
    "Lets",
    "Lists",
    "Makes",
    "Minds",
    "Parses",
    "Passes",
    "Performs",
    "Prints",
    "Provides",
    "Puts",
    "Reads",
    "Receives",
    "Rejects",
    "Removes",
    "Repeats",
    "Represents",
    "Resolves",
    "Returns",
    "Runs",
    "Says",
    "Sends",
    "Serializes",
    "Serves",
    "Shows",
    "Signs",
    "Stores",
    "Takes",
    "Tells",
    "Turns",
    "Updates",
    "Waits",
    "Writes",
];

/// Checks the documentation of a file.
pub(super) fn check(source: &Source<'_>, findings: &mut Vec<Finding>) {
    if !source.is_rust() {
        return;
    }
    if !source.text.starts_with("//!") {
        findings.push(MODULE.at(source.path, 1, source.text.lines().next().unwrap_or_default()));
    }
    for item in items::read(source.text) {
        check_item(source, &item, findings);
    }
}

fn check_item(source: &Source<'_>, item: &Item, findings: &mut Vec<Finding>) {
    let is_published = item.public && in_library(source.path);
    let Some(docs) = &item.docs else {
        if is_published {
            findings.push(MISSING.at(source.path, item.line, &item.name));
        }
        return;
    };
    let summary = docs.first().map_or("", |line| line.trim());
    let mut report = |rule: Rule| findings.push(rule.at(source.path, item.line, summary));
    let is_program = source.path.contains("/examples/");
    if is_published && !ends_with_period(docs) {
        report(PERIOD);
    }
    match item.kind {
        ItemKind::Function if !opens_with_verb(summary) => report(VERB),
        ItemKind::Module if is_program => {}
        ItemKind::Type | ItemKind::Module if opens_like_function(summary) => report(NOUN),
        _ => {}
    }
    let vague = VAGUE_VERBS.iter().find(|(verb, _)| *verb == first_word(summary));
    if let (ItemKind::Function, Some((_, message))) = (item.kind, vague) {
        findings.push(VERB.with((*message).to_owned(), source.path, item.line, summary));
    }
}

/// Returns whether a file belongs to a library rather than to tests.
fn in_library(path: &str) -> bool {
    path.contains("/src/") && !path.contains("/tests/it/")
}

/// Returns whether the first paragraph ends with a period, or with the colon before a list.
fn ends_with_period(docs: &[String]) -> bool {
    let last = docs.iter().take_while(|line| !line.trim().is_empty()).last();
    last.is_some_and(|line| line.trim_end().ends_with(['.', ':']))
}

fn opens_with_verb(summary: &str) -> bool {
    let word = first_word(summary);
    OTHER_OPENINGS.contains(&word)
        || word.starts_with(char::is_uppercase) && word.ends_with('s') && !NOT_VERBS.contains(&word)
}

/// Returns whether a summary opens with a verb. The same word before "of" or the like is a noun.
fn opens_like_function(summary: &str) -> bool {
    let second = summary.split_whitespace().nth(1).unwrap_or_default();
    VERBS.contains(&first_word(summary)) && !matches!(second, "and" | "of" | "that" | "to")
}

fn first_word(summary: &str) -> &str {
    let word = summary.split_whitespace().next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the lines and rules of what a library's file breaks.
    fn rules(text: &str) -> Vec<(usize, &'static str)> {
        let (text, mut findings) = (format!("//! Module.\n{text}"), Vec::new());
        check(&Source::new("a/src/b.rs", &text), &mut findings);
        findings.iter().map(|finding| (finding.line, finding.rule)).collect()
    }

    #[test]
    fn openings_are_checked() {
        for (text, expected) in [
            ("/// Returns it.\nfn a() {}", vec![]),
            ("/// The name.\nfn a() {}", vec![(2, "doc-verb")]),
            ("/// `true` if so.\nfn a() {}", vec![(2, "doc-verb")]),
            ("/// Is it so.\nfn a() {}", vec![(2, "doc-verb")]),
            ("/// Tells it.\nfn a() {}", vec![(2, "doc-verb")]),
            ("/// A type.\nstruct A;", vec![]),
            ("/// Lists of types.\nstruct A;", vec![]),
            ("/// Waits that grow.\nstruct A;", vec![]),
            ("/// Lists types.\nstruct A;", vec![(2, "doc-noun")]),
            ("/// Two lines\n/// of summary.\npub const A: u8 = 1;", vec![]),
            ("/// Two lines\n/// of summary\npub const A: u8 = 1;", vec![(2, "doc-period")]),
            ("/// Two lines\n/// of summary.\nconst A: u8 = 1;", vec![]),
            ("pub const A: u8 = 1;", vec![(2, "doc-missing")]),
            ("const A: u8 = 1;", vec![]),
        ] {
            assert_eq!(rules(text), expected, "{text}");
        }
    }

    #[test]
    fn a_file_begins_with_its_documentation() {
        let mut findings = Vec::new();
        check(&Source::new("a.rs", "use b;\n//! Late."), &mut findings);
        assert_eq!(findings, [MODULE.at("a.rs", 1, "use b;")]);
    }

    #[test]
    fn a_module_opens_with_a_noun() {
        let mut findings = Vec::new();
        check(&Source::new("a.rs", "//! Reads it."), &mut findings);
        check(&Source::new("a/examples/a.rs", "//! Reads it."), &mut findings);
        assert_eq!(findings, [NOUN.at("a.rs", 1, "Reads it.")]);
    }
}
