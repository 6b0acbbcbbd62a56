//! The instance sizes and regions that a project can use.

use atlas_gen::OperationBuilder;

use super::Clusters;
use crate::{
    List,
    model::{CloudProvider, ProviderRegions},
    operation_doc,
};

/// The filter of [`Clusters::list_regions`]. Its setters are [`List::cloud_provider`] and [`List::instance_size`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RegionFilter {
    providers: Option<Vec<String>>,
    instance_size: Option<String>,
}

impl List<ProviderRegions, RegionFilter> {
    /// Adds a cloud provider. Default: all.
    #[doc(alias = "providers")]
    pub fn cloud_provider(mut self, provider: impl Into<CloudProvider>) -> Self {
        self.filter_mut().providers.get_or_insert_default().push(provider.into().as_str().to_owned());
        self
    }

    /// Sets the instance size, such as `M30`. Default: all.
    #[doc(alias = "tier")]
    pub fn instance_size(mut self, size: impl Into<String>) -> Self {
        self.filter_mut().instance_size = Some(size.into());
        self
    }
}

/// Choices for new clusters.
impl Clusters {
    /// Lists the instance sizes of each cloud provider, with the regions in which the project can use them.
    #[doc = operation_doc!("listGroupClusterProviderRegions")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for provider in atlas.clusters().list_regions().cloud_provider("AWS").instance_size("M30").await? {
    ///     for size in provider.instance_sizes.into_iter().flatten() {
    ///         println!("{:?} in {} regions", size.name, size.available_regions.map_or(0, |regions| regions.len()));
    ///     }
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list_regions(&self) -> List<ProviderRegions, RegionFilter> {
        List::filtered(&self.atlas, RegionFilter::default(), |atlas, api, filter| {
            let list = api.clusters().list_cluster_provider_regions().group_id(atlas.project_id()?);
            let list = list.maybe(filter.providers.clone(), |list, providers| list.providers(providers));
            Ok(list.maybe(filter.instance_size.clone(), |list, size| list.tier(size)))
        })
    }
}
