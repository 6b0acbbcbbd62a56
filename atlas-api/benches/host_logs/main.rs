//! The speedup of logs that are downloaded from several hosts at the same time.
//!
//! `cargo bench -p atlas-api --bench host_logs`. Each request to the fake takes 20 ms. The benchmark downloads the logs of 30
//! hosts: one after the other, and four at the same time, in the same run.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // A program that prints, and panics on an error.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use atlas_api::Atlas;
use atlas_fake::{FakeAtlas, Fault};
use serde_json::json;

const HOSTS: usize = 30;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let fake = FakeAtlas::builder().log_size(4096).start().await.unwrap();
        // Each cluster has three hosts.
        for number in 0..HOSTS / 3 {
            fake.insert("clusters", json!({ "name": format!("cluster{number}") })).unwrap();
        }
        fake.fault(Fault::latency(Duration::from_millis(20)));
        let builder = Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id());
        let atlas = builder.base_url(fake.base_url()).build().unwrap();
        // The first download opens the connections and fetches the challenge.
        time(&atlas, 4).await;
        let (sequential, concurrent) = (time(&atlas, 1).await, time(&atlas, 4).await);
        let ratio = concurrent.as_secs_f64() / sequential.as_secs_f64();
        println!(
            "logs of {HOSTS} hosts, 20 ms per request: {concurrent:?} with 4 at the same time, {sequential:?} one after the \
             other: {ratio:.3} (must be less than 0.4)"
        );
        if ratio < 0.4 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// Measures the time to read the lines of all hosts.
async fn time(atlas: &Atlas, prefetch: u32) -> Duration {
    let begun = Instant::now();
    let mut lines = atlas.logs().download_for_project("mongodb").prefetch(prefetch).lines();
    let mut hosts = std::collections::BTreeSet::new();
    while let Some(line) = lines.next().await {
        hosts.insert(line.unwrap().host().to_owned());
    }
    assert_eq!(hosts.len(), HOSTS);
    begun.elapsed()
}
