//! The compiler's errors for methods of `atlas-api` whose feature is not enabled, and for a missing confirmation.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::cargo::cargo;

/// Calls of methods that require a feature, and what the error says about it.
const CALLS: &[(&str, &str)] = &[
    ("atlas.project_ai_model_keys()", "this method of `Atlas` requires the feature `ai-models` of `atlas-api`"),
    (
        "async { atlas.invoices().list().all().await }",
        "this method of `Atlas` requires the feature `billing` of `atlas-api`",
    ),
    ("atlas.metric_integrations()", "this method of `Atlas` requires the feature `integrations` of `atlas-api`"),
    ("atlas.logs()", "this method of `Atlas` requires the feature `logs` of `atlas-api`"),
    ("atlas.resource_policies()", "this method of `Atlas` requires the feature `policies` of `atlas-api`"),
    ("atlas.search_indexes(\"orders\")", "this method of `Atlas` requires the feature `search` of `atlas-api`"),
    ("atlas.federation()", "this method of `Atlas` requires the feature `federation` of `atlas-api`"),
    ("atlas.live_migrations()", "this method of `Atlas` requires the feature `live-migration` of `atlas-api`"),
    ("atlas.project_mcp_configs()", "this method of `Atlas` requires the feature `mcp` of `atlas-api`"),
    ("atlas.auditing()", "this method of `Atlas` requires the feature `network-security` of `atlas-api`"),
    (
        "atlas.private_endpoints(\"AWS\", \"5f1a2b3c4d5e6f7a8b9c0d7e\")",
        "this method of `Atlas` requires the feature `network-security` of `atlas-api`",
    ),
    ("atlas.query_shapes(\"orders\")", "this method of `Atlas` requires the feature `performance` of `atlas-api`"),
    ("atlas.streams()", "this method of `Atlas` requires the feature `streams` of `atlas-api`"),
    ("atlas.data_federation()", "this method of `Atlas` requires the feature `data-federation` of `atlas-api`"),
    (
        "atlas.global_cluster(\"orders\")",
        "this method of `Atlas` requires the feature `global-clusters` of `atlas-api`",
    ),
    (
        "atlas.online_archives(\"orders\")",
        "this method of `Atlas` requires the feature `online-archives` of `atlas-api`",
    ),
    (
        "async { atlas.database_users().delete(\"user-1\").await }",
        "a destructive request cannot be sent before it is confirmed",
    ),
    (
        "atlas.call(|api| api.projects().get_group_settings())",
        "requests of generated operations require the feature `unstable-low-level` of `atlas-api`",
    ),
    (
        "atlas.database_users().get(\"user-1\").send_blocking()",
        "methods that block the thread require the feature `blocking` of `atlas-api`",
    ),
    (
        "atlas.database_users().list().send_blocking()",
        "methods that block the thread require the feature `blocking` of `atlas-api`",
    ),
    (
        "atlas.clusters().wait_until_idle(\"cluster-1\").wait_blocking()",
        "methods that block the thread require the feature `blocking` of `atlas-api`",
    ),
];

/// Checks a program with the calls, and compares the errors.
pub(super) fn check() -> Result<()> {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no workspace")?;
    let package = tempfile::tempdir()?;
    fs::create_dir(package.path().join("src"))?;
    fs::write(package.path().join("Cargo.toml"), manifest(checkout))?;
    fs::write(package.path().join("src/main.rs"), source())?;
    fs::copy(checkout.join("Cargo.lock"), package.path().join("Cargo.lock"))?;
    let target = checkout.join("target/features");
    let output = Command::new(cargo().get_program())
        .args(["check", "--quiet", "--message-format", "short"])
        .current_dir(package.path())
        .env("CARGO_TARGET_DIR", target)
        .output()
        .context("cannot run cargo check")?;
    compare(&String::from_utf8_lossy(&output.stderr))
}

fn manifest(checkout: &Path) -> String {
    format!(
        "[package]\nname = \"without-features\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\natlas-api = {{ path = {:?} }}\n",
        checkout.join("atlas-api")
    )
}

/// Returns a program with a call on each line from the second on.
fn source() -> String {
    let calls: String = CALLS.iter().map(|(call, _)| format!("let _ = {call};\n")).collect();
    format!("fn calls(atlas: &atlas_api::Atlas) {{\n{calls}}}\nfn main() {{}}\n")
}

/// Finds the error of each line, and no other one.
fn compare(errors: &str) -> Result<()> {
    for (line, (call, message)) in (2..).zip(CALLS) {
        let is_expected = |error: &str| error.starts_with(&format!("src/main.rs:{line}:")) && error.contains(*message);
        ensure!(
            errors.lines().any(is_expected),
            "`{call}`: expected the error `{message}`; the compiler printed:\n{errors}"
        );
    }
    let count = errors.lines().filter(|line| line.starts_with("src/main.rs:") && line.contains(": error")).count();
    ensure!(count == CALLS.len(), "{count} errors for {} calls; the compiler printed:\n{errors}", CALLS.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(skip: usize) -> String {
        let lines = CALLS
            .iter()
            .enumerate()
            .map(|(at, (_, message))| format!("src/main.rs:{}:9: error[E0277]: {message}: not satisfied\n", at + 2));
        lines.skip(skip).collect()
    }

    #[test]
    fn each_call_needs_its_error() {
        assert_eq!(compare(&errors(0)).map_err(|error| error.to_string()), Ok(()));
        let error = compare(&errors(1)).unwrap_err().to_string();
        assert!(
            error.starts_with("`atlas.project_ai_model_keys()`: expected the error `this method of `Atlas` requires"),
            "{error}"
        );
        let second = "src/main.rs:2:30: error[E0599]: no method named `list`\n";
        let error = compare(&format!("{}{second}", errors(0))).unwrap_err().to_string();
        assert!(error.starts_with(&format!("{} errors for {} calls", CALLS.len() + 1, CALLS.len())), "{error}");
    }
}
