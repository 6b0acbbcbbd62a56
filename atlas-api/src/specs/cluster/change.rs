//! Changes of single parts of an existing cluster.

use serde_json::{Map, Value};

use super::{
    ClusterRegion, ClusterUpdate, NodesChange,
    layout_change::{
        Place, check, differs, is_at, layout_of, regions_mut, remove_region, removed_regions, renumber, set_region,
    },
    update::lost_backups,
};
use crate::{
    Error,
    model::{CloudProvider, RegionName},
    specs::tag::Tag,
};

/// A change of single parts of a cluster, to [apply](crate::clusters::Clusters::modify) to its current configuration.
///
/// Changes are applied in their order. Regions are found by their provider and name: no id is needed.
///
/// ```
/// use atlas_api::clusters::{ClusterChange, ClusterRegion, ClusterUpdate, NodesChange};
///
/// let change = ClusterChange::new()
///     .instance_size("M30")
///     .disk_size_gb(100.0)
///     .region("AWS", "US_EAST_1", NodesChange::new().electable_nodes(2))
///     .set_region(ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(1))
///     .remove_tag("trial")
///     .and(ClusterUpdate::new().mongodb_version("8.0"));
/// # let _ = change;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a change has no effect by itself; pass it to `modify`"]
pub struct ClusterChange {
    steps: Vec<Step>,
    update: Option<ClusterUpdate>,
    overrides_scaling: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Nodes in one region, or in all of them.
    Nodes(Option<Place>, NodesChange),
    SetRegion(ClusterRegion),
    RemoveRegion(Place),
    SetTag(Tag),
    RemoveTag(String),
}

/// The request that a change needs.
#[derive(Debug, PartialEq)]
pub(crate) struct ClusterPatch {
    /// The properties that differ; an empty object if none does.
    pub(crate) body: Value,
    /// The nodes and backups that the cluster loses, such as `its nodes in AWS US_EAST_1`.
    pub(crate) losses: Vec<String>,
}

/// Nodes in all regions.
impl ClusterChange {
    /// Returns a change without effect.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Changes the nodes in all regions of all shards.
    #[inline]
    pub fn all_regions(mut self, nodes: NodesChange) -> Self {
        self.steps.push(Step::Nodes(None, nodes));
        self
    }

    /// Sets the instance size of all electable and read-only nodes; see [`NodesChange::instance_size`].
    pub fn instance_size(self, size: impl Into<String>) -> Self {
        self.all_regions(NodesChange::new().instance_size(size))
    }

    /// Sets the disk size of all nodes in gigabytes; see [`NodesChange::disk_size_gb`].
    #[inline]
    pub fn disk_size_gb(self, size: f64) -> Self {
        self.all_regions(NodesChange::new().disk_size_gb(size))
    }

    /// Enables auto-scaling of compute between two instance sizes, and of the disk, or changes the bounds.
    pub fn auto_scale(self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.all_regions(NodesChange::new().scale_compute(smallest, largest).scale_disk(true))
    }

    /// Allows the change to replace an instance size where compute auto-scaling is enabled. Default: it is an error,
    /// because auto-scaling may have chosen the size.
    ///
    /// Without it, a size is replaced only if the change also moves the bounds so that they exclude it.
    #[inline]
    pub fn override_auto_scaling(mut self) -> Self {
        self.overrides_scaling = true;
        self
    }
}

/// Regions, tags and other properties.
impl ClusterChange {
    /// Changes the nodes in a region that the cluster has, in each shard with nodes there.
    pub fn region(
        mut self,
        provider: impl Into<CloudProvider>,
        region: impl Into<RegionName>,
        nodes: NodesChange,
    ) -> Self {
        self.steps.push(Step::Nodes(Some((provider.into(), region.into())), nodes));
        self
    }

    /// Adds nodes in a region to each shard, or gives the region these nodes if the shard has it already.
    ///
    /// A new region is the last one for elections. It gets the disk size of the first region, and its auto-scaling unless
    /// it sets its own.
    #[inline]
    pub fn set_region(mut self, region: ClusterRegion) -> Self {
        self.steps.push(Step::SetRegion(region));
        self
    }

    /// Removes all nodes in a region. It requires a [confirmation](crate::clusters::ModifyCluster::confirm) if the cluster
    /// has nodes there.
    pub fn remove_region(mut self, provider: impl Into<CloudProvider>, region: impl Into<RegionName>) -> Self {
        self.steps.push(Step::RemoveRegion((provider.into(), region.into())));
        self
    }

