//! How much faster a listing is whose pages are fetched ahead.
//!
//! `cargo bench -p atlas-api --bench ahead`. Each request takes 20 ms; all of 10,000 users are fetched, 20 pages of 500, one
//! page after the other and with up to 10 at once, in the same run.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and ends if it fails.

#[path = "../shared/mod.rs"]
#[allow(dead_code)] // The other benches have more use for it.
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
        // Connections and the challenge are there after the first listing.
        time(&atlas, 10).await;
        let one_by_one = time(&atlas, 1).await;
        let ahead = time(&atlas, 10).await;
        let ratio = ahead.as_secs_f64() / one_by_one.as_secs_f64();
        println!("10,000 users, 20 ms a request: {ahead:?} with 10 pages at once, {one_by_one:?} one by one: {ratio:.3} (less than 0.25)");
        if ratio < 0.25 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// How long it takes to fetch all users.
async fn time(atlas: &Atlas, at_once: u32) -> Duration {
    let begun = Instant::now();
    let (mut users, mut count) = (atlas.database_users().list().fetch_ahead(at_once).stream(), 0);
    while let Some(user) = users.next().await {
        count += u32::from(user.unwrap().username.is_some());
    }
    assert_eq!(count, fixture::USERS);
    begun.elapsed()
}
