//! Private endpoints to federated database instances and online archives.

use atlas_gen::Call;

use crate::{
    Atlas, Error, FirstPage, Impact, List, Request, Response, Unconfirmed,
    model::DataFederationEndpoint,
    operation_doc,
    segment::check_segment,
    specs::DataFederationEndpointSpec,
    wait::{Wait, states},
};

/// The private endpoints to a project's federated database instances and online archives; returned by
/// [`DataFederation::private_endpoints`](super::DataFederation::private_endpoints).
///
/// Create the endpoint at the cloud provider first. Here it is registered with Atlas, by its id there, such as
/// `vpce-0123456789abcdef0`.
#[derive(Clone, Debug)]
pub struct DataFederationEndpoints {
    pub(crate) atlas: Atlas,
}

impl DataFederationEndpoints {
    /// Lists the private endpoints.
    #[doc = operation_doc!("listGroupPrivateNetworkSettingEndpointIds")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for endpoint in atlas.data_federation().private_endpoints().list().all().await? {
    ///     println!("{:?}: {:?}", endpoint.endpoint_id, endpoint.status);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<DataFederationEndpoint> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.data_federation().list_private_endpoint_ids().group_id(atlas.project_id()?))
        })
    }

    /// Fetches a private endpoint.
    #[doc = operation_doc!("getGroupPrivateNetworkSettingEndpointId")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the endpoint does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let endpoint = atlas.data_federation().private_endpoints().get("vpce-0123456789abcdef0").await?;
    /// println!("{:?}", endpoint.status);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<DataFederationEndpoint> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.data_federation().get_private_endpoint_id().group_id(project).endpoint_id(checked(&id)?))
        })
    }

    /// Adds a private endpoint, and returns the first page of the complete list.
    #[doc = operation_doc!("createGroupPrivateNetworkSettingEndpointId")]
    /// Clients can connect once its status is `OK`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::data_federation::DataFederationEndpointSpec;
    ///
    /// let endpoints = atlas.data_federation().private_endpoints();
    /// endpoints.add(DataFederationEndpointSpec::aws("vpce-0123456789abcdef1").comment("reports")).await?;
    /// endpoints.wait_until_ok("vpce-0123456789abcdef1").await?;
    /// # });
    /// ```
    #[inline]
    pub fn add(&self, spec: DataFederationEndpointSpec) -> Request<FirstPage<DataFederationEndpoint>> {
        let add = Request::in_project(&self.atlas, |api, project| {
            Ok(api.data_federation().create_private_endpoint_id().group_id(project).body(spec.into_body()?))
        });
        add.map_call(Call::convert_page)
    }

    /// Removes a private endpoint. Clients can no longer connect through it; it remains at the cloud provider.
    #[doc = operation_doc!("deleteGroupPrivateNetworkSettingEndpointId")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let endpoints = atlas.data_federation().private_endpoints();
    /// endpoints.delete("vpce-0123456789abcdef0").confirm(Confirm::name("vpce-0123456789abcdef0")).await?;
    /// endpoints.wait_until_deleted("vpce-0123456789abcdef0").await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = "for data federation will be removed: clients can no longer connect through it";
        let impact = Impact::on("private endpoint", &*id, effect);
        let request = Request::in_project(&self.atlas, |api, project| {
            Ok(api.data_federation().delete_private_endpoint_id().group_id(project).endpoint_id(checked(&id)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until clients can connect through a private endpoint: its status is `OK`.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](Error::is_failed_state) if the endpoint failed or is being deleted.
    pub fn wait_until_ok(
        &self,
        id: impl Into<String>,
    ) -> Wait<DataFederationEndpoint, Response<DataFederationEndpoint>> {
        self.wait(id, states::DATA_FEDERATION_ENDPOINT_OK).must_exist()
    }

    /// Waits until a private endpoint is removed.
    ///
    /// # Errors
    /// As [`wait_until_ok`](Self::wait_until_ok).
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<DataFederationEndpoint, ()> {
        self.wait(id, states::DATA_FEDERATION_ENDPOINT_DELETED).finishing(|_| Ok(()))
    }

    fn wait(&self, id: impl Into<String>, condition: states::States) -> Wait<DataFederationEndpoint> {
        let id = id.into();
        let what = format!("private endpoint {id:?} for data federation");
        self.get(id).wait_for(what, condition)
    }
}

/// Rejects an id that cannot be in a path.
#[inline]
fn checked(id: &str) -> Result<&str, Error> {
    check_segment("private endpoint id", id)
}
