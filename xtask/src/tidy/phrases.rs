//! The table of rejected phrases.
//!
//! A pattern is a regular expression over prose whose code is blanked. It is case-sensitive unless it says otherwise.
//! Words are separated by `\s+`, so that a phrase can run over a line end.

use super::finding::Rule;

/// A phrase that the project does not use.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The rule that rejects it.
    pub(super) rule: Rule,
    /// The pattern. If it has a group, the finding begins there, and a match without the group is permitted.
    pub(super) pattern: &'static str,
    /// Examples that the pattern finds, one finding each.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by tests"))]
    pub(super) bad: &'static [&'static str],
    /// Examples that it does not find.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by tests"))]
    pub(super) good: &'static [&'static str],
}

/// The id of the rule for sentences, which permits questions in Markdown.
pub(super) const WHAT_CLAUSE: &str = "what-clause";
/// The id of the rule for messages and names, which may begin in lower case.
pub(super) const WHAT_MESSAGE: &str = "what-message";
/// The id of the rule for responses. Identifiers have a rule of their own for this word.
pub(super) const RESPONSE: &str = "response";

/// Returns whether a rule rejects a phrase.
pub(super) fn is_phrase(rule: &str) -> bool {
    PHRASES.iter().any(|phrase| phrase.rule.id == rule)
}

const fn phrase(
    id: &'static str,
    message: &'static str,
    pattern: &'static str,
    bad: &'static [&'static str],
    good: &'static [&'static str],
) -> Phrase {
    Phrase { rule: Rule::new(id, message), pattern, bad, good }
}

/// The places where a sentence begins: a text, a paragraph, a list item, a heading, a cell, a line of a message, a
/// line of generated documentation, or after the end of another sentence.
macro_rules! sentence {
    ($rest:literal) => {
        concat!(
            r"(?:\A\s*|\n[ \t]*\n\s*",
            r"|(?:\A|\n)[ \t]*(?:[-*+>]|\d+[.)]|#{1,6})[ \t]+",
            r"|\|[ \t]*|\x0b\s*|//[/!][ \t]+",
            r"|[.!?][^\s\w]*\s+)",
            r#"["'(*_\[]*"#,
            $rest
        )
    };
}

/// All phrases, by id.
pub(super) const PHRASES: &[Phrase] = &[
    phrase(
        "as-it-came",
        r#"write "unchanged" or "as received""#,
        r"(?i)\bas\s+(?:it|they)\s+c[ao]me\b",
        &["The body is kept as it came."],
        &["The body is kept unchanged."],
    ),
    phrase(
        "be-had",
        r#"write "cannot be obtained" or "is not available""#,
        r"(?i)\bbe\s+had\b",
        &["No token is to be\nhad."],
        &["No token can be obtained."],
    ),
    phrase(
        "by-then",
        "name the point in time",
        r"(?i)\bby\s+then\b",
        &["By then the token is old."],
        &["It is sent by the next attempt."],
    ),
    phrase(
        "cannot",
        r#"write "cannot" and a plain verb, such as "cannot be decoded""#,
        r"(?i)\b(?:cannot|can\s+not|could\s+not|couldn't)\s+be\s+(?:had|told)\b|\bcan't\s+be\b",
        &["It can't be read.", "It cannot be told."],
        &["It cannot be read."],
    ),
    phrase(
        "come-about",
        "name the event, such as: is created, is established, happens, causes",
        r"(?i)\b(?:c[ao]mes?|br(?:ings?|ought))\s+about\b",
        &["How a connection comes about.", "It came about.", "It brings about a change."],
        &["A connection is established."],
    ),
    phrase(
        "is-no",
        r#"write "is not a …""#,
        // "There is no …" is the usual way to state that something does not exist.
        concat!(
            r"(?i)\bthere\s+(?:is|are|was|were)\s+no\b",
            r"|\b(?:is|are|was|were)\s+no\s+longer\b",
            r"|\b((?:is|are|was|were)\s+no\s+[a-z`{])",
        ),
        &["It is no\naddress.", "It is no `Error`.", "there are tokens that are no secrets"],
        &["There is none.", "It is not an address.", "an error if there\nis no token", "It is no longer used."],
    ),
    phrase(
        "let-in",
        r#"write "accepts" or "permits""#,
        r"(?i)\b(?:lets?|letting)\s+in\b",
        &["Who is let in.", "It lets in all."],
        &["Let it in.", "`let in`"],
    ),
    phrase(
        "mind",
        r#"write "checks", "enforces" or "handles""#,
        r"(?i)\bmind(?:s|ed)?\b",
        &["Minds the rate limit.", "Nobody would mind."],
        &["A reminder."],
    ),
    phrase(
        "passed-over",
        r#"write "is skipped" or "is ignored""#,
        r"(?i)\bpass(?:ed|es|ing)?\s+over\b",
        &["It is passed over."],
        &["It passes overlays."],
    ),
    phrase(
        RESPONSE,
        r#"write "response", "respond" or "return""#,
        r"(?i)\b(?:un)?answer(?:s|ed|ing|able)?\b",
        &["The answer is read.", "Atlas answered.", "an unanswered call"],
        &["`Answer`", "The response is read."],
    ),
    phrase(
        "speaks-of",
        r#"write "describes", "names" or "refers to""#,
        r"(?i)\b(?:speaks?|spoken)\s+of\b",
        &["A code that speaks of the resource."],
        &["A code for the resource."],
    ),
    phrase(
        "such-a-one",
        "repeat the noun",
        r"(?i)\bsuch\s+a\s+one\b",
        &["Such a one is kept."],
        &["Such a token is kept."],
    ),
    phrase(
        "that-which",
        "begin with a noun",
        r"(?i)\bthat\s+which\b",
        &["That which failed is sent again."],
        &["Failed requests are sent again."],
    ),
    phrase(
        "what-becomes",
        "name the result",
        r"(?i)\bwhat\s+(?:(?:be)?comes|(?:be)?came)\s+of\b",
        &["It records what becomes of a call."],
        &["It records the result of a call."],
    ),
    phrase(
        WHAT_CLAUSE,
        "begin the sentence with a noun",
        sentence!(r"((?:What|Who|Whoever|Whatever|Whichever)\b)"),
        &[
            "What failed is sent.",
            "It failed. Who cares.",
            "* One\n* **What** else",
            "a\n\nWhat is said",
            "# Who",
            "/// What",
        ],
        &["It knows\nWhat matters.", "It says: What?", "Whose it is.", "Whether it is."],
    ),
    phrase(
        WHAT_MESSAGE,
        "begin the message or name with a noun",
        r"\A((?:what|who|whoever|whatever)\s+[a-z]+\s+[a-z])",
        &["what is asked is not known", "who calls is not known"],
        &["what {name}", "a name of what is asked"],
    ),
    phrase(
        "whatever",
        r#"write "any …", "regardless of …" or "the caller""#,
        r"\b(?:whatever|whoever)\b",
        &["A refusal, whatever its body was.", "It is open to whoever calls."],
        &["A refusal with any body.", "`whatever`"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_sorted_by_id() {
        assert!(PHRASES.windows(2).all(|pair| pair[0].rule.id < pair[1].rule.id));
    }
}
