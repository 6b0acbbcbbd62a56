//! The profiles of the Atlas CLI.

use toml::{Table, Value};

use super::setting::{Found, PROFILE, Setting, Source, first};
use crate::Error;

/// One profile of the file.
pub(super) struct Profile {
    pub(super) name: String,
    /// Whether the Atlas CLI keeps the secrets of the file's profiles in the keyring of the system.
    pub(super) keyring: bool,
    table: Table,
}

impl Source for Profile {
    fn find(&self, setting: &Setting) -> Option<Found> {
        first(setting.profile, |key| self.table.get(key)?.as_str().map(str::to_owned))
    }
}

impl Profile {
    /// Chooses the profile that the environment names, else the one called `default`, else the only one. With several
    /// of which none is meant there is none, which is an error if the API key has to come from there.
    pub(super) fn choose(env: &impl Source, file: Option<&str>, needs_key: bool) -> Result<Option<Self>, Error> {
        let named = env.find(&PROFILE);
        let Some(file) = file else {
            return match named {
                Some(Found { name, value }) => {
                    Err(refuse(format!("{name} is {value:?}, but there is no config.toml of the Atlas CLI")))
                }
                None => Ok(None),
            };
        };
        let file = parse(file)?;
        let keyring = file.get("version").and_then(Value::as_integer).is_some_and(|version| version >= 2);
        let mut profiles: Vec<(String, Table)> = file.into_iter().filter_map(profile).collect();
        let names = profiles.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
        let at = |wanted: &str| profiles.iter().position(|(name, _)| name == wanted);
        let chosen = match &named {
            Some(Found { name, value }) => Some(at(value).ok_or_else(|| {
                refuse(format!(
                    "{name} is {value:?}, which the config.toml of the Atlas CLI does not have; it has: {names}"
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
            None if needs_key && !profiles.is_empty() => Err(refuse(format!(
                "none is called default, so choose one with MONGODB_ATLAS_PROFILE; there are: {names}"
            ))),
            None => Ok(None),
        }
    }
}

/// A table at the top of the file is a profile; what else stands there concerns the Atlas CLI alone.
fn profile((name, value): (String, Value)) -> Option<(String, Table)> {
    match value {
        Value::Table(table) => Some((name, table)),
        _ => None,
    }
}

/// Reads the file. Of what is wrong in it only the place is told: the text around it may be a secret.
fn parse(text: &str) -> Result<Table, Error> {
    text.parse::<Table>().map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        refuse(format!("the config.toml of the Atlas CLI is no TOML; see its line {line}"))
    })
}

/// Settings are text. Another kind would pass for one that is not set.
fn check_kinds(profile: &str, table: &Table) -> Result<(), Error> {
    for name in super::setting::IN_PROFILES.iter().flat_map(|setting| setting.profile) {
        if table.get(*name).is_some_and(|value| !value.is_str()) {
            return Err(refuse(format!("{profile:?} has a {name} that is no text; put it in quotes")));
        }
    }
    Ok(())
}

pub(super) fn refuse(rule: String) -> Error {
    Error::invalid_argument("profile", rule)
}
