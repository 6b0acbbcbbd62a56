//! What the builders do with the values that they are given.

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
    fn a_segment_is_any_name_that_a_path_can_hold() {
        for name in ["a", "../x", "a/b", "...", " ", "$external/CN=a,OU=b"] {
            assert_eq!(segment("username", name), Ok(name.to_owned()));
        }
        let empty = "`username` is empty, so the request would go to another resource";
        assert_eq!(segment("username", ""), Err(empty.to_owned()));
        assert_eq!(segment("username", ".."), Err("`username` is `..`, which no path can hold as a name".to_owned()));
    }
}
