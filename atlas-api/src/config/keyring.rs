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
    if let Err(error) = keyring::Entry::store_status() {
        return Err(error.to_string());
    }
    let secret = keyring::Entry::new(service, user).and_then(|entry| entry.get_password());
    match secret {
        Ok(secret) => unwrap(secret).map(Some).ok_or_else(|| "what is there is no text".to_owned()),
        Err(keyring::Error::NoEntry) => Ok(None),
        // What is no text is not shown by the library either, but its bytes are in the error.
        Err(keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..)) => {
            Err("what is there is no text".to_owned())
        }
        Err(error) => Err(error.to_string()),
    }
}

/// On macOS, the Atlas CLI writes secrets in base64 behind a mark. `None` for what is no text there.
#[cfg(feature = "keyring")]
fn unwrap(secret: String) -> Option<String> {
    use base64::{Engine, prelude::BASE64_STANDARD};

    let Some(encoded) = secret.strip_prefix("go-keyring-base64:") else { return Some(secret) };
    String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()
}

#[cfg(all(test, feature = "keyring"))]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_taken_out_of_its_base64_and_stays_what_it_is_without() {
        for (kept, expected) in [
            ("hunter22", Some("hunter22")),
            ("go-keyring-base64:aHVudGVyMjI=", Some("hunter22")),
            ("go-keyring-base64:?", None),
            ("go-keyring-base64:/w==", None),
        ] {
            assert_eq!(unwrap(kept.to_owned()).as_deref(), expected, "{kept}");
        }
    }
}
