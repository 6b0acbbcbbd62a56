//! Namespaces: collections with their databases.

use crate::Error;

/// Checks a name such as `sales.orders`.
#[inline]
pub(crate) fn check_namespace(argument: &'static str, name: &str) -> Result<(), Error> {
    if name.split_once('.').is_some_and(|(database, collection)| !database.is_empty() && !collection.is_empty()) {
        return Ok(());
    }
    Err(Error::invalid_argument(argument, format!("{name:?} has no database; expected for example \"sales.orders\"")))
}
