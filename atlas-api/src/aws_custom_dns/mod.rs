//! Custom DNS on AWS: names of hosts that resolve to private addresses within a VPC.

use crate::{Atlas, Request, model, operation_doc};

/// The custom DNS of a project's clusters on AWS; returned by [`Atlas::aws_custom_dns`].
///
/// It is for clients in a [peered](crate::network_peering) VPC that resolve names with a DNS server of their own.
#[doc(alias = "aws_clusters_dns")]
#[derive(Clone, Debug)]
pub struct AwsCustomDns {
    pub(crate) atlas: Atlas,
}

impl AwsCustomDns {
    /// Fetches whether custom DNS is enabled.
    #[doc = operation_doc!("getGroupAwsCustomDns")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert_eq!(atlas.aws_custom_dns().get().await?.enabled, Some(false));
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<model::AwsCustomDns> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.aws_clusters_dns().get_aws_custom_dns().group_id(project))
        })
    }

    /// Enables or disables custom DNS, and returns the new setting.
    #[doc = operation_doc!("toggleGroupAwsCustomDns")]
    /// Clients need the new connection strings of the clusters.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert_eq!(atlas.aws_custom_dns().set(true).await?.enabled, Some(true));
    /// # });
    /// ```
    #[doc(alias = "toggle")]
    #[inline]
    pub fn set(&self, enabled: bool) -> Request<model::AwsCustomDns> {
        Request::in_project(&self.atlas, |api, project| {
            let toggle = api.aws_clusters_dns().toggle_aws_custom_dns().group_id(project);
            Ok(toggle.body(model::AwsCustomDns::new().enabled(enabled)))
        })
    }
}
