//! What the facade costs above the floor: a bare `reqwest` call whose answer is read into a `serde_json::Value`.
//!
//! `cargo bench -p atlas-api --bench floor`; a word after `--` picks the figures whose names hold it. Both sides talk to the same server in the same run, in turns, and only the
//! processor time of their own thread is counted, so that the figures are ratios that hold on any machine. The server
//! wants digest authentication from the facade and none from the floor.
//!
//! It ends with a failure if a figure is beyond its bound.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)] // A program that prints, and ends if it fails.

mod decode;
mod floor;
mod measure;
#[path = "../shared/mod.rs"]
mod shared;

use std::process::ExitCode;

use atlas_api::Atlas;

use self::{
    measure::Report,
    shared::{facade, fixture, server::Server},
};

fn main() -> ExitCode {
    // `cargo test` runs benches too, to see that they work; then a few rounds will do.
    let (options, words): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|argument| argument.starts_with('-'));
    let rounds = if options.iter().any(|option| option == "--bench") { 40 } else { 2 };
    let picked = words.first();
    // On one core with its client, the server wakes up at the same cost every time.
    if let Some(core) = core_affinity::get_core_ids().and_then(|cores| cores.last().copied()) {
        core_affinity::set_for_current(core);
    }
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut report = Report::default();
    let is_picked = |name: &str| picked.as_ref().is_none_or(|picked: &&String| name.contains(picked.as_str()));

    let (atlas, bare) = runtime.block_on(async { (facade(&server), floor::Floor::new(&server)) });
    if is_picked("call") {
        call(&runtime, &atlas, &bare, rounds, &mut report);
    }
    if is_picked("stream") {
        stream(&runtime, &atlas, &bare, rounds, &mut report);
    }
    if is_picked("decode") {
        decode::compare(rounds, &mut report);
    }
    report.conclude()
}

/// A call that brings a cluster of 3 KB, and one that brings a user of less than 1 KB, of which what every call costs is a
/// larger part.
fn call(runtime: &tokio::runtime::Runtime, atlas: &Atlas, bare: &floor::Floor, rounds: u32, report: &mut Report) {
    const CALLS: u32 = 200;
    let least = measure::compare(
        rounds,
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let cluster = atlas.clusters().get("Cluster0").send().await.unwrap();
                    assert_eq!(cluster.name(), Some("Cluster0"));
                }
            });
        },
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let cluster = bare.get(&fixture::cluster_path()).await;
                    assert_eq!(cluster["name"], "Cluster0");
                }
            });
        },
    );
    report.at_most("processor time of a call for a cluster, with digest", &least, 1.25);
    let least = measure::compare(
        rounds,
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let user = atlas.database_users().get("user-1").send().await.unwrap();
                    assert_eq!(user.username.as_deref(), Some("user-1"));
                }
            });
        },
        || {
            runtime.block_on(async {
                for _ in 0..CALLS {
                    let user = bare.get(&fixture::user_path()).await;
                    assert_eq!(user["username"], "user-1");
                }
            });
        },
    );
    report.at_most("processor time of a call for a user, with digest", &least, 1.25);
}

/// A listing of 10,000 users, 500 a page.
fn stream(runtime: &tokio::runtime::Runtime, atlas: &Atlas, bare: &floor::Floor, rounds: u32, report: &mut Report) {
    let least = measure::compare(
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
                    let page = bare.get(&fixture::page_path(number)).await;
                    let users = page["results"].as_array().unwrap();
                    count += users.iter().map(|user| u32::from(user["username"].is_string())).sum::<u32>();
                }
                count
            });
            assert_eq!(count, fixture::USERS);
        },
    );
    report.at_most("processor time of 10,000 users as a typed stream", &least, 1.0);
}
