//! The query of a request. It knows which of its parameters were read.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::ApiError;

/// The query parameters, decoded and in the order sent.
///
/// Reading a parameter by its name marks it, in all clones. A marked parameter has an effect; the journal has the
/// others, such as a further value of a parameter with one value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    parameters: Vec<(String, String)>,
    /// A bit for each of the first 63 parameters, and one for all others.
    read: Arc<AtomicU64>,
}

impl Query {
    pub(crate) fn parse(text: &str) -> Self {
        Self { parameters: url::form_urlencoded::parse(text.as_bytes()).into_owned().collect(), ..Self::default() }
    }

    /// Returns all parameters, without marking them.
    pub(crate) fn all(&self) -> &[(String, String)] {
        &self.parameters
    }

    /// Returns the values of a parameter, one for each time that it was sent.
    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        self.marking(name).collect()
    }

    /// Returns the first value of a parameter.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.marking(name).next()
    }

    /// Iterates over the values of a parameter, and marks each that it returns.
    fn marking(&self, name: &str) -> impl Iterator<Item = &str> {
        let found = self.parameters.iter().enumerate().filter(move |(_, (key, _))| key == name);
        found.map(move |(index, (_, value))| {
            self.read.fetch_or(bit(index), Ordering::Relaxed);
            value.as_str()
        })
    }

    /// Returns the value of a boolean parameter.
    pub(crate) fn flag(&self, name: &'static str, default: bool) -> Result<bool, ApiError> {
        match self.value(name) {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(_) => Err(ApiError::invalid_query_parameter(name)),
        }
    }

    /// Returns the names of the parameters that were not read.
    pub(crate) fn unread(&self) -> impl Iterator<Item = &str> {
        let read = self.read.load(Ordering::Relaxed);
        let unread = self.parameters.iter().enumerate().filter(move |(index, _)| read & bit(*index) == 0);
        unread.map(|(_, (name, _))| name.as_str())
    }
}

/// Returns the bit of a parameter. From the 64th on, they share one, which is a limit without consequences.
fn bit(index: usize) -> u64 {
    1 << index.min(63)
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn a_parameter_that_was_read_by_its_name_is_marked_in_all_clones() {
        let query = Query::parse("a=1&b=x%20y&a=2&c=true");
        let clone = query.clone();
        assert_eq!((clone.values("a"), clone.value("b"), clone.value("d")), (vec!["1", "2"], Some("x y"), None));
        assert_eq!((query.all().len(), query.unread().collect::<Vec<_>>()), (4, vec!["c"]));
        assert_eq!((query.flag("c", false), query.flag("d", true)), (Ok(true), Ok(true)));
        assert!(query.flag("b", true).is_err());
        assert_eq!(query.unread().next(), None);
    }

    #[test]
    fn only_the_values_that_were_read_are_marked() {
        let query = Query::parse("a=1&b=3&a=2");
        assert_eq!((query.value("a"), query.unread().collect::<Vec<_>>()), (Some("1"), vec!["b", "a"]));
        assert_eq!((query.values("a"), query.unread().collect::<Vec<_>>()), (vec!["1", "2"], vec!["b"]));
    }
}
