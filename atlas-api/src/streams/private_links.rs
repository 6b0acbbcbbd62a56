//! Private links of stream processing.

use atlas_gen::types::StreamsPrivateLinkConnectionRequest;

use super::{StreamPrivateLinkId, StreamPrivateLinkSpec};
use crate::{
    Atlas, Impact, List, Request, Response, Unconfirmed,
    model::StreamPrivateLink,
    operation_doc,
    specs::check_length,
    wait::{Wait, states},
};

/// The private links of stream processing to services at cloud providers; returned by
/// [`Streams::private_links`](super::Streams::private_links).
///
/// A [connection](super::StreamConnectionSpec::private_link) of a workspace uses a private link by its id.
#[derive(Clone, Debug)]
pub struct StreamPrivateLinks {
    pub(super) atlas: Atlas,
}

impl StreamPrivateLinks {
    /// Lists the private links of the project.
    #[doc = operation_doc!("listGroupStreamPrivateLinkConnections")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for link in atlas.streams().private_links().list().all().await? {
    ///     println!("{:?}: {:?}", link.vendor, link.state);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<StreamPrivateLink> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.streams().list_private_link_connections().group_id(atlas.project_id()?))
        })
    }

    /// Fetches a private link by its id.
    #[doc = operation_doc!("getGroupStreamPrivateLinkConnection")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the private link does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let link = atlas.streams().private_links().get("5f1a2b3c4d5e6f7a8b9c0d9b").await?;
    /// println!("{:?}", link.interface_endpoint_id);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<StreamPrivateLink> {
        Request::by_id(&self.atlas, id, |api, project, link: StreamPrivateLinkId| {
            Ok(api.streams().get_private_link_connection().group_id(project).connection_id(link))
        })
    }

    /// Starts creating a private link; returns its initial state.
    #[doc = operation_doc!("createGroupStreamPrivateLinkConnection")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamPrivateLinkSpec;
    ///
    /// let links = atlas.streams().private_links();
    /// let spec = StreamPrivateLinkSpec::new("AWS", "S3").region("us-east-1").service_endpoint("com.amazonaws.us-east-1.s3");
    /// let created = links.create(spec).await?;
    /// links.wait_until_available(created.id.clone().unwrap_or_default()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: StreamPrivateLinkSpec) -> Request<StreamPrivateLink> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.streams().create_private_link_connection().group_id(project).body(spec.into_body()?))
        })
    }

    /// Sets the domain of a private link, the only property that can change, and returns the private link.
    #[doc = operation_doc!("updateGroupStreamPrivateLinkConnection")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the domain is empty; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let links = atlas.streams().private_links();
    /// let link = links.set_dns_domain("5f1a2b3c4d5e6f7a8b9c0d9b", "kafka.example.com").await?;
    /// assert_eq!(link.dns_domain.as_deref(), Some("kafka.example.com"));
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn set_dns_domain(&self, id: impl Into<String>, domain: impl Into<String>) -> Request<StreamPrivateLink> {
        let domain = domain.into();
        Request::by_id(&self.atlas, id, |api, project, link: StreamPrivateLinkId| {
            check_length("DNS domain", &domain, 1..=usize::MAX)?;
            let update = api.streams().update_private_link_connection().group_id(project).connection_id(link);
            Ok(update.body(StreamsPrivateLinkConnectionRequest::new().dns_domain(domain)))
        })
    }

    /// Starts deleting a private link. Connections that use it stop working.
    #[doc = operation_doc!("deleteGroupStreamPrivateLinkConnection")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let links = atlas.streams().private_links();
    /// links.delete("5f1a2b3c4d5e6f7a8b9c0d9b").confirm(Confirm::yes()).await?;
    /// links.wait_until_deleted("5f1a2b3c4d5e6f7a8b9c0d9b").await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = "will be deleted, and stream connections that use it stop working";
        let impact = Impact::on("private link", &*id, effect);
        let request = Request::by_id(&self.atlas, id, |api, project, link: StreamPrivateLinkId| {
            Ok(api.streams().delete_private_link_connection().group_id(project).connection_id(link))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until connections can use a private link.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the private link failed, is being
    /// deleted or does not exist.
    pub fn wait_until_available(&self, id: impl Into<String>) -> Wait<StreamPrivateLink, Response<StreamPrivateLink>> {
        let id = id.into();
        let what = format!("private link {id:?}");
        self.get(id).wait_for(what, states::STREAM_PRIVATE_LINK_AVAILABLE).must_exist()
    }

    /// Waits until a private link is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if Atlas could not delete it.
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<StreamPrivateLink, ()> {
        let id = id.into();
        let what = format!("private link {id:?}");
        self.get(id).wait_for(what, states::STREAM_PRIVATE_LINK_DELETED).finishing(|_| Ok(()))
    }
}
