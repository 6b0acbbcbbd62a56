//! One configuration, as the owner of secrets.

use crate::{Atlas, Error, auth::Quoted, object_id, specs::check_uuid};

/// A configuration, in the client's organization or in its project.
#[derive(Clone, Debug)]
pub(super) struct Config {
    pub(super) atlas: Atlas,
    pub(super) scope: Scope,
    pub(super) id: String,
}

/// The part of the API that has the configuration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scope {
    Organization,
    Project,
}

impl Config {
    /// Returns the id if it is valid.
    #[inline]
    pub(super) fn checked(&self) -> Result<&str, Error> {
        check_config_id(&self.id)
    }
}

/// Returns the id of a configuration if it is valid. The document has two forms: a UUID, and in paths of secrets 24
/// hexadecimal digits.
#[inline]
pub(super) fn check_config_id(id: &str) -> Result<&str, Error> {
    let argument = "MCP configuration id";
    if check_uuid(argument, id).is_ok() || object_id::parse(argument, id).is_ok() {
        return Ok(id);
    }
    Err(Error::invalid_argument(argument, format!("expected a UUID or 24 hexadecimal digits, not {}", Quoted(id))))
}
