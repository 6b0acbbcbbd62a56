//! The overhead of the facade over a baseline: a bare `reqwest` call that decodes the response into a `serde_json::Value`.
//!
//! `cargo bench -p atlas-api --bench overhead`. An argument after `--` selects the measurements whose names contain it: call,
//! stream or decode. Both sides use the same server in the same run, alternately. Only the processor time of the client
//! thread is measured, so that the ratios hold on any machine. The server requires digest authentication from the facade,
//! but not from the baseline.
//!
//! The exit status is a failure if a ratio exceeds its bound.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)] // A program that prints, and panics on an error.

mod baseline;
mod decode;
mod measure;
#[path = "../shared/mod.rs"]
mod shared;

use std::process::ExitCode;

use atlas_api::Atlas;

use self::{
    baseline::Baseline,
    measure::Report,
    shared::{facade, fixture, server::Server},
};

fn main() -> ExitCode {
    // `cargo test` runs benchmarks too, only to check that they work. A few rounds are enough for that.
    let (options, names): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|argument| argument.starts_with('-'));
    let rounds = if options.iter().any(|option| option == "--bench") { 40 } else { 2 };
    let selected = names.first();
    // With server and client on one core, waking the server has a constant cost.
    if let Some(core) = core_affinity::get_core_ids().and_then(|cores| cores.last().copied()) {
        core_affinity::set_for_current(core);
    }
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut report = Report::default();
    let is_selected = |name: &str| selected.is_none_or(|selected| name.contains(selected.as_str()));

    let (atlas, baseline) = runtime.block_on(async { (facade(&server), Baseline::new(&server)) });
    if is_selected("call") {
        call(&runtime, &atlas, &baseline, rounds, &mut report);
    }
    if is_selected("stream") {
        stream(&runtime, &atlas, &baseline, rounds, &mut report);
    }
    if is_selected("decode") {
        decode::compare(rounds, &mut report);
    }
    report.finish()
}

/// Measures a call that returns a cluster of 3 KB, and one that returns a user of less than 1 KB. The fixed cost of a call
/// is a larger part of the second.
fn call(runtime: &tokio::runtime::Runtime, atlas: &Atlas, baseline: &Baseline, rounds: u32, report: &mut Report) {
    const CALLS: u32 = 200;
    let minimum = measure::compare(
        rounds,
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let cluster = atlas.clusters().get("Cluster0").await.unwrap();
                    assert_eq!(cluster.name(), Some("Cluster0"));
                }
            });
        },
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let cluster = baseline.get(&fixture::cluster_path()).await;
                    assert_eq!(cluster["name"], "Cluster0");
                }
            });
        },
    );
    report.at_most("processor time of a call that returns a cluster, with digest", &minimum, 1.25);
    let minimum = measure::compare(
        rounds,
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let user = atlas.database_users().get("user-1").await.unwrap();
                    assert_eq!(user.username.as_deref(), Some("user-1"));
                }
            });
        },
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let user = baseline.get(&fixture::user_path()).await;
                    assert_eq!(user["username"], "user-1");
                }
            });
        },
    );
    report.at_most("processor time of a call that returns a user, with digest", &minimum, 1.5);
}

/// Measures a listing of 10,000 users, with 500 per page.
fn stream(runtime: &tokio::runtime::Runtime, atlas: &Atlas, baseline: &Baseline, rounds: u32, report: &mut Report) {
    let minimum = measure::compare(
        rounds,
        || {
            let count = runtime.block_on(async {
                let (mut users, mut count) = (atlas.database_users().list().stream(), 0);
                while let Some(user) = users.next().await {
                    count += u32::from(user.unwrap().username.is_some());
                }
                count
            });
            assert_eq!(count, fixture::USERS);
        },
        || {
            let count = runtime.block_on(async {
                let mut count = 0;
                for number in 1..=fixture::PAGES {
                    let page = baseline.get(&fixture::page_path(number)).await;
                    let users = page["results"].as_array().unwrap();
                    count += users.iter().map(|user| u32::from(user["username"].is_string())).sum::<u32>();
                }
                count
            });
            assert_eq!(count, fixture::USERS);
        },
    );
    report.at_most("processor time of 10,000 users as a typed stream", &minimum, 1.0);
}
