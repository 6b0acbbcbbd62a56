//! The list of properties whose values may be logged.

use std::{collections::BTreeSet, fmt::Write};

use anyhow::Result;
use atlas_openapi::lower::{Api, Object, Shape, TypeRef};

/// Words that exclude a property from the list, even if neither the document nor an overlay marks it as a secret.
///
/// A new version of the document can add a `fooApiKey`. It must not be logged before it is reviewed.
const SENSITIVE_WORDS: [&str; 16] = [
    "bearer",
    "credential",
    "credentials",
    "key",
    "keys",
    "passphrase",
    "password",
    "pem",
    "secret",
    "secrets",
    "token",
    "tokens",
    "uri",
    "uris",
    "url",
    "urls",
];

/// Returns the file `properties.rs`.
pub(super) fn file(api: &Api) -> Result<String> {
    let objects = || {
        api.types.values().filter_map(|ty| match &ty.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) => None,
        })
    };
    let mut text = "//! The properties whose values may be logged.\n\n\
                    /// The request properties that never hold a secret, sorted. Do not log the values of other properties.\n\
                    pub static LOGGABLE_PROPERTIES: &[&str] = &[\n"
        .to_owned();
    for name in loggable(objects) {
        writeln!(text, "    {name:?},")?;
    }
    text.push_str("];\n");
    Ok(text)
}

/// Returns the properties of request types, except those that are a secret in any type or have a sensitive name.
fn loggable<'a, I: Iterator<Item = &'a Object>>(objects: impl Fn() -> I) -> BTreeSet<&'a str> {
    let properties = || objects().flat_map(|object| object.properties.iter());
    let secret: BTreeSet<_> =
        properties().filter(|(_, property)| holds_secret(&property.ty)).map(|(name, _)| name).collect();
    let sent = objects().filter(|object| object.sent).flat_map(|object| object.properties.keys());
    sent.filter(|name| !secret.contains(name) && !is_sensitive(name)).map(String::as_str).collect()
}

fn holds_secret(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Secret => true,
        TypeRef::List(inner) | TypeRef::Map(inner) => holds_secret(inner),
        _ => false,
    }
}

/// Returns whether a name contains a sensitive word.
pub(crate) fn is_sensitive(name: &str) -> bool {
    heck::ToSnakeCase::to_snake_case(name).split('_').any(|word| SENSITIVE_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_sensitive_by_its_words() {
        for name in ["kmsKey", "readToken", "someNewAPIKey", "sslKeyPassword", "webhookUrl", "url", "keyId"] {
            assert!(is_sensitive(name), "{name}");
        }
        for name in ["name", "keyboard", "monkey", "instanceSize", "databaseName", "passing"] {
            assert!(!is_sensitive(name), "{name}");
        }
    }

    #[test]
    fn a_property_that_is_a_secret_in_any_type_is_not_loggable() {
        let api = crate::generate::api(&crate::files::root().join("spec")).unwrap();
        let text = file(&api).unwrap();
        for (name, expected) in
            [("username", true), ("roles", true), ("password", false), ("value", false), ("bodyTemplate", false)]
        {
            assert_eq!(text.contains(&format!("    {name:?},\n")), expected, "{name}");
        }
    }
}
