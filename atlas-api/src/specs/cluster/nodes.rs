//! Changes of the nodes in a region of an existing cluster.

use serde_json::{Map, Value, json};

use super::{
    hardware::{check_bounds, check_disk, check_size, has_local_disk, set_size},
    region::check_disk_options,
};
use crate::{
    Error,
    model::{CloudProvider, VolumeType},
};

pub(super) const ELECTABLE: &str = "electableSpecs";
pub(super) const READ_ONLY: &str = "readOnlySpecs";
pub(super) const ANALYTICS: &str = "analyticsSpecs";

/// A change of nodes, for one region or for all regions of a [`ClusterChange`](super::ClusterChange). Properties that are
/// not set keep their values.
///
/// ```
/// use atlas_api::specs::{ClusterChange, NodesChange};
///
/// let nodes = NodesChange::new().electable_nodes(5).analytics_nodes(1).analytics_size("M40");
/// let change = ClusterChange::new().region("AWS", "US_EAST_1", nodes);
/// # let _ = change;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a change has no effect by itself; pass it to `ClusterChange`"]
pub struct NodesChange {
    pub(super) size: Option<String>,
    pub(super) analytics_size: Option<String>,
    pub(super) electable: Option<u8>,
    pub(super) read_only: Option<u8>,
    pub(super) analytics: Option<u8>,
    /// The bounds of auto-scaling; `Some(None)` disables it.
    pub(super) compute: Option<Option<(String, String)>>,
    pub(super) analytics_compute: Option<Option<(String, String)>>,
    pub(super) disk: Option<bool>,
    pub(super) disk_size_gb: Option<f64>,
    pub(super) iops: Option<i32>,
    pub(super) volume: Option<VolumeType>,
}

/// Nodes.
impl NodesChange {
    /// Returns a change without effect.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the instance size of the electable and read-only nodes, which have the same in all regions of a shard.
    ///
    /// The IOPS and the volume type belong to the old size. Atlas applies its defaults, unless the change sets them.
    pub fn instance_size(mut self, size: impl Into<String>) -> Self {
        self.size = Some(size.into());
        self
    }

    /// Sets the instance size of the analytics nodes.
    pub fn analytics_size(mut self, size: impl Into<String>) -> Self {
        self.analytics_size = Some(size.into());
        self
    }

    /// Sets the number of nodes that can become primary. All regions of a shard together have 3, 5 or 7.
    #[inline]
    pub fn electable_nodes(mut self, count: u8) -> Self {
        self.electable = Some(count);
        self
    }

    /// Sets the number of read-only nodes.
    #[inline]
    pub fn read_only_nodes(mut self, count: u8) -> Self {
        self.read_only = Some(count);
        self
    }

    /// Sets the number of analytics nodes. The first ones get the instance size of the other nodes, unless the change sets
    /// [another](Self::analytics_size).
    #[inline]
    pub fn analytics_nodes(mut self, count: u8) -> Self {
        self.analytics = Some(count);
        self
    }
}

/// Auto-scaling and disks.
impl NodesChange {
    /// Enables compute auto-scaling between these two instance sizes, or changes its bounds.
    pub fn scale_compute(mut self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.compute = Some(Some((smallest.into(), largest.into())));
        self
    }

    /// Disables compute auto-scaling. The nodes keep the size that they have now.
    #[inline]
    pub fn stop_scaling_compute(mut self) -> Self {
        self.compute = Some(None);
        self
    }

    /// Enables compute auto-scaling of the analytics nodes, or changes its bounds.
    pub fn scale_analytics(mut self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.analytics_compute = Some(Some((smallest.into(), largest.into())));
        self
    }

    /// Disables compute auto-scaling of the analytics nodes.
    #[inline]
    pub fn stop_scaling_analytics(mut self) -> Self {
        self.analytics_compute = Some(None);
        self
    }

    /// Sets whether Atlas enlarges the disk when it fills up.
    #[inline]
    pub fn scale_disk(mut self, enabled: bool) -> Self {
        self.disk = Some(enabled);
        self
    }

    /// Sets the disk size of each node in gigabytes. Atlas refuses a disk that is too small for the data.
    #[doc(alias = "diskSizeGB")]
    #[inline]
    pub fn disk_size_gb(mut self, size: f64) -> Self {
        self.disk_size_gb = Some(size);
        self
    }

    /// Sets the input and output operations per second of each node's disk, on AWS or Azure.
    #[doc(alias = "diskIOPS")]
    #[inline]
    pub fn disk_iops(mut self, rate: i32) -> Self {
        self.iops = Some(rate);
        self
    }

    /// Sets the type of the volumes on AWS, such as `PROVISIONED`.
    #[doc(alias = "ebsVolumeType")]
    pub fn volume_type(mut self, volume: impl Into<VolumeType>) -> Self {
        self.volume = Some(volume.into());
        self
    }
}

