//! The argument type of the setters of request types.

/// A value for a property of a request, or an explicit `null`.
///
/// An absent property, `null` and an empty value are three different things in a request:
///
/// * A setter that is not called leaves the property absent.
/// * A setter called with `None` sends `null`.
/// * A setter called with a value sends the value, also when it is an empty list.
///
/// Setters take `impl Into<Nullable<T>>`, so that values convert implicitly: `"text"` to strings and enumerations,
/// arrays to lists.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::exhaustive_enums)] // A value is null or not null.
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

/// A type that setters accept as `"text"`.
///
/// The trait allows one blanket conversion. With an implementation of [`From`] for each of some hundred enumerations,
/// the compiler would compare each of them with every other.
pub trait FromText: for<'a> From<&'a str> {}

impl FromText for String {}

impl<T: FromText> From<&str> for Nullable<T> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}
