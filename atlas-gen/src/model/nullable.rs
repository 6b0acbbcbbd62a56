//! What the setters of request types take.

/// A value for a property of a request, or an explicit `null`.
///
/// The service tells three things apart: a property that is left out, one that is `null`, and one that is empty. A
/// setter that is not called leaves its property out; `None` sends `null`; anything else sends that value, an empty
/// list too. Values convert by themselves: `"text"` for strings and enumerations, arrays for lists.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::exhaustive_enums)] // A JSON value is null or it is not.
pub enum Nullable<T> {
    /// Sends `null`.
    Null,
    /// Sends the value.
    Value(T),
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<T> for Nullable<Box<T>> {
    fn from(value: T) -> Self {
        Self::Value(Box::new(value))
    }
}

impl<T, const N: usize> From<[T; N]> for Nullable<Vec<T>> {
    fn from(values: [T; N]) -> Self {
        Self::Value(values.into())
    }
}

/// A type that is written as a string, so that a setter takes `"text"` for it.
///
/// One blanket conversion for all of them: an implementation of [`From`] for each of some hundred enumerations would
/// have the compiler compare every one with every other.
pub trait FromText: for<'a> From<&'a str> {}

impl FromText for String {}

impl<T: FromText> From<&str> for Nullable<T> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}
