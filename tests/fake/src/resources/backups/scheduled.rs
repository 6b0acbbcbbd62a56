//! Snapshots taken by a schedule.

use chrono::{DateTime, TimeDelta, Utc};

use super::calendar::Calendar;
use super::schedule;
use super::snapshots::{SNAPSHOTS, begin as begin_snapshot, of_cluster, written};
use crate::resource_kind::Times;
use crate::resources::clusters::CLUSTERS;
use crate::store::{Resource, Scheduled, Store};

/// The time up to which a cluster's scheduled snapshots were taken. No schema has this property, so no response shows
/// it.
const UNTIL: &str = "#snapshotsUntil";

/// How far back snapshots are taken after a long time without requests.
const FARTHEST: TimeDelta = TimeDelta::days(400);

/// Starts scheduled backups of a cluster.
pub(in crate::resources) fn begin(cluster: &mut Resource, now: DateTime<Utc>) {
    cluster.set(UNTIL, written(now));
}

/// Takes the snapshots that were due since the last call and are not expired yet.
pub(in crate::resources) fn take_due(store: &mut Store, times: &Times, now: DateTime<Utc>) {
    let clusters: Vec<_> = store.all(CLUSTERS.name).filter(|cluster| cluster.flag("backupEnabled")).cloned().collect();
    for mut cluster in clusters {
        let until = DateTime::parse_from_rfc3339(cluster.text(UNTIL)).map(|until| until.to_utc());
        let Some(until) = until.ok().filter(|until| *until < now) else { continue };
        let calendar = Calendar::of(&schedule::of_cluster(store, &cluster));
        let end = cluster
            .scheduled
            .iter()
            .find(|(_, scheduled)| *scheduled == Scheduled::Delete)
            .map_or(now, |(end, _)| now.min(*end));
        if !cluster.flag("paused") {
            for (time, item) in calendar.between(until.max(now - FARTHEST), end) {
                if time + item.retention > now {
                    let mut snapshot = snapshot(&cluster, time);
                    snapshot.set("frequencyType", item.kind);
                    snapshot.set("policyItems", vec![item.id.clone()]);
                    begin_snapshot(&mut snapshot, times, time, item.retention);
                    store.put(SNAPSHOTS.name, snapshot);
                }
            }
        }
        begin(&mut cluster, now);
        store.put(CLUSTERS.name, cluster);
    }
}

/// Returns a snapshot. Its ID is derived from the cluster and the time, so it does not depend on when the snapshot is
/// first requested.
fn snapshot(cluster: &Resource, time: DateTime<Utc>) -> Resource {
    let key = Store::id_of(&format!("{} {}", cluster.text("id"), written(time)));
    let mut body = of_cluster(cluster, time);
    body.insert("id".to_owned(), key.as_str().into());
    body.insert("snapshotType".to_owned(), "scheduled".into());
    Resource { scope: format!("{}/{}", cluster.scope, cluster.key), key, body, scheduled: Vec::new() }
}
