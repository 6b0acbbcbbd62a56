//! Spec of a key on Google Cloud.

use atlas_gen::types::GoogleCloudKmsInput;

use super::{check_credentials, check_role};
use crate::{
    Error, Secret,
    specs::{check_length, check_prefix},
};

/// A version of a key on Google Cloud for [encryption at rest](super::EncryptionAtRestUpdate::google_cloud), with the role
/// or the service account with which Atlas uses it.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to an update"]
pub struct GoogleKeySpec(GoogleCloudKmsInput);

impl GoogleKeySpec {
    /// Returns a spec of a version of a key, by its resource id, which begins with `projects/`. Set a [role](Self::role)
    /// or a [service account](Self::service_account) too.
    #[doc(alias = "keyVersionResourceID")]
    pub fn new(key_version: impl Into<String>) -> Self {
        Self(GoogleCloudKmsInput::new().enabled(true).key_version_resource_id(key_version.into()))
    }

    /// Sets the [role](crate::cloud_provider_access) with which Atlas uses the key, by its id in Atlas.
    pub fn role(self, id: impl Into<String>) -> Self {
        Self(self.0.role_id(id.into()))
    }

    /// Sets the service account with which Atlas uses the key, by the JSON text of its key.
    #[doc(alias = "serviceAccountKey")]
    pub fn service_account(self, key: impl Into<Secret>) -> Self {
        Self(self.0.service_account_key(key.into()))
    }

    #[inline]
    pub(in crate::specs) fn into_body(self) -> Result<GoogleCloudKmsInput, Error> {
        let Self(body) = self;
        let example = "projects/my-project/locations/global/keyRings/ring/cryptoKeys/key/cryptoKeyVersions/1";
        check_prefix("key version", body.key_version_resource_id.as_deref().unwrap_or_default(), "projects/", example)?;
        let (role, account) = (body.role_id.is_some(), body.service_account_key.is_some());
        check_credentials("Google Cloud key", role, account, "a service account")?;
        check_role(&body.role_id)?;
        if let Some(key) = &body.service_account_key {
            check_length("service account key", key.expose(), 1..=usize::MAX)?;
        }
        Ok(body)
    }
}
