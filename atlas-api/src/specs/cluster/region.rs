//! Nodes of a cluster in one region.

use atlas_gen::types::{
    AdvancedAutoScalingSettings, AdvancedComputeAutoScaling, CloudRegionConfigInput, ClusterProviderSettingsInput,
    DedicatedHardwareSpecInput, DiskGbAutoScaling, HardwareSpecInput,
};

use super::{
    hardware::{check_bounds, check_size, has_local_disk},
    nodes::NodesChange,
};
use crate::{
    Error,
    model::{CloudProvider, RegionName, VolumeType},
};

/// The nodes of a cluster in one region of one cloud provider.
///
/// At least one node is required. Electable nodes can become primary, and the others are read-only.
///
/// ```
/// use atlas_api::specs::ClusterRegion;
///
/// let home = ClusterRegion::new("AWS", "US_EAST_1", "M30").auto_scale("M30", "M60");
/// let reports = ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(0).analytics_nodes(1);
/// let reports = reports.auto_scale("M30", "M60");
/// # let _ = (home, reports);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a region is a part of a spec; pass it to `ClusterSpec`"]
pub struct ClusterRegion {
    provider: CloudProvider,
    region: RegionName,
    size: String,
    analytics_size: Option<String>,
    electable: u8,
    read_only: u8,
    analytics: u8,
    compute: Option<(String, String)>,
    analytics_compute: Option<(String, String)>,
    disk: Option<bool>,
    iops: Option<i32>,
    volume: Option<VolumeType>,
}

/// Nodes.
impl ClusterRegion {
    /// Returns a region with three electable nodes of an instance size, such as `M10`.
    ///
    /// Providers are `AWS`, `AZURE` and `GCP`. Regions have Atlas's names, such as `US_EAST_1`. All nodes of the region
    /// have the same instance size, unless analytics nodes have [their own](Self::analytics_size).
    pub fn new(
        provider: impl Into<CloudProvider>,
        region: impl Into<RegionName>,
        instance_size: impl Into<String>,
    ) -> Self {
        Self {
            provider: provider.into(),
            region: region.into(),
            size: instance_size.into(),
            analytics_size: None,
            electable: 3,
            read_only: 0,
            analytics: 0,
            compute: None,
            analytics_compute: None,
            disk: None,
            iops: None,
            volume: None,
        }
    }

    /// Sets the number of nodes that can become primary. All regions together have 3, 5 or 7. Default: 3.
    #[inline]
    pub fn electable_nodes(mut self, count: u8) -> Self {
        self.electable = count;
        self
    }

    /// Sets the number of read-only nodes, which serve reads close to their clients. Default: 0.
    #[inline]
    pub fn read_only_nodes(mut self, count: u8) -> Self {
        self.read_only = count;
        self
    }

    /// Sets the number of analytics nodes, which isolate analytical queries from other reads. Default: 0.
    #[inline]
    pub fn analytics_nodes(mut self, count: u8) -> Self {
        self.analytics = count;
        self
    }

    /// Sets the instance size of the analytics nodes. Default: that of the other nodes.
    pub fn analytics_size(mut self, instance_size: impl Into<String>) -> Self {
        self.analytics_size = Some(instance_size.into());
        self
    }
}

/// Auto-scaling and disks.
///
/// Atlas requires auto-scaling in all regions of a cluster if one has it, and the same
/// bounds of compute in all shards.
/// [`ClusterSpec::auto_scale`](super::ClusterSpec::auto_scale) sets it for all of them.
impl ClusterRegion {
    /// Enables auto-scaling of compute between two instance sizes, and of the disk.
    ///
    /// It is [`scale_compute`](Self::scale_compute) and [`scale_disk`](Self::scale_disk) in one call.
    pub fn auto_scale(self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.scale_compute(smallest, largest).scale_disk(true)
    }

    /// Enables compute auto-scaling: Atlas changes the instance size with the load, between these two sizes. Default:
    /// disabled.
    pub fn scale_compute(mut self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.compute = Some((smallest.into(), largest.into()));
        self
    }

