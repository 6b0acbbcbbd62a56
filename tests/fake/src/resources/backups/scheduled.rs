//! Snapshots taken by a schedule.

use chrono::{DateTime, TimeDelta, Utc};

use super::calendar::Calendar;
use super::schedule;
use super::snapshots::{SNAPSHOTS, cluster_properties, queue, to_rfc3339};
use crate::resource_kind::Times;
use crate::resources::clusters::CLUSTERS;
use crate::store::{Resource, Scheduled, Store};

/// The time up to which scheduled snapshots were taken. No schema has this property, so no response shows it.
const UNTIL: &str = "#snapshotsUntil";

/// How far back snapshots are taken after a long time without requests.
const MAX_AGE: TimeDelta = TimeDelta::days(400);

/// Records that all scheduled snapshots up to `now` were taken. Backups of a cluster start with the first such record.
pub(in crate::resources) fn mark_taken_until(cluster: &mut Resource, now: DateTime<Utc>) {
    cluster.set(UNTIL, to_rfc3339(now));
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
            for (time, item) in calendar.between(until.max(now - MAX_AGE), end) {
                if time + item.retention > now {
                    let mut snapshot = snapshot(&cluster, time);
                    snapshot.set("frequencyType", item.frequency);
                    snapshot.set("policyItems", vec![item.id.clone()]);
                    queue(&mut snapshot, times, time, item.retention);
                    store.put(SNAPSHOTS.name, snapshot);
                }
            }
        }
        mark_taken_until(&mut cluster, now);
        store.put(CLUSTERS.name, cluster);
    }
}

/// Returns a snapshot. Its ID is derived from the cluster and the time, so it does not depend on when the snapshot is
/// first requested.
fn snapshot(cluster: &Resource, time: DateTime<Utc>) -> Resource {
    let key = Store::id_of(&format!("{} {}", cluster.text("id"), to_rfc3339(time)));
    let mut body = cluster_properties(cluster, time);
    body.insert("id".to_owned(), key.as_str().into());
    body.insert("snapshotType".to_owned(), "scheduled".into());
    Resource { scope: format!("{}/{}", cluster.scope, cluster.key), key, body, scheduled: Vec::new() }
}
