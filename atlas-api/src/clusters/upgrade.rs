//! Upgrades of free clusters.

use atlas_gen::types::{ClusterProviderSettingsInput, LegacyAtlasTenantClusterUpgradeRequest};

use super::{ClusterRegion, Clusters};
use crate::{
    Error, Request,
    model::{CloudProvider, RegionName, UpgradedCluster},
    operation_doc,
};

/// Upgrades of free clusters. For flex clusters, see
/// [`FlexClusters::upgrade_to_dedicated`](crate::flex_clusters::FlexClusters::upgrade_to_dedicated).
impl Clusters {
    /// Starts upgrading a free cluster to a dedicated one, which keeps its name, its id and its data.
    #[doc = operation_doc!("upgradeGroupClusterTenantUpgrade")]
    /// The region has three electable nodes. Other nodes and auto-scaling are set by an [update](Self::update) afterwards.
    /// [`wait_until_idle`](Self::wait_until_idle) waits for the end of the upgrade. It cannot be undone, and Atlas charges
    /// for the new size.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the region is invalid, or sets nodes or auto-scaling;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::{ClusterRegion, ClusterSpec};
    ///
    /// let clusters = atlas.clusters();
    /// clusters.create(ClusterSpec::free("trial", "AWS", "US_EAST_1")).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// clusters.upgrade_to_dedicated("trial", ClusterRegion::new("AWS", "US_EAST_1", "M10")).await?;
    /// # });
    /// ```
    #[doc(alias = "tenantUpgrade")]
    pub fn upgrade_to_dedicated(&self, name: impl Into<String>, region: ClusterRegion) -> Request<UpgradedCluster> {
        self.upgrade(name, || region.into_upgrade())
    }

    /// Starts upgrading a free cluster to a flex cluster, which keeps its name, its id and its data.
    #[doc = operation_doc!("upgradeGroupClusterTenantUpgrade")]
    /// [`wait_until_idle`](Self::wait_until_idle) waits for the end of the upgrade. It cannot be undone.
    ///
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::ClusterSpec;
    ///
    /// let clusters = atlas.clusters();
    /// clusters.create(ClusterSpec::free("trial", "AWS", "US_EAST_1")).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// clusters.upgrade_to_flex("trial", "AWS", "US_EAST_1").await?;
    /// # });
    /// ```
    pub fn upgrade_to_flex(
        &self,
        name: impl Into<String>,
        provider: impl Into<CloudProvider>,
        region: impl Into<RegionName>,
    ) -> Request<UpgradedCluster> {
        let (provider, region) = (provider.into(), region.into());
        self.upgrade(name, || {
            let settings = ClusterProviderSettingsInput::new().provider_name("FLEX").instance_size_name("FLEX");
            Ok(settings.backing_provider_name(provider.as_str()).region_name(region.as_str()))
        })
    }

    fn upgrade(
        &self,
        name: impl Into<String>,
        settings: impl FnOnce() -> Result<ClusterProviderSettingsInput, Error>,
    ) -> Request<UpgradedCluster> {
        self.atlas.cluster(name).request(|api, project, name| {
            let body = LegacyAtlasTenantClusterUpgradeRequest::new().name(name).provider_settings(settings()?);
            Ok(api.clusters().upgrade_tenant_upgrade().group_id(project).body(body))
        })
    }
}
