//! The metrics and the time of a query for latencies of a collection.

use crate::{Error, Period, model::CollectionMetricName};

/// A query for the [metrics of a collection](super::CollectionMetrics): the metrics and the time. Atlas chooses the
/// granularity.
///
/// ```
/// use atlas_api::{Period, collection_metrics::CollectionQuery};
/// use chrono::TimeDelta;
///
/// let query = CollectionQuery::new(Period::last(TimeDelta::hours(8))).metrics(["READS_OPS", "READS_P99_VALUE"]);
/// # let _ = query;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a query requests nothing by itself; pass it to a method of `CollectionMetrics`"]
pub struct CollectionQuery {
    pub(super) period: Period,
    metrics: Vec<CollectionMetricName>,
}

impl CollectionQuery {
    /// Returns a query for all metrics in a period.
    #[inline]
    pub fn new(period: Period) -> Self {
        Self { period, metrics: Vec::new() }
    }

    /// Requests only these metrics. Repeated calls add metrics.
    pub fn metrics<T: Into<CollectionMetricName>>(mut self, metrics: impl IntoIterator<Item = T>) -> Self {
        self.metrics.extend(metrics.into_iter().map(Into::into));
        self
    }

    #[inline]
    pub(super) fn metric_names(&self) -> Result<Option<Vec<String>>, Error> {
        if self.metrics.iter().any(|metric| metric.as_str().is_empty()) {
            return Err(Error::invalid_argument("metrics", "name is empty; use for example READS_OPS"));
        }
        let names: Vec<_> = self.metrics.iter().map(ToString::to_string).collect();
        Ok(Some(names).filter(|names| !names.is_empty()))
    }
}
