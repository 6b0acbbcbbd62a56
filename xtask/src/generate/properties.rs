//! Writes the list of the properties whose values a log may show.

use std::{collections::BTreeSet, fmt::Write};

use anyhow::Result;
use atlas_openapi::lower::{Api, Object, Shape, TypeRef};

/// Words that make a property no matter for a log, whether or not the document or an overlay calls it a secret: a new
/// edition's `fooApiKey` is not to be in a log before somebody has looked at it.
const TELLING: [&str; 16] = [
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

/// The file `properties.rs`.
pub(super) fn file(api: &Api) -> Result<String> {
    let objects = || {
        api.types.values().filter_map(|ty| match &ty.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) => None,
        })
    };
    let mut text = "//! The properties whose values a log may show.\n\n\
                    /// The properties that requests carry and that hold a secret nowhere, in order. What is not among them is \
                    not to be shown.\n\
                    pub static PLAIN_PROPERTIES: &[&str] = &[\n"
        .to_owned();
    for name in plain(objects) {
        writeln!(text, "    {name:?},")?;
    }
    text.push_str("];\n");
    Ok(text)
}

fn plain<'a, I: Iterator<Item = &'a Object>>(objects: impl Fn() -> I) -> BTreeSet<&'a str> {
    let properties = || objects().flat_map(|object| object.properties.iter());
    let secret: BTreeSet<_> =
        properties().filter(|(_, property)| holds_secret(&property.ty)).map(|(name, _)| name).collect();
    let sent = objects().filter(|object| object.sent).flat_map(|object| object.properties.keys());
    sent.filter(|name| !secret.contains(name) && !is_telling(name)).map(String::as_str).collect()
}

fn holds_secret(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Secret => true,
        TypeRef::List(inner) | TypeRef::Map(inner) => holds_secret(inner),
        _ => false,
    }
}

/// Whether one of the words of a name tells of a secret.
fn is_telling(name: &str) -> bool {
    heck::ToSnakeCase::to_snake_case(name).split('_').any(|word| TELLING.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_judged_by_its_words() {
        for name in ["kmsKey", "readToken", "someNewAPIKey", "sslKeyPassword", "webhookUrl", "url", "keyId"] {
            assert!(is_telling(name), "{name}");
        }
        for name in ["name", "keyboard", "monkey", "instanceSize", "databaseName", "passing"] {
            assert!(!is_telling(name), "{name}");
        }
    }

    #[test]
    fn a_property_that_is_secret_anywhere_is_plain_nowhere() {
        let api = crate::generate::api(&crate::files::root().join("spec")).unwrap();
        let text = file(&api).unwrap();
        for (name, expected) in
            [("username", true), ("roles", true), ("password", false), ("value", false), ("bodyTemplate", false)]
        {
            assert_eq!(text.contains(&format!("    {name:?},\n")), expected, "{name}");
        }
    }
}
