//! The API keys of an organization.

use super::{ApiKeyAccessList, ApiKeyId, ApiKeySpec, ApiKeyUpdate};
use crate::{Atlas, Impact, List, Request, Unconfirmed, model::ApiKey, operation_doc};

/// The API keys of the client's [organization](Atlas::organization); returned by [`Atlas::organization_api_keys`].
///
/// A key has roles in the organization, and can have roles in its projects: see [`Atlas::project_api_keys`]. Methods take
/// the id of a key, of 24 hexadecimal digits, which is not its public key.
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct OrganizationApiKeys {
    pub(crate) atlas: Atlas,
}

impl OrganizationApiKeys {
    /// Lists the keys. Their private keys are masked.
    #[doc = operation_doc!("listOrgApiKeys")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for key in atlas.organization_api_keys().list().all().await? {
    ///     println!("{:?}: {:?}", key.public_key, key.desc);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ApiKey> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.programmatic_api_keys().list_org_api_keys().org_id(atlas.organization_id()?))
        })
    }

    /// Fetches a key. Its private key is masked.
    #[doc = operation_doc!("getOrgApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let key = atlas.organization_api_keys().get("5f1a2b3c4d5e6f7a8b9c0d5a").await?;
    /// println!("{:?}", key.roles);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<ApiKey> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.programmatic_api_keys().get_org_api_key().org_id(organization);
            Ok(get.api_user_id(id.parse::<ApiKeyId>()?))
        })
    }

    /// Creates a key, and returns it with its private key. Atlas does not show it again.
    #[doc = operation_doc!("createOrgApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::api_keys::ApiKeySpec;
    ///
    /// let key = atlas.organization_api_keys().create(ApiKeySpec::new("deployment", ["ORG_MEMBER"])).await?;
    /// let private_key = key.private_key.as_ref().map(|key| key.expose());
    /// assert!(private_key.is_some());
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: ApiKeySpec) -> Request<ApiKey> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.programmatic_api_keys().create_org_api_key().org_id(organization).body(spec.into_body()?))
        })
    }

    /// Updates the description of a key or its roles in the organization, and returns it. Roles in projects do not change.
    #[doc = operation_doc!("updateOrgApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid or
    /// empty; [`is_not_found`](crate::Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::api_keys::ApiKeyUpdate;
    ///
    /// let spec = ApiKeyUpdate::new().description("nightly reports").roles(["ORG_READ_ONLY"]);
    /// let key = atlas.organization_api_keys().update("5f1a2b3c4d5e6f7a8b9c0d5a", spec).await?;
    /// assert_eq!(key.desc.as_deref(), Some("nightly reports"));
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: ApiKeyUpdate) -> Request<ApiKey> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let update = api.programmatic_api_keys().update_org_api_key().org_id(organization);
            Ok(update.api_user_id(id.parse::<ApiKeyId>()?).body(spec.into_body()?))
        })
    }

    /// Deletes a key, in the organization and in all its projects. Programs that use it lose their access.
    #[doc = operation_doc!("deleteOrgApiKey")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the public key or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.organization_api_keys().delete("5f1a2b3c4d5e6f7a8b9c0d5a");
    /// delete.confirm(Confirm::name("reporter")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("API key", &*id, "will be deleted, and programs that use it will be rejected");
        let request = Request::in_organization(&self.atlas, |api, organization| {
            let delete = api.programmatic_api_keys().delete_org_api_key().org_id(organization);
            Ok(delete.api_user_id(id.parse::<ApiKeyId>()?))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "publicKey")
    }

    /// Returns a handle for the access list of a key. Nothing is sent.
    pub fn access_list(&self, id: impl Into<String>) -> ApiKeyAccessList {
        ApiKeyAccessList { atlas: self.atlas.clone(), key: id.into() }
    }
}
