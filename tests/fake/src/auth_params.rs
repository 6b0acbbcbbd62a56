//! Parsing of the `Authorization` header: a scheme, then a token or parameters, `Digest username="…", nc=00000001`.

/// Returns the credentials after the scheme, or `None` for another scheme. The scheme is case-insensitive.
pub(crate) fn of_scheme<'a>(credentials: &'a str, scheme: &str) -> Option<&'a str> {
    let (found, rest) = credentials.trim().split_once([' ', '\t'])?;
    found.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}

/// Parses parameters with case-insensitive names, values as tokens or quoted strings, and optional whitespace.
///
/// Returns `None` for an invalid list, or if a name occurs twice.
pub(crate) fn parse(text: &str) -> Option<Vec<(String, String)>> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    let mut rest = text.trim_start_matches(is_separator);
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let name = name.trim_end().to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(is_token) || parameters.iter().any(|(known, _)| *known == name) {
            return None;
        }
        let (value, after) = value(after.trim_start_matches([' ', '\t']))?;
        parameters.push((name, value));
        let after = after.trim_start_matches([' ', '\t']);
        if !after.is_empty() && !after.starts_with(',') {
            return None;
        }
        rest = after.trim_start_matches(is_separator);
    }
    Some(parameters)
}

/// Parses a value. Returns it with the rest of the text.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.bytes().position(|byte| !is_token(byte)).unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        return (!token.is_empty()).then(|| (token.to_owned(), rest));
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    loop {
        match characters.next()? {
            (at, '"') => return Some((value, &quoted[at + 1..])),
            (_, '\\') => value.push(characters.next()?.1),
            (_, character) => value.push(character),
        }
    }
}

fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '\t' | ',')
}

/// Returns whether a byte is valid in a token.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{of_scheme, parse};

    #[track_caller]
    fn check(text: &str, expected: Option<&[(&str, &str)]>) {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let expected = expected.map(|parameters| parameters.iter().map(own).collect::<Vec<_>>());
        assert_eq!(parse(text), expected, "{text}");
    }

    #[test]
    fn values_are_tokens_or_quoted_strings_with_optional_whitespace() {
        check("", Some(&[]));
        check("a=b", Some(&[("a", "b")]));
        check("A=\"b\", c = d ,e=\t\"f g\"", Some(&[("a", "b"), ("c", "d"), ("e", "f g")]));
        check(r#"a="b\"c\\d, e=f""#, Some(&[("a", r#"b"c\d, e=f"#)]));
        check(",, a=\"\" ,,", Some(&[("a", "")]));
        check("a=\"é\"", Some(&[("a", "é")]));
    }

    #[test]
    fn an_invalid_list_of_parameters_is_refused() {
        for text in ["a", "=b", "a=", "a=b c=d", "a=\"b", "a=\"b\"c", "a=\"b\\", "a=b, A=c", "é=b", "a b=c"] {
            check(text, None);
        }
    }

    #[test]
    fn a_scheme_is_case_insensitive() {
        assert_eq!(of_scheme("bEARER  abc ", "Bearer"), Some("abc"));
        assert_eq!(of_scheme("Bearer", "Bearer"), None);
        assert_eq!(of_scheme("Digest a=b", "Bearer"), None);
    }
}
