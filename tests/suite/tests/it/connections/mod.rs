//! Proxies and certificates that prevent a connection.
//!
//! The variables with proxies and certificates belong to the process. So each test starts a process that runs a single
//! test of this module, with only the given variables.

mod certificates;
mod http2;
mod proxies;
mod tls_server;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use atlas_api::AtlasBuilder;

use crate::support::{PROJECT, STARTED, run_in_process};

/// Reads a user with a client from the environment, whose waits take no time. This is what the started process runs.
#[tokio::test]
#[ignore = "run by the other tests of this module, in a process with other variables"]
async fn get_a_user_with_the_environment() {
    assert!(std::env::var_os(STARTED).is_some(), "tests do not read the environment of the user");
    let waits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&waits);
    let sleep = move |_| {
        counted.fetch_add(1, Relaxed);
        std::future::ready(())
    };
    let call = async {
        let atlas = AtlasBuilder::from_env()?.sleep_with(sleep).build()?;
        atlas.database_users().get("reports").await
    };
    match call.await {
        Ok(user) => println!("<user {}>", user.username.as_deref().unwrap_or_default()),
        Err(error) => {
            let retried = if error.is_retryable() { "retryable" } else { "permanent" };
            let kind = if error.is_connect() { "connect" } else { "other" };
            println!("<{kind}, {retried}, {} attempts, {} waits: {error}>", error.attempts(), waits.load(Relaxed));
            assert!(!format!("{error:?}").contains("hunter22"), "{error:?}");
        }
    }
}

/// Runs that test with an API key and the variables `env`. Returns its output between angle brackets.
fn get_user(base_url: &str, env: &[(&str, &str)]) -> String {
    let home = tempfile::tempdir().unwrap();
    let settings = [
        ("MONGODB_ATLAS_PUBLIC_API_KEY", "abcdefgh"),
        ("MONGODB_ATLAS_PRIVATE_API_KEY", "private-key"),
        ("MONGODB_ATLAS_PROJECT_ID", PROJECT),
        ("MONGODB_ATLAS_BASE_URL", base_url),
    ];
    run_in_process("connections::get_a_user_with_the_environment", home.path(), &[&settings, env].concat())
}

/// Does the same with a service account.
fn get_user_with_account(base_url: &str, env: &[(&str, &str)]) -> String {
    let home = tempfile::tempdir().unwrap();
    let settings = [
        ("MONGODB_ATLAS_CLIENT_ID", "mdb_sa_id_66a7d5c1"),
        ("MONGODB_ATLAS_CLIENT_SECRET", "mdb_sa_sk_hunter22"),
        ("MONGODB_ATLAS_PROJECT_ID", PROJECT),
        ("MONGODB_ATLAS_BASE_URL", base_url),
    ];
    run_in_process("connections::get_a_user_with_the_environment", home.path(), &[&settings, env].concat())
}
