//! What the facade costs above the floor: a bare `reqwest` call whose answer is read into a `serde_json::Value`.
//!
//! `cargo bench -p atlas-api --bench floor`. Both sides talk to the same server in the same run, in turns, and only the
//! processor time of their own thread is counted, so that the figures are ratios that hold on any machine. The server
//! wants digest authentication from the facade and none from the floor.
//!
//! It ends with a failure if a figure is beyond its bound.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)] // A program that prints, and ends if it fails.

mod decode;
mod fixture;
mod floor;
mod measure;
mod server;

use std::process::ExitCode;

use atlas_api::Atlas;

use self::{measure::Report, server::Server};

#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

fn main() -> ExitCode {
    // `cargo test` runs benches too, to see that they work; then a few rounds will do.
    let rounds = if std::env::args().any(|argument| argument == "--bench") { 40 } else { 2 };
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut report = Report::default();

    let (atlas, bare) = runtime.block_on(async { (facade(&server), floor::Floor::new(&server)) });
    call(&runtime, &atlas, &bare, rounds, &mut report);
    stream(&runtime, &atlas, &bare, rounds, &mut report);
    memory(&runtime, &atlas, &server, &mut report);
    decode::compare(rounds, &mut report);
    report.conclude()
}

fn facade(server: &Server) -> Atlas {
    let builder = Atlas::builder().api_key("abcdefgh", "private-key").project_id(fixture::PROJECT);
    builder.base_url(server.base_url()).build().unwrap()
}

/// A call that brings one user.
fn call(runtime: &tokio::runtime::Runtime, atlas: &Atlas, bare: &floor::Floor, rounds: u32, report: &mut Report) {
    const CALLS: u32 = 200;
    let ratio = measure::ratio(
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
    report.at_most("processor time of a call, with digest", ratio, 1.25);
}

/// A listing of 10,000 users, 500 a page.
fn stream(runtime: &tokio::runtime::Runtime, atlas: &Atlas, bare: &floor::Floor, rounds: u32, report: &mut Report) {
    let ratio = measure::ratio(
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
    report.at_most("processor time of 10,000 users as a typed stream", ratio, 1.0);
}

/// The peak of memory over a listing of 4 pages and one of 20.
fn memory(runtime: &tokio::runtime::Runtime, atlas: &Atlas, server: &Server, report: &mut Report) {
    let peak = |first: u32| {
        runtime.block_on(async {
            let mut users = atlas.database_users().list().page(first).stream();
            let before = MEMORY.current_usage();
            MEMORY.reset_peak_usage();
            while let Some(user) = users.next().await {
                user.unwrap();
            }
            MEMORY.peak_usage() - before
        })
    };
    // Pools and buffers are there after the first round.
    peak(1);
    let (few, many) = (peak(fixture::PAGES - 3), peak(1));
    let _ = server;
    report.at_most("peak of memory, 20 pages against 4", many as f64 / few as f64, 1.1);
}
