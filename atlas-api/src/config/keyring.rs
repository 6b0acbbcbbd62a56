//! The keyring of the system, where the Atlas CLI keeps secrets.

/// Reads what a user has in a service, if it is there. The text of the error is for a person, and holds no secret.
pub(super) type Look<'a> = &'a dyn Fn(&str, &str) -> Result<Option<String>, String>;

/// `None` in a program that reads no keyring.
pub(super) type Keyring<'a> = Option<Look<'a>>;

/// The keyring of this system, if the program is built to read one.
#[cfg(feature = "keyring")]
pub(super) const SYSTEM: Keyring<'static> = Some(&read);

/// The keyring of this system, if the program is built to read one.
#[cfg(not(feature = "keyring"))]
pub(super) const SYSTEM: Keyring<'static> = None;

/// A system without a keyring, such as a server without a desktop, is an error like any other.
#[cfg(feature = "keyring")]
fn read(service: &str, user: &str) -> Result<Option<String>, String> {
    let secret = keyring::Entry::new(service, user).and_then(|entry| entry.get_password());
    match secret {
        Ok(secret) => Ok(Some(secret)),
        Err(keyring::Error::NoEntry) => Ok(None),
        // What is no text is not shown by the library either, but its bytes are in the error.
        Err(keyring::Error::BadEncoding(_)) => Err("what is there is no text".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
