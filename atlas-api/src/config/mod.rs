//! Settings from the environment and from the profiles of the Atlas CLI.
//!
//! [`Atlas::from_env`] is all that most programs need. Beneath it is [`resolve`], which decides and reads nothing by
//! itself, for programs that have their settings elsewhere.
//!
//! ```
//! use atlas_api::{Atlas, config};
//!
//! let file = r#"
//!     [default]
//!     project_id = "5f1a2b3c4d5e6f7a8b9c0d1e"
//!     service = "cloudgov"
//! "#;
//! let env = |name: &str| match name {
//!     "MONGODB_ATLAS_PUBLIC_API_KEY" => Some("abcdefgh".to_owned()),
//!     "MONGODB_ATLAS_PRIVATE_API_KEY" => Some("5a1e3e3c-0c5d-4a51-9f0e-000000000001".to_owned()),
//!     _ => None,
//! };
//! let settings = config::resolve(env, Some(file))?;
//! assert_eq!(settings.base_url(), Some("https://cloud.mongodbgov.com"));
//! assert_eq!(settings.profile(), Some("default"));
//!
//! let atlas = Atlas::builder().settings(settings).build()?;
//! # Ok::<(), atlas_api::Error>(())
//! ```
//!
//! # Names
//!
//! | setting | in the environment, first that is set | in a profile |
//! |---|---|---|
//! | public key | `MONGODB_ATLAS_PUBLIC_API_KEY`, `MONGODB_ATLAS_PUBLIC_KEY`, `MCLI_PUBLIC_API_KEY` | `public_api_key` |
//! | private key | `MONGODB_ATLAS_PRIVATE_API_KEY`, `MONGODB_ATLAS_PRIVATE_KEY`, `MCLI_PRIVATE_API_KEY` | `private_api_key` |
//! | project | `MONGODB_ATLAS_PROJECT_ID` | `project_id` |
//! | organization | `MONGODB_ATLAS_ORG_ID` | `org_id` |
//! | base address | `MONGODB_ATLAS_BASE_URL`, `MONGODB_ATLAS_OPS_MANAGER_URL`, `MCLI_OPS_MANAGER_URL` | `base_url`, `ops_manager_url` |
//! | service, `cloud` or `cloudgov` | `MONGODB_ATLAS_SERVICE` | `service` |
//! | profile | `MONGODB_ATLAS_PROFILE` | |
//! | service account | `MONGODB_ATLAS_CLIENT_ID`, `MONGODB_ATLAS_CLIENT_SECRET` | `client_id`, `client_secret` |
//! | access token | `MONGODB_ATLAS_ACCESS_TOKEN` | `access_token` |
//! | which credentials count | | `auth_type`: `api_keys`, `service_account` or `user_account` |
//!
//! # What counts
//!
//! * The environment comes before the profile, setting by setting; what is set to nothing is not set. An API key is one
//!   setting, and so is a service account: their halves never come from two places, and one without the other is an error.
//! * An access token comes before a service account, and that before an API key. In a profile `auth_type` decides, if it is
//!   there; a `user_account` is a person who has logged in with the Atlas CLI, whose access token is used until it expires.
//! * The profile is the one that `MONGODB_ATLAS_PROFILE` names, else `default`, else the only one. Its file is
//!   `atlascli/config.toml` in the directory for settings: `$XDG_CONFIG_HOME` or `~/.config` on Linux,
//!   `~/Library/Application Support` on macOS, `%APPDATA%` on Windows.
//! * A base address comes before a service, where both are in one place.
//! * Files of version 2 can leave secrets to the keyring of the system. With the cargo feature `keyring`, [`from_env`] looks
//!   there for what the file does not have: service `atlascli_` and the profile's name, user the name of the key. Without
//!   the feature, or where there is no keyring, what is missing is named in an error that says where else it can be put.

mod credentials;
mod keyring;
mod locate;
mod profile;
mod setting;
#[cfg(test)]
mod tests;

use std::fmt;

use self::{
    keyring::Keyring,
    profile::Profile,
    setting::{BASE_URL, Environment, Found, ORG_ID, PROJECT_ID, SERVICE, Setting, Source},
};
use crate::{Atlas, AtlasBuilder, Error, auth::Credentials};

/// What was found; [`AtlasBuilder::settings`] takes it.
///
/// Its `Debug` output leaves out private keys, client secrets and tokens.
#[derive(Clone)]
pub struct Settings {
    credentials: Credentials,
    project_id: Option<String>,
    org_id: Option<String>,
    base_url: Option<String>,
    profile: Option<String>,
}

