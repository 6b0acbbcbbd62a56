//! Spec of a key on AWS.

use atlas_gen::types::AwsKmsConfigurationInput;

use super::{check_credentials, check_role};
use crate::{Error, Secret, model::AwsKeyRegion, specs::check_length};

/// A key on AWS for [encryption at rest](super::EncryptionAtRestUpdate::aws), with the role or the access key with which
/// Atlas uses it.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to an update"]
pub struct AwsKeySpec(AwsKmsConfigurationInput);

impl AwsKeySpec {
    /// Returns a spec of a key, by its id or ARN, in a region such as `US_EAST_1`. Set a [role](Self::role) too.
    #[doc(alias = "customerMasterKeyID")]
    pub fn new(key: impl Into<String>, region: impl Into<AwsKeyRegion>) -> Self {
        let body = AwsKmsConfigurationInput::new().enabled(true).customer_master_key_id(key.into());
        Self(body.region(region.into()))
    }

    /// Sets the [role](crate::cloud_provider_access) with which Atlas uses the key, by its id in Atlas.
    pub fn role(self, id: impl Into<String>) -> Self {
        Self(self.0.role_id(id.into()))
    }

    /// Sets the access key with which Atlas uses the key. MongoDB recommends a [role](Self::role) instead.
    pub fn access_key(self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self(self.0.access_key_id(id.into()).secret_access_key(secret.into()))
    }

    /// Sets whether Atlas uses the key only through [private
    /// endpoints](crate::encryption_at_rest::EncryptionPrivateEndpoints). Default: it does not.
    #[doc(alias = "requirePrivateNetworking")]
    #[inline]
    pub fn private_networking(self, required: bool) -> Self {
        Self(self.0.require_private_networking(required))
    }

    #[inline]
    pub(in crate::specs) fn into_body(self) -> Result<AwsKmsConfigurationInput, Error> {
        let Self(body) = self;
        check_length("AWS key", body.customer_master_key_id.as_deref().unwrap_or_default(), 1..=2048)?;
        let region = body.region.as_ref().map(|region| region.as_str());
        check_length("region", region.unwrap_or_default(), 1..=usize::MAX)?;
        check_credentials("AWS key", body.role_id.is_some(), body.access_key_id.is_some(), "an access key")?;
        check_role(&body.role_id)?;
        if let (Some(id), Some(secret)) = (&body.access_key_id, &body.secret_access_key) {
            check_length("access key id", id, 16..=128)?;
            check_length("secret access key", secret.expose(), 1..=usize::MAX)?;
        }
        Ok(body)
    }
}
