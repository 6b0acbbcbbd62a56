//! What the builders do with the values that they are given.

/// Takes a value for the parameter or body that the document calls `name`.
pub(crate) fn convert<V: TryInto<T>, T>(name: &str, value: V) -> Result<T, String> {
    value.try_into().map_err(|_| format!("`{name}` does not take the value that was given"))
}

/// Says that a required value was not given.
pub(crate) fn missing(name: &str) -> String {
    format!("`{name}` is required and was not given")
}
