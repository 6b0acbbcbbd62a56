//! The API key and the project, from the environment.

use atlas_api::Atlas;

/// The names of each setting, of which the first that is set counts.
const PUBLIC_KEY: &[&str] = &["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PUBLIC_KEY", "MCLI_PUBLIC_API_KEY"];
const PRIVATE_KEY: &[&str] = &["MONGODB_ATLAS_PRIVATE_API_KEY", "MONGODB_ATLAS_PRIVATE_KEY", "MCLI_PRIVATE_API_KEY"];
const PROJECT_ID: &[&str] = &["MONGODB_ATLAS_PROJECT_ID"];
const BASE_URL: &[&str] = &["MONGODB_ATLAS_BASE_URL", "MONGODB_ATLAS_OPS_MANAGER_URL", "MCLI_OPS_MANAGER_URL"];

/// All that a client needs.
pub(crate) struct Settings {
    pub(crate) public_key: String,
    pub(crate) private_key: String,
    pub(crate) project_id: String,
    pub(crate) base_url: Option<String>,
}

impl Settings {
    /// Reads the settings with `read`; `None` if there is no half of a key. One half without the rest is an error that
    /// names what is missing.
    pub(crate) fn from_env(read: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, String> {
        let find = |names: &[&str]| names.iter().find_map(|name| read(name).filter(|value| !value.is_empty()));
        let (public_key, private_key) = (find(PUBLIC_KEY), find(PRIVATE_KEY));
        if public_key.is_none() && private_key.is_none() {
            return Ok(None);
        }
        let need = |value: Option<String>, names: &[&str]| value.ok_or_else(|| format!("{} is not set", names[0]));
        Ok(Some(Self {
            public_key: need(public_key, PUBLIC_KEY)?,
            private_key: need(private_key, PRIVATE_KEY)?,
            project_id: need(find(PROJECT_ID), PROJECT_ID)?,
            base_url: find(BASE_URL),
        }))
    }

    pub(crate) fn client(&self) -> Result<Atlas, atlas_api::Error> {
        let builder = Atlas::builder()
            .api_key(self.public_key.as_str(), self.private_key.as_str())
            .project_id(self.project_id.as_str());
        match &self.base_url {
            Some(url) => builder.base_url(url.as_str()).build(),
            None => builder.build(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A public key, a project and an address.
    type Found<'a> = (&'a str, &'a str, Option<&'a str>);

    /// Checks what is found in an environment, or said to be missing.
    #[track_caller]
    fn check(env: &[(&str, &str)], expected: Result<Option<Found<'_>>, &str>) {
        let read = |name: &str| Some(env.iter().find(|(set, _)| *set == name)?.1.to_owned());
        let found = Settings::from_env(read);
        let found = found.as_ref().map(|settings| {
            let Settings { public_key, project_id, base_url, .. } = settings.as_ref()?;
            Some((public_key.as_str(), project_id.as_str(), base_url.as_deref()))
        });
        assert_eq!(found.map_err(String::as_str), expected);
    }

    #[test]
    fn without_a_key_there_are_no_settings() {
        check(&[], Ok(None));
        check(&[("MONGODB_ATLAS_PUBLIC_API_KEY", ""), ("MONGODB_ATLAS_PROJECT_ID", "p")], Ok(None));
    }

    #[test]
    fn the_first_name_that_is_set_counts() {
        let env = [
            ("MCLI_PUBLIC_API_KEY", "third"),
            ("MONGODB_ATLAS_PUBLIC_KEY", "second"),
            ("MONGODB_ATLAS_PRIVATE_KEY", "private"),
            ("MONGODB_ATLAS_PROJECT_ID", "p"),
            ("MONGODB_ATLAS_BASE_URL", "https://cloud.mongodbgov.com"),
        ];
        check(&env, Ok(Some(("second", "p", Some("https://cloud.mongodbgov.com")))));
    }

    #[test]
    fn what_is_missing_of_settings_half_made_is_named() {
        let (public, private) = (("MCLI_PUBLIC_API_KEY", "public"), ("MCLI_PRIVATE_API_KEY", "private"));
        check(&[public], Err("MONGODB_ATLAS_PRIVATE_API_KEY is not set"));
        check(&[private], Err("MONGODB_ATLAS_PUBLIC_API_KEY is not set"));
        check(&[public, private], Err("MONGODB_ATLAS_PROJECT_ID is not set"));
    }
}
