//! Checks that the memory use of a stream does not grow with the number of its pages, and that of a log not with its size.
//!
//! `cargo bench -p atlas-api --bench memory`. It is a separate program because its counting allocator costs time.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and panics on an error.

#[path = "../shared/mod.rs"]
#[allow(dead_code)] // Other benchmarks use the rest.
mod shared;

use std::process::ExitCode;

use atlas_api::Atlas;
use atlas_fake::FakeAtlas;

use self::shared::{facade, fixture, server::Server};

#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

/// The number of runs of each stream.
const RUNS: usize = 5;

/// The bound of the peak memory of a log: 32 MiB.
const MAX_LOG_PEAK: usize = 32 << 20;

fn main() -> ExitCode {
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let atlas = facade(&server);
        // The first listing allocates pools and buffers.
        peak(&atlas, 1).await;
        let (few, many) = (least_peak(&atlas, fixture::PAGES - 3).await, least_peak(&atlas, 1).await);
        let ratio = many as f64 / few as f64;
        println!(
            "peak memory of a stream: {many} bytes for 20 pages, {few} bytes for 4: ratio {ratio:.3} (must be at most 1.1)"
        );
        let passed = ratio <= 1.1;
        if log().await && passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// Checks the peak memory of the lines of a log, together with that of the fake that sends it.
async fn log() -> bool {
    // `cargo test` runs benches too, only to check that they work. A smaller log is enough for that.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (small, large) = if is_bench { (64 << 20, 1 << 30) } else { (1 << 20, 4 << 20) };
    let (small_peak, large_peak) = (log_peak(small).await, log_peak(large).await);
    let ratio = large_peak as f64 / MAX_LOG_PEAK as f64;
    println!(
        "peak memory of the lines of a log: {large_peak} bytes for {} MiB, {small_peak} bytes for {} MiB: ratio {ratio:.3} to \
         32 MiB (must be less than 1)",
        large >> 20,
        small >> 20
    );
    ratio < 1.0
}

async fn log_peak(size: u64) -> usize {
    let fake = FakeAtlas::builder().log_size(size).start().await.unwrap();
    fake.insert("clusters", serde_json::json!({ "name": "orders" })).unwrap();
    let builder = Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id());
    let atlas = builder.base_url(fake.base_url()).build().unwrap();
    let mut lines = atlas.logs().download("orders-shard-00-00.abcde.example.com", "mongodb").lines();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut read = 0;
    while let Some(line) = lines.next().await {
        read += line.unwrap().raw().len() as u64 + 1;
    }
    assert_eq!(read, size);
    MEMORY.peak_usage() - before
}

/// Returns the lowest peak memory of several runs. A single peak depends on how much of a page has arrived.
async fn least_peak(atlas: &Atlas, first: u32) -> usize {
    let mut least = usize::MAX;
    for _ in 0..RUNS {
        least = least.min(peak(atlas, first).await);
    }
    least
}

/// Returns the peak memory of a stream that begins at the page `first`.
async fn peak(atlas: &Atlas, first: u32) -> usize {
    let mut users = atlas.database_users().list().page(first).stream();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    while let Some(user) = users.next().await {
        user.unwrap();
    }
    MEMORY.peak_usage() - before
}
