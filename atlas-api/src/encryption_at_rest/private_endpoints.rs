//! Private endpoints to keys: connections to the key management of a cloud provider that do not use the internet.

use atlas_gen::types::EarPrivateEndpointInput;

use super::EncryptionPrivateEndpointId;
use crate::{
    Atlas, Impact, List, Request, Response, Unconfirmed,
    model::{CloudProvider, EncryptionPrivateEndpoint, EncryptionPrivateEndpointRegion},
    operation_doc,
    specs::{check_length, checked_provider},
    wait::{Wait, states},
};

/// The private endpoints to a project's key at a cloud provider, one for each region; returned by
/// [`Atlas::encryption_private_endpoints`].
///
/// The key must [require](super::AzureKeySpec::private_networking) a private network. On Azure, the owner of the key
/// accepts an endpoint: [`wait_until_acceptable`](Self::wait_until_acceptable), accept it, and
/// [`wait_until_active`](Self::wait_until_active).
#[derive(Clone, Debug)]
pub struct EncryptionPrivateEndpoints {
    pub(crate) atlas: Atlas,
    pub(crate) provider: CloudProvider,
}

impl EncryptionPrivateEndpoints {
    /// Lists the private endpoints.
    #[doc = operation_doc!("listGroupEncryptionAtRestPrivateEndpoints")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for endpoint in atlas.encryption_private_endpoints("AZURE").list().all().await? {
    ///     println!("{:?}: {:?}", endpoint.region_name, endpoint.status);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<EncryptionPrivateEndpoint> {
        let provider = self.provider.clone();
        List::new(&self.atlas, move |atlas, api| {
            let keys = api.encryption_at_rest_using_customer_key_management();
            let list = keys.list_rest_private_endpoints().group_id(atlas.project_id()?);
            Ok(list.cloud_provider(checked_provider(&provider)?))
        })
    }

    /// Fetches a private endpoint.
    #[doc = operation_doc!("getGroupEncryptionAtRestPrivateEndpoint")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the endpoint does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let endpoint = atlas.encryption_private_endpoints("AZURE").get("5f1a2b3c4d5e6f7a8b9c0d8b").await?;
    /// println!("{:?}", endpoint.private_endpoint_connection_name);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<EncryptionPrivateEndpoint> {
        Request::by_id(&self.atlas, id, |api, project, id: EncryptionPrivateEndpointId| {
            let get = api.encryption_at_rest_using_customer_key_management().get_rest_private_endpoint();
            Ok(get.group_id(project).cloud_provider(checked_provider(&self.provider)?).endpoint_id(id))
        })
    }

    /// Starts creating a private endpoint in a region, such as `US_EAST_2`; returns its initial state.
    #[doc = operation_doc!("createGroupEncryptionAtRestPrivateEndpoint")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the region is empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let endpoints = atlas.encryption_private_endpoints("AZURE");
    /// let id = endpoints.create("US_EAST_2").await?.id.clone().unwrap_or_default();
    /// let endpoint = endpoints.wait_until_acceptable(id).await?;
    /// println!("accept {:?}", endpoint.private_endpoint_connection_name);
    /// # });
    /// ```
    pub fn create(&self, region: impl Into<EncryptionPrivateEndpointRegion>) -> Request<EncryptionPrivateEndpoint> {
        let region = region.into();
        Request::in_project(&self.atlas, |api, project| {
            let provider = checked_provider(&self.provider)?;
            check_length("region", region.as_str(), 1..=usize::MAX)?;
            let body = EarPrivateEndpointInput::new().cloud_provider(provider).region_name(region);
            let create = api.encryption_at_rest_using_customer_key_management().create_rest_private_endpoint();
            Ok(create.group_id(project).cloud_provider(provider).body(body))
        })
    }

    /// Starts deleting a private endpoint. Atlas cannot use the key in its region without another one.
    #[doc = operation_doc!("requestGroupEncryptionAtRestPrivateEndpointDeletion")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let endpoints = atlas.encryption_private_endpoints("AZURE");
    /// endpoints.delete("5f1a2b3c4d5e6f7a8b9c0d8b").confirm(Confirm::yes()).await?;
    /// endpoints.wait_until_deleted("5f1a2b3c4d5e6f7a8b9c0d8b").await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = "will be deleted, and clusters in its region lose access to their key";
        let impact = Impact::on("private endpoint", &*id, effect);
        let request = Request::by_id(&self.atlas, id, |api, project, id: EncryptionPrivateEndpointId| {
            let delete = api.encryption_at_rest_using_customer_key_management().request_private_endpoint_deletion();
            Ok(delete.group_id(project).cloud_provider(checked_provider(&self.provider)?).endpoint_id(id))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until the owner of the key can accept a private endpoint, or it is active.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the endpoint failed or is being
    /// deleted.
    pub fn wait_until_acceptable(
        &self,
        id: impl Into<String>,
    ) -> Wait<EncryptionPrivateEndpoint, Response<EncryptionPrivateEndpoint>> {
        let id = id.into();
        let what = format!("private endpoint {id:?} for encryption at rest");
        self.get(id).wait_for(what, states::ENCRYPTION_PRIVATE_ENDPOINT_ACCEPTABLE).must_exist()
    }

    /// Waits until Atlas can use the key through a private endpoint, which someone has to accept on Azure.
    ///
    /// # Errors
    /// As [`wait_until_acceptable`](Self::wait_until_acceptable).
    pub fn wait_until_active(
        &self,
        id: impl Into<String>,
    ) -> Wait<EncryptionPrivateEndpoint, Response<EncryptionPrivateEndpoint>> {
        let id = id.into();
        let what = format!("private endpoint {id:?} for encryption at rest");
        self.get(id).wait_for(what, states::ENCRYPTION_PRIVATE_ENDPOINT_ACTIVE).must_exist()
    }

    /// Waits until a private endpoint is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<EncryptionPrivateEndpoint, ()> {
        let id = id.into();
        let what = format!("private endpoint {id:?} for encryption at rest");
        self.get(id).wait_for(what, states::ENCRYPTION_PRIVATE_ENDPOINT_DELETED).finishing(|_| Ok(()))
    }
}
