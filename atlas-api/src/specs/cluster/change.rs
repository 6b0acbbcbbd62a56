//! Changes of single parts of an existing cluster.

use serde_json::{Map, Value};

use super::{
    ClusterRegion, ClusterShard, ClusterUpdate, NodesChange, ShardRef,
    layout_change::{Place, is_at, regions, regions_mut, remove_region, set_region},
    nodes::text,
    shards_change::{LayoutPatch, Shards, position_of, quoted, zones},
    update::lost_backups,
};
use crate::{
    Error,
    model::{CloudProvider, RegionName},
    object_id,
    specs::tag::Tag,
};

/// A change of single parts of a cluster, to [apply](crate::clusters::Clusters::modify) to its current configuration.
///
/// Changes are applied in their order. Regions are found by their provider and name: no id is needed. Shards are found by
/// their position or id, see [`ShardRef`].
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
    Nodes(Target, NodesChange),
    SetRegion(ClusterRegion),
    RemoveRegion(Place),
    AddShard(ClusterShard),
    CopyShard(ShardRef),
    RemoveShard(String),
    SetTag(Tag),
    RemoveTag(String),
}

/// The nodes that a change of nodes applies to.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    All,
    /// The nodes in a region, in each shard that has it.
    Region(Place),
    Shard(ShardRef),
    /// All shards of a zone.
    Zone(String),
}

/// The request that a change needs.
#[derive(Debug, PartialEq)]
pub(crate) struct ClusterPatch {
    /// The properties that differ; an empty object if none does.
    pub(crate) body: Value,
    /// The nodes, shards and backups that the cluster loses, such as `its nodes in AWS US_EAST_1`.
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
        self.steps.push(Step::Nodes(Target::All, nodes));
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
        self.steps.push(Step::Nodes(Target::Region((provider.into(), region.into())), nodes));
        self
    }

    /// Adds nodes in a region to each shard of all zones, or gives the region these nodes if the shard has it already.
    ///
    /// A new region is the last one for elections. It gets the disk size of the first region, and its auto-scaling unless
    /// it sets its own.
    #[inline]
    pub fn set_region(mut self, region: ClusterRegion) -> Self {
        self.steps.push(Step::SetRegion(region));
        self
    }

    /// Removes all nodes in a region from all shards. It requires a [confirmation](crate::clusters::ModifyCluster::confirm) if the cluster
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

/// Shards of a sharded cluster.
///
/// Atlas requires of all shards the same disk size, the same bounds of compute auto-scaling, and the same instance size if
/// one has local disks (`_NVME`). The shards of a zone have the same regions, and the same number of nodes of each kind.
/// All shards of a cluster that is not a global one are in the same zone. A change that violates a rule is an error.
impl ClusterChange {
    /// Changes the nodes of one shard in all of its regions, such as their instance size.
    ///
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::{ClusterChange, NodesChange, ReadLayout};
    ///
    /// # use atlas_api::clusters::{ClusterRegion, ClusterSpec};
    /// # let spec = ClusterSpec::sharded("sessions", 2, ClusterRegion::new("AWS", "US_EAST_1", "M30"));
    /// # atlas.clusters().create(spec).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let change = ClusterChange::new().shard(1, NodesChange::new().instance_size("M50"));
    /// let cluster = atlas.clusters().modify("sessions", change).await?;
    /// println!("{:?}", cluster.shards());
    /// # });
    /// ```
    #[doc(alias = "independent shard scaling")]
    pub fn shard(mut self, shard: impl Into<ShardRef>, nodes: NodesChange) -> Self {
        self.steps.push(Step::Nodes(Target::Shard(shard.into()), nodes));
        self
    }

    /// Changes the nodes of all shards of a zone of a global cluster, in all of their regions.
    #[doc(alias = "zoneName")]
    pub fn zone(mut self, name: impl Into<String>, nodes: NodesChange) -> Self {
        self.steps.push(Step::Nodes(Target::Zone(name.into()), nodes));
        self
    }

    /// Adds a shard, each time that the change is applied. It is the last one, and following changes apply to it too.
    ///
    /// Its zone is the only one of the cluster, unless it sets [another](ClusterShard::zone). It gets the disk size of the
    /// first shard, and its auto-scaling unless it sets its own. A replica set has no shards: an
    /// update with `ClusterInput::cluster_type` makes it a sharded cluster.
    #[inline]
    pub fn add_shard(mut self, shard: ClusterShard) -> Self {
        self.steps.push(Step::AddShard(shard));
        self
    }

    /// Adds a shard with the nodes of an existing one and in the same zone, each time that the change is applied. It is
    /// the last one, and following changes apply to it too.
    ///
    /// ```
    /// use atlas_api::clusters::{ClusterChange, NodesChange};
    ///
    /// // The third shard of a cluster with two shards.
    /// let change = ClusterChange::new().copy_shard(0).shard(2, NodesChange::new().instance_size("M50"));
    /// # let _ = change;
    /// ```
    pub fn copy_shard(mut self, shard: impl Into<ShardRef>) -> Self {
        self.steps.push(Step::CopyShard(shard.into()));
        self
    }

