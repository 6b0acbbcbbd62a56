//! Benchmark of throughput: requests per second on one core.
//!
//! Run it with `cargo bench -p atlas-fake --bench load`. Each figure is the processor time of the server's thread for
//! one request, as a rate. A bare `axum` server that returns the same bytes gives the baseline. The ratio of the two is
//! comparable across machines. Both servers are measured alternately, in the same run, over the same number of
//! connections.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and ends if it fails.

mod floor;
#[path = "../shared/mod.rs"]
mod shared;

use std::time::Duration;

use atlas_fake::FakeAtlas;
use cpu_time::{ProcessTime, ThreadTime};
use serde_json::json;

use self::floor::Floor;
use self::shared::{Connection, Signer};

/// The number of requests in a round, sent in batches of one for each connection.
const REQUESTS: usize = 2_000;
const CONNECTIONS: usize = 20;

fn main() {
    // `cargo test` runs benches too, as a smoke test: one round is enough.
    let rounds = if std::env::args().any(|argument| argument == "--bench") { 20 } else { 1 };
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    // A server's thread stays on the core on which it started. The client moves to another core.
    cores.first().map(|core| core_affinity::set_for_current(*core));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let atlas = runtime.block_on(FakeAtlas::builder().journal_limit(100).start()).unwrap();
    let project = format!("/api/atlas/v2/groups/{}", atlas.project_id());
    atlas.insert("clusters", json!({ "name": "Cluster0" })).unwrap();
    atlas.seed_database_users(100);
    let mut signer = Signer::new(&atlas);

    for (title, path) in [
        ("GET cluster", format!("{project}/clusters/Cluster0")),
        ("GET database user", format!("{project}/databaseUsers/admin/user-1")),
        ("GET 100 database users", format!("{project}/databaseUsers")),
    ] {
        cores.first().map(|core| core_affinity::set_for_current(*core));
        let mut connection = Connection::open(atlas.base_url());
        connection.send(&signer.request("GET", &path, ""));
        let (status, _, body) = connection.receive();
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        let size = body.len();
        let floor = Floor::start(body);
        cores.last().map(|core| core_affinity::set_for_current(*core));

        let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
        for _ in 0..=rounds {
            let mut requests = || (0..REQUESTS).map(|_| signer.request("GET", &path, "")).collect::<Vec<_>>();
            ours = ours.min(server_time(atlas.base_url(), &requests()));
            theirs = theirs.min(server_time(floor.base_url(), &requests()));
        }
        let rate = |time: Duration| (REQUESTS as f64 / time.as_secs_f64()).round();
        println!(
            "{title} ({size} bytes): {} requests per second on one core, bare server {}: {:.1} times the time",
            rate(ours),
            rate(theirs),
            ours.as_secs_f64() / theirs.as_secs_f64()
        );
    }
}

/// Returns the processor time that all other threads spend on these requests.
fn server_time(base_url: &str, requests: &[Vec<u8>]) -> Duration {
    let mut connections: Vec<_> = (0..CONNECTIONS).map(|_| Connection::open(base_url)).collect();
    let (process, thread) = (ProcessTime::now(), ThreadTime::now());
    for batch in requests.chunks(CONNECTIONS) {
        for (connection, request) in connections.iter_mut().zip(batch) {
            connection.send(request);
        }
        for connection in connections.iter_mut().take(batch.len()) {
            assert_eq!(connection.receive().0, 200);
        }
    }
    process.elapsed() - thread.elapsed()
}
