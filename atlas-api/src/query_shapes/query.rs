//! Queries for statistics of query shapes.

use crate::{
    Error, Period,
    model::QueryShapeCommand,
    processes::check_process_id,
    specs::{check_count, check_limit, check_namespace},
};

/// The largest number of values of one kind in a query.
const MAX_VALUES: usize = 10;
/// The largest number of summaries that Atlas returns.
const MAX_SUMMARIES: u32 = 100;

/// A query for [statistics of query shapes](super::QueryShapes::summaries).
///
/// ```
/// use atlas_api::{Period, query_shapes::QueryShapeQuery};
/// use chrono::TimeDelta;
///
/// let query = QueryShapeQuery::new().period(Period::last(TimeDelta::hours(1))).command("aggregate").limit(10);
/// # let _ = query;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a query requests nothing by itself; pass it to `summaries`"]
pub struct QueryShapeQuery {
    pub(super) period: Option<Period>,
    pub(super) processes: Vec<String>,
    pub(super) namespaces: Vec<String>,
    pub(super) commands: Vec<QueryShapeCommand>,
    pub(super) hashes: Vec<String>,
    pub(super) limit: Option<u32>,
}

impl QueryShapeQuery {
    /// Returns a query for all query shapes of the last 24 hours.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses only queries of this period.
    #[doc(alias("since", "until"))]
    #[inline]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// Uses only queries of this process, such as `host.example.com:27017`. Can be called for several, at most 10.
    #[doc(alias = "processIds")]
    pub fn process(mut self, id: impl Into<String>) -> Self {
        self.processes.push(id.into());
        self
    }

    /// Uses only queries of this collection, such as `sales.orders`. Can be called for several, at most 10.
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespaces.push(namespace.into());
        self
    }

    /// Uses only queries with this command, such as `find`. Can be called for several.
    pub fn command(mut self, command: impl Into<QueryShapeCommand>) -> Self {
        self.commands.push(command.into());
        self
    }

    /// Requests only the query shape with this hash. Can be called for several, at most 10.
    #[doc(alias = "queryShapeHashes")]
    pub fn hash(mut self, hash: impl Into<String>) -> Self {
        self.hashes.push(hash.into());
        self
    }

    /// Sets the maximum number of query shapes, 1 to 100. Default: 100.
    #[doc(alias = "nSummaries")]
    #[inline]
    pub fn limit(mut self, number: u32) -> Self {
        self.limit = Some(number);
        self
    }

    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        for (argument, values) in
            [("processes", &self.processes), ("namespaces", &self.namespaces), ("query shape hashes", &self.hashes)]
        {
            check_count(argument, values.len(), MAX_VALUES)?;
        }
        self.processes.iter().try_for_each(|id| check_process_id(id))?;
        self.namespaces.iter().try_for_each(|name| check_namespace("namespaces", name))?;
        self.hashes.iter().try_for_each(|hash| check_hash(hash))?;
        if self.commands.iter().any(|command| command.as_str().is_empty()) {
            return Err(Error::invalid_argument("command", "name is empty; use for example find"));
        }
        check_limit(self.limit, MAX_SUMMARIES)
    }
}

/// Rejects a text that is not the hash of a query shape.
#[inline]
pub(super) fn check_hash(hash: &str) -> Result<(), Error> {
    if hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Ok(());
    }
    let rule = format!("{hash:?} is not a hash; expected 64 hexadecimal digits, the `query_shape_hash` of a summary");
    Err(Error::invalid_argument("query shape hash", rule))
}