    /// Removes the shard with an id. Atlas moves its data to the other shards. It requires a
    /// [confirmation](crate::clusters::ModifyCluster::confirm) if the cluster has the shard, and changes nothing otherwise.
    ///
    /// There is no removal by position: the next shard would have the position of a removed one, and would be removed when
    /// the change is repeated. Other positions in the same change are those before the removal.
    ///
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, clusters::{ClusterChange, ReadLayout}};
    ///
    /// # use atlas_api::clusters::{ClusterRegion, ClusterSpec};
    /// # let spec = ClusterSpec::sharded("sessions", 2, ClusterRegion::new("AWS", "US_EAST_1", "M30"));
    /// # atlas.clusters().create(spec).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let cluster = atlas.clusters().get("sessions").await?;
    /// let cluster = cluster.as_cluster().expect("not a flex cluster");
    /// let id = cluster.shards()[1].id.clone().unwrap_or_default();
    /// let change = ClusterChange::new().remove_shard(id);
    /// let cluster = atlas.clusters().modify("sessions", change).confirm(Confirm::name("sessions")).await?;
    /// assert_eq!(cluster.shards().len(), 1);
    /// # });
    /// ```
    pub fn remove_shard(mut self, id: impl Into<String>) -> Self {
        self.steps.push(Step::RemoveShard(id.into()));
        self
    }
}

impl ClusterChange {
    /// Checks the rules that do not depend on the cluster.
    #[inline]
    pub(crate) fn check(&self) -> Result<(), Error> {
        for step in &self.steps {
            match step {
                Step::Nodes(target, nodes) => {
                    if let Target::Shard(shard) = target {
                        shard.check()?;
                    }
                    nodes.check()?;
                }
                Step::SetRegion(region) => region.check()?,
                Step::AddShard(shard) => shard.check()?,
                Step::CopyShard(shard) => shard.check()?,
                Step::RemoveShard(id) => object_id::parse("shard", id).map(drop)?,
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
        let mut shards = Shards::of(cluster);
        let tags_before = cluster["tags"].as_array().cloned().unwrap_or_default();
        let mut tags = tags_before.clone();
        for step in self.steps {
            let specs = &mut *shards.specs;
            match step {
                Step::Nodes(target, nodes) => change_nodes(specs, &target, &nodes)?,
                Step::SetRegion(region) => set_region(specs, &region)?,
                Step::RemoveRegion(place) => remove_region(specs, &place),
                Step::AddShard(shard) => shards.add(shard)?,
                Step::CopyShard(shard) => shards.copy(&shard)?,
                Step::RemoveShard(id) => shards.remove(id),
                Step::SetTag(tag) => set_tag(&mut tags, tag),
                Step::RemoveTag(key) => tags.retain(|tag| tag["key"] != *key),
            }
        }
        let mut body = Map::new();
        let LayoutPatch { specs, mut losses } = shards.finish(self.overrides_scaling)?;
        if let Some(specs) = specs {
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
fn change_nodes(specs: &mut [Value], target: &Target, nodes: &NodesChange) -> Result<(), Error> {
    let is_on_azure = specs.iter().flat_map(regions).any(|region| text(region, "providerName") == "AZURE");
    let position = match target {
        Target::Shard(shard) => Some(position_of(shard, specs)?),
        _ => None,
    };
    let mut found = false;
    for (at, spec) in specs.iter_mut().enumerate() {
        let is_changed = match target {
            Target::All | Target::Region(_) => true,
            Target::Shard(_) => position == Some(at),
            Target::Zone(name) => spec["zoneName"] == **name,
        };
        for region in spec.as_object_mut().filter(|_| is_changed).into_iter().flat_map(regions_mut) {
            if let Target::Region((provider, name)) = target
                && !is_at(region, (provider, name))
            {
                continue;
            }
            nodes.apply(region, is_on_azure)?;
            found = true;
        }
    }
    match target {
        Target::Region((provider, name)) if !found => {
            let rule = format!(
                "the cluster has no nodes in {:?} of {}; add them with `set_region`",
                name.as_str(),
                provider.as_str()
            );
            Err(Error::invalid_argument("region", rule))
        }
        Target::Zone(name) if !found => {
            let rule = format!("the cluster has no zone {name:?}; its zones are {}", quoted(&zones(specs)));
            Err(Error::invalid_argument("zone", rule))
        }
        _ => Ok(()),
    }
}

#[inline]
fn set_tag(tags: &mut Vec<Value>, tag: Tag) {
    if let Some(known) = tags.iter_mut().find(|known| known["key"] == *tag.key) {
        known["value"] = tag.value.into();
    } else {
        tags.push(serde_json::to_value(tag.into_body()).unwrap_or_default());
    }
}