    /// Sets the value of one tag, and keeps the others. The key and the value have 1 to 255 characters each.
    pub fn set_tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.steps.push(Step::SetTag(Tag { key: key.into(), value: value.into() }));
        self
    }

    /// Removes the tag with a key, and keeps the others.
    pub fn remove_tag(mut self, key: impl Into<String>) -> Self {
        self.steps.push(Step::RemoveTag(key.into()));
        self
    }

    /// Changes other properties of the cluster, in the same request. The update cannot have tags or nodes, which would
    /// replace those of the cluster. A second update replaces the first one. One that disables backups requires a
    /// [confirmation](crate::clusters::ModifyCluster::confirm) if the cluster has them.
    #[inline]
    pub fn and(mut self, update: ClusterUpdate) -> Self {
        self.update = Some(update);
        self
    }
}

impl ClusterChange {
    /// Checks the rules that do not depend on the cluster.
    #[inline]
    pub(crate) fn check(&self) -> Result<(), Error> {
        for step in &self.steps {
            match step {
                Step::Nodes(_, nodes) => nodes.check()?,
                Step::SetRegion(region) => region.check()?,
                Step::SetTag(tag) => tag.check()?,
                Step::RemoveRegion(_) | Step::RemoveTag(_) => {}
            }
        }
        let Some(update) = &self.update else { return Ok(()) };
        if update.replaces_lists() {
            let rule = "would replace all tags or nodes; use `set_tag`, `region` and `set_region`, or `update`";
            return Err(Error::invalid_argument("cluster", rule));
        }
        update.clone().into_body().map(drop)
    }

    /// Returns the properties of a cluster that the change gives other values. The layout has everything of the response,
    /// so that ids and unknown properties are kept.
    #[inline]
    pub(crate) fn patch_for(self, cluster: &Value) -> Result<ClusterPatch, Error> {
        let before = layout_of(cluster);
        let mut specs = before.clone();
        let tags_before = cluster["tags"].as_array().cloned().unwrap_or_default();
        let mut tags = tags_before.clone();
        for step in self.steps {
            match step {
                Step::Nodes(place, nodes) => change_nodes(&mut specs, place.as_ref(), &nodes)?,
                Step::SetRegion(region) => set_region(&mut specs, &region)?,
                Step::RemoveRegion(place) => remove_region(&mut specs, &place),
                Step::SetTag(tag) => set_tag(&mut tags, tag),
                Step::RemoveTag(key) => tags.retain(|tag| tag["key"] != *key),
            }
        }
        before.iter().zip(&mut specs).for_each(|(before, spec)| renumber(before, spec));
        let mut body = Map::new();
        let changed = differs(&before, &specs);
        if changed {
            if regions(&before).any(|region| region["providerName"] == "TENANT") {
                let rule = "nodes of a free cluster are not configurable; change other properties only";
                return Err(Error::invalid_argument("cluster", rule));
            }
            check(&before, &specs, self.overrides_scaling)?;
        }
        let removed = removed_regions(&before, &specs);
        let nodes = (!removed.is_empty()).then(|| format!("its nodes in {}", removed.join(" and ")));
        let mut losses: Vec<String> = nodes.into_iter().collect();
        if changed {
            body.insert("replicationSpecs".to_owned(), specs.into());
        }
        if tags != tags_before {
            body.insert("tags".to_owned(), tags.into());
        }
        if let Some(update) = self.update {
            let settings = serde_json::to_value(update.into_body()?).unwrap_or_default();
            let settings = settings.as_object().cloned().unwrap_or_default();
            body.extend(settings.into_iter().filter(|(name, value)| cluster.get(name) != Some(value)));
        }
        let setting = |name: &str| body.get(name).and_then(Value::as_bool);
        losses.extend(lost_backups(setting("backupEnabled"), setting("pitEnabled")).map(str::to_owned));
        Ok(ClusterPatch { body: body.into(), losses })
    }
}

#[inline]
fn change_nodes(specs: &mut [Value], place: Option<&Place>, nodes: &NodesChange) -> Result<(), Error> {
    let is_on_azure = regions(specs).any(|region| region["providerName"] == "AZURE");
    let mut found = false;
    for region in specs.iter_mut().filter_map(Value::as_object_mut).flat_map(regions_mut) {
        if place.is_none_or(|(provider, name)| is_at(region, (provider, name))) {
            nodes.apply(region, is_on_azure)?;
            found = true;
        }
    }
    match place {
        Some((provider, name)) if !found => {
            let rule = format!(
                "the cluster has no nodes in {:?} of {}; add them with `set_region`",
                name.as_str(),
                provider.as_str()
            );
            Err(Error::invalid_argument("region", rule))
        }
        _ => Ok(()),
    }
}

/// Returns the regions of all shards.
#[inline]
fn regions(specs: &[Value]) -> impl Iterator<Item = &Value> {
    specs.iter().filter_map(|spec| spec["regionConfigs"].as_array()).flatten()
}

#[inline]
fn set_tag(tags: &mut Vec<Value>, tag: Tag) {
    if let Some(known) = tags.iter_mut().find(|known| known["key"] == *tag.key) {
        known["value"] = tag.value.into();
    } else {
        tags.push(serde_json::to_value(tag.into_body()).unwrap_or_default());
    }
}
