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
//! | access token | `MONGODB_ATLAS_ACCESS_TOKEN` | `access_token`, `refresh_token` |
//!
//! # What counts
//!
//! * The environment comes before the profile, setting by setting; what is set to nothing is not set. An API key is one
//!   setting: its halves never come from two places.
//! * The profile is the one that `MONGODB_ATLAS_PROFILE` names, else `default`, else the only one. Its file is
//!   `atlascli/config.toml` in the directory for settings: `$XDG_CONFIG_HOME` or `~/.config` on Linux,
//!   `~/Library/Application Support` on macOS, `%APPDATA%` on Windows.
//! * A base address comes before a service, where both are in one place.
//! * This version works with API keys only. An access token or a service account in the environment is an error, also
//!   beside an API key: who set it meant it to be used. In a profile it is one too, unless the environment has the key or
//!   the profile's `auth_type` is `api_keys`.
//! * Files of version 2 can leave secrets to the keyring of the system, which is not read: what is missing is named in an
//!   error that says where else it can be put.

mod credentials;
mod locate;
mod profile;
mod setting;
#[cfg(test)]
mod tests;

use std::fmt;

use self::{
    credentials::Key,
    profile::Profile,
    setting::{BASE_URL, Environment, Found, ORG_ID, PROJECT_ID, SERVICE, Setting, Source},
};
use crate::{Atlas, AtlasBuilder, Error};

/// What was found; [`AtlasBuilder::settings`] takes it.
///
/// Its `Debug` output leaves out the private key.
#[derive(Clone)]
pub struct Settings {
    api_key: Option<Key>,
    project_id: Option<String>,
    org_id: Option<String>,
    base_url: Option<String>,
    profile: Option<String>,
}

/// Finds the settings in the environment, which `env` reads, and in the text of the file with the Atlas CLI's profiles,
/// if there is one.
///
/// # Errors
/// [`is_invalid_argument`](Error::is_invalid_argument) if settings contradict each other, are half set or can't be used
/// by this version, and if the file can't be read. The error names the variables or the keys in question, and no value
/// that may be secret.
pub fn resolve(env: impl Fn(&str) -> Option<String>, profile_file: Option<&str>) -> Result<Settings, Error> {
    let env = Environment(env);
    let mut api_key = credentials::of_environment(&env)?;
    let profile = Profile::choose(&env, profile_file, api_key.is_none())?;
    if let (None, Some(profile)) = (&api_key, &profile) {
        api_key = credentials::of_profile(profile)?;
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
        api_key,
        project_id: find(&PROJECT_ID),
        org_id: find(&ORG_ID),
        base_url,
        profile: profile.map(|profile| profile.name),
    })
}

/// Finds the settings in the environment of this process and in the Atlas CLI's profiles of this user. A variable that is
/// not UTF-8 is not set.
///
/// # Errors
/// As [`resolve`] says.
pub fn from_env() -> Result<Settings, Error> {
    let file = locate::read_profiles()?;
    resolve(|name| std::env::var(name).ok(), file.as_deref())
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
        self.api_key.as_ref().map(|(public, _)| public.as_str())
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
        if let Some((public, private)) = self.api_key {
            builder = builder.api_key(public, private);
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
        let missing = |what, names| {
            Err(Error::invalid_argument(what, format!("it is missing; set {names} in the profile of the Atlas CLI")))
        };
        if self.api_key.is_none() {
            let env = "MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY";
            return missing("API key", format!("{env}, or public_api_key and private_api_key"));
        }
        if self.project_id.is_none() {
            return missing("project id", "MONGODB_ATLAS_PROJECT_ID, or project_id".to_owned());
        }
        Atlas::builder().settings(self).build()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("public_key", &self.public_key())
            .field("project_id", &self.project_id)
            .field("org_id", &self.org_id)
            .field("base_url", &self.base_url)
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}
