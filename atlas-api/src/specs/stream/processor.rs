//! Specs of a processor: to create, to update and to start one.

use atlas_gen::types::{
    StreamsDlqInput, StreamsModifyStreamProcessor, StreamsModifyStreamProcessorOptions, StreamsOptionsInput,
    StreamsProcessorInput, StreamsStartProcessorFailover, StreamsStartStreamProcessorWith,
};
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{
    Error,
    model::{StreamFailoverMode, StreamTier},
    segment::check_segment,
    specs::{check_length, check_not_empty},
};

/// A processor to [create](crate::streams::StreamProcessors::create).
///
/// ```
/// use atlas_api::specs::StreamProcessorSpec;
/// use serde_json::json;
///
/// let source = json!({ "$source": { "connectionName": "broker" } });
/// let sink = json!({ "$emit": { "connectionName": "broker", "topic": "averages" } });
/// let spec = StreamProcessorSpec::new("averages", [source, sink]).dead_letter_queue("archive", "sensors", "rejected");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct StreamProcessorSpec(StreamsProcessorInput);

impl StreamProcessorSpec {
    /// Returns a spec with a name and the stages of an aggregation pipeline, from `$source` to `$merge` or `$emit`.
    pub fn new(name: impl Into<String>, pipeline: impl IntoIterator<Item = Value>) -> Self {
        let pipeline: Vec<Value> = pipeline.into_iter().collect();
        Self(StreamsProcessorInput::new().name(name.into()).pipeline(pipeline))
    }

    /// Sets the collection for documents that cannot be processed: a connection to a cluster, a database and a collection.
    /// Default: they are dropped.
    #[doc(alias = "dlq")]
    pub fn dead_letter_queue(
        self,
        connection: impl Into<String>,
        database: impl Into<String>,
        collection: impl Into<String>,
    ) -> Self {
        let queue = queue(connection.into(), database.into(), collection.into());
        Self(self.0.options(StreamsOptionsInput::new().dlq(queue)))
    }

    /// Sets the tier, such as `SP10`. Default: that of the workspace.
    pub fn tier(self, tier: impl Into<StreamTier>) -> Self {
        Self(self.0.tier(tier.into().as_str()))
    }

    /// Sets whether the processor can move to a failover region of the workspace. Default: that of Atlas.
    #[inline]
    pub fn failover(self, enabled: bool) -> Self {
        Self(self.0.failover_enabled(enabled))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsProcessorInput, Error> {
        let Self(body) = self;
        check_segment("stream processor", body.name.as_deref().unwrap_or_default())?;
        check_pipeline(body.pipeline.as_deref().unwrap_or_default())?;
        check_queue(body.options.as_ref().and_then(|options| options.dlq.as_ref()))?;
        check_tier(body.tier.as_ref().map(|tier| tier.as_str()))?;
        Ok(body)
    }
}

/// An [update](crate::streams::StreamProcessors::update) of a processor.
///
/// Only properties that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::StreamProcessorUpdate;
///
/// let update = StreamProcessorUpdate::new().name("means").tier("SP30");
/// # let _ = update;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct StreamProcessorUpdate(StreamsModifyStreamProcessor);

impl StreamProcessorUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Renames the processor.
    pub fn name(self, name: impl Into<String>) -> Self {
        Self(self.0.name(name.into()))
    }

    /// Replaces the pipeline.
    pub fn pipeline(self, pipeline: impl IntoIterator<Item = Value>) -> Self {
        let pipeline: Vec<Value> = pipeline.into_iter().collect();
        Self(self.0.pipeline(pipeline))
    }

    /// Sets the collection for documents that cannot be processed: a connection to a cluster, a database and a collection.
    #[doc(alias = "dlq")]
    pub fn dead_letter_queue(
        self,
        connection: impl Into<String>,
        database: impl Into<String>,
        collection: impl Into<String>,
    ) -> Self {
        let queue = queue(connection.into(), database.into(), collection.into());
        self.with_options(|options| options.dlq(queue))
    }

    /// Sets whether the changed processor continues from its checkpoint. Default: that of Atlas. Otherwise the checkpoint is
    /// lost, which requires
    /// [`update_discarding_checkpoint`](crate::streams::StreamProcessors::update_discarding_checkpoint).
    #[inline]
    pub fn resume_from_checkpoint(self, resumes: bool) -> Self {
        self.with_options(|options| options.resume_from_checkpoint(resumes))
    }

    /// Sets the tier, such as `SP10`.
    pub fn tier(self, tier: impl Into<StreamTier>) -> Self {
        Self(self.0.tier(tier.into().as_str()))
    }

    /// Sets whether the processor can move to a failover region of the workspace.
    #[inline]
    pub fn failover(self, enabled: bool) -> Self {
        Self(self.0.failover_enabled(enabled))
    }

    /// Returns the effect of an update that loses something.
    #[inline]
    pub(crate) fn loss(&self) -> Option<&'static str> {
        let resumes = self.0.options.as_ref().and_then(|options| options.resume_from_checkpoint);
        (resumes == Some(false)).then_some("will lose its checkpoint")
    }

    fn with_options(
        mut self,
        set: impl FnOnce(StreamsModifyStreamProcessorOptions) -> StreamsModifyStreamProcessorOptions,
    ) -> Self {
        self.0.options = Some(set(self.0.options.unwrap_or_default()));
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsModifyStreamProcessor, Error> {
        let Self(body) = self;
        check_not_empty("stream processor", &body)?;
        if let Some(name) = &body.name {
            check_segment("stream processor", name)?;
        }
        body.pipeline.as_deref().map_or(Ok(()), check_pipeline)?;
        check_queue(body.options.as_ref().and_then(|options| options.dlq.as_ref()))?;
        check_tier(body.tier.as_ref().map(|tier| tier.as_str()))?;
        Ok(body)
    }
}

