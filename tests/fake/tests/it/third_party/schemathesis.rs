//! `schemathesis`, which generates valid and invalid requests from the document and checks the responses.
//!
//! `schemathesis/amend.py` first corrects the document where the service is known to differ.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use reqwest::header::CONTENT_TYPE;
use serde_json::Value;

use super::install::{python, run, skip};
use crate::client::http;
use crate::operations::DOCUMENT;
use crate::process::{Program, command};

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/third_party/schemathesis");

/// Returns an access token of the program's service account.
async fn token(program: &Program) -> String {
    let [id, secret] = ["MONGODB_ATLAS_CLIENT_ID", "MONGODB_ATLAS_CLIENT_SECRET"].map(|name| &program.settings[name]);
    let request = http().post(format!("{}/api/oauth/token", program.base_url())).basic_auth(id, Some(secret));
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let response: Value = request.body("grant_type=client_credentials").send().await.unwrap().json().await.unwrap();
    response["access_token"].as_str().unwrap().to_owned()
}

/// Reads the log of the program: the operations that succeeded, and the lines with a server error or without a request.
fn read(log: &Path) -> (BTreeSet<String>, Vec<String>) {
    let (mut succeeded, mut failures) = (BTreeSet::new(), Vec::new());
    for line in fs::read_to_string(log).unwrap().lines() {
        let status = line.split(' ').next().and_then(|status| status.parse::<u16>().ok());
        match (status, line.rsplit(' ').next()) {
            (Some(200..300), Some(operation)) => drop(succeeded.insert(operation.to_owned())),
            (Some(300..500), _) => {}
            _ => failures.push(line.to_owned()),
        }
    }
    (succeeded, failures)
}

#[tokio::test]
async fn schemathesis_finds_no_failures() {
    let python = match python(include_str!("schemathesis/requirements.txt")) {
        Ok(python) => python,
        Err(missing) => return skip("schemathesis", &missing),
    };
    let directory = tempfile::tempdir().unwrap();
    let [log, report, document] = ["log", "report.json", "openapi.json"].map(|name| directory.path().join(name));
    fs::write(&document, DOCUMENT.to_string()).unwrap();
    // The log goes to a file, because it would fill a pipe.
    let program = Program::spawn(
        command(&["--log", "--seed", &format!("{DIRECTORY}/seed.json")])
            .stderr(Stdio::from(File::create(&log).unwrap())),
    );
    let token = token(&program).await;

    let output = run(Command::new(python.with_file_name("st"))
        .args(["--config-file", &format!("{DIRECTORY}/schemathesis.toml"), "run", "--no-color"])
        .arg(&document)
        .args(["--report", "json", "--report-json-path"])
        .arg(&report)
        .current_dir(directory.path())
        .envs(&program.settings)
        .env("MONGODB_ATLAS_ACCESS_TOKEN", token)
        .env("PYTHONPATH", DIRECTORY)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_PROXY", "*"))
    .unwrap_or_else(|missing| panic!("{missing:?}"));
    let output_text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));

    let (succeeded, failures) = read(&log);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(output.status.success(), "{output_text}");
    let report: Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    assert_eq!((&report["complete"], &report["failures"]), (&true.into(), &Value::Array(Vec::new())), "{output_text}");
    assert_eq!(
        (&report["operations"]["tested"], &report["operations"]["total"]),
        (&540.into(), &540.into()),
        "{output_text}"
    );
    assert!(report["test_cases"]["generated"].as_u64().unwrap() > 20_000, "{}", report["test_cases"]);
    // Most operations find their resource; the others need resources with an ID that no generated request has.
    assert!(succeeded.len() > 330, "{} operations succeeded", succeeded.len());
}
