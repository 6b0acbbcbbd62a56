//! Downloads the last hour of the logs of all hosts of a cluster, and lists the slowest queries.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`,
//! `MONGODB_ATLAS_PROJECT_ID`, `CLUSTER` with the name of the cluster, and `DIRECTORY`, which must exist.

use std::{
    io::Write,
    path::Path,
    time::{Duration, SystemTime},
};

use atlas_api::{Atlas, logs::LogName};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (cluster, directory) = (std::env::var("CLUSTER")?, std::env::var("DIRECTORY")?);
    let since = SystemTime::now() - Duration::from_secs(3600);
    run(&Atlas::from_env()?, &cluster, since, directory.as_ref(), &mut std::io::stdout()).await
}

async fn run(
    atlas: &Atlas,
    cluster: &str,
    since: SystemTime,
    directory: &Path,
    out: &mut impl Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let logs = atlas.logs().download_for_cluster(cluster, LogName::Mongodb).from(since).prefetch(8);

    let mut queries = Vec::new();
    let mut lines = logs.clone().lines().slow_queries(Duration::from_millis(500));
    while let Some(line) = lines.next().await {
        let line = line?;
        queries.push((line.line().duration(), line));
    }
    queries.sort_by_key(|(duration, _)| std::cmp::Reverse(*duration));
    for (duration, line) in queries.iter().take(10) {
        let (duration, namespace) = (duration.unwrap_or_default(), line.line().namespace().unwrap_or("?"));
        writeln!(out, "{duration:?} on {namespace} ({}, {})", line.line().plan_summary().unwrap_or("?"), line.host())?;
    }

    for log in logs.save(directory).await? {
        writeln!(out, "saved {}", log.path().file_name().unwrap_or_default().display())?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn slow_queries_are_listed_and_all_logs_are_saved() {
    let (fake, atlas) = shared::fake(&[shared::cluster("orders", "M10")]).await;
    let line = |number: u32, time: u64, plan: &str| {
        let host = format!("orders-shard-00-0{number}.abcde.example.com");
        let date = chrono::DateTime::<chrono::Utc>::from(fake.now() - Duration::from_secs(60)).to_rfc3339();
        let attributes = serde_json::json!({ "ns": "shop.orders", "planSummary": plan, "durationMillis": time });
        let line = serde_json::json!({ "t": { "$date": date }, "msg": "Slow query", "attr": attributes });
        fake.insert(&format!("clusters/{host}/logs/mongodb.gz"), serde_json::json!({ "lines": [line] })).unwrap();
    };
    line(0, 700, "COLLSCAN");
    line(1, 1500, "IXSCAN { a: 1 }");
    line(2, 120, "COLLSCAN");
    let directory = tempfile::tempdir().unwrap();
    let (since, mut out) = (fake.now() - Duration::from_secs(3600), Vec::new());
    let outcome = run(&atlas, "orders", since, directory.path(), &mut out).await;
    let expected = "1.5s on shop.orders (IXSCAN { a: 1 }, orders-shard-00-01.abcde.example.com)\n\
                    700ms on shop.orders (COLLSCAN, orders-shard-00-00.abcde.example.com)\n\
                    saved orders-shard-00-00.abcde.example.com-mongodb.gz\n\
                    saved orders-shard-00-01.abcde.example.com-mongodb.gz\n\
                    saved orders-shard-00-02.abcde.example.com-mongodb.gz\n";
    assert_eq!(shared::text(outcome, out), expected);
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 3);
}
