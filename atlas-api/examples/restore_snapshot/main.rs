//! Restores the latest snapshot of a cluster to another cluster, whose data it replaces, and waits for the end.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`,
//! `MONGODB_ATLAS_PROJECT_ID`, `CLUSTER` with the name of the cluster, and `TARGET` with that of the other one.

use std::io::Write;

use atlas_api::{Atlas, Confirm, backups::RestoreSpec};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (cluster, target) = (std::env::var("CLUSTER")?, std::env::var("TARGET")?);
    run(&Atlas::from_env()?, &cluster, &target, &mut std::io::stdout()).await
}

async fn run(
    atlas: &Atlas,
    cluster: &str,
    target: &str,
    out: &mut impl Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let backups = atlas.backups(cluster);
    let snapshots = backups.snapshots().list().all().await?;
    let latest = snapshots.iter().max_by_key(|snapshot| snapshot.created_at).ok_or("the cluster has no snapshot")?;
    let snapshot = latest.id.as_deref().unwrap_or_default();
    if let Some(date) = latest.created_at {
        writeln!(out, "the latest snapshot is of {}", date.date_naive())?;
    }

    let restore = backups.restores().start(RestoreSpec::automated(snapshot, target));
    writeln!(out, "{}", restore.impact())?;
    let restore = restore.confirm(Confirm::name(target)).await?;

    let finished = backups.restores().wait_until_finished(restore.id.as_deref().unwrap_or_default()).await?;
    writeln!(out, "finished: {}", finished.finished_at.is_some())?;
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn the_latest_snapshot_is_restored() {
    let snapshot = |id: &str, date: &str| {
        let snapshot = serde_json::json!({ "id": id.repeat(24), "createdAt": date, "status": "completed" });
        ("clusters/orders/backup/snapshots", snapshot)
    };
    let (old, new) = (snapshot("a", "2025-05-01T00:00:00Z"), snapshot("b", "2025-06-01T00:00:00Z"));
    let clusters = [shared::cluster("orders", "M10"), shared::cluster("staging", "M10")];
    let (fake, atlas) = shared::fake(&[&clusters[..], &[new, old]].concat()).await;
    let mut out = Vec::new();
    let outcome = run(&atlas, "orders", "staging", &mut out).await;
    let expected = "the latest snapshot is of 2025-06-01\n\
                    cluster \"staging\" will have all of its data overwritten by the restore\n\
                    finished: true\n";
    assert_eq!(shared::text(outcome, out), expected);
    let sent = fake.requests().into_iter().find(|request| request.method() == "POST").unwrap();
    assert_eq!(sent.json().unwrap()["snapshotId"], "b".repeat(24));
}
