//! The nodes that a cluster has in one region of one cloud.

use atlas_gen::types::{
    AdvancedAutoScalingSettings, AdvancedComputeAutoScaling, CloudRegionConfigInput, DedicatedHardwareSpecInput,
    DiskGbAutoScaling, HardwareSpecInput,
};

use crate::{
    Error,
    model::{CloudProvider, RegionName},
};

/// The nodes that a cluster has in one region of one cloud.
///
/// ```
/// use atlas_api::specs::ClusterRegion;
///
/// let home = ClusterRegion::new("AWS", "US_EAST_1", "M30").scale_compute("M30", "M60");
/// let reports = ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(0).analytics_nodes(1);
/// # let _ = (home, reports);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a region is part of a spec; pass it to `ClusterSpecs`"]
pub struct ClusterRegion {
    provider: CloudProvider,
    region: RegionName,
    size: String,
    electable: u8,
    read_only: u8,
    analytics: u8,
    compute: Option<(String, String)>,
    disk: Option<bool>,
}

impl ClusterRegion {
    /// Three electable nodes of an instance size such as `M10`. Providers are `AWS`, `AZURE` and `GCP`; regions are called
    /// as Atlas does it, `US_EAST_1`.
    pub fn new(
        provider: impl Into<CloudProvider>,
        region: impl Into<RegionName>,
        instance_size: impl Into<String>,
    ) -> Self {
        Self {
            provider: provider.into(),
            region: region.into(),
            size: instance_size.into(),
            electable: 3,
            read_only: 0,
            analytics: 0,
            compute: None,
            disk: None,
        }
    }

    /// How many nodes can become the primary. All regions together have 3, 5 or 7. Default: 3.
    pub fn electable_nodes(mut self, count: u8) -> Self {
        self.electable = count;
        self
    }

    /// How many nodes only serve reads near by. Default: none.
    pub fn read_only_nodes(mut self, count: u8) -> Self {
        self.read_only = count;
        self
    }

    /// How many nodes are for analytics, out of the way of all other reads. Default: none.
    pub fn analytics_nodes(mut self, count: u8) -> Self {
        self.analytics = count;
        self
    }

    /// Lets Atlas change the instance size with the load, up and down between these two. Default: it does not.
    pub fn scale_compute(mut self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.compute = Some((smallest.into(), largest.into()));
        self
    }

    /// Whether Atlas enlarges the disk when it fills up. Default: what Atlas does unless it is told, which is that it does.
    pub fn scale_disk(mut self, enabled: bool) -> Self {
        self.disk = Some(enabled);
        self
    }

    pub(super) fn electable(&self) -> u32 {
        self.electable.into()
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let parts =
            [("provider", self.provider.as_str()), ("region", self.region.as_str()), ("instance size", &self.size)];
        if let Some((argument, _)) = parts.into_iter().find(|(_, text)| text.is_empty()) {
            return Err(Error::invalid_argument(argument, "it is empty"));
        }
        if self.electable == 0 && self.read_only == 0 && self.analytics == 0 {
            let rule = format!("{} would have no node; give it one, or leave it out", self.region);
            return Err(Error::invalid_argument("region", rule));
        }
        Ok(())
    }

    /// The region as Atlas takes it; of two regions, that of the higher priority has the primary if it can.
    pub(super) fn into_body(self, priority: i32, disk_size_gb: Option<f64>) -> CloudRegionConfigInput {
        let mut body =
            CloudRegionConfigInput::new().provider_name(self.provider).region_name(self.region).priority(priority);
        if self.electable > 0 {
            let mut hardware =
                HardwareSpecInput::new().instance_size(self.size.as_str()).node_count(i32::from(self.electable));
            if let Some(size) = disk_size_gb {
                hardware = hardware.disk_size_gb(size);
            }
            body = body.electable_specs(hardware);
        }
        let others = |count: u8| {
            let hardware =
                DedicatedHardwareSpecInput::new().instance_size(self.size.as_str()).node_count(i32::from(count));
            match disk_size_gb {
                Some(size) => hardware.disk_size_gb(size),
                None => hardware,
            }
        };
        if self.read_only > 0 {
            body = body.read_only_specs(others(self.read_only));
        }
        if self.analytics > 0 {
            body = body.analytics_specs(others(self.analytics));
        }
        let mut scaling = AdvancedAutoScalingSettings::new();
        if let Some((smallest, largest)) = &self.compute {
            let compute = AdvancedComputeAutoScaling::new().enabled(true).scale_down_enabled(true);
            scaling = scaling.compute(compute.min_instance_size(smallest.as_str()).max_instance_size(largest.as_str()));
        }
        if let Some(enabled) = self.disk {
            scaling = scaling.disk_gb(DiskGbAutoScaling::new().enabled(enabled));
        }
        if self.compute.is_some() || self.disk.is_some() {
            body = body.auto_scaling(scaling);
        }
        body
    }
}
