//! Mistakes in values that were copied from a file or a secret store.

use std::fmt;

use super::key_form::looks_like_private_key;

/// Returns the rule that a part of the credentials violates, if it is in quotes or a JSON object.
pub(super) fn mistake(part: &str) -> Option<&'static str> {
    let part = part.trim();
    if part.starts_with(['{', '[']) {
        Some("value is JSON, such as a secret store returns; pass the text of one of its properties")
    } else if part.starts_with(is_quote) || part.ends_with(is_quote) {
        Some("must not be in quotes; pass the text between them")
    } else {
        None
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// Returns whether a text, which should not be a secret, has the form of one: a private key, a client secret or a
/// token.
fn looks_like_secret(text: &str) -> bool {
    let value = text.trim().trim_matches(is_quote);
    looks_like_private_key(value) || text.contains("mdb_sa_sk_") || text.split(is_separator).any(is_token)
}

fn is_separator(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// Returns whether a text has the form of a signed JSON Web Token, whose header begins with `{"` in Base64.
fn is_token(text: &str) -> bool {
    text.starts_with("eyJ") && text.split('.').count() == 3
}

/// A value that should not be a secret, in quotes. It is hidden if it has the form of one.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if looks_like_secret(self.0) {
            f.write_str("a text in the form of a secret, which is not shown")
        } else {
            write!(f, "{:?}", self.0)
        }
    }
}

impl fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if looks_like_secret(self.0) { f.write_str("[REDACTED]") } else { write!(f, "{:?}", self.0) }
    }
}

/// Warns about a secret in a setting that is shown in logs and errors, or sent with requests. `secrets` are the known
/// ones.
pub(crate) fn warn_of_secret<'a>(setting: &str, value: &str, mut secrets: impl Iterator<Item = &'a str>) {
    if looks_like_secret(value) || secrets.any(|secret| secret.len() >= MIN_SECRET && value.contains(secret)) {
        tracing::warn!(
            setting,
            "a setting contains a secret, or text in the form of one; remove it there, and replace the secret in Atlas \
             if it may have been logged"
        );
    }
}

/// The minimum length of a secret that is searched for. A shorter one can be a part of a harmless value.
const MIN_SECRET: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_json_are_mistakes() {
        let (quotes, json) = (Some("must not be in quotes"), Some("value is JSON"));
        for (part, expected) in [
            (r#""abcdefgh""#, quotes),
            ("'abcdefgh'", quotes),
            ("`abcdefgh`", quotes),
            ("\"abcdefgh\"\n", quotes),
            (r#"abcdefgh""#, quotes),
            (r#"""#, quotes),
            (r#"{"publicKey":"abcdefgh"}"#, json),
            (" {\n\"publicKey\": \"abcdefgh\"\n}\n", json),
            (r#"["abcdefgh"]"#, json),
            ("abcdefgh", None),
            ("abc'defgh", None),
            ("", None),
        ] {
            let rule = mistake(part).and_then(|rule| rule.split(';').next());
            let problem = rule.map(|rule| rule.split(',').next().unwrap_or_default());
            assert_eq!(problem, expected, "{part}");
        }
    }

    #[test]
    fn a_secret_is_recognized_by_its_form_and_not_shown() {
        for (text, expected) in [
            ("5a1e3e3c-0c5d-4a51-9f0e-000000000001", true),
            (" '5a1e3e3c-0c5d-4a51-9f0e-000000000001'\n", true),
            ("mdb_sa_sk_hunter22", true),
            ("https://example.com/mdb_sa_sk_hunter22", true),
            ("eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8", true),
            ("Bearer eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8", true),
            ("5f1a2b3c4d5e6f7a8b9c0d1e", false),
            ("https://cloud.mongodb.com", false),
            ("mdb_sa_id_66a7d5c1", false),
            ("eyJ", false),
            ("my project", false),
            ("", false),
        ] {
            assert_eq!(looks_like_secret(text), expected, "{text}");
            let shown = format!("{} {:?}", Quoted(text), Quoted(text));
            let hidden = "a text in the form of a secret, which is not shown [REDACTED]".to_owned();
            assert_eq!(shown, if expected { hidden } else { format!("{text:?} {text:?}") });
        }
    }
}
