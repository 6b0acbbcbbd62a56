//! Spec of a restore.

mod body;
mod download;
#[cfg(feature = "serde")]
mod file;
mod point;

use chrono::{DateTime, Utc};

pub use self::download::DownloadSpec;
#[cfg(feature = "schemars")]
pub(super) use self::point::MIN_SECOND;
pub(super) use self::{body::int32, point::Point};
use super::check_cluster_name;
use crate::{Error, ProjectId, backups::SnapshotId};

/// The maximum of seconds and ordinals, which Atlas stores in 32 bits.
const MAX_INT32: i64 = i32::MAX as i64;

/// A restore to [start](crate::backups::Restores::start), or to [download](crate::backups::Restores::download).
///
/// The data is a snapshot or a point in time, and the target is a cluster. A snapshot can also be a download.
///
/// # Examples
/// ```
/// use atlas_api::backups::RestoreSpec;
///
/// let id = "5f1a2b3c4d5e6f7a8b9c0d1e";
/// let to_a_cluster = RestoreSpec::automated(id, "Cluster1");
/// let to_another_project = RestoreSpec::automated(id, "Cluster1").target_project("5f1a2b3c4d5e6f7a8b9c0d1f");
/// let download = RestoreSpec::download(id);
/// # let _ = (to_a_cluster, to_another_project, download);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec restores nothing by itself; pass it to `start`"]
#[doc(alias = "SnapshotRestore")]
pub struct RestoreSpec {
    data: Data,
    target_cluster: Option<String>,
    target_project: Option<String>,
    allows_same_cluster: bool,
}

/// The data to restore.
#[derive(Clone, Debug, PartialEq)]
enum Data {
    Snapshot(String),
    Download(String),
    Point(Point),
}

/// The type of delivery of the restored data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeliveryType {
    /// `automated`: a snapshot, restored to a cluster.
    Automated,
    /// `download`: a snapshot, as files to download.
    Download,
    /// `pointInTime`: the data of a point in time, restored to a cluster.
    PointInTime,
}

impl RestoreSpec {
    /// Returns a restore of a snapshot to this cluster. It replaces all data of the cluster.
    ///
    /// The snapshot id has 24 hexadecimal digits.
    pub fn automated(snapshot_id: impl Into<String>, target_cluster: impl Into<String>) -> Self {
        Self::new(Data::Snapshot(snapshot_id.into()), Some(target_cluster.into()))
    }

    /// Returns a [download](crate::backups::Restores::download) of a snapshot as files. It changes no cluster.
    ///
    /// The snapshot id has 24 hexadecimal digits.
    pub fn download(snapshot_id: impl Into<String>) -> Self {
        Self::new(Data::Download(snapshot_id.into()), None)
    }

    /// Returns a restore of a point in time to this cluster. It replaces all data of the target cluster.
    ///
    /// The time is truncated to whole seconds. It must be in the past, and in 2008 or later. The source cluster must
    /// have continuous backups.
    #[doc(alias = "pointInTimeUTCSeconds")]
    pub fn point_in_time(time: DateTime<Utc>, target_cluster: impl Into<String>) -> Self {
        Self::new(Data::Point(Point::time(time)), Some(target_cluster.into()))
    }

    /// Returns a restore of the state at an oplog entry to this cluster. It replaces all data of the target cluster.
    ///
    /// `second` is the time of the entry in seconds since the Unix epoch. It must be in the past, and in 2008 or later.
    /// `ordinal` is the entry's number within that second, from 1. The maximum of each is 2,147,483,647.
    #[doc(alias("oplogTs", "oplogInc"))]
    pub fn oplog(second: u32, ordinal: u32, target_cluster: impl Into<String>) -> Self {
        Self::new(Data::Point(Point::oplog(second, ordinal)), Some(target_cluster.into()))
    }

    #[inline]
    fn new(data: Data, target_cluster: Option<String>) -> Self {
        Self { data, target_cluster, target_project: None, allows_same_cluster: false }
    }

    /// Sets the project of the target cluster, by an id of 24 hexadecimal digits. Default: the project of the client.
    ///
    /// Not allowed for a download.
    #[doc(alias = "targetGroupId")]
    pub fn target_project(mut self, id: impl Into<String>) -> Self {
        self.target_project = Some(id.into());
        self
    }

    /// Allows a restore to the cluster of the backup itself. Its data written since the backup is lost.
    ///
    /// Without it, such a restore is not sent, even if it is confirmed. It cannot be set in a file.
    #[doc(alias = "allow_same")]
    #[inline]
    pub fn allow_same_cluster(mut self) -> Self {
        self.allows_same_cluster = true;
        self
    }

    /// Returns the type of delivery.
    #[must_use]
    #[inline]
    pub fn delivery_type(&self) -> DeliveryType {
        match self.data {
            Data::Snapshot(_) => DeliveryType::Automated,
            Data::Download(_) => DeliveryType::Download,
            Data::Point(_) => DeliveryType::PointInTime,
        }
    }

