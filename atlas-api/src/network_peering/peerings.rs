//! Network peerings: connections of a container with another network.

use atlas_gen::Call;

use super::{NetworkPeeringId, NetworkPeeringSpec};
use crate::{
    Atlas, Impact, List, Request, Response, Unconfirmed,
    model::{CloudProvider, NetworkPeering},
    operation_doc,
    specs::checked_provider,
    wait::{Wait, states},
};

/// The network peerings of a project; returned by [`Atlas::network_peerings`].
///
/// On AWS, the owner of the other network accepts the peering; on Google Cloud, the owner creates its counterpart. On
/// Azure, the owner grants a role to Atlas before. So [`wait_until_acceptable`](Self::wait_until_acceptable), accept it,
/// and [`wait_until_available`](Self::wait_until_available).
#[derive(Clone, Debug)]
pub struct NetworkPeerings {
    pub(crate) atlas: Atlas,
}

impl NetworkPeerings {
    /// Lists the peerings at one cloud provider: `AWS`, `AZURE` or `GCP`.
    #[doc = operation_doc!("listGroupPeers")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for peering in atlas.network_peerings().list("AWS").all().await? {
    ///     println!("{:?}: {:?}", peering.vpc_id, peering.status_name);
    /// }
    /// # });
    /// ```
    pub fn list(&self, provider: impl Into<CloudProvider>) -> List<NetworkPeering> {
        let provider = provider.into();
        List::new(&self.atlas, move |atlas, api| {
            let list = api.network_peering().list_group_peers().group_id(atlas.project_id()?);
            Ok(list.provider_name(checked_provider(&provider)?))
        })
    }

    /// Fetches a peering. Its state is `status_name` on AWS, and `status` at other providers.
    #[doc = operation_doc!("getGroupPeer")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) (`PEER_NOT_FOUND`) if the peering does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let peering = atlas.network_peerings().get("5f1a2b3c4d5e6f7a8b9c0d7b").await?;
    /// println!("{:?}", peering.connection_id);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<NetworkPeering> {
        Request::by_id(&self.atlas, id, |api, project, peering: NetworkPeeringId| {
            Ok(api.network_peering().get_group_peer().group_id(project).peer_id(peering))
        })
    }

    /// Starts creating a peering; returns its initial state.
    #[doc = operation_doc!("createGroupPeer")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; Atlas refuses
    /// networks that have a peering, or addresses in common.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::network_peering::NetworkPeeringSpec;
    ///
    /// let container = "5f1a2b3c4d5e6f7a8b9c0d7a";
    /// let vpc = ("eu-west-1", "123456789012", "vpc-0123456789abcdef0");
    /// let spec = NetworkPeeringSpec::aws(container, vpc.0, vpc.1, vpc.2, "10.15.0.0/16");
    /// let created = atlas.network_peerings().create(spec).await?;
    /// let id = created.id.clone().unwrap_or_default();
    /// let peering = atlas.network_peerings().wait_until_acceptable(id).await?;
    /// println!("accept {:?}", peering.connection_id);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: NetworkPeeringSpec) -> Request<NetworkPeering> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.network_peering().create_group_peer().group_id(project).body(spec.into_body()?))
        })
    }

    /// Replaces the properties of a peering, and returns its new state. The cloud provider cannot change.
    #[doc = operation_doc!("updateGroupPeer")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; otherwise
    /// as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::network_peering::NetworkPeeringSpec;
    ///
    /// let container = "5f1a2b3c4d5e6f7a8b9c0d7a";
    /// let vpc = ("eu-west-1", "123456789012", "vpc-0123456789abcdef0");
    /// let spec = NetworkPeeringSpec::aws(container, vpc.0, vpc.1, vpc.2, "10.16.0.0/16");
    /// atlas.network_peerings().replace("5f1a2b3c4d5e6f7a8b9c0d7b", spec).await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn replace(&self, id: impl Into<String>, spec: NetworkPeeringSpec) -> Request<NetworkPeering> {
        Request::by_id(&self.atlas, id, |api, project, peering: NetworkPeeringId| {
            let update = api.network_peering().update_group_peer().group_id(project).peer_id(peering);
            Ok(update.body(spec.into_body()?))
        })
    }

    /// Starts deleting a peering. Clients in the other network cannot connect through it anymore.
    #[doc = operation_doc!("deleteGroupPeer")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let peerings = atlas.network_peerings();
    /// peerings.delete("5f1a2b3c4d5e6f7a8b9c0d7b").confirm(Confirm::yes()).await?;
    /// peerings.wait_until_deleted("5f1a2b3c4d5e6f7a8b9c0d7b").await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = "will be deleted, and clients in the other network lose their connection";
        let impact = Impact::on("network peering", &*id, effect);
        let request = Request::by_id(&self.atlas, id, |api, project, peering: NetworkPeeringId| {
            Ok(api.network_peering().delete_group_peer().group_id(project).peer_id(peering))
        });
        Unconfirmed::new(request.map_call(Call::discard).deletes(), impact)
    }

    /// Waits until the owner of the other network can accept a peering, or it is available.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the peering failed or is being deleted.
    pub fn wait_until_acceptable(&self, id: impl Into<String>) -> Wait<NetworkPeering, Response<NetworkPeering>> {
        let id = id.into();
        let what = format!("network peering {id:?}");
        self.get(id).wait_for(what, states::NETWORK_PEERING_ACCEPTABLE).must_exist()
    }

    /// Waits until clients can connect through a peering, which someone has to accept.
    ///
    /// # Errors
    /// As [`wait_until_acceptable`](Self::wait_until_acceptable).
    pub fn wait_until_available(&self, id: impl Into<String>) -> Wait<NetworkPeering, Response<NetworkPeering>> {
        let id = id.into();
        let what = format!("network peering {id:?}");
        self.get(id).wait_for(what, states::NETWORK_PEERING_AVAILABLE).must_exist()
    }

    /// Waits until a peering is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if Atlas could not delete it.
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<NetworkPeering, ()> {
        let id = id.into();
        let what = format!("network peering {id:?}");
        self.get(id).wait_for(what, states::NETWORK_PEERING_DELETED).finishing(|_| Ok(()))
    }
}
