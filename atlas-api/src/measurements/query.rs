//! The metrics and the time of a query for measurements.

use chrono::{DateTime, TimeDelta, Utc};

use super::Granularity;
use crate::{Error, Period};

/// The largest number of metrics that Atlas accepts in one request.
const MAX_METRICS: usize = 10;

/// A query for [measurements](super::Measurements): the metrics, the time and the granularity.
///
/// ```
/// use atlas_api::measurements::{Granularity, MeasurementQuery, metrics};
/// use chrono::TimeDelta;
///
/// let query = MeasurementQuery::last(TimeDelta::hours(8), Granularity::Minute).metrics([metrics::CONNECTIONS]);
/// # let _ = query;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a query requests nothing by itself; pass it to a method of `Measurements`"]
pub struct MeasurementQuery {
    granularity: Granularity,
    time: Period,
    metrics: Vec<String>,
}

impl MeasurementQuery {
    /// Returns a query for all metrics in a period that ends now, with a precision of seconds.
    #[inline]
    pub fn last(period: TimeDelta, granularity: Granularity) -> Self {
        Self { granularity, time: Period::last(period), metrics: Vec::new() }
    }

    /// Returns a query for all metrics between two times.
    #[inline]
    pub fn between(start: DateTime<Utc>, end: DateTime<Utc>, granularity: Granularity) -> Self {
        Self { granularity, time: Period::between(start, end), metrics: Vec::new() }
    }

    /// Requests only these metrics, at most 10: one, such as [`metrics::CONNECTIONS`](super::metrics::CONNECTIONS), or a
    /// group, such as [`metrics::OPCOUNTER`](super::metrics::OPCOUNTER). Repeated calls add metrics.
    pub fn metrics<T: ToString>(mut self, metrics: impl IntoIterator<Item = T>) -> Self {
        for metric in metrics {
            let metric = metric.to_string();
            if !self.metrics.contains(&metric) {
                self.metrics.push(metric);
            }
        }
        self
    }

    #[inline]
    pub(super) fn granularity(&self) -> String {
        self.granularity.as_str().to_owned()
    }

    #[inline]
    pub(super) fn metric_names(&self) -> Option<Vec<String>> {
        (!self.metrics.is_empty()).then(|| self.metrics.clone())
    }

    #[inline]
    pub(super) fn period(&self) -> Option<String> {
        self.time.duration()
    }

    #[inline]
    pub(super) fn span(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        self.time.span()
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.granularity.as_str().is_empty() {
            return Err(Error::invalid_argument("granularity", "name is empty; use for example PT1M"));
        }
        if self.metrics.len() > MAX_METRICS {
            let rule = format!("{} in one request; expected at most {MAX_METRICS}", self.metrics.len());
            return Err(Error::invalid_argument("metrics", rule));
        }
        if self.metrics.iter().any(String::is_empty) {
            return Err(Error::invalid_argument("metrics", "name is empty; use for example CONNECTIONS"));
        }
        self.time.check()
    }

    /// Checks a query for metrics of search, which has no default for the metrics.
    #[inline]
    pub(super) fn check_named(&self) -> Result<(), Error> {
        if self.metrics.is_empty() {
            return Err(Error::invalid_argument("metrics", "none; name at least one, such as INDEX_SIZE_ON_DISK"));
        }
        self.check()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::metrics, *};

    #[test]
    fn an_invalid_query_is_rejected() {
        let last = |seconds| MeasurementQuery::last(TimeDelta::seconds(seconds), Granularity::Minute);
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        let between = |start, end| MeasurementQuery::between(at(start), at(end), Granularity::Minute);
        for (query, expected) in [
            (last(0), "period: 0 seconds; expected at least 1 second"),
            (last(-60), "period: -60 seconds; expected at least 1 second"),
            (last(1).metrics([""]), "metrics: name is empty; use for example CONNECTIONS"),
            (last(1).metrics(0..11), "metrics: 11 in one request; expected at most 10"),
            (
                MeasurementQuery::last(TimeDelta::hours(1), "".into()),
                "granularity: name is empty; use for example PT1M",
            ),
            (
                between(2, 2),
                "start: 1970-01-01 00:00:02 UTC is not before the end, 1970-01-01 00:00:02 UTC; use an earlier date",
            ),
        ] {
            assert_eq!(query.check().unwrap_err().to_string(), expected);
        }
        assert!(between(1, 2).check().is_ok());
    }

    #[test]
    fn each_metric_is_requested_once() {
        let query = MeasurementQuery::last(TimeDelta::hours(1), Granularity::Hour);
        let query = query.metrics(metrics::CONNECTION).metrics([metrics::CONNECTIONS, "NEW_METRIC"]);
        assert_eq!(query.metric_names(), Some(vec!["CONNECTIONS".to_owned(), "NEW_METRIC".to_owned()]));
    }
}
