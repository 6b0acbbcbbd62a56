//! Update of LDAP, and spec of a connection to an LDAP server.

mod connection;
mod update;

pub use self::{connection::LdapConnectionSpec, update::LdapUpdate};
use crate::{Error, specs::check_length};

/// Checks the address of an LDAP server.
#[inline]
fn check_server(hostname: &str, port: u16) -> Result<(), Error> {
    check_length("hostname", hostname, 1..=usize::MAX)?;
    if let Some(other) = hostname.chars().find(|char| !(char.is_alphanumeric() || matches!(char, '-' | '.' | ':'))) {
        let rule =
            format!("{hostname:?} contains {other:?}; expected a host without a scheme, such as ldap.example.com");
        return Err(Error::invalid_argument("hostname", rule));
    }
    if port == 0 {
        return Err(Error::invalid_argument("port", "0 is out of range; expected 1 to 65535, such as 636"));
    }
    Ok(())
}

/// Checks the name and the password with which Atlas logs in to an LDAP server.
#[inline]
fn check_bind(username: &str, password: &str) -> Result<(), Error> {
    check_length("bind username", username, 1..=usize::MAX)?;
    check_length("bind password", password, 1..=usize::MAX)
}
