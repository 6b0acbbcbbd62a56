//! Network containers: the networks in which clusters run.

use super::{NetworkContainerId, NetworkContainerSpec};
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::{CloudProvider, NetworkContainer},
    operation_doc,
    specs::checked_provider,
};

/// The network containers of a project; returned by [`Atlas::network_containers`].
///
/// A container is the network in which the clusters of a region run, or on Google Cloud the clusters of all regions. Atlas
/// creates it with the first cluster. Create it before, to choose its addresses.
#[derive(Clone, Debug)]
pub struct NetworkContainers {
    pub(crate) atlas: Atlas,
}

impl NetworkContainers {
    /// Lists the containers at all cloud providers.
    #[doc = operation_doc!("listGroupContainerAll")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for container in atlas.network_containers().list().all().await? {
    ///     println!("{:?} at {:?}", container.atlas_cidr_block, container.provider_name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<NetworkContainer> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.network_peering().list_group_container_all().group_id(atlas.project_id()?))
        })
    }

    /// Lists the containers at one cloud provider: `AWS`, `AZURE` or `GCP`.
    #[doc = operation_doc!("listGroupContainers")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let containers = atlas.network_containers().list_for_provider("AWS").all().await?;
    /// println!("{:?}", containers.iter().map(|container| &container.region_name).collect::<Vec<_>>());
    /// # });
    /// ```
    pub fn list_for_provider(&self, provider: impl Into<CloudProvider>) -> List<NetworkContainer> {
        let provider = provider.into();
        List::new(&self.atlas, move |atlas, api| {
            let list = api.network_peering().list_group_containers().group_id(atlas.project_id()?);
            Ok(list.provider_name(checked_provider(&provider)?))
        })
    }

    /// Fetches a container.
    #[doc = operation_doc!("getGroupContainer")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) (`CLOUD_PROVIDER_CONTAINER_NOT_FOUND`) if the container does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let container = atlas.network_containers().get("5f1a2b3c4d5e6f7a8b9c0d7a").await?;
    /// println!("{:?}", container.vpc_id);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<NetworkContainer> {
        Request::by_id(&self.atlas, id, |api, project, container: NetworkContainerId| {
            Ok(api.network_peering().get_group_container().group_id(project).container_id(container))
        })
    }

    /// Creates a container, and returns it.
    #[doc = operation_doc!("createGroupContainer")]
    /// Its network exists once a cluster or a peering uses it.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; [`is_conflict`](crate::Error::is_conflict)
    /// (`CONTAINER_ALREADY_EXISTS`) if the region has a container.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::network_peering::NetworkContainerSpec;
    ///
    /// let spec = NetworkContainerSpec::aws("EU_WEST_1", "10.8.0.0/21");
    /// let container = atlas.network_containers().create(spec).await?;
    /// println!("{:?}", container.id);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: NetworkContainerSpec) -> Request<NetworkContainer> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.network_peering().create_group_container().group_id(project).body(spec.into_body()?))
        })
    }

    /// Replaces the region and the addresses of a container that no cluster and no peering uses, and returns it.
    #[doc = operation_doc!("updateGroupContainer")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; [`is_conflict`](crate::Error::is_conflict)
    /// (`CONTAINERS_IN_USE`) if the container is in use; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::network_peering::NetworkContainerSpec;
    ///
    /// let spec = NetworkContainerSpec::aws("US_WEST_2", "10.8.0.0/22");
    /// atlas.network_containers().replace("5f1a2b3c4d5e6f7a8b9c0d7a", spec).await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn replace(&self, id: impl Into<String>, spec: NetworkContainerSpec) -> Request<NetworkContainer> {
        Request::by_id(&self.atlas, id, |api, project, container: NetworkContainerId| {
            let update = api.network_peering().update_group_container().group_id(project).container_id(container);
            Ok(update.body(spec.into_body()?))
        })
    }

    /// Deletes a container that no cluster and no peering uses.
    #[doc = operation_doc!("deleteGroupContainer")]
    /// # Errors
    /// [`is_conflict`](crate::Error::is_conflict) (`CONTAINERS_IN_USE`) if the container is in use; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.network_containers().delete("5f1a2b3c4d5e6f7a8b9c0d7a").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on("network container", &*id, "will be deleted");
        let request = Request::by_id(&self.atlas, id, |api, project, container: NetworkContainerId| {
            Ok(api.network_peering().delete_group_container().group_id(project).container_id(container))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}