/// The options to [start](crate::streams::StreamProcessors::start_with) a processor with.
///
/// ```
/// use atlas_api::specs::StreamProcessorStart;
///
/// let begin_anew = StreamProcessorStart::new().resume_from_checkpoint(false);
/// let elsewhere = StreamProcessorStart::new().fail_over("OHIO_USA", "FORCED");
/// # let _ = (begin_anew, elsewhere);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "options start nothing by themselves; pass them to `start_with`"]
pub struct StreamProcessorStart(StreamsStartStreamProcessorWith);

impl StreamProcessorStart {
    /// Returns empty options. At least one must be set before they are sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the tier, such as `SP10`. Default: the last one.
    pub fn tier(self, tier: impl Into<StreamTier>) -> Self {
        Self(self.0.tier(tier.into().as_str()))
    }

    /// Sets whether the processor continues from its checkpoint. Default: it does. Otherwise the checkpoint is lost, which
    /// requires [`start_discarding`](crate::streams::StreamProcessors::start_discarding).
    #[inline]
    pub fn resume_from_checkpoint(self, resumes: bool) -> Self {
        Self(self.0.resume_from_checkpoint(resumes))
    }

    /// Sets the time from which the processor reads its source.
    #[doc(alias = "startAtOperationTime")]
    pub fn start_at(self, time: impl Into<DateTime<Utc>>) -> Self {
        Self(self.0.start_at_operation_time(time.into()))
    }

    /// Moves the processor to a failover region of its workspace: `GRACEFUL`, or `FORCED` if its region does not respond.
    /// `FORCED` requires [`start_discarding`](crate::streams::StreamProcessors::start_discarding).
    pub fn fail_over(self, region: impl Into<String>, mode: impl Into<StreamFailoverMode>) -> Self {
        self.with_failover(|failover| failover.region(region.into()).mode(mode.into()))
    }

    /// Makes the [failover](Self::fail_over) a trial: Atlas only checks whether it is possible.
    #[doc(alias = "dryRun")]
    #[inline]
    pub fn dry_run(self) -> Self {
        self.with_failover(|failover| failover.dry_run(true))
    }

    /// Discards the checkpoint in the [failover](Self::fail_over). It requires
    /// [`start_discarding`](crate::streams::StreamProcessors::start_discarding).
    #[inline]
    pub fn clear_checkpoint(self) -> Self {
        self.with_failover(|failover| failover.clear_checkpoint(true))
    }

    fn with_failover(
        mut self,
        set: impl FnOnce(StreamsStartProcessorFailover) -> StreamsStartProcessorFailover,
    ) -> Self {
        self.0.failover = Some(set(self.0.failover.unwrap_or_default()));
        self
    }

    /// Returns the effect of options that lose something.
    #[inline]
    pub(crate) fn loss(&self) -> Option<&'static str> {
        let failover = self.0.failover.as_ref().filter(|failover| failover.dry_run != Some(true));
        let clears = failover.is_some_and(|failover| failover.clear_checkpoint == Some(true));
        let mode = failover.and_then(|failover| failover.mode.as_ref()).map(|mode| mode.as_str());
        match (clears || self.0.resume_from_checkpoint == Some(false), mode == Some("FORCED")) {
            (true, false) => Some("will be started without its checkpoint, which is discarded"),
            (false, true) => Some("will be moved to another region without being stopped first"),
            (true, true) => Some("will lose its checkpoint and be moved to another region without being stopped first"),
            (false, false) => None,
        }
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsStartStreamProcessorWith, Error> {
        let Self(body) = self;
        check_not_empty("options", &body)?;
        if let Some(failover) = &body.failover {
            let Some(region) = &failover.region else {
                return Err(Error::invalid_argument("failover region", "not set; set it with `fail_over`"));
            };
            check_length("failover region", region, 1..=usize::MAX)?;
        }
        check_tier(body.tier.as_ref().map(|tier| tier.as_str()))?;
        Ok(body)
    }
}

#[inline]
fn queue(connection: String, database: String, collection: String) -> StreamsDlqInput {
    StreamsDlqInput::new().connection_name(connection).db(database).coll(collection)
}

/// Checks that each stage is an object with one operator.
#[inline]
fn check_pipeline(pipeline: &[Value]) -> Result<(), Error> {
    let error = |rule: String| Err(Error::invalid_argument("pipeline", rule));
    if pipeline.is_empty() {
        return error("it is empty; begin with a stage $source".to_owned());
    }
    for (index, stage) in pipeline.iter().enumerate() {
        let operators = stage.as_object().map(|stage| stage.keys().collect::<Vec<_>>()).unwrap_or_default();
        if !matches!(&operators[..], [operator] if operator.starts_with('$')) {
            return error(format!(
                "stage {} is not an object with one operator; expected for example {{\"$match\": {{…}}}}",
                index + 1
            ));
        }
    }
    Ok(())
}

#[inline]
fn check_queue(queue: Option<&StreamsDlqInput>) -> Result<(), Error> {
    let Some(queue) = queue else { return Ok(()) };
    let parts = [("stream connection", &queue.connection_name), ("database", &queue.db), ("collection", &queue.coll)];
    parts
        .into_iter()
        .try_for_each(|(what, part)| check_length(what, part.as_deref().unwrap_or_default(), 1..=usize::MAX))
}

#[inline]
fn check_tier(tier: Option<&str>) -> Result<(), Error> {
    tier.map_or(Ok(()), |tier| check_length("tier", tier, 1..=usize::MAX))
}
