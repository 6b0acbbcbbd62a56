//! Private endpoint services: the side of a private connection that belongs to Atlas.

use atlas_gen::{Client, OperationBuilder, types::ModifyEndpointServiceRequest};

use super::{PrivateEndpointServiceId, PrivateEndpointServiceSpec};
use crate::{
    Atlas, Error, Impact, ProjectId, Request, Response, Unconfirmed,
    model::{CloudProvider, PrivateEndpointService, RegionalMode},
    operation_doc,
    specs::{check_remote_regions, checked_provider},
    wait::{Wait, states},
};

/// The private endpoint services of a project, one for each region of a cloud provider; returned by
/// [`Atlas::private_endpoint_services`].
///
/// To connect a network: create a service, wait until it is [available](Self::wait_until_available), create an endpoint
/// to it in the network, and [add the endpoint](super::PrivateEndpoints::create) to the service.
#[doc(alias = "private_link")]
#[derive(Clone, Debug)]
pub struct PrivateEndpointServices {
    pub(crate) atlas: Atlas,
}

impl PrivateEndpointServices {
    /// Lists the services at a cloud provider: `AWS`, `AZURE` or `GCP`.
    #[doc = operation_doc!("listGroupPrivateEndpointEndpointService")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for service in atlas.private_endpoint_services().list("AWS").await?.iter() {
    ///     println!("{:?} in {:?}", service.status, service.region_name);
    /// }
    /// # });
    /// ```
    pub fn list(&self, provider: impl Into<CloudProvider>) -> Request<Vec<PrivateEndpointService>> {
        let provider = provider.into();
        Request::in_project(&self.atlas, |api, project| {
            let list = api.private_endpoint_services().list_private_endpoint_service().group_id(project);
            Ok(list.cloud_provider(checked_provider(&provider)?))
        })
    }

    /// Fetches a service, with the names of its endpoints.
    #[doc = operation_doc!("getGroupPrivateEndpointEndpointService")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the provider has no such service.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let service = atlas.private_endpoint_services().get("AWS", "5f1a2b3c4d5e6f7a8b9c0d6a").await?;
    /// assert_eq!(service.region_name.as_deref(), Some("US_EAST_1"));
    /// # });
    /// ```
    pub fn get(&self, provider: impl Into<CloudProvider>, id: impl Into<String>) -> Request<PrivateEndpointService> {
        self.service(provider, id, |api, project, provider, id| {
            let get = api.private_endpoint_services().get_private_endpoint_service().group_id(project);
            Ok(get.cloud_provider(provider).endpoint_service_id(id))
        })
    }

