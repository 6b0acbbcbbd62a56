//! A check that the memory use of a stream does not grow with the number of its pages.
//!
//! `cargo bench -p atlas-api --bench memory`. It is a separate program because its counting allocator costs time.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and panics on an error.

#[path = "../shared/mod.rs"]
#[allow(dead_code)] // Other benchmarks use the rest.
mod shared;

use std::process::ExitCode;

use atlas_api::Atlas;

use self::shared::{facade, fixture, server::Server};

#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

/// The number of runs of each stream.
const RUNS: usize = 5;

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
        if ratio <= 1.1 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
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
