//! `cargo xtask features`: lints the crates with features without any, and with sets of them that separate any two, and
//! checks what the compiler says about a method without its feature.
//!
//! Most checks enable all features. Code that compiles only with another feature would be missed.

mod messages;
mod separating;

use std::{ffi::OsString, io::Write, process::ExitCode};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use crate::cargo::cargo;

const USAGE: &str = "usage: cargo xtask features";

/// The crates with features that users choose.
const PACKAGES: [&str; 3] = ["atlas-gen", "atlas-api", "atlas-fake"];

/// Runs the command given by the arguments after `features`.
pub(crate) fn run(args: Vec<OsString>) -> anyhow::Result<ExitCode> {
    if !args.is_empty() {
        bail!(USAGE);
    }
    for package in PACKAGES {
        for set in sets(&metadata()?, package)? {
            let set = set.join(",");
            writeln!(std::io::stdout(), "{package}, features: {}", if set.is_empty() { "none" } else { &set })?;
            let mut lint = cargo();
            lint.args(["clippy", "--quiet", "--locked", "--lib", "--no-default-features", "--package", package]);
            lint.args(["--features", &set]);
            lint.args(["--", "-D", "warnings"]);
            if !lint.status().context("cannot run cargo clippy")?.success() {
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    writeln!(std::io::stdout(), "atlas-api, errors of methods without their feature")?;
    messages::check()?;
    Ok(ExitCode::SUCCESS)
}

fn metadata() -> anyhow::Result<Value> {
    let output = cargo().args(["metadata", "--no-deps", "--locked", "--format-version", "1"]).output();
    let output = output.context("cannot run cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Returns the sets of features to lint: the empty one, then those that separate any two features.
fn sets(metadata: &Value, package: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let names = features(metadata, package)?;
    Ok(std::iter::once(Vec::new()).chain(separating::sets(&names)).collect())
}

/// Returns the features of a package that can have code of their own.
fn features(metadata: &Value, package: &str) -> anyhow::Result<Vec<String>> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let found = packages.filter(|found| found["name"] == package).find_map(|found| found["features"].as_object());
    let features = found.with_context(|| format!("package `{package}`: not in the workspace"))?;
    let part_of_full: Vec<&str> =
        features.get("full").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    // The tags of `atlas-gen` need no run: lowering checks that no item of a tag refers to an item of another one. They
    // enable no other feature.
    let is_tag = |name: &str, enables: &Value| {
        package == "atlas-gen" && part_of_full.contains(&name) && enables.as_array().is_some_and(Vec::is_empty)
    };
    let mut names: Vec<&String> = features.keys().filter(|name| *name != "default").collect();
    names.retain(|name| !is_tag(name, &features[*name]));
    // A feature that only enables several others of the list, such as `full`, has no code, and separates none of them.
    let listed = |enabled: &Value| enabled.as_str().is_some_and(|enabled| names.iter().any(|name| *name == enabled));
    let only_enables_others =
        |name: &str| features[name].as_array().is_some_and(|enabled| enabled.len() > 1 && enabled.iter().all(listed));
    Ok(names.iter().filter(|name| !only_enables_others(name)).map(|name| (*name).clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_linted() {
        let metadata = metadata().unwrap();
        let names = |package: &str| features(&metadata, package).unwrap();
        assert_eq!(names("atlas-gen"), ["decoders", "full", "preview", "reqwest"]);
        assert_eq!(
            names("atlas-api"),
            [
                "ai-models",
                "billing",
                "blocking",
                "data-federation",
                "federation",
                "global-clusters",
                "http2",
                "integrations",
                "keyring",
                "live-migration",
                "logs",
                "mcp",
                "network-security",
                "online-archives",
                "performance",
                "policies",
                "preview",
                "redis",
                "schemars",
                "search",
                "serde",
                "streams",
                "unstable-low-level"
            ]
        );
        assert_eq!(names("atlas-fake"), ["cli", "client", "page", "persistence"]);
        assert_eq!(sets(&metadata, "atlas-gen").unwrap()[0], Vec::<String>::new());
    }

    #[test]
    fn the_default_features_of_atlas_api_enable_neither_the_derive_macro_of_serde_nor_http2() {
        let tree = ["tree", "--locked", "--package", "atlas-api", "--edges", "normal", "--prefix", "none"];
        let output = cargo().args(tree).output().unwrap();
        let dependencies = String::from_utf8(output.stdout).unwrap();
        let is_there = |name: &str| dependencies.lines().any(|line| line.split(' ').next() == Some(name));
        assert!(is_there("serde"), "{dependencies}");
        for absent in ["h2", "redis", "serde_derive"] {
            assert!(!is_there(absent), "{dependencies}");
        }
    }
}
