//! Spec of a restore of collections.

use atlas_gen::types::{CollectionRestoreJobRequest, RestoreNamespace};
use chrono::{DateTime, Utc};

use super::restore::{Point, int32};
use crate::{
    Error, ProjectId,
    backups::SnapshotId,
    model::{RestoreIndexStrategy, RestoreWriteStrategy},
    specs::{check_cluster_name, check_count, check_length, check_namespace},
};

/// The largest number of databases, and of collections, in a spec.
const MAX_NAMESPACES: usize = 100;

/// A restore of single databases and collections to [start](crate::backups::CollectionRestores::start).
///
/// Collections are created under new names, with a suffix or a name for each; those that exist are overwritten only
/// [on request](Self::overwrite). All indexes are restored, unless the spec [says otherwise](Self::indexes).
///
/// ```
/// use atlas_api::backups::CollectionRestoreSpec;
///
/// let spec = CollectionRestoreSpec::snapshot("5f1a2b3c4d5e6f7a8b9c0d1e", "staging")
///     .database("sales")
///     .collection_as("shop.orders", "shop.orders_of_may")
///     .collection_suffix("_restored");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec restores nothing by itself; pass it to `start`"]
pub struct CollectionRestoreSpec {
    body: CollectionRestoreJobRequest,
    point: Option<Point>,
    databases: Vec<RestoreNamespace>,
    collections: Vec<RestoreNamespace>,
}

impl CollectionRestoreSpec {
    /// Returns a restore from a snapshot to this cluster, without databases and collections.
    pub fn snapshot(snapshot_id: impl Into<String>, target_cluster: impl Into<String>) -> Self {
        let body = CollectionRestoreJobRequest::new().snapshot_id(snapshot_id.into());
        Self::new(body, None, target_cluster.into())
    }

    /// Returns a restore from a point in time to this cluster, without databases and collections.
    ///
    /// The time is truncated to whole seconds. It must be in the past, and in 2008 or later. The source cluster must
    /// have continuous backups.
    #[doc(alias = "pointInTimeUtcSeconds")]
    pub fn point_in_time(time: DateTime<Utc>, target_cluster: impl Into<String>) -> Self {
        Self::new(CollectionRestoreJobRequest::new(), Some(Point::time(time)), target_cluster.into())
    }

    /// Returns a restore from the state at an oplog entry to this cluster, without databases and collections.
    ///
    /// `second` is the time of the entry in seconds since the Unix epoch. It must be in the past, and in 2008 or later.
    /// `ordinal` is the entry's number within that second, from 1. The maximum of each is 2,147,483,647.
    #[doc(alias("oplogTs", "oplogInc"))]
    pub fn oplog(second: u32, ordinal: u32, target_cluster: impl Into<String>) -> Self {
        let point = Point::oplog(second, ordinal);
        Self::new(CollectionRestoreJobRequest::new(), Some(point), target_cluster.into())
    }

    #[inline]
    fn new(body: CollectionRestoreJobRequest, point: Option<Point>, target: String) -> Self {
        let body = body.target_cluster_name(target).index_strategy("ALL").write_strategy("CREATE_NEW");
        Self { body, point, databases: Vec::new(), collections: Vec::new() }
    }

    /// Sets the project of the target cluster. Default: the project of the client.
    #[doc(alias = "targetGroupId")]
    pub fn target_project(mut self, id: impl Into<String>) -> Self {
        self.body = self.body.target_group_id(id.into());
        self
    }

    /// Adds all collections of a database.
    pub fn database(mut self, name: impl Into<String>) -> Self {
        self.databases.push(RestoreNamespace::new().source_namespace(name.into()));
        self
    }

    /// Adds all collections of a database, and the name of the database to restore them to.
    pub fn database_as(mut self, name: impl Into<String>, target: impl Into<String>) -> Self {
        let database = RestoreNamespace::new().source_namespace(name.into());
        self.databases.push(database.target_namespace(target.into()));
        self
    }

