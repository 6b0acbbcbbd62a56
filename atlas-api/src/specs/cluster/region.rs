//! Nodes of a cluster in one region.

use atlas_gen::types::{
    AdvancedAutoScalingSettings, AdvancedComputeAutoScaling, CloudRegionConfigInput, ClusterProviderSettingsInput,
    DedicatedHardwareSpecInput, DiskGbAutoScaling, HardwareSpecInput,
};

use crate::{
    Error,
    model::{CloudProvider, RegionName},
};

/// The nodes of a cluster in one region of one cloud provider.
///
/// At least one node is required. Electable nodes can become primary, and the others are read-only.
///
/// ```
/// use atlas_api::specs::ClusterRegion;
///
/// let home = ClusterRegion::new("AWS", "US_EAST_1", "M30").scale_compute("M30", "M60");
/// let reports = ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(0).analytics_nodes(1);
/// # let _ = (home, reports);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a region is a part of a spec; pass it to `ClusterSpec`"]
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
    /// Returns a region with three electable nodes of an instance size, such as `M10`.
    ///
    /// Providers are `AWS`, `AZURE` and `GCP`. Regions have Atlas's names, such as `US_EAST_1`. All nodes of the region
    /// have the same instance size.
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

    /// Enables compute auto-scaling: Atlas changes the instance size with the load, between these two sizes. Default:
    /// disabled.
    pub fn scale_compute(mut self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.compute = Some((smallest.into(), largest.into()));
        self
    }

    /// Sets whether Atlas enlarges the disk when it fills up. Default: enabled.
    #[inline]
    pub fn scale_disk(mut self, enabled: bool) -> Self {
        self.disk = Some(enabled);
        self
    }

    #[inline]
    pub(super) fn electable(&self) -> u32 {
        self.electable.into()
    }

    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        let parts = [
            ("provider", self.provider.as_str(), "AWS"),
            ("region", self.region.as_str(), "US_EAST_1"),
            ("instance size", &self.size, "M10"),
        ];
        if let Some((argument, _, example)) = parts.into_iter().find(|(_, text, _)| text.is_empty()) {
            return Err(Error::invalid_argument(argument, format!("empty; expected for example {example}")));
        }
        if self.electable == 0 && self.read_only == 0 && self.analytics == 0 {
            let rule = format!("{:?} has no nodes; add a node or leave the region out", self.region.as_str());
            return Err(Error::invalid_argument("region", rule));
        }
        Ok(())
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
