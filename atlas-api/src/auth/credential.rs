//! The kinds of credentials. A client has exactly one of them.

use std::fmt;

use atlas_gen::Secret;

use super::{AccessToken, ApiKey, ServiceAccount};
use crate::Error;

/// The validated credentials of a client.
#[derive(Clone, Debug)]
pub(crate) enum Credential {
    Key(ApiKey),
    Account(ServiceAccount),
    Token(AccessToken),
}

/// The credentials given to a builder, before validation.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    pub(crate) api_key: Option<(String, Secret)>,
    pub(crate) service_account: Option<(String, Secret)>,
    pub(crate) access_token: Option<Secret>,
}

impl Credentials {
    /// Returns the names of the setters that were called.
    fn set(&self) -> Vec<&'static str> {
        let setters = [
            ("`api_key`", self.api_key.is_some()),
            ("`service_account`", self.service_account.is_some()),
            ("`access_token`", self.access_token.is_some()),
        ];
        setters.into_iter().filter_map(|(setter, set)| set.then_some(setter)).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.set().is_empty()
    }

    /// Returns the secrets.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let pairs = [&self.api_key, &self.service_account].into_iter().flatten().map(|(_, secret)| secret);
        pairs.chain(&self.access_token).map(Secret::expose)
    }

    /// Validates the credentials. Returns `None` if none are set.
    ///
    /// # Errors
    /// If credentials of several kinds are set, or if the credentials are invalid.
    pub(crate) fn check(self) -> Result<Option<Credential>, Error> {
        let set = self.set();
        if set.len() > 1 {
            let rule = format!("set with {}; use only one of them", set.join(" and "));
            return Err(Error::invalid_argument("credentials", rule));
        }
        let Self { api_key, service_account, access_token } = self;
        Ok(match (api_key, service_account, access_token) {
            (Some((public, private)), ..) => Some(Credential::Key(ApiKey::new(public, private)?)),
            (_, Some((id, secret)), _) => Some(Credential::Account(ServiceAccount::new(id, secret)?)),
            (.., Some(token)) => Some(Credential::Token(AccessToken::new(&token)?)),
            (None, None, None) => None,
        })
    }
}

/// Shows a public part only if it is valid: an invalid one can be the secret part.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let public = |part: &Option<(String, Secret)>, check: fn(&str) -> Result<(), Error>| {
            part.as_ref().map(|(public, _)| check(public).map_or("invalid", |()| public).to_owned())
        };
        f.debug_struct("Credentials")
            .field("public_key", &public(&self.api_key, ApiKey::check_public))
            .field("client_id", &public(&self.service_account, ServiceAccount::check_id))
            .field("access_token", &self.access_token)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_omits_a_public_part_that_can_be_the_secret() {
        let (key, secret) = ("5a1e3e3c-0c5d-4a51-9f0e-000000000001", "mdb_sa_sk_66a7");
        let json = format!(r#"{{"privateKey":"{key}"}}"#);
        for (public, id) in [(key, secret), (json.as_str(), json.as_str())] {
            let api_key = Some((public.to_owned(), "abcdefgh".into()));
            let service_account = Some((id.to_owned(), "mdb_sa_id_66a7".into()));
            let credentials = Credentials { api_key, service_account, access_token: None };
            let expected =
                r#"Credentials { public_key: Some("invalid"), client_id: Some("invalid"), access_token: None }"#;
            assert_eq!(format!("{credentials:?}"), expected);
        }
    }
}
