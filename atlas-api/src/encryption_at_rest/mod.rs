//! Encryption at rest with keys of a cloud provider that the customer manages.

mod private_endpoints;

pub use self::private_endpoints::EncryptionPrivateEndpoints;
#[doc(inline)]
pub use crate::specs::{AwsKeySpec, AzureKeySpec, EncryptionAtRestUpdate, GoogleKeySpec};
use crate::{Atlas, Request, model, object_id::object_id, operation_doc};

object_id! {
    /// The id of a private endpoint to a key.
    EncryptionPrivateEndpointId, "private endpoint id"
}

/// The keys with which a project's clusters are encrypted at rest, one for each cloud provider; returned by
/// [`Atlas::encryption_at_rest`].
///
/// A cluster uses the key of a provider if its spec enables encryption with it. Atlas encrypts all other clusters with keys
/// of its own.
#[derive(Clone, Debug)]
pub struct EncryptionAtRest {
    pub(crate) atlas: Atlas,
}

impl EncryptionAtRest {
    /// Fetches the keys, without their credentials. `valid` of a key is whether Atlas can use it.
    #[doc = operation_doc!("getGroupEncryptionAtRest")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let keys = atlas.encryption_at_rest().get().await?;
    /// let aws = keys.aws_kms.as_ref();
    /// assert_eq!(aws.and_then(|key| key.enabled), Some(false));
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<model::EncryptionAtRest> {
        Request::in_project(&self.atlas, |api, project| {
            let keys = api.encryption_at_rest_using_customer_key_management();
            Ok(keys.get_encryption_at_rest().group_id(project))
        })
    }

    /// Sets or disables keys, and returns all keys. Providers that are not in the spec keep their keys.
    #[doc = operation_doc!("updateGroupEncryptionAtRest")]
    /// Atlas loses access to the data of a cluster whose key it cannot use anymore, and shuts the cluster down.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty. Atlas
    /// refuses a role that it cannot use yet.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::encryption_at_rest::{AwsKeySpec, EncryptionAtRestUpdate};
    ///
    /// let arn = "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";
    /// let key = AwsKeySpec::new(arn, "US_EAST_1").role("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// atlas.encryption_at_rest().update(EncryptionAtRestUpdate::new().aws(key)).await?;
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: EncryptionAtRestUpdate) -> Request<model::EncryptionAtRest> {
        Request::in_project(&self.atlas, |api, project| {
            let keys = api.encryption_at_rest_using_customer_key_management();
            Ok(keys.update_encryption_at_rest().group_id(project).body(spec.into_body()?))
        })
    }
}
