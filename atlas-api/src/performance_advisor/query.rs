//! Queries for the advice of the Performance Advisor.

use chrono::{DateTime, Utc};

use crate::{
    Error, Period,
    processes::check_process_id,
    specs::{check_limit, check_namespace},
};

/// The largest number of slow queries that Atlas returns.
const MAX_SLOW_QUERIES: u32 = 20_000;

/// A query for [suggested indexes of a cluster](super::PerformanceAdvisor::suggested_indexes).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a query requests nothing by itself; pass it to `suggested_indexes`"]
pub struct SuggestedIndexQuery {
    processes: Vec<String>,
    namespaces: Vec<String>,
    period: Option<Period>,
}

impl SuggestedIndexQuery {
    /// Returns a query for all collections and processes, in the last 24 hours.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses only queries of this process, such as `host.example.com:27017`. Can be called for several.
    #[doc(alias = "processIds")]
    pub fn process(mut self, id: impl Into<String>) -> Self {
        self.processes.push(id.into());
        self
    }

    /// Uses only queries of this collection, such as `sales.orders`. Can be called for several.
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespaces.push(namespace.into());
        self
    }

    /// Uses only queries of this period.
    #[doc(alias("since", "until"))]
    #[inline]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    #[inline]
    pub(super) fn into_parts(self, now: DateTime<Utc>) -> Result<Parts, Error> {
        self.processes.iter().try_for_each(|id| check_process_id(id))?;
        Ok(Parts { processes: some(self.processes), ..Parts::new(self.namespaces, self.period, now)? })
    }
}

/// A query for [suggested indexes of a process](super::PerformanceAdvisor::suggested_indexes_of_process).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a query requests nothing by itself; pass it to `suggested_indexes_of_process`"]
pub struct ProcessIndexQuery {
    namespaces: Vec<String>,
    period: Option<Period>,
    pub(super) max_indexes: Option<u32>,
    pub(super) max_examples: Option<u32>,
}

impl ProcessIndexQuery {
    /// Returns a query for all collections, in the last 24 hours.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses only queries of this collection, such as `sales.orders`. Can be called for several.
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespaces.push(namespace.into());
        self
    }

    /// Uses only queries of this period.
    #[doc(alias("since", "duration"))]
    #[inline]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// Sets the maximum number of indexes. Default: no maximum.
    #[doc(alias = "nIndexes")]
    #[inline]
    pub fn max_indexes(mut self, number: u32) -> Self {
        self.max_indexes = Some(number);
        self
    }

    /// Sets the maximum number of example queries for an index. Default: 5.
    #[doc(alias = "nExamples")]
    #[inline]
    pub fn max_examples(mut self, number: u32) -> Self {
        self.max_examples = Some(number);
        self
    }

    #[inline]
    pub(super) fn into_parts(self, now: DateTime<Utc>) -> Result<Parts, Error> {
        Parts::new(self.namespaces, self.period, now)
    }
}

/// A query for [slow queries](super::PerformanceAdvisor::slow_queries) of a process.
///
/// ```
/// use atlas_api::{Period, performance_advisor::SlowQueryQuery};
/// use chrono::TimeDelta;
///
/// let query = SlowQueryQuery::new().namespace("sales.orders").period(Period::last(TimeDelta::hours(1))).metrics();
/// # let _ = query;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a query requests nothing by itself; pass it to `slow_queries`"]
pub struct SlowQueryQuery {
    namespaces: Vec<String>,
    period: Option<Period>,
    pub(super) limit: Option<u32>,
    pub(super) metrics: Option<bool>,
    pub(super) replica_state: Option<bool>,
    pub(super) operation_type: Option<bool>,
}

impl SlowQueryQuery {
    /// Returns a query for the slow queries of the last 24 hours.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Requests only slow queries of this collection, such as `sales.orders`. Can be called for several.
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespaces.push(namespace.into());
        self
    }

    /// Requests only slow queries of this period.
    #[doc(alias("since", "duration"))]
    #[inline]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// Sets the maximum number of slow queries, 1 to 20,000. Default: 20,000.
    #[doc(alias = "nLogs")]
    #[inline]
    pub fn limit(mut self, number: u32) -> Self {
        self.limit = Some(number);
        self
    }

    /// Adds the metrics of each slow query, such as the number of scanned documents.
    #[doc(alias = "includeMetrics")]
    #[inline]
    pub fn metrics(mut self) -> Self {
        self.metrics = Some(true);
        self
    }

    /// Adds the state of the member of the replica set at the time of each slow query.
    #[doc(alias = "includeReplicaState")]
    #[inline]
    pub fn replica_state(mut self) -> Self {
        self.replica_state = Some(true);
        self
    }

    /// Adds the type of operation of each slow query.
    #[doc(alias = "includeOpType")]
    #[inline]
    pub fn operation_type(mut self) -> Self {
        self.operation_type = Some(true);
        self
    }

    #[inline]
    pub(super) fn into_parts(self, now: DateTime<Utc>) -> Result<Parts, Error> {
        check_limit(self.limit, MAX_SLOW_QUERIES)?;
        Parts::new(self.namespaces, self.period, now)
    }
}

/// The validated parts of a query that several queries have.
pub(super) struct Parts {
    pub(super) processes: Option<Vec<String>>,
    pub(super) namespaces: Option<Vec<String>>,
    /// The start and the end in milliseconds since the Unix epoch.
    pub(super) span: Option<(i64, i64)>,
}

impl Parts {
    #[inline]
    pub(super) fn new(namespaces: Vec<String>, period: Option<Period>, now: DateTime<Utc>) -> Result<Self, Error> {
        namespaces.iter().try_for_each(|name| check_namespace("namespace", name))?;
        let span = period.map(|period| period.millis(now)).transpose()?;
        Ok(Self { processes: None, namespaces: some(namespaces), span })
    }
}

fn some(values: Vec<String>) -> Option<Vec<String>> {
    Some(values).filter(|values| !values.is_empty())
}
