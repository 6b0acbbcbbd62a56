//! The speedup of a listing whose pages are prefetched.
//!
//! `cargo bench -p atlas-api --bench prefetch`. Each request takes 20 ms. The benchmark fetches 10,000 users, which are 20
//! pages of 500: one page at a time, and with up to 10 concurrent requests, in the same run.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and panics on an error.

#[path = "../shared/mod.rs"]
#[allow(dead_code)] // Other benchmarks use the rest.
mod shared;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use atlas_api::Atlas;

use self::shared::{facade, fixture, server::Server};

fn main() -> ExitCode {
    let server = Server::start_slow(Duration::from_millis(20));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let atlas = facade(&server);
        // The first listing opens the connections and fetches the challenge.
        time(&atlas, 10).await;
        let sequential = time(&atlas, 1).await;
        let prefetched = time(&atlas, 10).await;
        let ratio = prefetched.as_secs_f64() / sequential.as_secs_f64();
        println!(
            "10,000 users, 20 ms per request: {prefetched:?} with 10 concurrent pages, {sequential:?} sequentially: \
             {ratio:.3} (must be less than 0.25)"
        );
        if ratio < 0.25 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// Measures the time to fetch all users.
async fn time(atlas: &Atlas, max_in_flight: u32) -> Duration {
    let begun = Instant::now();
    let (mut users, mut count) = (atlas.database_users().list().prefetch(max_in_flight).stream(), 0);
    while let Some(user) = users.next().await {
        count += u32::from(user.unwrap().username.is_some());
    }
    assert_eq!(count, fixture::USERS);
    begun.elapsed()
}
