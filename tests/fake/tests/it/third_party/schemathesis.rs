//! `schemathesis`, which makes up requests from the document, right ones and wrong ones, and holds the answers against it.
//!
//! The document is amended first, by rules, where it is known not to be what the service does: `schemathesis/amend.py`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use reqwest::header::CONTENT_TYPE;
use serde_json::Value;

use super::install::{python, run, skip};
use crate::client::http;
use crate::process::{Program, command};

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/third_party/schemathesis");
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/openapi.json");

/// An access token of the program's service account.
async fn token(program: &Program) -> String {
    let [id, secret] = ["MONGODB_ATLAS_CLIENT_ID", "MONGODB_ATLAS_CLIENT_SECRET"].map(|name| &program.settings[name]);
    let request = http().post(format!("{}/api/oauth/token", program.base_url())).basic_auth(id, Some(secret));
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer: Value = request.body("grant_type=client_credentials").send().await.unwrap().json().await.unwrap();
    answer["access_token"].as_str().unwrap().to_owned()
}

/// What the program told of the requests: the operations that it carried out, and the lines that tell of an error of its
/// own or of no request at all.
fn read(log: &Path) -> (BTreeSet<String>, Vec<String>) {
    let (mut carried_out, mut wrong) = (BTreeSet::new(), Vec::new());
    for line in fs::read_to_string(log).unwrap().lines() {
        let status = line.split(' ').next().and_then(|status| status.parse::<u16>().ok());
        match (status, line.rsplit(' ').next()) {
            (Some(200..300), Some(operation)) => drop(carried_out.insert(operation.to_owned())),
            (Some(300..500), _) => {}
            _ => wrong.push(line.to_owned()),
        }
    }
    (carried_out, wrong)
}

#[tokio::test]
async fn schemathesis_finds_nothing_against_the_document() {
    let python = match python(include_str!("schemathesis/requirements.txt")) {
        Ok(python) => python,
        Err(missing) => return skip("schemathesis", &missing),
    };
    let directory = tempfile::tempdir().unwrap();
    let [log, report] = ["log", "report.json"].map(|name| directory.path().join(name));
    // What it tells is more than a pipe holds that nobody reads.
    let program = Program::spawn(
        command(&["--log", "--seed", &format!("{DIRECTORY}/seed.json")])
            .stderr(Stdio::from(File::create(&log).unwrap())),
    );
    let token = token(&program).await;

    let output = run(Command::new(python.with_file_name("st"))
        .args(["--config-file", &format!("{DIRECTORY}/schemathesis.toml"), "run", DOCUMENT, "--no-color"])
        .args(["--report", "json", "--report-json-path"])
        .arg(&report)
        .current_dir(directory.path())
        .envs(&program.settings)
        .env("MONGODB_ATLAS_ACCESS_TOKEN", token)
        .env("PYTHONPATH", DIRECTORY)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_PROXY", "*"))
    .unwrap_or_else(|missing| panic!("{missing:?}"));
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));

    let (carried_out, wrong) = read(&log);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(output.status.success(), "{told}");
    let report: Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    assert_eq!((&report["complete"], &report["failures"]), (&true.into(), &Value::Array(Vec::new())), "{told}");
    assert_eq!((&report["operations"]["tested"], &report["operations"]["total"]), (&540.into(), &540.into()), "{told}");
    assert!(report["test_cases"]["generated"].as_u64().unwrap() > 20_000, "{}", report["test_cases"]);
    // Most operations find what they are asked for; the others are of things that nothing made.
    assert!(carried_out.len() > 400, "{} operations were carried out", carried_out.len());
}
