//! VPC peerings of stream processing.

use atlas_gen::types::VpcPeeringActionChallenge;

use super::StreamVpcPeeringId;
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::StreamVpcPeering,
    operation_doc,
    specs::{check_aws_account, check_prefix},
};

/// The peerings of networks on AWS with stream processing; returned by
/// [`Streams::vpc_peerings`](super::Streams::vpc_peerings).
///
/// The owner of a network requests a peering at AWS, with the [account](super::Streams::account) of stream processing.
/// Then [`accept`](Self::accept) it.
#[derive(Clone, Debug)]
pub struct StreamVpcPeerings {
    pub(super) atlas: Atlas,
}

impl StreamVpcPeerings {
    /// Lists the peerings that an AWS account has requested.
    #[doc = operation_doc!("listGroupStreamVpcPeeringConnections")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the account is not a number of 12 digits.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for peering in atlas.streams().vpc_peerings().list("123456789012").all().await? {
    ///     println!("{:?}: {:?}", peering.name, peering.cloud_status);
    /// }
    /// # });
    /// ```
    pub fn list(&self, account: impl Into<String>) -> List<StreamVpcPeering> {
        let account = account.into();
        List::new(&self.atlas, move |atlas, api| {
            check_aws_account(&account)?;
            let list = api.streams().list_vpc_peering_connections().group_id(atlas.project_id()?);
            Ok(list.requester_account_id(account.as_str()))
        })
    }

    /// Lists the active peerings of all accounts.
    #[doc = operation_doc!("listGroupStreamActiveVpcPeeringConnections")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let active = atlas.streams().vpc_peerings().list_active().all().await?;
    /// println!("{:?}", active.iter().map(|peering| &peering.requester_vpc_id).collect::<Vec<_>>());
    /// # });
    /// ```
    #[inline]
    pub fn list_active(&self) -> List<StreamVpcPeering> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.streams().list_active_peering_connections().group_id(atlas.project_id()?))
        })
    }

    /// Accepts a peering. The number of the account and the id of the VPC that request it must match.
    #[doc = operation_doc!("acceptGroupStreamVpcPeeringConnection")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if an argument is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the peering does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let (id, account, vpc) = ("5f1a2b3c4d5e6f7a8b9c0d9c", "123456789012", "vpc-0123456789abcdef0");
    /// atlas.streams().vpc_peerings().accept(id, account, vpc).await?;
    /// # });
    /// ```
    pub fn accept(&self, id: impl Into<String>, account: impl Into<String>, vpc: impl Into<String>) -> Request<()> {
        let (account, vpc) = (account.into(), vpc.into());
        Request::by_id(&self.atlas, id, |api, project, peering: StreamVpcPeeringId| {
            check_aws_account(&account)?;
            check_prefix("VPC", &vpc, "vpc-", "vpc-0123456789abcdef0")?;
            let accept = api.streams().accept_vpc_peering_connection().group_id(project).id(peering);
            Ok(accept.body(VpcPeeringActionChallenge::new().requester_account_id(account).requester_vpc_id(vpc)))
        })
    }

    /// Rejects a peering. The owner of the network has to request it again.
    #[doc = operation_doc!("rejectGroupStreamVpcPeeringConnection")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the peering does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.streams().vpc_peerings().reject("5f1a2b3c4d5e6f7a8b9c0d9c").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn reject(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on("VPC peering", &*id, "will be rejected, and has to be requested again");
        let request = Request::by_id(&self.atlas, id, |api, project, peering: StreamVpcPeeringId| {
            Ok(api.streams().reject_vpc_peering_connection().group_id(project).id(peering))
        });
        Unconfirmed::new(request, impact)
    }

    /// Starts deleting a peering. Connections that use it stop working.
    #[doc = operation_doc!("deleteGroupStreamVpcPeeringConnection")]
    /// # Errors
    /// As [`reject`](Self::reject).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.streams().vpc_peerings().delete("5f1a2b3c4d5e6f7a8b9c0d9c").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = "will be deleted, and stream connections that use it stop working";
        let impact = Impact::on("VPC peering", &*id, effect);
        let request = Request::by_id(&self.atlas, id, |api, project, peering: StreamVpcPeeringId| {
            Ok(api.streams().delete_vpc_peering_connection().group_id(project).id(peering))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}