    /// Enables compute auto-scaling of the analytics nodes, which is separate from that of the others. Default:
    /// disabled.
    pub fn scale_analytics(mut self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.analytics_compute = Some((smallest.into(), largest.into()));
        self
    }

    /// Sets whether Atlas enlarges the disk when it fills up. Default: enabled.
    #[inline]
    pub fn scale_disk(mut self, enabled: bool) -> Self {
        self.disk = Some(enabled);
        self
    }

    /// Sets the input and output operations per second of each node's disk, on AWS or Azure. Default: the default of the
    /// instance size.
    #[doc(alias = "diskIOPS")]
    #[inline]
    pub fn disk_iops(mut self, rate: i32) -> Self {
        self.iops = Some(rate);
        self
    }

    /// Sets the type of the volumes on AWS, such as `PROVISIONED`, which can have another rate of operations. Default:
    /// `STANDARD`.
    #[doc(alias = "ebsVolumeType")]
    pub fn volume_type(mut self, volume: impl Into<VolumeType>) -> Self {
        self.volume = Some(volume.into());
        self
    }
}

impl ClusterRegion {
    #[inline]
    pub(super) fn electable(&self) -> u64 {
        self.electable.into()
    }

    #[inline]
    pub(super) fn is_on_azure(&self) -> bool {
        self.provider == CloudProvider::Azure
    }

    /// Returns the provider and the name of the region.
    #[inline]
    pub(super) fn place(&self) -> (&CloudProvider, &RegionName) {
        (&self.provider, &self.region)
    }

    /// Returns the instance size of the electable and read-only nodes, if there are any.
    #[inline]
    pub(super) fn base_size(&self) -> Option<&str> {
        (self.electable > 0 || self.read_only > 0).then_some(&*self.size)
    }

    /// Returns whether a node has a local disk.
    #[inline]
    pub(super) fn has_local_disk(&self) -> bool {
        has_local_disk(&self.size) || self.analytics_size.as_deref().is_some_and(has_local_disk)
    }

    /// Returns the change that gives an existing region these nodes. Properties that are not set keep their values.
    #[inline]
    pub(super) fn to_change(&self) -> NodesChange {
        NodesChange {
            size: Some(self.size.clone()),
            analytics_size: self.analytics_size.clone(),
            electable: Some(self.electable),
            read_only: Some(self.read_only),
            analytics: Some(self.analytics),
            compute: self.compute.clone().map(Some),
            analytics_compute: self.analytics_compute.clone().map(Some),
            disk: self.disk,
            disk_size_gb: None,
            iops: self.iops,
            volume: self.volume.clone(),
        }
    }

