//! The metrics and the time of a query for measurements.

use chrono::{DateTime, TimeDelta, Utc};

use super::Granularity;
use crate::Error;

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
    time: Time,
    metrics: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Time {
    Last(TimeDelta),
    Between(DateTime<Utc>, DateTime<Utc>),
}

impl MeasurementQuery {
    /// Returns a query for all metrics in a period that ends now, with a precision of seconds.
    #[inline]
    pub fn last(period: TimeDelta, granularity: Granularity) -> Self {
        Self { granularity, time: Time::Last(period), metrics: Vec::new() }
    }

    /// Returns a query for all metrics between two times.
    #[inline]
    pub fn between(start: DateTime<Utc>, end: DateTime<Utc>, granularity: Granularity) -> Self {
        Self { granularity, time: Time::Between(start, end), metrics: Vec::new() }
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
        match self.time {
            Time::Last(period) => Some(iso_8601(period)),
            Time::Between(..) => None,
        }
    }

    #[inline]
    pub(super) fn span(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        match self.time {
            Time::Between(start, end) => Some((start, end)),
            Time::Last(_) => None,
        }
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
        match self.time {
            Time::Last(period) if period < TimeDelta::seconds(1) => {
                let rule = format!("{} seconds; expected at least 1 second", period.num_seconds());
                Err(Error::invalid_argument("period", rule))
            }
            Time::Between(start, end) if start >= end => {
                let rule = format!("{start} is not before the end, {end}; use an earlier date");
                Err(Error::invalid_argument("start", rule))
            }
            _ => Ok(()),
        }
    }
}

/// Returns a duration in ISO 8601, in days, hours, minutes and seconds.
fn iso_8601(duration: TimeDelta) -> String {
    let seconds = duration.num_seconds();
    let parts = [(seconds / 3_600 % 24, 'H'), (seconds / 60 % 60, 'M'), (seconds % 60, 'S')];
    let time: String =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, unit)| format!("{number}{unit}")).collect();
    match (seconds / 86_400, time.as_str()) {
        (0, time) => format!("PT{time}"),
        (days, "") => format!("P{days}D"),
        (days, time) => format!("P{days}DT{time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::metrics, *};

    #[test]
    fn a_period_is_a_duration_in_iso_8601() {
        for (seconds, expected) in [
            (1, "PT1S"),
            (900, "PT15M"),
            (28_800, "PT8H"),
            (86_400, "P1D"),
            (604_800, "P7D"),
            (129_600, "P1DT12H"),
            (90_061, "P1DT1H1M1S"),
        ] {
            assert_eq!(iso_8601(TimeDelta::seconds(seconds)), expected);
        }
    }

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
