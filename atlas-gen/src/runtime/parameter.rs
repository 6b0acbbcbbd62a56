//! Conversion and encoding of parameters.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

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
pub(crate) fn encode_path(value: &str) -> String {
    utf8_percent_encode(value, SEGMENT).to_string()
}

/// Converts a value to the type of the parameter `name` (its name in the document) or of the body.
pub(crate) fn convert<V: TryInto<T>, T>(name: &str, value: V) -> Result<T, String> {
    value.try_into().map_err(|_| {
        format!("parameter `{name}`: the value cannot be converted to its type; pass one of its documented type")
    })
}

/// Returns the message for a required parameter that was not set.
pub(crate) fn missing(name: &str) -> String {
    format!("missing required parameter `{name}`; call its setter")
}

/// Converts a value to a segment of the path.
///
/// The value is percent-encoded later, so it always stays one segment. An empty value, `.` and `..` are rejected: they
/// would address another resource, even if encoded.
pub(crate) fn segment<V: TryInto<String>>(name: &str, value: V) -> Result<String, String> {
    let value = convert(name, value)?;
    match value.as_str() {
        "" => Err(format!(
            "parameter `{name}`: empty, so the request would address another resource; pass a name or an id"
        )),
        "." | ".." => {
            Err(format!("parameter `{name}`: \"{value}\" cannot be a segment of a path; pass a name or an id"))
        }
        _ => Ok(value),
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
            assert_eq!(encode_path(value), encoded);
        }
    }

    #[test]
    fn any_name_is_a_segment_except_for_empty_ones_and_dots() {
        for name in ["a", "../x", "a/b", "...", " ", "$external/CN=a,OU=b"] {
            assert_eq!(segment("username", name), Ok(name.to_owned()));
        }
        let empty = "parameter `username`: empty, so the request would address another resource; pass a name or an id";
        assert_eq!(segment("username", ""), Err(empty.to_owned()));
        assert_eq!(
            segment("username", ".."),
            Err("parameter `username`: \"..\" cannot be a segment of a path; pass a name or an id".to_owned())
        );
    }
}
