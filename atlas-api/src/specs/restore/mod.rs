//! What is to be restored, and where to.

mod body;
mod file;

use chrono::{DateTime, Utc};

use super::{check_cluster_name, file::named};
use crate::{Error, ProjectId, SnapshotId};

/// The first second that Atlas can restore to, the beginning of 2008.
const FIRST_SECOND: i64 = 1_199_145_600;
/// Atlas counts seconds and ordinals in 32 bits.
const LAST: i64 = i32::MAX as i64;

/// A restore to be [started](crate::Restores::start): of a snapshot or of a point in time, onto a cluster, or of a snapshot
/// as a download.
///
/// ```
/// use atlas_api::specs::RestoreSpecs;
///
/// let id = "5f1a2b3c4d5e6f7a8b9c0d1e";
/// let onto_another_cluster = RestoreSpecs::automated(id, "Cluster1");
/// let of_another_project = RestoreSpecs::automated(id, "Cluster1").target_project("5f1a2b3c4d5e6f7a8b9c0d1f");
/// let files = RestoreSpecs::download(id);
/// # let _ = (onto_another_cluster, of_another_project, files);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec restores nothing by itself; pass it to `start`"]
#[doc(alias = "SnapshotRestore")]
pub struct RestoreSpecs {
    data: Data,
    target_cluster: Option<String>,
    target_project: Option<String>,
}

/// What is restored.
#[derive(Clone, Debug, PartialEq)]
enum Data {
    Snapshot(String),
    Download(String),
    Second(i64),
    Oplog { second: i64, ordinal: i64 },
}

/// How the restored data is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeliveryType {
    /// `automated`: a snapshot, onto a cluster.
    Automated,
    /// `download`: a snapshot, as files.
    Download,
    /// `pointInTime`: the data as it was at some time, onto a cluster.
    PointInTime,
}

named!(DeliveryType: "automated" = Automated, "download" = Download, "pointInTime" = PointInTime);

impl RestoreSpecs {
    /// A snapshot, onto this cluster, whose data it replaces.
    pub fn automated(snapshot_id: impl Into<String>, target_cluster: impl Into<String>) -> Self {
        Self::new(Data::Snapshot(snapshot_id.into()), Some(target_cluster.into()))
    }

    /// A snapshot, as files to be downloaded. No cluster is touched.
    pub fn download(snapshot_id: impl Into<String>) -> Self {
        Self::new(Data::Download(snapshot_id.into()), None)
    }

    /// The data as it was at this time, to the second, onto this cluster, whose data it replaces. The time is past, and in
    /// or after 2008; the cluster that the data is of has continuous backups.
    #[doc(alias = "pointInTimeUTCSeconds")]
    pub fn point_in_time(time: DateTime<Utc>, target_cluster: impl Into<String>) -> Self {
        Self::new(Data::Second(time.timestamp()), Some(target_cluster.into()))
    }

    /// The data as it was at this entry of the oplog, onto this cluster, whose data it replaces. `second` is that of the
    /// entry, counted from the Unix epoch, and `ordinal` its number within that second, from 1.
    #[doc(alias = "oplogTs")]
    #[doc(alias = "oplogInc")]
    pub fn oplog(second: u32, ordinal: u32, target_cluster: impl Into<String>) -> Self {
        Self::new(Data::Oplog { second: second.into(), ordinal: ordinal.into() }, Some(target_cluster.into()))
    }

    fn new(data: Data, target_cluster: Option<String>) -> Self {
        Self { data, target_cluster, target_project: None }
    }

    /// Says that the target is a cluster of this project. Default: the project of the client.
    #[doc(alias = "targetGroupId")]
    pub fn target_project(mut self, id: impl Into<String>) -> Self {
        self.target_project = Some(id.into());
        self
    }

    /// How the data is delivered.
    #[must_use]
    pub fn delivery_type(&self) -> DeliveryType {
        match self.data {
            Data::Snapshot(_) => DeliveryType::Automated,
            Data::Download(_) => DeliveryType::Download,
            Data::Second(_) | Data::Oplog { .. } => DeliveryType::PointInTime,
        }
    }

