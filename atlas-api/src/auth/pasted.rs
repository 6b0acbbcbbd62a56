//! Mistakes in credentials that were copied from a file or a secret store.

/// Returns the rule that a part of the credentials violates, if it is in quotes or a JSON object.
pub(super) fn mistake(part: &str) -> Option<&'static str> {
    let part = part.trim();
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`');
    if part.starts_with(['{', '[']) {
        Some("value is JSON, such as a secret store returns; pass the text of one of its properties")
    } else if part.starts_with(is_quote) || part.ends_with(is_quote) {
        Some("must not be in quotes; pass the text between them")
    } else {
        None
    }
}

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
}
