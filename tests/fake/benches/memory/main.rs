//! Benchmark of memory: the cost of a hundred thousand database users, and whether the last ones take longer than the
//! first.
//!
//! Run it with `cargo bench -p atlas-fake --bench memory`. Every user is created over HTTP. The bench is a program of
//! its own because it replaces the global allocator with a counting one.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and ends if it fails.

#[path = "../shared/mod.rs"]
mod shared;

use std::process::ExitCode;
use std::time::Duration;

use atlas_fake::FakeAtlas;
use cpu_time::{ProcessTime, ThreadTime};
use serde_json::json;

use self::shared::{Connection, Signer};

#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

const CONNECTIONS: usize = 20;

fn main() -> ExitCode {
    // `cargo test` runs benches too, as a smoke test: a thousand users are enough.
    let users = if std::env::args().any(|argument| argument == "--bench") { 100_000 } else { 1_000 };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for (journal, limit) in [("a journal of the last 1,000 requests", 1_000), ("the whole journal", usize::MAX)] {
        let before = MEMORY.current_usage();
        let builder = FakeAtlas::builder().database_user_limit(usize::MAX).journal_limit(limit);
        let atlas = runtime.block_on(builder.start()).unwrap();
        let empty = MEMORY.current_usage();
        let (mut first, mut last) = (Duration::ZERO, Duration::ZERO);
        for tenth in 0..10 {
            last = create(&atlas, tenth * users / 10..(tenth + 1) * users / 10);
            first = if tenth == 0 { last } else { first };
        }
        let megabytes = |bytes: usize| bytes as f64 / 1e6;
        println!(
            "{users} users with {journal}: {:.1} MB, {:.1} MB of it before the first user; {} bytes per user",
            megabytes(MEMORY.current_usage() - before),
            megabytes(empty - before),
            (MEMORY.current_usage() - empty) / users
        );
        let ratio = last.as_secs_f64() / first.as_secs_f64();
        println!("  the last tenth took {ratio:.2} times the processor time of the first (at most 2)");
        if ratio > 2.0 {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Creates these users and returns the processor time that the server spent.
fn create(atlas: &FakeAtlas, users: std::ops::Range<usize>) -> Duration {
    let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id());
    let mut signer = Signer::new(atlas);
    let mut connections: Vec<_> = (0..CONNECTIONS).map(|_| Connection::open(atlas.base_url())).collect();
    let (process, thread) = (ProcessTime::now(), ThreadTime::now());
    for batch in users.collect::<Vec<_>>().chunks(CONNECTIONS) {
        for (connection, number) in connections.iter_mut().zip(batch) {
            let body = json!({
                "databaseName": "admin",
                "password": "correct horse battery",
                "roles": [{ "databaseName": "sales", "roleName": "readWrite" }],
                "username": format!("user-{number}"),
            });
            connection.send(&signer.request("POST", &path, &body.to_string()));
        }
        for connection in connections.iter_mut().take(batch.len()) {
            let (status, _, body) = connection.receive();
            assert_eq!(status, 201, "{}", String::from_utf8_lossy(&body));
        }
    }
    process.elapsed() - thread.elapsed()
}
