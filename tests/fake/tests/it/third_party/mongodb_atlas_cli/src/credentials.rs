//! The credentials from the environment, as the store of secrets that the crate asks for.

use std::env::var;

use mongodb_atlas_cli::config::AuthType;
use mongodb_atlas_cli::secrets::{ApiKeys, ProfileName, Secret, SecretStore, SecretStoreError, ServiceAccount};

pub struct Credentials;

impl SecretStore for Credentials {
    fn get(&self, _: &ProfileName, authentication: AuthType) -> Result<Option<Secret>, SecretStoreError> {
        let setting = |name: &str| var(format!("MONGODB_ATLAS_{name}")).unwrap_or_default();
        Ok(match authentication {
            AuthType::ApiKeys => {
                Some(Secret::ApiKeys(ApiKeys::new(setting("PUBLIC_API_KEY"), setting("PRIVATE_API_KEY"))))
            }
            AuthType::ServiceAccount => {
                Some(Secret::ServiceAccount(ServiceAccount::new(setting("CLIENT_ID"), setting("CLIENT_SECRET"))))
            }
            AuthType::UserAccount => None,
        })
    }

    fn set(&mut self, _: &ProfileName, _: Secret) -> Result<(), SecretStoreError> {
        Ok(())
    }

    fn delete(&mut self, _: &ProfileName) -> Result<(), SecretStoreError> {
        Ok(())
    }
}
