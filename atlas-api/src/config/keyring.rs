//! The system keyring, in which the Atlas CLI stores secrets.

/// A function that reads the entry of a service and a user, if it exists. Its error is a message without secrets.
pub(super) type ReadEntry<'a> = &'a dyn Fn(&str, &str) -> Result<Option<String>, String>;

/// The keyring of a program. `None` if the program does not read one.
pub(super) type Keyring<'a> = Option<ReadEntry<'a>>;

/// The keyring of this system. `None` without the cargo feature `keyring`.
#[cfg(feature = "keyring")]
pub(super) const SYSTEM: Keyring<'static> = Some(&read);

/// The keyring of this system. `None` without the cargo feature `keyring`.
#[cfg(not(feature = "keyring"))]
pub(super) const SYSTEM: Keyring<'static> = None;

/// Reads an entry. On a system without a keyring, such as a server without a desktop, this is an error.
#[cfg(feature = "keyring")]
fn read(service: &str, user: &str) -> Result<Option<String>, String> {
    if let Err(error) = keyring::Entry::store_status() {
        return Err(error.to_string());
    }
    let secret = keyring::Entry::new(service, user).and_then(|entry| entry.get_password());
    match secret {
        Ok(secret) => decode(secret).map(Some).ok_or_else(|| "the entry is not valid text".to_owned()),
        Err(keyring::Error::NoEntry) => Ok(None),
        // These errors contain the bytes of the secret, so they are not passed on.
        Err(keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..)) => {
            Err("the entry is not valid text".to_owned())
        }
        Err(error) => Err(error.to_string()),
    }
}

/// Decodes a secret. On macOS, the Atlas CLI writes secrets in base64 after a prefix. Returns `None` if the result is not
/// text.
#[cfg(feature = "keyring")]
fn decode(secret: String) -> Option<String> {
    use base64::{Engine, prelude::BASE64_STANDARD};

    let Some(encoded) = secret.strip_prefix("go-keyring-base64:") else { return Some(secret) };
    String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()
}

#[cfg(all(test, feature = "keyring"))]
mod tests {
    use super::*;

    #[test]
    fn a_secret_with_the_prefix_is_decoded_and_any_other_is_unchanged() {
        for (stored, expected) in [
            ("hunter22", Some("hunter22")),
            ("go-keyring-base64:aHVudGVyMjI=", Some("hunter22")),
            ("go-keyring-base64:?", None),
            ("go-keyring-base64:/w==", None),
        ] {
            assert_eq!(decode(stored.to_owned()).as_deref(), expected, "{stored}");
        }
    }
}
