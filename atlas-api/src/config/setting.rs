//! The settings, with their names in the environment and in a profile.

/// A setting. The first of its names that is set is used.
pub(super) struct Setting {
    pub(super) env: &'static [&'static str],
    pub(super) profile: &'static [&'static str],
}

pub(super) const PUBLIC_KEY: Setting = Setting {
    env: &["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PUBLIC_KEY", "MCLI_PUBLIC_API_KEY"],
    profile: &["public_api_key"],
};
pub(super) const PRIVATE_KEY: Setting = Setting {
    env: &["MONGODB_ATLAS_PRIVATE_API_KEY", "MONGODB_ATLAS_PRIVATE_KEY", "MCLI_PRIVATE_API_KEY"],
    profile: &["private_api_key"],
};
pub(super) const CLIENT_ID: Setting = Setting { env: &["MONGODB_ATLAS_CLIENT_ID"], profile: &["client_id"] };
pub(super) const CLIENT_SECRET: Setting =
    Setting { env: &["MONGODB_ATLAS_CLIENT_SECRET"], profile: &["client_secret"] };
pub(super) const ACCESS_TOKEN: Setting = Setting { env: &["MONGODB_ATLAS_ACCESS_TOKEN"], profile: &["access_token"] };
/// The refresh token of a user. This crate does not use it; it only shows that a user has logged in.
pub(super) const REFRESH_TOKEN: Setting = Setting { env: &[], profile: &["refresh_token"] };
pub(super) const BASE_URL: Setting = Setting {
    env: &["MONGODB_ATLAS_BASE_URL", "MONGODB_ATLAS_OPS_MANAGER_URL", "MCLI_OPS_MANAGER_URL"],
    profile: &["base_url", "ops_manager_url"],
};
pub(super) const SERVICE: Setting = Setting { env: &["MONGODB_ATLAS_SERVICE"], profile: &["service"] };
pub(super) const ORG_ID: Setting = Setting { env: &["MONGODB_ATLAS_ORG_ID"], profile: &["org_id"] };
pub(super) const PROJECT_ID: Setting = Setting { env: &["MONGODB_ATLAS_PROJECT_ID"], profile: &["project_id"] };
pub(super) const PROFILE: Setting = Setting { env: &["MONGODB_ATLAS_PROFILE"], profile: &[] };
pub(super) const AUTH_TYPE: Setting = Setting { env: &[], profile: &["auth_type"] };

/// All settings of a profile.
pub(super) const IN_PROFILES: [&Setting; 11] = [
    &PUBLIC_KEY,
    &PRIVATE_KEY,
    &CLIENT_ID,
    &CLIENT_SECRET,
    &ACCESS_TOKEN,
    &REFRESH_TOKEN,
    &BASE_URL,
    &SERVICE,
    &ORG_ID,
    &PROJECT_ID,
    &AUTH_TYPE,
];

/// The value of a setting, and the name under which it was found.
pub(super) struct Found {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// A source of settings.
pub(super) trait Source {
    /// Returns the value of a setting. An empty value is treated as not set.
    fn find(&self, setting: &Setting) -> Option<Found>;
}

/// The environment, read with a function.
pub(super) struct Environment<F>(pub(super) F);

impl<F: Fn(&str) -> Option<String>> Source for Environment<F> {
    fn find(&self, setting: &Setting) -> Option<Found> {
        first(setting.env, &self.0)
    }
}

/// Returns the first of `names` for which `read` returns a value.
pub(super) fn first(names: &[&'static str], read: impl Fn(&str) -> Option<String>) -> Option<Found> {
    names.iter().find_map(|name| {
        let value = read(name).filter(|value| !value.is_empty())?;
        Some(Found { name, value })
    })
}
