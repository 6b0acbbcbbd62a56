//! Settings from the environment and from the profiles of the Atlas CLI.
//!
//! [`Atlas::from_env`] is sufficient for most programs. It uses [`resolve`], a function without I/O for programs that read
//! their settings from other sources.
//!
//! # Examples
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
//! | setting | in the environment (the first that is set) | in a profile |
//! |---|---|---|
//! | public key | `MONGODB_ATLAS_PUBLIC_API_KEY`, `MONGODB_ATLAS_PUBLIC_KEY`, `MCLI_PUBLIC_API_KEY` | `public_api_key` |
//! | private key | `MONGODB_ATLAS_PRIVATE_API_KEY`, `MONGODB_ATLAS_PRIVATE_KEY`, `MCLI_PRIVATE_API_KEY` | `private_api_key` |
//! | project | `MONGODB_ATLAS_PROJECT_ID` | `project_id` |
//! | organization | `MONGODB_ATLAS_ORG_ID` | `org_id` |
//! | base URL | `MONGODB_ATLAS_BASE_URL`, `MONGODB_ATLAS_OPS_MANAGER_URL`, `MCLI_OPS_MANAGER_URL` | `base_url`, `ops_manager_url` |
//! | service, `cloud` or `cloudgov` | `MONGODB_ATLAS_SERVICE` | `service` |
//! | profile | `MONGODB_ATLAS_PROFILE` | |
//! | service account | `MONGODB_ATLAS_CLIENT_ID`, `MONGODB_ATLAS_CLIENT_SECRET` | `client_id`, `client_secret` |
//! | access token | `MONGODB_ATLAS_ACCESS_TOKEN` | `access_token` |
//! | kind of credentials | | `auth_type`: `api_keys`, `service_account` or `user_account` |
//!
//! # Precedence
//!
//! * The environment takes precedence over the profile, separately for each setting. An empty value is treated as not set.
//!   An API key is a single setting, and so is a service account: both parts must come from the same source, and one part
//!   alone is an error.
//! * An access token takes precedence over a service account, and a service account over an API key. The `auth_type` of a
//!   profile overrides this order. `user_account` is a user who has logged in with the Atlas CLI; the user's access token
//!   is used until it expires.
//! * The profile is the one that `MONGODB_ATLAS_PROFILE` names, or else `default`, or else the only one. The file is
//!   `atlascli/config.toml` in the directory for settings: `$XDG_CONFIG_HOME` or `~/.config` on Linux,
//!   `~/Library/Application Support` on macOS, `%APPDATA%` on Windows.
//! * A base URL takes precedence over a service, if both come from the same source.
//! * The Atlas CLI may store the secrets of a version 2 file in the system keyring. With the cargo feature `keyring`,
//!   [`from_env`] reads missing secrets from there: the service is `atlascli_` followed by the profile name, the user is the
//!   name of the key. Without the feature, or without a keyring, a missing secret is an error that names the alternatives.

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
    setting::{BASE_URL, Environment, Found, ORG_ID, PROFILE, PROJECT_ID, SERVICE, Setting, Source},
};
use crate::{
    Atlas, AtlasBuilder, Error,
    auth::{Credentials, Quoted, warn_of_secret},
};

/// Resolved settings, for [`AtlasBuilder::settings`].
///
/// The `Debug` output omits private keys, client secrets and tokens.
#[derive(Clone)]
pub struct Settings {
    credentials: Credentials,
    project_id: Option<String>,
    org_id: Option<String>,
    base_url: Option<String>,
    profile: Option<String>,
}

/// Resolves the settings from the environment, which `env` reads, and from the text of the Atlas CLI's profile file, if
/// there is one.
///
/// # Errors
/// [`is_invalid_argument`](Error::is_invalid_argument) if settings are contradictory or incomplete, if a secret is neither
/// in the environment nor in the file, or if the file is invalid. The error names the variables or keys, and contains no
/// secret value.
pub fn resolve(env: impl Fn(&str) -> Option<String>, profile_file: Option<&str>) -> Result<Settings, Error> {
    resolve_with(env, profile_file, None)
}

