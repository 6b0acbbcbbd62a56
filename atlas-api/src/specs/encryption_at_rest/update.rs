//! Update of encryption at rest.

use atlas_gen::types::{AwsKmsConfigurationInput, AzureKeyVaultInput, EncryptionAtRestInput, GoogleCloudKmsInput};

use super::{AwsKeySpec, AzureKeySpec, GoogleKeySpec};
use crate::{Error, specs::check_not_empty};

/// An [update](crate::encryption_at_rest::EncryptionAtRest::update) of a project's keys for encryption at rest.
///
/// Only providers that are set are sent, and the others keep their keys.
///
/// ```
/// use atlas_api::specs::{AwsKeySpec, EncryptionAtRestUpdate};
///
/// let arn = "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";
/// let key = AwsKeySpec::new(arn, "US_EAST_1").role("5f1a2b3c4d5e6f7a8b9c0d1e");
/// let spec = EncryptionAtRestUpdate::new().aws(key).disable_azure();
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct EncryptionAtRestUpdate {
    aws: Option<AwsKeySpec>,
    azure: Option<AzureKeySpec>,
    google_cloud: Option<GoogleKeySpec>,
    /// The other properties, which need no validation.
    body: EncryptionAtRestInput,
}

impl EncryptionAtRestUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets and enables the key on AWS.
    #[doc(alias = "awsKms")]
    #[inline]
    pub fn aws(mut self, key: AwsKeySpec) -> Self {
        self.aws = Some(key);
        self
    }

    /// Sets and enables the key on Azure.
    #[doc(alias = "azureKeyVault")]
    #[inline]
    pub fn azure(mut self, key: AzureKeySpec) -> Self {
        self.azure = Some(key);
        self
    }

    /// Sets and enables the key on Google Cloud.
    #[doc(alias = "googleCloudKms")]
    #[inline]
    pub fn google_cloud(mut self, key: GoogleKeySpec) -> Self {
        self.google_cloud = Some(key);
        self
    }

    /// Disables the key on AWS, unless the update also sets it. No cluster may use it.
    #[inline]
    pub fn disable_aws(mut self) -> Self {
        self.body = self.body.aws_kms(AwsKmsConfigurationInput::new().enabled(false));
        self
    }

    /// Disables the key on Azure, unless the update also sets it. No cluster may use it.
    #[inline]
    pub fn disable_azure(mut self) -> Self {
        self.body = self.body.azure_key_vault(AzureKeyVaultInput::new().enabled(false));
        self
    }

    /// Disables the key on Google Cloud, unless the update also sets it. No cluster may use it.
    #[inline]
    pub fn disable_google_cloud(mut self) -> Self {
        self.body = self.body.google_cloud_kms(GoogleCloudKmsInput::new().enabled(false));
        self
    }

    /// Sets whether search nodes are encrypted with the keys too.
    #[doc(alias = "enabledForSearchNodes")]
    #[inline]
    pub fn search_nodes(mut self, encrypted: bool) -> Self {
        self.body = self.body.enabled_for_search_nodes(encrypted);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<EncryptionAtRestInput, Error> {
        let Self { aws, azure, google_cloud, mut body } = self;
        if let Some(key) = aws {
            body = body.aws_kms(key.into_body()?);
        }
        if let Some(key) = azure {
            body = body.azure_key_vault(key.into_body()?);
        }
        if let Some(key) = google_cloud {
            body = body.google_cloud_kms(key.into_body()?);
        }
        check_not_empty("encryption at rest", &body)?;
        Ok(body)
    }
}
