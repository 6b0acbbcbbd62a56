//! Spec and update of a workspace.

use atlas_gen::types::{
    StreamConfigInput, StreamsDataProcessRegionInput, StreamsProcessorStatus, StreamsTenantInput,
    StreamsTenantUpdateRequest,
};

use crate::{
    Error,
    model::{CloudProvider, StreamRegion, StreamTier},
    segment::check_segment,
    specs::{check_count, check_length, check_not_empty},
};

/// A workspace to [create](crate::streams::Streams::create).
///
/// ```
/// use atlas_api::specs::StreamWorkspaceSpec;
///
/// let spec = StreamWorkspaceSpec::new("sensors", "AWS", "DUBLIN_IRL").tier("SP10").max_tier("SP30");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct StreamWorkspaceSpec(StreamsTenantInput);

impl StreamWorkspaceSpec {
    /// Returns a spec with a name, the cloud provider, `AWS`, `AZURE` or `GCP`, and a region in the form of stream
    /// processing, such as `VIRGINIA_USA` or `westeurope`.
    pub fn new(name: impl Into<String>, provider: impl Into<CloudProvider>, region: impl Into<StreamRegion>) -> Self {
        Self(StreamsTenantInput::new().name(name.into()).data_process_region(place(provider.into(), region.into())))
    }

    /// Sets the tier of processors that do not state their own, such as `SP30`. Default: that of Atlas.
    pub fn tier(mut self, tier: impl Into<StreamTier>) -> Self {
        self.0.stream_config = Some(self.0.stream_config.unwrap_or_default().tier(tier.into()));
        self
    }

    /// Sets the largest tier of processors, such as `SP50`. Default: that of Atlas.
    pub fn max_tier(mut self, tier: impl Into<StreamTier>) -> Self {
        let config = self.0.stream_config.unwrap_or_default();
        self.0.stream_config = Some(config.max_tier_size(tier.into().as_str()));
        self
    }

    /// Adds a region that processors can fail over to. At most two.
    pub fn failover_region(mut self, provider: impl Into<CloudProvider>, region: impl Into<StreamRegion>) -> Self {
        self.0.failover_regions.get_or_insert_default().push(place(provider.into(), region.into()));
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsTenantInput, Error> {
        let Self(body) = self;
        check_segment("stream workspace", body.name.as_deref().unwrap_or_default())?;
        body.data_process_region.iter().try_for_each(check_place)?;
        check_failover_regions(body.failover_regions.as_deref())?;
        check_config(body.stream_config.as_ref())?;
        Ok(body)
    }
}

/// An [update](crate::streams::Streams::update) of a workspace.
///
/// Only properties that are set are sent, and the others keep their values. Setting failover regions replaces the whole
/// list.
///
/// ```
/// use atlas_api::specs::StreamWorkspaceUpdate;
///
/// let update = StreamWorkspaceUpdate::new().region("AWS", "OHIO_USA").max_tier("SP50");
/// # let _ = update;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct StreamWorkspaceUpdate(StreamsTenantUpdateRequest);

impl StreamWorkspaceUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves the workspace to another region.
    pub fn region(self, provider: impl Into<CloudProvider>, region: impl Into<StreamRegion>) -> Self {
        Self(self.0.cloud_provider(provider.into().as_str()).region(region.into()))
    }

    /// Sets the tier of processors that do not state their own.
    pub fn tier(mut self, tier: impl Into<StreamTier>) -> Self {
        self.0.stream_config = Some(self.0.stream_config.unwrap_or_default().tier(tier.into()));
        self
    }

    /// Sets the largest tier of processors.
    pub fn max_tier(mut self, tier: impl Into<StreamTier>) -> Self {
        let config = self.0.stream_config.unwrap_or_default();
        self.0.stream_config = Some(config.max_tier_size(tier.into().as_str()));
        self
    }

    /// Adds a region to the list that replaces the failover regions. At most two.
    pub fn failover_region(mut self, provider: impl Into<CloudProvider>, region: impl Into<StreamRegion>) -> Self {
        self.0.failover_regions.get_or_insert_default().push(place(provider.into(), region.into()));
        self
    }

    /// Removes all failover regions: those of the workspace, and those added to this update earlier.
    #[inline]
    pub fn clear_failover_regions(mut self) -> Self {
        self.0.failover_regions = Some(Vec::new());
        self
    }

    /// Starts all processors of the workspace.
    #[inline]
    pub fn start_processors(self) -> Self {
        Self(self.0.processor_status(StreamsProcessorStatus::new().status("STARTED")))
    }

    /// Stops all processors of the workspace.
    #[inline]
    pub fn stop_processors(self) -> Self {
        Self(self.0.processor_status(StreamsProcessorStatus::new().status("STOPPED")))
    }

    /// Moves the processors that can fail over to one of the failover regions: `GRACEFUL`, or `FORCED` if their region
    /// does not respond. `FORCED` requires
    /// [`update_forcing_failover`](crate::streams::Streams::update_forcing_failover).
    pub fn fail_over_processors(
        self,
        region: impl Into<String>,
        mode: impl Into<crate::model::StreamFailoverMode>,
    ) -> Self {
        let status = StreamsProcessorStatus::new().status("FAILED_OVER").region(region.into());
        Self(self.0.processor_status(status.mode(mode.into().as_str())))
    }

    /// Returns the effect of an update that loses something.
    #[inline]
    pub(crate) fn loss(&self) -> Option<&'static str> {
        let mode = self.0.processor_status.as_ref().and_then(|status| status.mode.as_ref());
        mode.is_some_and(|mode| mode.as_str() == "FORCED")
            .then_some("will move its processors to another region without stopping them first")
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsTenantUpdateRequest, Error> {
        let Self(body) = self;
        check_not_empty("stream workspace", &body)?;
        if let Some(region) = &body.region {
            check_length("region", region.as_str(), 1..=usize::MAX)?;
        }
        if let Some(region) = body.processor_status.as_ref().and_then(|status| status.region.as_ref()) {
            check_length("failover region", region, 1..=usize::MAX)?;
        }
        check_failover_regions(body.failover_regions.as_deref())?;
        check_config(body.stream_config.as_ref())?;
        Ok(body)
    }
}

#[inline]
fn place(provider: CloudProvider, region: StreamRegion) -> StreamsDataProcessRegionInput {
    StreamsDataProcessRegionInput::new().cloud_provider(provider.as_str()).region(region)
}

#[inline]
fn check_place(place: &StreamsDataProcessRegionInput) -> Result<(), Error> {
    let provider = place.cloud_provider.as_ref().map(|provider| provider.as_str()).unwrap_or_default();
    check_length("cloud provider", provider, 1..=usize::MAX)?;
    let region = place.region.as_ref().map(|region| region.as_str()).unwrap_or_default();
    check_length("region", region, 1..=usize::MAX)
}

#[inline]
fn check_failover_regions(regions: Option<&[StreamsDataProcessRegionInput]>) -> Result<(), Error> {
    let regions = regions.unwrap_or_default();
    check_count("failover regions", regions.len(), 2)?;
    regions.iter().try_for_each(check_place)
}

#[inline]
fn check_config(config: Option<&StreamConfigInput>) -> Result<(), Error> {
    let Some(config) = config else { return Ok(()) };
    let tier = config.tier.as_ref().map(|tier| tier.as_str());
    let max = config.max_tier_size.as_ref().map(|tier| tier.as_str());
    tier.into_iter().chain(max).try_for_each(|tier| check_length("tier", tier, 1..=usize::MAX))
}
