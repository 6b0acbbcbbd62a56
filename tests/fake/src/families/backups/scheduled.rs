//! Snapshots that are taken by schedule, as time goes by.

use chrono::{DateTime, TimeDelta, Utc};

use super::calendar::Calendar;
use super::schedule;
use super::snapshots::{SNAPSHOTS, begin as begin_snapshot, of_cluster, written};
use crate::families::clusters::CLUSTERS;
use crate::family::Times;
use crate::store::{Later, Resource, Store};

/// Up to when the snapshots of a cluster were taken; no schema knows this property, so it is never shown.
const UNTIL: &str = "#snapshotsUntil";

/// How far back snapshots are taken of which nobody asked for long.
const FARTHEST: TimeDelta = TimeDelta::days(400);

/// Lets a cluster be backed up from now on.
pub(in crate::families) fn begin(cluster: &mut Resource, now: DateTime<Utc>) {
    cluster.set(UNTIL, written(now));
}

/// Takes the snapshots that were due until now and would still be kept.
pub(in crate::families) fn take_due(store: &mut Store, times: &Times, now: DateTime<Utc>) {
    let clusters: Vec<_> = store.all(CLUSTERS.name).filter(|cluster| cluster.flag("backupEnabled")).cloned().collect();
    for mut cluster in clusters {
        let until = DateTime::parse_from_rfc3339(cluster.text(UNTIL)).map(|until| until.to_utc());
        let Some(until) = until.ok().filter(|until| *until < now) else { continue };
        let calendar = Calendar::of(&schedule::of_cluster(store, &cluster));
        let end = cluster.later.iter().find(|(_, later)| *later == Later::Gone).map_or(now, |(end, _)| now.min(*end));
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

/// A snapshot whose id follows from what it is of, so that it is the same whenever somebody first asks for it.
fn snapshot(cluster: &Resource, time: DateTime<Utc>) -> Resource {
    let key = Store::id_of(&format!("{} {}", cluster.text("id"), written(time)));
    let mut body = of_cluster(cluster, time);
    body.insert("id".to_owned(), key.as_str().into());
    body.insert("snapshotType".to_owned(), "scheduled".into());
    Resource { scope: format!("{}/{}", cluster.scope, cluster.key), key, body, later: Vec::new() }
}