fn resolve_with(
    env: impl Fn(&str) -> Option<String>,
    profile_file: Option<&str>,
    keyring: Keyring<'_>,
) -> Result<Settings, Error> {
    let env = Environment(env);
    // The builder checks the other settings.
    for Found { name, value } in [&PROFILE, &SERVICE].into_iter().filter_map(|setting| env.find(setting)) {
        warn_of_secret(name, &value, std::iter::empty());
    }
    let mut credentials = credentials::from_environment(&env)?;
    let profile = Profile::choose(&env, profile_file, credentials.is_empty())?;
    if let Some(profile) = profile.as_ref().filter(|_| credentials.is_empty()) {
        credentials = credentials::from_profile(profile, keyring)?;
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

/// Resolves the settings from the environment of this process and from the Atlas CLI profiles of the current user. With the
/// cargo feature `keyring`, secrets of a profile are also read from the system keyring. A variable that is not UTF-8 is
/// treated as not set.
///
/// On Unix, a profile file with secrets that other users can read is reported as a `tracing` event of the level `WARN`.
///
/// # Errors
/// The errors of [`resolve`], and [`is_invalid_argument`](Error::is_invalid_argument) if the file cannot be read.
pub fn from_env() -> Result<Settings, Error> {
    let file = locate::read_profiles()?;
    if let Some(file) = &file {
        file.warn_if_exposed();
    }
    resolve_with(|name| std::env::var(name).ok(), file.as_ref().map(|file| file.text.as_str()), keyring::SYSTEM)
}

/// Returns the base URL from a source, which can also be set as the name of a service.
fn base_url(source: &impl Source) -> Result<Option<String>, Error> {
    if let Some(Found { name, value }) = source.find(&BASE_URL) {
        // The builder validates the rest. A password is rejected here, because `Settings` shows the URL in `Debug`.
        if value.contains('@') {
            let rule = format!("{name} contains \"@\"; remove credentials from the URL and set them separately");
            return Err(Error::invalid_argument("base URL", rule));
        }
        return Ok(Some(value));
    }
    let Some(Found { name, value }) = source.find(&SERVICE) else { return Ok(None) };
    match value.as_str() {
        "cloud" => Ok(Some("https://cloud.mongodb.com".to_owned())),
        "cloudgov" => Ok(Some("https://cloud.mongodbgov.com".to_owned())),
        _ => {
            Err(Error::invalid_argument("service", format!("{name} is {}; expected cloud or cloudgov", Quoted(&value))))
        }
    }
}

impl Settings {
    /// Returns whether there are credentials of any kind: an API key, a service account or an access token.
    #[must_use]
    pub fn has_credentials(&self) -> bool {
        !self.credentials.is_empty()
    }

    /// Returns the public key of the API key.
    #[must_use]
    pub fn public_key(&self) -> Option<&str> {
        self.credentials.api_key.as_ref().map(|(public, _)| public.as_str())
    }

    /// Returns the client id of the service account.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.credentials.service_account.as_ref().map(|(id, _)| id.as_str())
    }

    /// Returns the project id.
    #[must_use]
    pub fn project_id(&self) -> Option<&str> {
        self.project_id.as_deref()
    }

    /// Returns the organization id.
    #[must_use]
    pub fn org_id(&self) -> Option<&str> {
        self.org_id.as_deref()
    }

    /// Returns the base URL, or `None` for the default.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// Returns the name of the selected profile.
    #[must_use]
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// Applies the settings to a builder.
    pub(crate) fn apply(self, mut builder: AtlasBuilder) -> AtlasBuilder {
        if !self.credentials.is_empty() {
            builder = builder.configured_credentials(self.credentials);
        }
        if let Some(id) = self.project_id {
            builder = builder.project_id(id);
        }
        if let Some(id) = self.org_id {
            builder = builder.organization_id(id);
        }
        if let Some(url) = self.base_url {
            builder = builder.base_url(url);
        }
        builder
    }

    /// Creates a client from the settings alone.
    ///
    /// # Errors
    /// If credentials are missing, or if [`AtlasBuilder::build`] fails.
    pub(crate) fn client(self) -> Result<Atlas, Error> {
        let missing =
            |what, names| Err(Error::invalid_argument(what, format!("{names} in the profile of the Atlas CLI")));
        if self.credentials.is_empty() {
            let key = "MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY";
            let account = "MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET";
            let env = format!("{key}, or {account}, or MONGODB_ATLAS_ACCESS_TOKEN");
            return missing("credentials", format!("missing; set {env}, or public_api_key and private_api_key"));
        }
        Atlas::builder().settings(self).build()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("credentials", &self.credentials)
            .field("project_id", &self.project_id.as_deref().map(Quoted))
            .field("org_id", &self.org_id.as_deref().map(Quoted))
            .field("base_url", &self.base_url.as_deref().map(Quoted))
            .field("profile", &self.profile.as_deref().map(Quoted))
            .finish_non_exhaustive()
    }
}