    /// Returns the cluster with the data to overwrite, or `None` for a download.
    #[inline]
    pub(crate) fn target_cluster(&self) -> Option<&str> {
        self.target_cluster.as_deref()
    }

    /// Checks that the target is a cluster, and may be overwritten with a backup of the cluster `source` in `project`.
    #[inline]
    pub(crate) fn check_target(&self, project: ProjectId, source: &str) -> Result<(), Error> {
        let Some(target) = &self.target_cluster else {
            let rule = "\"download\" does not restore to a cluster; use `download` instead of `start`";
            return Err(Error::invalid_argument("delivery type", rule));
        };
        let is_in_project = |target: &String| target.parse().is_ok_and(|target: ProjectId| target == project);
        // Names that differ only in case are treated as equal: a needless error is better than lost data.
        let is_source = target.eq_ignore_ascii_case(source) && self.target_project.as_ref().is_none_or(is_in_project);
        if is_source && !self.allows_same_cluster {
            let impact = format!(
                "cluster {source:?} will have all of its data overwritten with its own backup, and lose the data \
                 written since then"
            );
            let advice = "restore to another cluster, or call `RestoreSpec::allow_same_cluster`";
            return Err(Error::unconfirmed(impact, advice));
        }
        Ok(())
    }

    /// Checks that the spec is for a download.
    #[inline]
    pub(crate) fn check_download(&self) -> Result<(), Error> {
        if self.target_cluster.is_none() {
            return Ok(());
        }
        let rule = "not a download: the spec restores to a cluster; use `start` instead of `download`";
        Err(Error::invalid_argument("delivery type", rule))
    }

    /// Validates the spec, except for rules that need the current time.
    #[inline]
    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.data {
            Data::Snapshot(id) | Data::Download(id) => id.parse::<SnapshotId>().map(drop)?,
            Data::Point(point) => point.check()?,
        }
        if let Some(cluster) = &self.target_cluster {
            check_cluster_name("target cluster", cluster)?;
        } else if self.target_project.is_some() {
            return Err(Error::invalid_argument("target project", "not allowed for a download; leave it out"));
        }
        self.target_project.as_ref().map_or(Ok(()), |project| project.parse::<ProjectId>().map(drop))
    }

    /// Rejects a point in time in the future.
    #[inline]
    pub(crate) fn check_time(&self, now: DateTime<Utc>) -> Result<(), Error> {
        if let Data::Point(point) = self.data { point.check_past(now) } else { Ok(()) }
    }
}

#[inline]
fn check_number(argument: &'static str, value: i64, min: i64) -> Result<(), Error> {
    if (min..=MAX_INT32).contains(&value) {
        return Ok(());
    }
    Err(Error::invalid_argument(argument, format!("{value} is out of range; expected {min} to {MAX_INT32}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

    #[track_caller]
    fn check(spec: &RestoreSpec, expected: Option<&str>) {
        let now = DateTime::from_timestamp(1_750_000_000, 0).unwrap();
        let error = spec.check().and_then(|()| spec.check_time(now)).err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), expected);
    }

    #[test]
    fn every_rule_is_enforced() {
        type Spec = RestoreSpec;
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        check(&Spec::automated(ID, "Cluster1").target_project(ID), None);
        check(&Spec::download(ID), None);
        check(&Spec::point_in_time(at(1_199_145_600), "Cluster1"), None);
        check(&Spec::point_in_time(at(1_750_000_000), "Cluster1"), None);
        check(&Spec::oplog(1_199_145_600, 1, "Cluster1"), None);
        check(&Spec::download("it"), Some(r#"snapshot id: expected 24 hexadecimal digits, not "it""#));
        check(
            &Spec::automated(ID, "a b"),
            Some(
                "target cluster: \"a b\" is not a valid name; use ASCII letters, digits and hyphens, \
                 without a leading hyphen",
            ),
        );
        check(
            &Spec::automated(ID, "Cluster1").target_project("it"),
            Some(r#"project id: expected 24 hexadecimal digits, not "it""#),
        );
        check(&Spec::download(ID).target_project(ID), Some("target project: not allowed for a download; leave it out"));
        check(
            &Spec::point_in_time(at(1_199_145_599), "Cluster1"),
            Some("point in time: 1199145599 is out of range; expected 1199145600 to 2147483647"),
        );
        check(
            &Spec::point_in_time(at(1_750_000_001), "Cluster1"),
            Some(
                "point in time: \"2025-06-15 15:06:41 UTC\" is in the future; \
                 use a time no later than 2025-06-15 15:06:40 UTC",
            ),
        );
        check(
            &Spec::oplog(1_199_145_600, 0, "Cluster1"),
            Some("oplog ordinal: 0 is out of range; expected 1 to 2147483647"),
        );
        check(
            &Spec::oplog(3_000_000_000, 1, "Cluster1"),
            Some("oplog second: 3000000000 is out of range; expected 1199145600 to 2147483647"),
        );
    }
}
