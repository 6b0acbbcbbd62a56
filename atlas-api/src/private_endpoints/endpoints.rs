//! Private endpoints of a service: the side of a private connection that belongs to the network of its user.

use atlas_gen::{Client, OperationBuilder};

use super::{PrivateEndpointServiceId, PrivateEndpointSpec};
use crate::{
    Atlas, Error, Impact, ProjectId, Request, Response, Unconfirmed,
    model::{CloudProvider, PrivateEndpoint},
    operation_doc,
    segment::check_segment,
    specs::checked_provider,
    wait::{Wait, states},
};

/// The endpoints of a [private endpoint service](super::PrivateEndpointServices); returned by
/// [`Atlas::private_endpoints`].
///
/// An endpoint is known by the name that the cloud provider gives it: the id of an interface endpoint on AWS, the resource
/// id on Azure, the name of the group of endpoints on Google Cloud. A service that is
/// [fetched](super::PrivateEndpointServices::get) has the names of its endpoints.
#[derive(Clone, Debug)]
pub struct PrivateEndpoints {
    pub(crate) atlas: Atlas,
    pub(crate) provider: CloudProvider,
    pub(crate) service: String,
}

impl PrivateEndpoints {
    /// Fetches an endpoint.
    #[doc = operation_doc!("getGroupPrivateEndpointEndpointServiceEndpoint")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the id of the service is not an id;
    /// [`is_not_found`](Error::is_not_found) if the service does not have the endpoint.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let endpoints = atlas.private_endpoints("AWS", "5f1a2b3c4d5e6f7a8b9c0d6a");
    /// let endpoint = endpoints.get("vpce-0123456789abcdef0").await?;
    /// println!("{:?}", endpoint.connection_status);
    /// # });
    /// ```
    pub fn get(&self, endpoint: impl Into<String>) -> Request<PrivateEndpoint> {
        let endpoint = endpoint.into();
        self.request(|api, project, provider, service| {
            let get = api.private_endpoint_services().get_private_endpoint().group_id(project);
            let get = get.cloud_provider(provider).endpoint_service_id(service);
            Ok(get.endpoint_id(check_segment("private endpoint", &endpoint)?))
        })
    }

    /// Adds an endpoint of a network to the service; returns its initial state.
    #[doc = operation_doc!("createGroupPrivateEndpointEndpointServiceEndpoint")]
    /// Create the endpoint in the network first: it needs the name of the service.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid or for another provider;
    /// [`is_not_found`](Error::is_not_found) if the service does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::private_endpoints::PrivateEndpointSpec;
    ///
    /// let endpoints = atlas.private_endpoints("AWS", "5f1a2b3c4d5e6f7a8b9c0d6a");
    /// endpoints.create(PrivateEndpointSpec::aws("vpce-0fedcba9876543210")).await?;
    /// endpoints.wait_until_available("vpce-0fedcba9876543210").await?;
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: PrivateEndpointSpec) -> Request<PrivateEndpoint> {
        self.request(|api, project, provider, service| {
            let create = api.private_endpoint_services().create_private_endpoint().group_id(project);
            let create = create.cloud_provider(provider).endpoint_service_id(service);
            Ok(create.body(spec.into_body(provider)?))
        })
    }

    /// Starts removing an endpoint from the service. Clients in its network cannot connect through it anymore.
    #[doc = operation_doc!("deleteGroupPrivateEndpointEndpointServiceEndpoint")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let endpoints = atlas.private_endpoints("AWS", "5f1a2b3c4d5e6f7a8b9c0d6a");
    /// endpoints.delete("vpce-0123456789abcdef0").confirm(Confirm::name("vpce-0123456789abcdef0")).await?;
    /// endpoints.wait_until_deleted("vpce-0123456789abcdef0").await?;
    /// # });
    /// ```
    pub fn delete(&self, endpoint: impl Into<String>) -> Unconfirmed<()> {
        let endpoint = endpoint.into();
        let effect = "will be removed from its service, and clients in its network lose their connection";
        let impact = Impact::on("private endpoint", &*endpoint, effect);
        let request = self.request(|api, project, provider, service| {
            let delete = api.private_endpoint_services().delete_private_endpoint().group_id(project);
            let delete = delete.cloud_provider(provider).endpoint_service_id(service);
            Ok(delete.endpoint_id(check_segment("private endpoint", &endpoint)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until clients can connect through an endpoint.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](Error::is_failed_state) if the endpoint failed, was rejected or is
    /// being removed.
    pub fn wait_until_available(
        &self,
        endpoint: impl Into<String>,
    ) -> Wait<PrivateEndpoint, Response<PrivateEndpoint>> {
        let endpoint = endpoint.into();
        let what = format!("private endpoint {endpoint:?}");
        self.get(endpoint).wait_for(what, states::PRIVATE_ENDPOINT_AVAILABLE).must_exist()
    }

    /// Waits until an endpoint is removed.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, endpoint: impl Into<String>) -> Wait<PrivateEndpoint, ()> {
        let endpoint = endpoint.into();
        let what = format!("private endpoint {endpoint:?}");
        self.get(endpoint).wait_for(what, states::PRIVATE_ENDPOINT_DELETED).finishing(|_| Ok(()))
    }

    /// Creates a request from the parameters of the path.
    fn request<B: OperationBuilder>(
        &self,
        build: impl FnOnce(&Client, ProjectId, &str, PrivateEndpointServiceId) -> Result<B, Error>,
    ) -> Request<B::Value> {
        Request::by_id(&self.atlas, &*self.service, |api, project, service| {
            build(api, project, checked_provider(&self.provider)?, service)
        })
    }
}
