//! The advanced options of a cluster: options of its servers, which the API calls process arguments.

use super::Clusters;
use crate::{
    Request,
    model::{AdvancedOptions, TlsProtocol},
    operation_doc,
    specs::check_not_empty,
};

/// Advanced options.
impl Clusters {
    /// Fetches the advanced options of a cluster: oplog, TLS, JavaScript and so on.
    #[doc = operation_doc!("getGroupClusterProcessArgs")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let options = atlas.clusters().advanced_options("orders").await?;
    /// println!("{:?}", options.minimum_enabled_tls_protocol);
    /// # });
    /// ```
    #[doc(alias("process_args", "get_single_cluster_advanced_options"))]
    pub fn advanced_options(&self, name: impl Into<String>) -> Request<AdvancedOptions> {
        self.atlas
            .cluster(name)
            .request(|api, project, name| Ok(api.clusters().get_process_args().group_id(project).cluster_name(name)))
    }

    /// Starts changing advanced options of a cluster; returns the new ones.
    #[doc = operation_doc!("updateGroupClusterProcessArgs")]
    /// Options that are set are sent, including `false` and zero. `None` is sent as `null`, which restores the default.
    /// Other options keep their values. A change of some options restarts the servers, one after the other.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the update is empty;
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::model::AdvancedOptions;
    ///
    /// let options = AdvancedOptions::new().javascript_enabled(false).oplog_min_retention_hours(48.0);
    /// let options = atlas.clusters().set_advanced_options("orders", options).await?;
    /// assert_eq!(options.javascript_enabled, Some(false));
    /// # });
    /// ```
    #[doc(alias = "modify_cluster_advanced_options")]
    pub fn set_advanced_options(&self, name: impl Into<String>, options: AdvancedOptions) -> Request<AdvancedOptions> {
        self.atlas.cluster(name).request(|api, project, name| {
            check_not_empty("advanced options", &options)?;
            Ok(api.clusters().update_process_args().group_id(project).cluster_name(name).body(options))
        })
    }

    /// Starts changing the oldest version of TLS that a cluster accepts; returns the new options.
    #[doc = operation_doc!("updateGroupClusterProcessArgs")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::model::TlsProtocol;
    ///
    /// let options = atlas.clusters().set_minimum_tls("orders", TlsProtocol::Tls12).await?;
    /// assert_eq!(options.minimum_enabled_tls_protocol, Some(TlsProtocol::Tls12));
    /// # });
    /// ```
    #[doc(alias = "modify_cluster_tls")]
    pub fn set_minimum_tls(&self, name: impl Into<String>, protocol: TlsProtocol) -> Request<AdvancedOptions> {
        self.set_advanced_options(name, AdvancedOptions::new().minimum_enabled_tls_protocol(protocol))
    }
}
