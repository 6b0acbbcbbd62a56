//! Tests of the checks of language.

use super::*;

/// Returns the rules that a file breaks, in the order of its text.
fn rules(path: &str, text: &str) -> Vec<(usize, &'static str)> {
    let mut findings = Vec::new();
    Language::new().unwrap().check(&Source::new(path, text), &mut findings);
    findings.iter().map(|finding| (finding.line, finding.rule)).collect()
}

#[test]
fn each_phrase_finds_its_bad_examples_only() {
    let language = Language::new().unwrap();
    for phrase in PHRASES {
        let medium = if phrase.rule.id == phrases::WHAT_MESSAGE { Medium::Literal } else { Medium::Comment };
        let count = |text: &str| {
            let mut findings = Vec::new();
            for prose in Prose::read(medium, 1, text.to_owned()) {
                language.phrases("a", &prose, &mut findings);
            }
            findings.iter().filter(|finding| finding.rule == phrase.rule.id).count()
        };
        for bad in phrase.bad {
            assert_eq!(count(bad), 1, "{}: {bad:?}", phrase.rule.id);
        }
        for good in phrase.good {
            assert_eq!(count(good), 0, "{}: {good:?}", phrase.rule.id);
        }
    }
}

#[test]
fn a_finding_has_the_line_of_its_phrase() {
    assert_eq!(rules("a.rs", "//! Docs.\n\n/// One\n/// such a\n/// one.\nfn a() {}"), [(4, "such-a-one")]);
}

#[test]
fn a_question_is_permitted_in_markdown() {
    assert_eq!(rules("a.md", "| What is it? | b |"), []);
    assert_eq!(rules("a.md", "What is it is kept."), [(1, "what-clause")]);
    assert_eq!(rules("a.rs", "// What is it?"), [(1, "what-clause")]);
}

#[test]
fn names_of_functions_are_checked() {
    assert_eq!(rules("a.rs", "fn what_is_refused_is_read() {}"), [(1, "what-message")]);
    assert_eq!(rules("a.rs", "fn an_answer_is_read() { answer(); answer() }"), [(1, "response-name"); 2]);
    assert_eq!(rules("a.rs", "fn what() {}"), []);
}

#[test]
fn a_single_word_in_quotes_is_a_value() {
    assert_eq!(rules("a.rs", r#"f("answer", "the answer")"#), [(1, "response")]);
}

#[test]
fn retired_names_are_found_in_code_and_code_spans() {
    assert_eq!(
        rules("a.rs", "struct Doomed;\n/// `Unfit` and unfit.\nfn a() {}"),
        [(2, "retired-name"), (1, "retired-name")]
    );
    assert_eq!(rules("a.md", "The doomed `Doomed`."), [(1, "retired-name")]);
}

#[test]
fn spellings_are_american() {
    let findings = rules("a.py", "# The behaviour of serialised, cancelled colours.\nx = 'initialise it'");
    assert_eq!(findings, [(1, "spelling"), (1, "spelling"), (1, "spelling"), (1, "spelling"), (2, "spelling")]);
}
