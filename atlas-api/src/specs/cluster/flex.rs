//! Specs of flex clusters.

use atlas_gen::types::{self, FlexClusterCreate, FlexProviderSettingsCreate};

use crate::{
    Error,
    model::{CloudProvider, RegionName},
    specs::{check_cluster_name, check_not_empty, tag::Tag},
};

/// A flex cluster to [create](crate::flex_clusters::FlexClusters::create): a small cluster on shared infrastructure that scales with
/// its load.
///
/// Only properties that are set are sent. Atlas applies its defaults to the others.
///
/// ```
/// use atlas_api::specs::FlexClusterSpec;
///
/// let spec = FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1").tag("team", "finance");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct FlexClusterSpec {
    name: String,
    provider: CloudProvider,
    region: RegionName,
    tags: Vec<Tag>,
    termination_protection: Option<bool>,
}

impl FlexClusterSpec {
    /// Returns a spec of a flex cluster in this region of this cloud provider.
    ///
    /// The name consists of ASCII letters, digits and hyphens, without a leading hyphen. Providers are `AWS`, `AZURE`
    /// and `GCP`. Regions have Atlas's names, such as `US_EAST_1`.
    pub fn new(name: impl Into<String>, provider: impl Into<CloudProvider>, region: impl Into<RegionName>) -> Self {
        let (provider, region) = (provider.into(), region.into());
        Self { name: name.into(), provider, region, tags: Vec::new(), termination_protection: None }
    }

    /// Sets whether Atlas rejects requests to delete the cluster. Default: disabled.
    #[inline]
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.termination_protection = Some(enabled);
        self
    }

    /// Adds a tag. The key and the value have 1 to 255 characters each. Default: no tags.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(Tag { key: key.into(), value: value.into() });
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<FlexClusterCreate, Error> {
        check_cluster_name("cluster", &self.name)?;
        self.tags.iter().try_for_each(Tag::check)?;
        let provider = FlexProviderSettingsCreate::new()
            .backing_provider_name(self.provider.as_str())
            .region_name(self.region.to_string());
        let mut body = FlexClusterCreate::new().name(self.name).provider_settings(provider);
        if !self.tags.is_empty() {
            body = body.tags(self.tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        if let Some(enabled) = self.termination_protection {
            body = body.termination_protection_enabled(enabled);
        }
        Ok(body)
    }
}

/// An [update](crate::flex_clusters::FlexClusters::update) of a flex cluster.
///
/// Only properties that are set are sent, and the others keep their values. Setting tags replaces the whole list of
/// tags.
///
/// ```
/// use atlas_api::specs::FlexClusterUpdate;
///
/// let spec = FlexClusterUpdate::new().termination_protection(true).clear_tags();
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct FlexClusterUpdate {
    tags: Option<Vec<Tag>>,
    termination_protection: Option<bool>,
}

impl FlexClusterUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether Atlas rejects requests to delete the cluster.
    #[inline]
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.termination_protection = Some(enabled);
        self
    }

    /// Adds a tag to the list that replaces the cluster's tags. The key and the value have 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// Removes all tags: those of the cluster, and those added to this update earlier.
    #[inline]
    pub fn clear_tags(mut self) -> Self {
        self.tags = Some(Vec::new());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<types::FlexClusterUpdate, Error> {
        let mut body = types::FlexClusterUpdate::new();
        if let Some(tags) = self.tags {
            tags.iter().try_for_each(Tag::check)?;
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        if let Some(enabled) = self.termination_protection {
            body = body.termination_protection_enabled(enabled);
        }
        check_not_empty("cluster", &body)?;
        Ok(body)
    }
}
