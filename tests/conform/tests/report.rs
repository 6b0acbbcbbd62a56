//! The report on a recording, and the exit code of the program.

#![allow(clippy::unwrap_used)] // Helper functions of a test may panic too.

use std::process::{Command, Output};

/// Runs the program on a recording with these lines.
fn conform(lines: &[&str]) -> Output {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("exchanges.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    Command::new(env!("CARGO_BIN_EXE_atlas-conform")).arg(file).output().unwrap()
}

#[track_caller]
fn check(lines: &[&str], succeeds: bool, report: &[&str]) {
    let output = conform(lines);
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().collect::<Vec<_>>(), report);
    assert_eq!(output.status.success(), succeeds);
}

#[test]
fn responses_that_are_serialized_again_without_loss_are_counted() {
    check(
        &[
            r#"{"operation_id":"getGroupDatabaseUser","status":200,"resource_version":"2023-01-01","response_body":
                {"username":"reports","databaseName":"admin","roles":[{"roleName":"mine","databaseName":"a"}],
                "deleteAfterDate":"2030-01-01T00:00:00Z","labels":null,"description":7,"new":{"deep":1}}}"#
                .replace('\n', "")
                .as_str(),
            r#"{"operation_id":"deleteGroupDatabaseUser","status":204,"resource_version":"2023-01-01","response_body":null}"#,
            r#"{"operation_id":"getGroupDatabaseUser","status":404,"resource_version":null,"response_body":{"error":404,"errorCode":"USER_NOT_FOUND","detail":"No.","parameters":["a",1]}}"#,
            r#"{"operation_id":"getGroupCluster","status":200,"resource_version":"2023-01-01","response_body":{}}"#,
            r#"{"operation_id":"getOrgInvoice","status":200,"response_content_type":"application/vnd.atlas.2023-01-01+csv","response_body":"a,b"}"#,
        ],
        true,
        &[
            "1: getGroupDatabaseUser (200): decoded, lossless",
            "    /new: not documented",
            "2: deleteGroupDatabaseUser (204): decoded, lossless",
            "3: getGroupDatabaseUser (404): decoded, lossless",
            "4: getGroupCluster (200): recorded at 2023-01-01, generated at 2024-08-05",
            "5: getOrgInvoice (200): decoded, lossless",
            "undocumented properties: 1; exchanges of another version: 1",
            "decoded 4/4, lossless 4/4",
        ],
    );
}

#[test]
fn a_response_that_cannot_be_decoded_is_named_and_fails_the_run() {
    check(
        &[
            r#"{"operation_id":"getGroupManagedSlowMs","status":200,"response_body":{"on":true}}"#,
            r#"{"operation_id":"noSuchOperation","status":200,"response_body":{}}"#,
        ],
        false,
        &[
            "1: getGroupManagedSlowMs (200): NOT DECODED: body: unexpected object; expected the documented type",
            "2: noSuchOperation (200): NOT DECODED: unknown operation",
            "undocumented properties: 0; exchanges of another version: 0",
            "decoded 0/2, lossless 0/2",
        ],
    );
}

#[test]
fn a_line_that_is_not_an_exchange_is_named() {
    let output = conform(&[r#"{"status":200}"#]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("exchanges.jsonl:1: not an exchange"), "{error}");
    assert!(!output.status.success());
}