    /// Adds a collection, as `database.collection`.
    pub fn collection(mut self, namespace: impl Into<String>) -> Self {
        self.collections.push(RestoreNamespace::new().source_namespace(namespace.into()));
        self
    }

    /// Adds a collection, as `database.collection`, and the namespace to restore it to.
    pub fn collection_as(mut self, namespace: impl Into<String>, target: impl Into<String>) -> Self {
        let collection = RestoreNamespace::new().source_namespace(namespace.into());
        self.collections.push(collection.target_namespace(target.into()));
        self
    }

    /// Sets a suffix of the names of restored collections that have no name of their own.
    pub fn collection_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.body = self.body.collection_suffix(suffix.into());
        self
    }

    /// Sets a suffix of the names of databases with restored collections.
    pub fn database_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.body = self.body.database_suffix(suffix.into());
        self
    }

    /// Overwrites collections that exist on the target cluster.
    #[doc(alias = "writeStrategy")]
    #[inline]
    pub fn overwrite(mut self) -> Self {
        self.body = self.body.write_strategy(RestoreWriteStrategy::OverwriteExisting.as_str());
        self
    }

    /// Sets the indexes that are restored. Default: all.
    #[doc(alias = "indexStrategy")]
    pub fn indexes(mut self, strategy: impl Into<RestoreIndexStrategy>) -> Self {
        self.body = self.body.index_strategy(strategy.into().as_str());
        self
    }

    /// Returns the name of the target cluster, and whether its collections are overwritten.
    #[inline]
    pub(crate) fn target(&self) -> (&str, bool) {
        let target = self.body.target_cluster_name.as_deref().unwrap_or_default();
        let strategy = self.body.write_strategy.as_ref().map_or("", |strategy| strategy.as_str());
        (target, strategy == RestoreWriteStrategy::OverwriteExisting.as_str())
    }

    /// Returns the request body. Atlas requires the target's project: `project` unless the spec sets another one.
    #[inline]
    pub(crate) fn into_body(
        self,
        project: ProjectId,
        now: DateTime<Utc>,
    ) -> Result<CollectionRestoreJobRequest, Error> {
        let mut body = self.body;
        if let Some(snapshot) = &body.snapshot_id {
            snapshot.parse::<SnapshotId>()?;
        }
        if let Some(point) = self.point {
            point.check()?;
            point.check_past(now)?;
            let second = int32(point.second)?;
            body = match point.ordinal {
                Some(ordinal) => body.oplog_ts(second).oplog_inc(int32(ordinal)?),
                None => body.point_in_time_utc_seconds(second),
            };
        }
        check_cluster_name("target cluster", body.target_cluster_name.as_deref().unwrap_or_default())?;
        let target = body.target_group_id.as_deref().map_or(Ok(project), str::parse)?;
        if self.databases.is_empty() && self.collections.is_empty() {
            let rule = "none; add at least one with `collection` or `database`";
            return Err(Error::invalid_argument("collections", rule));
        }
        for (argument, namespaces) in [("databases", &self.databases), ("collections", &self.collections)] {
            check_count(argument, namespaces.len(), MAX_NAMESPACES)?;
            let names =
                |namespace: &RestoreNamespace| [namespace.source_namespace.clone(), namespace.target_namespace.clone()];
            for name in namespaces.iter().flat_map(names).flatten() {
                check_length(argument, &name, 1..=usize::MAX)?;
            }
        }
        for collection in &self.collections {
            for name in [&collection.source_namespace, &collection.target_namespace].into_iter().flatten() {
                check_namespace("collections", name)?;
            }
        }
        body = body.target_group_id(target.to_string());
        if !self.databases.is_empty() {
            body = body.databases(self.databases);
        }
        if !self.collections.is_empty() {
            body = body.collections(self.collections);
        }
        Ok(body)
    }
}
