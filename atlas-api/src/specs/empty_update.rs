//! The rule that an update sets something.

use crate::Error;

/// Rejects an update of `resource` that sets nothing. Atlas treats such updates differently for each resource.
pub(crate) fn check_not_empty<T: Default + PartialEq>(resource: &'static str, update: &T) -> Result<(), Error> {
    if *update == T::default() {
        return Err(Error::invalid_argument(resource, "the update is empty; set at least one property"));
    }
    Ok(())
}