    /// Starts creating a service; returns its initial state.
    #[doc = operation_doc!("createGroupPrivateEndpointEndpointService")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::private_endpoints::PrivateEndpointServiceSpec;
    ///
    /// let services = atlas.private_endpoint_services();
    /// let created = services.create(PrivateEndpointServiceSpec::aws("EU_WEST_1")).await?;
    /// let id = created.id.clone().unwrap_or_default();
    /// let service = services.wait_until_available("AWS", id).await?;
    /// println!("{:?}", service.endpoint_service_name);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: PrivateEndpointServiceSpec) -> Request<PrivateEndpointService> {
        Request::in_project(&self.atlas, |api, project| {
            let create = api.private_endpoint_services().create_private_endpoint_service().group_id(project);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Replaces the other regions from which networks can connect to a service on AWS, and returns the service.
    #[doc = operation_doc!("updateGroupPrivateEndpointEndpointService")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if there are more than 35 regions; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let services = atlas.private_endpoint_services();
    /// services.set_remote_regions("5f1a2b3c4d5e6f7a8b9c0d6a", ["US_WEST_2"]).await?;
    /// # });
    /// ```
    #[doc(alias = "supportedRemoteRegions")]
    pub fn set_remote_regions<R: Into<String>>(
        &self,
        id: impl Into<String>,
        regions: impl IntoIterator<Item = R>,
    ) -> Request<PrivateEndpointService> {
        let regions: Vec<String> = regions.into_iter().map(Into::into).collect();
        Request::by_id(&self.atlas, id, |api, project, id: PrivateEndpointServiceId| {
            check_remote_regions(&regions)?;
            let body = ModifyEndpointServiceRequest::new().cloud_provider("AWS").supported_remote_regions(regions);
            let update = api.private_endpoint_services().update_private_endpoint_service().group_id(project);
            Ok(update.endpoint_service_id(id).body(body))
        })
    }

    /// Starts deleting a service. Atlas refuses it while the service has endpoints.
    #[doc = operation_doc!("deleteGroupPrivateEndpointEndpointService")]
    /// # Errors
    /// [`is_conflict`](Error::is_conflict) (`CANNOT_DELETE_PRIVATELINK_WITH_ENDPOINTS`) if the service has endpoints;
    /// otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let (services, id) = (atlas.private_endpoint_services(), "5f1a2b3c4d5e6f7a8b9c0d6a");
    /// atlas.private_endpoints("AWS", id).delete("vpce-0123456789abcdef0").confirm(Confirm::yes()).await?;
    /// services.delete("AWS", id).confirm(Confirm::name(id)).await?;
    /// services.wait_until_deleted("AWS", id).await?;
    /// # });
    /// ```
    pub fn delete(&self, provider: impl Into<CloudProvider>, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on("private endpoint service", &*id, "will be deleted");
        let request = self.service(provider, id, |api, project, provider, id| {
            let delete = api.private_endpoint_services().delete_private_endpoint_service().group_id(project);
            Ok(delete.cloud_provider(provider).endpoint_service_id(id))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until endpoints can be added to a service.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](Error::is_failed_state) if the service failed or is being
    /// deleted.
    pub fn wait_until_available(
        &self,
        provider: impl Into<CloudProvider>,
        id: impl Into<String>,
    ) -> Wait<PrivateEndpointService, Response<PrivateEndpointService>> {
        let id = id.into();
        let what = format!("private endpoint service {id:?}");
        self.get(provider, id).wait_for(what, states::PRIVATE_ENDPOINT_SERVICE_AVAILABLE).must_exist()
    }

    /// Waits until a service is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(
        &self,
        provider: impl Into<CloudProvider>,
        id: impl Into<String>,
    ) -> Wait<PrivateEndpointService, ()> {
        let id = id.into();
        let what = format!("private endpoint service {id:?}");
        self.get(provider, id).wait_for(what, states::PRIVATE_ENDPOINT_SERVICE_DELETED).finishing(|_| Ok(()))
    }

    /// Fetches whether the project is in regional mode, in which a region can have several services.
    #[doc = operation_doc!("getGroupPrivateEndpointRegionalMode")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert_eq!(atlas.private_endpoint_services().regional_mode().await?.enabled, Some(false));
    /// # });
    /// ```
    #[inline]
    pub fn regional_mode(&self) -> Request<RegionalMode> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.private_endpoint_services().get_regional_endpoint_mode().group_id(project))
        })
    }

    /// Sets whether the project is in regional mode, and returns the new setting.
    #[doc = operation_doc!("toggleGroupPrivateEndpointRegionalMode")]
    /// A sharded cluster in several regions then has a connection string for each region.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.private_endpoint_services().set_regional_mode(true).await?;
    /// # });
    /// ```
    #[inline]
    pub fn set_regional_mode(&self, enabled: bool) -> Request<RegionalMode> {
        Request::in_project(&self.atlas, |api, project| {
            let toggle = api.private_endpoint_services().toggle_regional_endpoint_mode().group_id(project);
            Ok(toggle.body(RegionalMode::new().enabled(enabled)))
        })
    }

    /// Creates a request for a service from the parameters of its path.
    fn service<B: OperationBuilder>(
        &self,
        provider: impl Into<CloudProvider>,
        id: impl Into<String>,
        build: impl FnOnce(&Client, ProjectId, &str, PrivateEndpointServiceId) -> Result<B, Error>,
    ) -> Request<B::Value> {
        let provider = provider.into();
        Request::by_id(&self.atlas, id, |api, project, id| build(api, project, checked_provider(&provider)?, id))
    }
}
