//! Thresholds of alert configurations.

use atlas_gen::types::{AlertConfigMetricThreshold, AlertConfigThreshold};

use crate::model::{MetricMode, MetricUnits, ThresholdUnits};

/// A value of a metric that raises alerts, for the events `OUTSIDE_METRIC_THRESHOLD` (processes),
/// `OUTSIDE_FLEX_METRIC_THRESHOLD`, `OUTSIDE_SERVERLESS_METRIC_THRESHOLD` and
/// `OUTSIDE_STREAM_PROCESSOR_METRIC_THRESHOLD`.
///
/// Metrics have Atlas's names, such as `CONNECTIONS_PERCENT` or `FLEX_DATA_SIZE_TOTAL`.
///
/// ```
/// use atlas_api::specs::MetricThreshold;
///
/// let cpu = MetricThreshold::above("NORMALIZED_SYSTEM_CPU_USER", 95.0);
/// let memory = MetricThreshold::below("SYSTEM_MEMORY_AVAILABLE", 1.5).units("GIGABYTES").mode("AVERAGE");
/// # let _ = (cpu, memory);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a threshold is a part of a spec; pass it to `AlertConfigSpec`"]
pub struct MetricThreshold(pub(super) AlertConfigMetricThreshold);

impl MetricThreshold {
    /// Returns a threshold that is exceeded while the metric is above this value.
    pub fn above(metric: impl Into<String>, value: f64) -> Self {
        Self::with(metric.into(), "GREATER_THAN", value)
    }

    /// Returns a threshold that is exceeded while the metric is below this value.
    pub fn below(metric: impl Into<String>, value: f64) -> Self {
        Self::with(metric.into(), "LESS_THAN", value)
    }

    #[inline]
    fn with(metric: String, operator: &str, value: f64) -> Self {
        Self(AlertConfigMetricThreshold::new().metric_name(metric).operator(operator).threshold(value))
    }

    /// Sets the unit of the value, which must be one of the metric's units: `RAW` for counts and percentages, such as
    /// `GIGABYTES` for data, or such as `MINUTES` for periods. Default: `RAW`, or `HOURS` for periods.
    pub fn units(mut self, units: impl Into<MetricUnits>) -> Self {
        self.0 = self.0.units(units.into());
        self
    }

    /// Sets the aggregation of the metric. Atlas knows only `AVERAGE`.
    pub fn mode(mut self, mode: impl Into<MetricMode>) -> Self {
        self.0 = self.0.mode(mode.into());
        self
    }
}

/// A value at which an event without a metric raises alerts, such as a number of hours for
/// `REPLICATION_OPLOG_WINDOW_RUNNING_OUT` or an amount for `DAILY_BILL_OVER_THRESHOLD`.
///
/// ```
/// use atlas_api::specs::AlertThreshold;
///
/// let oplog_window = AlertThreshold::below(1).units("HOURS");
/// let bill = AlertThreshold::above(500).units("RAW");
/// # let _ = (oplog_window, bill);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a threshold is a part of a spec; pass it to `AlertConfigSpec`"]
pub struct AlertThreshold(pub(super) AlertConfigThreshold);

impl AlertThreshold {
    /// Returns a threshold that is exceeded above this value.
    #[inline]
    pub fn above(value: i32) -> Self {
        Self(AlertConfigThreshold::new().operator("GREATER_THAN").threshold(f64::from(value)))
    }

    /// Returns a threshold that is exceeded below this value.
    #[inline]
    pub fn below(value: i32) -> Self {
        Self(AlertConfigThreshold::new().operator("LESS_THAN").threshold(f64::from(value)))
    }

    /// Sets the unit of the value, such as `HOURS`, `DAYS` or `RAW`.
    pub fn units(mut self, units: impl Into<ThresholdUnits>) -> Self {
        self.0 = self.0.units(units.into());
        self
    }
}
