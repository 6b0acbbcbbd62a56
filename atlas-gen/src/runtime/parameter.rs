//! Conversion and encoding of parameters.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use super::BuildError;

/// The characters that are percent-encoded: all characters that RFC 3986 does not allow in a segment. These include the
/// backslash, which URL parsers treat as a slash, and tabs and line breaks, which they remove.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Encodes a value as one segment of a path.
fn encode_path(value: &str) -> PercentEncode<'_> {
    utf8_percent_encode(value, SEGMENT)
}

/// Returns `base` and a path in which each `{name}` is replaced with the encoded value of the segment. A name without a value
/// is the error.
pub(super) fn fill<'a>(base: &str, path: &'a str, segments: &[(&str, &str)]) -> Result<String, &'a str> {
    let mut filled = String::with_capacity(base.len() + 2 * path.len());
    filled.push_str(base);
    let mut rest = path;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        filled.push_str(before);
        let (_, value) = segments.iter().find(|(found, _)| *found == name).ok_or(name)?;
        filled.extend(encode_path(value));
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Converts the argument of a setter to the type of its parameter.
#[inline]
pub(crate) fn convert<V: TryInto<T>, T>(value: V) -> Option<T> {
    value.try_into().ok()
}

/// Returns the error for a value that [`convert`] could not convert.
pub(super) fn not_convertible(name: &str) -> BuildError {
    BuildError(format!(
        "parameter `{name}`: the value cannot be converted to its type; pass one of its documented type"
    ))
}

/// Returns the error for a required parameter that was not set.
pub(super) fn missing(name: &str) -> BuildError {
    BuildError(format!("missing required parameter `{name}`; call its setter"))
}

/// Checks that a value can be a segment of the path.
///
/// The value is percent-encoded later, so it always stays one segment. An empty value, `.` and `..` are rejected: they
/// would address another resource, even if encoded.
pub(super) fn check_segment(name: &str, value: &str) -> Result<(), BuildError> {
    match value {
        "" => Err(BuildError(format!(
            "parameter `{name}`: empty, so the request would address another resource; pass a name or an id"
        ))),
        "." | ".." => Err(BuildError(format!(
            "parameter `{name}`: \"{value}\" cannot be a segment of a path; pass a name or an id"
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_end_a_segment_or_are_dropped_by_url_parsers_are_encoded() {
        for (value, encoded) in [
            ("a-b_c.d~e", "a-b_c.d~e"),
            ("$external/CN=a,OU=b", "$external%2FCN=a,OU=b"),
            ("DOMAIN\\user", "DOMAIN%5Cuser"),
            ("a?b#c%2F d\t\n", "a%3Fb%23c%252F%20d%09%0A"),
            ("über", "%C3%BCber"),
        ] {
            assert_eq!(encode_path(value).to_string(), encoded);
        }
    }

    #[test]
    fn any_name_is_a_segment_except_for_empty_ones_and_dots() {
        for name in ["a", "../x", "a/b", "...", " ", "$external/CN=a,OU=b"] {
            assert_eq!(check_segment("username", name), Ok(()));
        }
        for (name, message) in [
            ("", "parameter `username`: empty, so the request would address another resource; pass a name or an id"),
            ("..", "parameter `username`: \"..\" cannot be a segment of a path; pass a name or an id"),
        ] {
            assert_eq!(check_segment("username", name), Err(BuildError(message.to_owned())));
        }
    }
}
