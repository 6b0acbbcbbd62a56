//! `mongodb-atlas-cli`, a client in Rust. A program beside this file sends the calls of the table `calls.json` with it, once
//! with an API key and once with a service account.
//!
//! The crate has no typed operations: its caller implements a trait with the method, the path, the version and the body.
//! Properties of the crate:
//!
//! * It asks for the digest challenge again before each call.
//! * It reads the body of an error as a JSON object with a numeric status.
//! * It counts the pages of a listing by `totalCount` and the link `next`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::install::{Missing, cargo, run, skip};
use super::part::contains;
use crate::process::Program;

const TABLE: &str = include_str!("mongodb_atlas_cli/calls.json");

/// The outcomes that the program printed, and the exchanges without the challenges.
struct Run {
    outcomes: Vec<Value>,
    exchanges: Vec<Value>,
    challenges: usize,
    settings: BTreeMap<String, String>,
}

fn start(authentication: &str) -> Result<Run, Missing> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/third_party/mongodb_atlas_cli");
    let calls = cargo(&package, "mongodb-atlas-cli-calls")?;
    let directory = tempfile::tempdir().unwrap();
    let journal = directory.path().join("journal.jsonl");
    let program = Program::start(&["--journal", journal.to_str().unwrap()]);
    let output = run(Command::new(calls)
        .arg(authentication)
        .arg(package.join("calls.json"))
        .envs(&program.settings)
        .env("NO_PROXY", "*"))?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let settings = program.settings.clone();
    program.stop("-TERM");
    let lines = |text: &str| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
    let journal = lines(&fs::read_to_string(journal).unwrap());
    let (challenges, exchanges): (Vec<_>, _) = journal.into_iter().partition(|exchange| exchange["status"] == 401);
    let outcomes = lines(&String::from_utf8(output.stdout).unwrap());
    Ok(Run { outcomes, exchanges, challenges: challenges.len(), settings })
}

/// Returns the difference between a call's expected outcome and the found one, with the exchange of the call.
fn difference(expected: &Value, outcome: &Value, exchange: &Value) -> Option<String> {
    let result = match expected.get("code") {
        Some(code) => json!({ "status": expected["status"], "code": code }),
        None => json!({ "code": null, "failure": null, "value": expected["value"] }),
    };
    let right = outcome["call"] == expected["call"]
        && contains(outcome, &result)
        && exchange["operation_id"] == expected["operation"]
        && exchange["status"] == expected["status"];
    (!right).then(|| format!("{expected}\n    outcome {outcome}\n    exchange {exchange}"))
}

/// Replaces the names in braces of a table by the settings and the saved values that the program had for them.
fn known(table: &[Value], run: &Run) -> Vec<Value> {
    let saved = table.iter().zip(&run.outcomes).flat_map(|(call, outcome)| {
        let save = call["save"].as_object().into_iter().flatten();
        save.filter_map(|(name, pointer)| {
            let value = outcome["value"].pointer(pointer.as_str()?)?.as_str()?;
            Some((name.clone(), value.to_owned()))
        })
    });
    let settings = [("project", "MONGODB_ATLAS_PROJECT_ID"), ("organization", "MONGODB_ATLAS_ORG_ID")];
    let settings = settings.map(|(name, setting)| (name.to_owned(), run.settings[setting].clone()));
    let known: Vec<_> = settings.into_iter().chain(saved).collect();
    let replace =
        |text: String| known.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
    table.iter().map(|call| serde_json::from_str(&replace(call.to_string())).unwrap()).collect()
}

fn check(authentication: &str, challenges: usize) {
    let run = match start(authentication) {
        Ok(run) => run,
        Err(missing) => return skip("mongodb-atlas-cli", &missing),
    };
    let table: Vec<Value> = serde_json::from_str(TABLE).unwrap();
    let expected = known(&table, &run);
    let found = run.outcomes.iter().zip(&run.exchanges);
    let differences: Vec<_> = expected
        .iter()
        .zip(found)
        .filter_map(|(call, (outcome, exchange))| difference(call, outcome, exchange))
        .collect();
    assert!(differences.is_empty(), "{} of {} calls:\n{}", differences.len(), table.len(), differences.join("\n"));
    assert_eq!((run.outcomes.len(), run.exchanges.len(), run.challenges), (table.len(), table.len(), challenges));
}

#[test]
fn every_call_with_an_api_key_has_the_expected_outcome() {
    check("digest", 60);
}

#[test]
fn every_call_with_a_service_account_has_the_expected_outcome() {
    check("service-account", 0);
}
