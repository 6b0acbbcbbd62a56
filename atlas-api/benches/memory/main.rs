//! Whether the memory that a stream takes grows with the number of its pages.
//!
//! `cargo bench -p atlas-api --bench memory`. It is a program of its own because its allocator counts, which costs time.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and ends if it fails.

#[path = "../shared/mod.rs"]
#[allow(dead_code)] // The other bench has more use for it.
mod shared;

use std::process::ExitCode;

use atlas_api::Atlas;

use self::shared::{facade, fixture, server::Server};

#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

fn main() -> ExitCode {
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let atlas = facade(&server);
        // Pools and buffers are there after the first listing.
        peak(&atlas, 1).await;
        let (few, many) = (peak(&atlas, fixture::PAGES - 3).await, peak(&atlas, 1).await);
        let ratio = many as f64 / few as f64;
        println!(
            "peak of memory of a stream: {many} bytes for 20 pages, {few} for 4: {ratio:.3} times as much (at most 1.1)"
        );
        if ratio <= 1.1 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// The most memory that a stream takes from the page `first` on.
async fn peak(atlas: &Atlas, first: u32) -> usize {
    let mut users = atlas.database_users().list().page(first).stream();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    while let Some(user) = users.next().await {
        user.unwrap();
    }
    MEMORY.peak_usage() - before
}