    /// Returns whether the region sets no auto-scaling.
    #[inline]
    pub(super) fn has_default_scaling(&self) -> bool {
        self.compute.is_none() && self.disk.is_none()
    }

    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        let parts = [("provider", self.provider.as_str(), "AWS"), ("region", self.region.as_str(), "US_EAST_1")];
        if let Some((argument, _, example)) = parts.into_iter().find(|(_, text, _)| text.is_empty()) {
            return Err(Error::invalid_argument(argument, format!("empty; expected for example {example}")));
        }
        check_size(&self.size)?;
        self.analytics_size.as_deref().map_or(Ok(()), check_size)?;
        if self.electable == 0 && self.read_only == 0 && self.analytics == 0 {
            let rule = format!("{:?} has no nodes; add a node or leave the region out", self.region.as_str());
            return Err(Error::invalid_argument("region", rule));
        }
        if let Some(bounds) = &self.compute {
            check_bounds(self.base_size(), bounds)?;
        }
        if let Some(bounds) = &self.analytics_compute {
            check_bounds(Some(self.analytics_size.as_ref().unwrap_or(&self.size)), bounds)?;
        }
        check_disk_options(&self.provider, self.iops, self.volume.as_ref())
    }

    /// Returns the settings of an upgrade of a free cluster, which has a single region and its default nodes.
    #[inline]
    pub(crate) fn into_upgrade(self) -> Result<ClusterProviderSettingsInput, Error> {
        self.check()?;
        let plain = Self::new(self.provider.clone(), self.region.clone(), self.size.clone());
        if self != plain {
            let rule =
                "an upgrade sets neither nodes nor auto-scaling; leave them out, and update the cluster afterwards";
            return Err(Error::invalid_argument("region", rule));
        }
        Ok(ClusterProviderSettingsInput::new()
            .provider_name(self.provider.as_str())
            .region_name(self.region.as_str())
            .instance_size_name(self.size.as_str()))
    }

    /// Returns the region as a part of the request body. The primary is elected in the region of the highest priority
    /// where that is possible.
    #[inline]
    pub(super) fn into_body(self, priority: i32, disk_size_gb: Option<f64>) -> CloudRegionConfigInput {
        let mut body =
            CloudRegionConfigInput::new().provider_name(self.provider).region_name(self.region).priority(priority);
        if self.electable > 0 {
            let mut hardware =
                HardwareSpecInput::new().instance_size(self.size.as_str()).node_count(i32::from(self.electable));
            if let Some(size) = disk_size_gb {
                hardware = hardware.disk_size_gb(size);
            }
            if let Some(rate) = self.iops {
                hardware = hardware.disk_iops(rate);
            }
            if let Some(volume) = self.volume.clone() {
                hardware = hardware.ebs_volume_type(volume);
            }
            body = body.electable_specs(hardware);
        }
        let others = |size: &str, count: u8| {
            let mut hardware = DedicatedHardwareSpecInput::new().instance_size(size).node_count(i32::from(count));
            if let Some(size) = disk_size_gb {
                hardware = hardware.disk_size_gb(size);
            }
            if let Some(rate) = self.iops {
                hardware = hardware.disk_iops(rate);
            }
            match self.volume.clone() {
                Some(volume) => hardware.ebs_volume_type(volume),
                None => hardware,
            }
        };
        if self.read_only > 0 {
            body = body.read_only_specs(others(&self.size, self.read_only));
        }
        if self.analytics > 0 {
            let size = self.analytics_size.as_ref().unwrap_or(&self.size);
            body = body.analytics_specs(others(size, self.analytics));
        }
        if let Some(scaling) = scaling(self.compute.as_ref(), self.disk) {
            body = body.auto_scaling(scaling);
        }
        if self.analytics_compute.is_some()
            && let Some(scaling) = scaling(self.analytics_compute.as_ref(), self.disk)
        {
            body = body.analytics_auto_scaling(scaling);
        }
        body
    }
}

/// Rejects options of disks that a cloud provider does not have.
#[inline]
pub(super) fn check_disk_options(
    provider: &CloudProvider,
    iops: Option<i32>,
    volume: Option<&VolumeType>,
) -> Result<(), Error> {
    if volume.is_some() && matches!(provider, CloudProvider::Azure | CloudProvider::Gcp) {
        let rule = format!("not available on {}; leave it out", provider.as_str());
        return Err(Error::invalid_argument("volume type", rule));
    }
    match iops {
        Some(_) if *provider == CloudProvider::Gcp => {
            Err(Error::invalid_argument("disk IOPS", "not available on GCP; leave it out"))
        }
        Some(rate) if rate < 1 => {
            Err(Error::invalid_argument("disk IOPS", format!("{rate} is out of range; expected at least 1")))
        }
        _ => Ok(()),
    }
}

#[inline]
fn scaling(compute: Option<&(String, String)>, disk: Option<bool>) -> Option<AdvancedAutoScalingSettings> {
    let mut scaling = AdvancedAutoScalingSettings::new();
    if let Some((smallest, largest)) = compute {
        let compute = AdvancedComputeAutoScaling::new().enabled(true).scale_down_enabled(true);
        scaling = scaling.compute(compute.min_instance_size(smallest.as_str()).max_instance_size(largest.as_str()));
    }
    if let Some(enabled) = disk {
        scaling = scaling.disk_gb(DiskGbAutoScaling::new().enabled(enabled));
    }
    (compute.is_some() || disk.is_some()).then_some(scaling)
}
