//! Unfinished work, and tests that are skipped or sleep.

use super::{
    finding::{Finding, Rule},
    prose::Medium,
    source::Source,
};

/// The rule for code that is not written yet.
pub(super) const UNFINISHED: Rule = Rule::new("unfinished", "finish the code");
/// The rule for notes of work to do.
pub(super) const TODO: Rule = Rule::new("todo-link", "link the note to its discussion, or do the work");
/// The rule for skipped tests.
pub(super) const IGNORE: Rule = Rule::new("ignore-reason", r#"give the reason: `#[ignore = "…"]`"#);
/// The rule for tests that wait.
pub(super) const SLEEP: Rule = Rule::new("test-sleep", "wait for an event, or advance a paused clock");

/// Checks the code and the notes of a file.
pub(super) fn check(source: &Source<'_>, findings: &mut Vec<Finding>) {
    notes(source, findings);
    let tests_from = source.tests_from().unwrap_or(usize::MAX);
    for (at, token) in source.tokens.iter().enumerate() {
        let next = |distance: usize| source.tokens.get(at + distance).map_or("", |token| token.text);
        let before = |distance: usize| at.checked_sub(distance).map_or("", |at| source.tokens[at].text);
        match token.text {
            "todo" | "unimplemented" if next(1) == "!" => {
                findings.push(UNFINISHED.at(source.path, token.line, &format!("{}!", token.text)));
            }
            "ignore" if (before(2), before(1), next(1)) == ("#", "[", "]") => {
                findings.push(IGNORE.at(source.path, token.line, "#[ignore]"));
            }
            "sleep" | "sleep_until" | "sleep_ms"
                if next(1) == "(" && token.line >= tests_from && !matches!(before(1), "." | "fn") =>
            {
                findings.push(SLEEP.at(source.path, token.line, &format!("{}(…)", token.text)));
            }
            _ => {}
        }
    }
}

fn notes(source: &Source<'_>, findings: &mut Vec<Finding>) {
    for prose in source.prose.iter().filter(|prose| matches!(prose.medium, Medium::Comment | Medium::Doc)) {
        for (offset, line) in prose.raw.lines().enumerate() {
            let is_note =
                line.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "TODO" | "FIXME" | "XXX"));
            if is_note && !prose.raw.contains("https://") {
                findings.push(TODO.at(source.path, prose.line + offset, line));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residue_is_found() {
        for (path, text, expected) in [
            ("a/src/a.rs", "fn a() { todo!() }", vec!["unfinished"]),
            ("a/src/a.rs", "fn a() { unimplemented!() }", vec!["unfinished"]),
            ("a/src/a.rs", "let todo = 1;", vec![]),
            ("a/src/a.rs", "// TODO: more", vec!["todo-link"]),
            ("a/src/a.rs", "// TODO: more, see https://example.com/discussions", vec![]),
            ("a/a.py", "# FIXME", vec!["todo-link"]),
            ("a/tests/it/a.rs", "#[test]\n#[ignore]\nfn a() {}", vec!["ignore-reason"]),
            ("a/tests/it/a.rs", "#[test]\n#[ignore = \"slow\"]\nfn a() {}", vec![]),
            ("a/tests/it/a.rs", "std::thread::sleep(wait);", vec!["test-sleep"]),
            ("a/tests/it/a.rs", "tokio::time::advance(wait).await; timer.sleep(wait)", vec![]),
            ("a/src/a.rs", "tokio::time::sleep(wait).await;", vec![]),
            ("a/src/a.rs", "#[cfg(test)]\nmod tests { fn a() { sleep(wait) } }", vec!["test-sleep"]),
        ] {
            let mut findings = Vec::new();
            check(&Source::new(path, text), &mut findings);
            assert_eq!(findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
