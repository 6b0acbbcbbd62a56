//! The specs of flex clusters.

use atlas_gen::types::{FlexClusterCreate, FlexClusterUpdate, FlexProviderSettingsCreate};

use crate::{
    Error,
    model::{CloudProvider, RegionName},
    specs::{check_cluster_name, tag::Tag},
};

/// A flex cluster to be [created](crate::FlexClusters::create): a small one on shared machines, which grows with its use.
///
/// Only what is set is sent.
///
/// ```
/// use atlas_api::specs::FlexClusterSpecs;
///
/// let spec = FlexClusterSpecs::new("Flex0", "AWS", "US_EAST_1").tag("team", "finance");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct FlexClusterSpecs {
    name: String,
    provider: CloudProvider,
    region: RegionName,
    tags: Vec<Tag>,
    termination_protection: Option<bool>,
}

impl FlexClusterSpecs {
    /// A flex cluster on the machines of this provider.
    pub fn new(name: impl Into<String>, provider: impl Into<CloudProvider>, region: impl Into<RegionName>) -> Self {
        let (provider, region) = (provider.into(), region.into());
        Self { name: name.into(), provider, region, tags: Vec::new(), termination_protection: None }
    }

    /// Whether Atlas refuses to delete the cluster. It deletes it unless it is told.
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.termination_protection = Some(enabled);
        self
    }

    /// Adds a tag: a key and a value of 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(Tag { key: key.into(), value: value.into() });
        self
    }

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

/// What is to [change](crate::FlexClusters::update) of a flex cluster.
///
/// Only what is set is sent, and tags that are sent replace those that were there.
///
/// ```
/// use atlas_api::specs::FlexClusterUpdateSpecs;
///
/// let spec = FlexClusterUpdateSpecs::new().termination_protection(true).clear_tags();
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `update`"]
pub struct FlexClusterUpdateSpecs {
    tags: Option<Vec<Tag>>,
    termination_protection: Option<bool>,
}

impl FlexClusterUpdateSpecs {
    /// A spec that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether Atlas refuses to delete the cluster.
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.termination_protection = Some(enabled);
        self
    }

    /// Adds a tag to the list that replaces the cluster's: a key and a value of 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// Takes all tags away.
    pub fn clear_tags(mut self) -> Self {
        self.tags = Some(Vec::new());
        self
    }

    pub(crate) fn into_body(self) -> Result<FlexClusterUpdate, Error> {
        let mut body = FlexClusterUpdate::new();
        if let Some(tags) = self.tags {
            tags.iter().try_for_each(Tag::check)?;
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        if let Some(enabled) = self.termination_protection {
            body = body.termination_protection_enabled(enabled);
        }
        if body == FlexClusterUpdate::default() {
            return Err(Error::invalid_argument("cluster", "nothing is set in the spec, so that nothing would change"));
        }
        Ok(body)
    }
}
