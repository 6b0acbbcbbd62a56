//! What the builders do with the values that they are given.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what RFC 3986 lets stand in a segment as it is. A backslash, which parsers of addresses take for a slash, and
/// tabs and line ends, which they drop, are encoded with the rest.
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

/// Encodes a value so that it is one segment of a path.
pub(crate) fn encode_path(value: &str) -> String {
    utf8_percent_encode(value, SEGMENT).to_string()
}

/// Takes a value for the parameter or body that the document calls `name`.
pub(crate) fn convert<V: TryInto<T>, T>(name: &str, value: V) -> Result<T, String> {
    value.try_into().map_err(|_| format!("`{name}` does not take the value that was given"))
}

/// Says that a required value was not given.
pub(crate) fn missing(name: &str) -> String {
    format!("`{name}` is required and was not given")
}

/// Takes a value for a part of the path.
///
/// It is percent-encoded later and stays one segment, whatever it says, with three exceptions that no encoding can say:
/// nothing, `.` and `..` lead to another resource, be they encoded or not.
pub(crate) fn segment<V: TryInto<String>>(name: &str, value: V) -> Result<String, String> {
    let value = convert(name, value)?;
    match value.as_str() {
        "" => Err(format!("`{name}` is empty, so the request would go to another resource")),
        "." | ".." => Err(format!("`{name}` is `{value}`, which no path can hold as a name")),
        _ => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_end_a_segment_or_be_dropped_from_it_is_encoded() {
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
    fn a_segment_is_any_name_that_a_path_can_hold() {
        for name in ["a", "../x", "a/b", "...", " ", "$external/CN=a,OU=b"] {
            assert_eq!(segment("username", name), Ok(name.to_owned()));
        }
        let empty = "`username` is empty, so the request would go to another resource";
        assert_eq!(segment("username", ""), Err(empty.to_owned()));
        assert_eq!(segment("username", ".."), Err("`username` is `..`, which no path can hold as a name".to_owned()));
    }
}
