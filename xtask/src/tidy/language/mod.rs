//! Checks of language: rejected phrases, British spellings and retired names.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use ra_ap_rustc_lexer::TokenKind;
use regex::Regex;

use super::{
    finding::{Finding, Rule},
    names, phrases,
    phrases::PHRASES,
    prose::{Medium, Prose},
    source::Source,
    spelling,
};

/// The rule for spellings.
pub(super) const SPELLING: Rule = Rule::new("spelling", "write the American spelling");
/// The rule for names that were replaced.
pub(super) const RETIRED_NAME: Rule = Rule::new("retired-name", "write the standard term");
/// The rule for responses in identifiers.
pub(super) const RESPONSE_NAME: Rule = Rule::new("response-name", r#"name it "response", "respond" or "returned""#);

/// The compiled patterns.
#[derive(Debug)]
pub(super) struct Language {
    phrases: Vec<(&'static phrases::Phrase, Regex)>,
    spelling: Regex,
    response: Regex,
}

impl Language {
    /// Compiles the patterns.
    pub(super) fn new() -> Result<Self, regex::Error> {
        let compile = |phrase: &'static phrases::Phrase| Ok((phrase, Regex::new(phrase.pattern)?));
        Ok(Self {
            phrases: PHRASES.iter().map(compile).collect::<Result<_, regex::Error>>()?,
            spelling: Regex::new(&spelling::pattern())?,
            response: Regex::new("(?:^|_|[a-z])[Aa]nswer|ANSWER")?,
        })
    }

    /// Checks the prose and the identifiers of a file.
    pub(super) fn check(&self, source: &Source<'_>, findings: &mut Vec<Finding>) {
        for prose in &source.prose {
            if is_sentence(prose) {
                self.phrases(source.path, prose, findings);
                self.spelling(source.path, prose, findings);
            }
            retired_names(source.path, prose, findings);
        }
        self.identifiers(source, findings);
    }

    fn phrases(&self, file: &str, prose: &Prose, findings: &mut Vec<Finding>) {
        for (phrase, pattern) in &self.phrases {
            let id = phrase.rule.id;
            let is_exempt = match prose.medium {
                Medium::Name => id == phrases::RESPONSE,
                Medium::Literal => false,
                _ => id == phrases::WHAT_MESSAGE,
            };
            if is_exempt {
                continue;
            }
            for captures in pattern.captures_iter(&prose.text) {
                // The group, or the whole match of a pattern without a group.
                let Some(found) = captures.get(pattern.captures_len() - 1) else { continue };
                let at = found.start();
                let may_ask = id == phrases::WHAT_CLAUSE && prose.medium == Medium::Markdown;
                if !(may_ask && is_question(&prose.text[at..])) {
                    findings.push(phrase.rule.at(file, prose.line_at(at), prose.excerpt(at)));
                }
            }
        }
    }

    fn spelling(&self, file: &str, prose: &Prose, findings: &mut Vec<Finding>) {
        for found in self.spelling.find_iter(&prose.text) {
            let at = found.start();
            let message = match spelling::american(found.as_str()) {
                Some(american) => format!("write {american:?}"),
                None => SPELLING.message.to_owned(),
            };
            findings.push(SPELLING.with(message, file, prose.line_at(at), prose.excerpt(at)));
        }
    }

    /// Checks each identifier where a file uses it first.
    fn identifiers(&self, source: &Source<'_>, findings: &mut Vec<Finding>) {
        let mut seen = BTreeSet::new();
        for token in &source.tokens {
            if token.kind != TokenKind::Ident || !seen.insert(token.text) {
                continue;
            }
            if let Some(standard) = names::standard_term(source.path, token.text) {
                let message = format!("write {standard:?}");
                findings.push(RETIRED_NAME.with(message, source.path, token.line, token.text));
            }
            if self.response.is_match(token.text) {
                findings.push(RESPONSE_NAME.at(source.path, token.line, token.text));
            }
        }
    }
}

/// Reports retired names in code spans.
fn retired_names(file: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    if matches!(prose.medium, Medium::Literal | Medium::Name) {
        return;
    }
    for (at, word) in words(&prose.raw) {
        // A name that is blanked in the text is code.
        if prose.text.get(at..at + word.len()).is_some_and(|text| text != word)
            && let Some(standard) = names::standard_term(file, word)
        {
            let message = format!("write {standard:?}");
            findings.push(RETIRED_NAME.with(message, file, prose.line_at(at), prose.excerpt(at)));
        }
    }
}

/// Returns the identifiers of a text with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let start = text.as_ptr() as usize;
    text.split(move |c| !is_word(c))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// Returns whether a text has several words; a single word in quotes is a value rather than a message.
fn is_sentence(prose: &Prose) -> bool {
    !matches!(prose.medium, Medium::Literal | Medium::Name) || prose.text.trim().contains(char::is_whitespace)
}

/// Returns whether the sentence at the start of a text ends with a question mark.
fn is_question(text: &str) -> bool {
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    paragraph.find(['?', '.', '!', '|']).is_some_and(|end| paragraph[end..].starts_with('?'))
}