    /// The cluster whose data is replaced; none by a download.
    pub(crate) fn overwrites(&self) -> Option<&str> {
        self.target_cluster.as_deref()
    }

    /// Whether the target is in this project.
    pub(crate) fn stays_in(&self, project: ProjectId) -> bool {
        self.target_project
            .as_ref()
            .is_none_or(|target| target.parse().is_ok_and(|target: ProjectId| target == project))
    }

    /// Refuses what Atlas would refuse.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.data {
            Data::Snapshot(id) | Data::Download(id) => id.parse::<SnapshotId>().map(drop)?,
            Data::Second(second) => check_number("point in time", *second, FIRST_SECOND)?,
            Data::Oplog { second, ordinal } => {
                check_number("oplog second", *second, FIRST_SECOND)?;
                check_number("oplog ordinal", *ordinal, 1)?;
            }
        }
        if let Some(cluster) = &self.target_cluster {
            check_cluster_name("target cluster", cluster)?;
        } else if self.target_project.is_some() {
            return Err(Error::invalid_argument("target project", "a download has no target"));
        }
        self.target_project.as_ref().map_or(Ok(()), |project| project.parse::<ProjectId>().map(drop))
    }

    /// Refuses a time that is still to come.
    pub(crate) fn check_time(&self, now: DateTime<Utc>) -> Result<(), Error> {
        match self.data {
            Data::Second(second) | Data::Oplog { second, .. } if second > now.timestamp() => {
                let time = DateTime::from_timestamp(second, 0).unwrap_or_default();
                let rule = format!("{time} is still to come (now it is {now})");
                Err(Error::invalid_argument("point in time", rule))
            }
            _ => Ok(()),
        }
    }
}

fn check_number(argument: &'static str, value: i64, least: i64) -> Result<(), Error> {
    if (least..=LAST).contains(&value) {
        return Ok(());
    }
    Err(Error::invalid_argument(argument, format!("expected {least} to {LAST}, not {value}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

    #[track_caller]
    fn check(spec: &RestoreSpecs, refused: Option<&str>) {
        let now = DateTime::from_timestamp(1_750_000_000, 0).unwrap();
        let error = spec.check().and_then(|()| spec.check_time(now)).err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), refused);
    }

    #[test]
    fn each_rule_is_checked() {
        type Specs = RestoreSpecs;
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        check(&Specs::automated(ID, "Cluster1").target_project(ID), None);
        check(&Specs::download(ID), None);
        check(&Specs::point_in_time(at(1_199_145_600), "Cluster1"), None);
        check(&Specs::point_in_time(at(1_750_000_000), "Cluster1"), None);
        check(&Specs::oplog(1_199_145_600, 1, "Cluster1"), None);
        check(&Specs::download("it"), Some(r#"snapshot id: expected 24 hexadecimal digits, not "it""#));
        check(
            &Specs::automated(ID, "a b"),
            Some(r#"target cluster: "a b" is no name: ASCII letters, digits and hyphens, the first no hyphen"#),
        );
        check(
            &Specs::automated(ID, "Cluster1").target_project("it"),
            Some(r#"project id: expected 24 hexadecimal digits, not "it""#),
        );
        check(&Specs::download(ID).target_project(ID), Some("target project: a download has no target"));
        check(
            &Specs::point_in_time(at(1_199_145_599), "Cluster1"),
            Some("point in time: expected 1199145600 to 2147483647, not 1199145599"),
        );
        check(
            &Specs::point_in_time(at(1_750_000_001), "Cluster1"),
            Some("point in time: 2025-06-15 15:06:41 UTC is still to come (now it is 2025-06-15 15:06:40 UTC)"),
        );
        check(&Specs::oplog(1_199_145_600, 0, "Cluster1"), Some("oplog ordinal: expected 1 to 2147483647, not 0"));
        check(
            &Specs::oplog(3_000_000_000, 1, "Cluster1"),
            Some("oplog second: expected 1199145600 to 2147483647, not 3000000000"),
        );
    }
}
