//! The profiles of the Atlas CLI.

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::setting::{ACCESS_TOKEN, CLIENT_SECRET, Found, PRIVATE_KEY, PROFILE, REFRESH_TOKEN, Setting, Source, first};
use crate::{Error, auth::Quoted};

/// One profile of the file.
pub(super) struct Profile<'file> {
    pub(super) name: String,
    /// Whether the Atlas CLI may store the secrets of this file in the system keyring.
    pub(super) keyring: bool,
    table: DeTable<'file>,
}

impl Source for Profile<'_> {
    fn find(&self, setting: &Setting) -> Option<Found> {
        first(setting.profile, |key| text(&self.table, key).map(str::to_owned))
    }
}

impl<'file> Profile<'file> {
    /// Selects the profile that the environment names, or else `default`, or else the only one.
    ///
    /// # Errors
    /// If the named profile does not exist, or if `needs_key` is set and several profiles exist of which none is selected.
    pub(super) fn choose(env: &impl Source, file: Option<&'file str>, needs_key: bool) -> Result<Option<Self>, Error> {
        let named = env.find(&PROFILE);
        let Some(file) = file else {
            return match named {
                Some(Found { name, value }) => Err(refuse(format!(
                    "{name} is {}, but the Atlas CLI has no config.toml; create it, or unset {name}",
                    Quoted(&value)
                ))),
                None => Ok(None),
            };
        };
        let file = parse(file)?;
        let keyring = version(&file).is_some_and(|version| version >= 2);
        let mut profiles: Vec<_> = file.into_iter().filter_map(profile).collect();
        let names = profiles.iter().map(|(name, _)| format!("{name:?}")).collect::<Vec<_>>().join(", ");
        let at = |wanted: &str| profiles.iter().position(|(name, _)| name == wanted);
        let chosen = match &named {
            Some(Found { name, value }) => Some(at(value).ok_or_else(|| {
                refuse(format!(
                    "{name} is {}, which is not in the config.toml of the Atlas CLI; choose one of: {names}",
                    Quoted(value)
                ))
            })?),
            None => at("default").or_else(|| (profiles.len() == 1).then_some(0)),
        };
        match chosen {
            Some(at) => {
                let (name, table) = profiles.swap_remove(at);
                check_kinds(&name, &table)?;
                Ok(Some(Self { name, keyring, table }))
            }
            None if needs_key && !profiles.is_empty() => {
                Err(refuse(format!("none is named \"default\"; choose one with MONGODB_ATLAS_PROFILE: {names}")))
            }
            None => Ok(None),
        }
    }
}

/// Returns whether a profile of the file has a secret. A file that is not valid has none.
pub(super) fn has_secrets(file: &str) -> bool {
    let secrets = [&PRIVATE_KEY, &CLIENT_SECRET, &ACCESS_TOKEN, &REFRESH_TOKEN];
    let mut profiles = parse(file).into_iter().flatten().filter_map(profile);
    profiles.any(|(_, table)| {
        let is_set = |key: &str| text(&table, key).is_some_and(|value| !value.is_empty());
        secrets.iter().flat_map(|setting| setting.profile).any(|key| is_set(key))
    })
}

/// Returns the entry if it is a profile, which is a top-level table. Other entries are settings of the Atlas CLI itself.
fn profile<'file>(
    (name, value): (Spanned<DeString<'file>>, Spanned<DeValue<'file>>),
) -> Option<(String, DeTable<'file>)> {
    match value.into_inner() {
        DeValue::Table(table) => Some((name.into_inner().into_owned(), table)),
        _ => None,
    }
}

/// Returns the version of the file format.
fn version(file: &DeTable<'_>) -> Option<i64> {
    let version = file.get("version")?.get_ref().as_integer()?;
    i64::from_str_radix(version.as_str(), version.radix()).ok()
}

/// Returns the value of a setting that is a string.
fn text<'table>(table: &'table DeTable<'_>, key: &str) -> Option<&'table str> {
    table.get(key)?.get_ref().as_str()
}

/// Parses the file. An error contains only the line number, because the text of the line may contain a secret.
fn parse(text: &str) -> Result<DeTable<'_>, Error> {
    DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        refuse(format!("the config.toml of the Atlas CLI is not valid TOML; check line {line}"))
    })
}

/// Checks that all settings are strings. Without this check, any other type would be treated as not set.
fn check_kinds(profile: &str, table: &DeTable<'_>) -> Result<(), Error> {
    for name in super::setting::IN_PROFILES.iter().flat_map(|setting| setting.profile) {
        if table.get(*name).is_some_and(|value| !value.get_ref().is_str()) {
            return Err(refuse(format!("{profile:?} has a {name} that is not a string; put it in quotes")));
        }
    }
    Ok(())
}

pub(super) fn refuse(rule: String) -> Error {
    Error::invalid_argument("profile", rule)
}