impl NodesChange {
    /// Checks the rules that do not depend on the cluster.
    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        [&self.size, &self.analytics_size].into_iter().flatten().try_for_each(|size| check_size(size))?;
        let bounds = [(&self.size, &self.compute), (&self.analytics_size, &self.analytics_compute)];
        for (size, bounds) in bounds {
            if let Some(Some(bounds)) = bounds {
                check_bounds(size.as_deref(), bounds)?;
            }
        }
        // The provider is not known here.
        self.disk_size_gb.map_or(Ok(()), |size| check_disk(size, true))?;
        check_disk_options(&CloudProvider::Aws, self.iops, None)
    }

    /// Applies the change to the JSON of a region. On Azure, the disks of all regions can be smaller.
    #[inline]
    pub(super) fn apply(&self, region: &mut Map<String, Value>, is_on_azure: bool) -> Result<(), Error> {
        let provider = CloudProvider::from(region.get("providerName").and_then(Value::as_str).unwrap_or_default());
        check_disk_options(&provider, self.iops, self.volume.as_ref())?;
        self.set_sizes(region);
        for (nodes, count) in [(ELECTABLE, self.electable), (READ_ONLY, self.read_only), (ANALYTICS, self.analytics)] {
            if let Some(count) = count {
                self.set_count(region, nodes, count);
            }
        }
        for nodes in [ELECTABLE, READ_ONLY, ANALYTICS] {
            let Some(hardware) = region.get_mut(nodes).and_then(Value::as_object_mut) else { continue };
            if let Some(size) = self.disk_size_gb {
                check_disk(size, is_on_azure)?;
                if has_local_disk(text(hardware, "instanceSize")) {
                    let rule = "not configurable for an instance size with local disks (`_NVME`); leave it out";
                    return Err(Error::invalid_argument("disk size", rule));
                }
                set_number(hardware, "diskSizeGB", size.into(), size);
            }
            if let Some(rate) = self.iops {
                set_number(hardware, "diskIOPS", rate.into(), rate.into());
            }
            if let Some(volume) = &self.volume {
                hardware.insert("ebsVolumeType".to_owned(), volume.as_str().into());
            }
        }
        if let Some(bounds) = &self.compute {
            set_compute(region, "autoScaling", bounds.as_ref());
        }
        if let Some(bounds) = &self.analytics_compute {
            set_compute(region, "analyticsAutoScaling", bounds.as_ref());
        }
        if let Some(enabled) = self.disk {
            set_scaling(region, "autoScaling", "diskGB", [("enabled", enabled.into())]);
            if region.contains_key("analyticsAutoScaling") {
                set_scaling(region, "analyticsAutoScaling", "diskGB", [("enabled", enabled.into())]);
            }
        }
        Ok(())
    }

    /// Sets the instance sizes. Those of analytics nodes follow the others as long as there are no such nodes.
    #[inline]
    fn set_sizes(&self, region: &mut Map<String, Value>) {
        for nodes in [ELECTABLE, READ_ONLY, ANALYTICS] {
            let Some(hardware) = region.get_mut(nodes).and_then(Value::as_object_mut) else { continue };
            let follows = nodes != ANALYTICS || (self.analytics_size.is_none() && count(hardware) == 0);
            let size = if follows { &self.size } else { &self.analytics_size };
            if let Some(size) = size {
                set_size(hardware, size);
            }
        }
    }

    /// Sets the number of nodes. New analytics nodes get the size of the others, unless the change sets one.
    #[inline]
    fn set_count(&self, region: &mut Map<String, Value>, nodes: &str, number: u8) {
        let model = [ELECTABLE, READ_ONLY, ANALYTICS].iter().find_map(|nodes| region.get(*nodes)).cloned();
        let existing = region.get_mut(nodes).and_then(Value::as_object_mut);
        if existing.as_ref().is_none_or(|hardware| count(hardware) == 0) && number > 0 {
            let mut hardware = model.and_then(|model| model.as_object().cloned()).unwrap_or_default();
            if nodes == ANALYTICS
                && let Some(size) = &self.analytics_size
            {
                set_size(&mut hardware, size);
            }
            hardware.insert("nodeCount".to_owned(), number.into());
            region.insert(nodes.to_owned(), hardware.into());
        } else if let Some(hardware) = existing {
            set_number(hardware, "nodeCount", number.into(), number.into());
        }
    }
}

/// Returns the number of nodes.
#[inline]
pub(super) fn count(hardware: &Map<String, Value>) -> u64 {
    hardware.get("nodeCount").and_then(Value::as_u64).unwrap_or_default()
}

#[inline]
pub(super) fn text<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Sets a number, unless it has this value already: `10` and `10.0` are the same.
#[inline]
fn set_number(object: &mut Map<String, Value>, name: &str, value: Value, number: f64) {
    if object.get(name).and_then(Value::as_f64) != Some(number) {
        object.insert(name.to_owned(), value);
    }
}

/// Sets properties of a part of the auto-scaling of a region, which is added if it is missing.
#[inline]
fn set_scaling<const N: usize>(
    region: &mut Map<String, Value>,
    scaling: &str,
    part: &str,
    properties: [(&str, Value); N],
) {
    let Some(scaling) = object(region, scaling) else { return };
    if let Some(part) = object(scaling, part) {
        part.extend(properties.map(|(name, value)| (name.to_owned(), value)));
    }
}

/// Returns an object in an object, which is added if it is missing.
#[inline]
fn object<'a>(parent: &'a mut Map<String, Value>, name: &str) -> Option<&'a mut Map<String, Value>> {
    let object = parent.entry(name).or_insert_with(|| json!({}));
    if !object.is_object() {
        *object = json!({});
    }
    object.as_object_mut()
}

/// Enables compute auto-scaling between bounds, or disables it if it is enabled.
#[inline]
fn set_compute(region: &mut Map<String, Value>, scaling: &str, bounds: Option<&(String, String)>) {
    if let Some((smallest, largest)) = bounds {
        let properties = [
            ("enabled", true.into()),
            ("scaleDownEnabled", true.into()),
            ("minInstanceSize", smallest.as_str().into()),
            ("maxInstanceSize", largest.as_str().into()),
        ];
        set_scaling(region, scaling, "compute", properties);
    } else if let Some(scaling) = region.get_mut(scaling).filter(|scaling| scaling["compute"]["enabled"] == true) {
        scaling["compute"] = json!({ "enabled": false, "scaleDownEnabled": false });
    }
}