/// Finds the settings in the environment, which `env` reads, and in the text of the file with the Atlas CLI's profiles,
/// if there is one.
///
/// # Errors
/// [`is_invalid_argument`](Error::is_invalid_argument) if settings contradict each other or are half set, if a secret is
/// neither in the environment nor in the file, and if the file can't be read. The error names the variables or the keys in question, and no value
/// that may be secret.
pub fn resolve(env: impl Fn(&str) -> Option<String>, profile_file: Option<&str>) -> Result<Settings, Error> {
    resolve_with(env, profile_file, None)
}

fn resolve_with(
    env: impl Fn(&str) -> Option<String>,
    profile_file: Option<&str>,
    keyring: Keyring<'_>,
) -> Result<Settings, Error> {
    let env = Environment(env);
    let mut credentials = credentials::of_environment(&env)?;
    let profile = Profile::choose(&env, profile_file, credentials.is_empty())?;
    if let Some(profile) = profile.as_ref().filter(|_| credentials.is_empty()) {
        credentials = credentials::of_profile(profile, keyring)?;
    }
    let find = |setting: &Setting| {
        let found = env.find(setting).or_else(|| profile.as_ref()?.find(setting))?;
        Some(found.value)
    };
    let base_url = match (base_url(&env)?, &profile) {
        (None, Some(profile)) => base_url(profile)?,
        (found, _) => found,
    };
    Ok(Settings {
        credentials,
        project_id: find(&PROJECT_ID),
        org_id: find(&ORG_ID),
        base_url,
        profile: profile.map(|profile| profile.name),
    })
}

/// Finds the settings in the environment of this process and in the Atlas CLI's profiles of this user, and with the cargo
/// feature `keyring` the secrets of a profile in the keyring of the system. A variable that is
/// not UTF-8 is not set.
///
/// # Errors
/// As [`resolve`] says.
pub fn from_env() -> Result<Settings, Error> {
    let file = locate::read_profiles()?;
    resolve_with(|name| std::env::var(name).ok(), file.as_deref(), keyring::SYSTEM)
}

/// The address that a source sets, be it by the name of a service.
fn base_url(source: &impl Source) -> Result<Option<String>, Error> {
    if let Some(Found { name, value }) = source.find(&BASE_URL) {
        // The builder checks all else. This can be a password, which may be shown before it comes to that.
        if value.contains('@') {
            let rule =
                format!("{name} has an @ in it, as an address with credentials has; set those by their own names");
            return Err(Error::invalid_argument("base address", rule));
        }
        return Ok(Some(value));
    }
    let Some(Found { name, value }) = source.find(&SERVICE) else { return Ok(None) };
    match value.as_str() {
        "cloud" => Ok(Some("https://cloud.mongodb.com".to_owned())),
        "cloudgov" => Ok(Some("https://cloud.mongodbgov.com".to_owned())),
        _ => Err(Error::invalid_argument("service", format!("{name} is {value:?}; expected cloud or cloudgov"))),
    }
}

impl Settings {
    /// The public half of the API key.
    #[must_use]
    pub fn public_key(&self) -> Option<&str> {
        self.credentials.api_key.as_ref().map(|(public, _)| public.as_str())
    }

    /// The client id of the service account.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.credentials.service_account.as_ref().map(|(id, _)| id.as_str())
    }

    /// The project.
    #[must_use]
    pub fn project_id(&self) -> Option<&str> {
        self.project_id.as_deref()
    }

    /// The organization. No client is bound to one; it is here for programs that ask for it.
    #[must_use]
    pub fn org_id(&self) -> Option<&str> {
        self.org_id.as_deref()
    }

    /// The base address, `None` for the default.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// The profile that was chosen.
    #[must_use]
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// Sets on a builder what was found.
    pub(crate) fn apply(self, mut builder: AtlasBuilder) -> AtlasBuilder {
        if !self.credentials.is_empty() {
            builder = builder.found_credentials(self.credentials);
        }
        if let Some(id) = self.project_id {
            builder = builder.project_id(id);
        }
        if let Some(url) = self.base_url {
            builder = builder.base_url(url);
        }
        builder
    }

    /// A client of what was found, which has to be all that it needs.
    pub(crate) fn client(self) -> Result<Atlas, Error> {
        let missing =
            |what, names| Err(Error::invalid_argument(what, format!("{names} in the profile of the Atlas CLI")));
        if self.credentials.is_empty() {
            let key = "MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY";
            let account = "MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET";
            let env = format!("{key}, or {account}, or MONGODB_ATLAS_ACCESS_TOKEN");
            return missing(
                "credentials",
                format!("they are missing; set {env}, or public_api_key and private_api_key"),
            );
        }
        if self.project_id.is_none() {
            return missing("project id", "it is missing; set MONGODB_ATLAS_PROJECT_ID, or project_id".to_owned());
        }
        Atlas::builder().settings(self).build()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("credentials", &self.credentials)
            .field("project_id", &self.project_id)
            .field("org_id", &self.org_id)
            .field("base_url", &self.base_url)
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}
