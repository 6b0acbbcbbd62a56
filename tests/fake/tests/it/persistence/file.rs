//! Valid and invalid state files; an invalid file is left unchanged.

use std::fs;

use atlas_fake::FakeAtlas;
use serde_json::json;

use super::{names, refused, start};
use crate::client::{Client, app, with};

#[tokio::test]
async fn an_incomplete_last_line_is_removed() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    start(&path).await.post(&app()).await;
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{whole}{{\"time\":\"20")).unwrap();
    assert_eq!(names(&start(&path).await).await, ["app"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
}

#[tokio::test]
async fn a_file_that_is_not_a_state_or_is_in_use_is_refused_unchanged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    fs::write(&path, "precious\n").unwrap();
    let error = refused(&path).await;
    assert!(error.contains("state.jsonl: line 1: not the header of an atlas-fake state file"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious\n");

    fs::remove_file(&path).unwrap();
    let client = start(&path).await;
    assert!(refused(&path).await.contains("in use by another process"));
    client.post(&app()).await;
    drop(client);
    let lines = fs::read_to_string(&path).unwrap();
    let change = lines.lines().last().unwrap();
    fs::write(&path, format!("{lines}{change}\n")).unwrap();
    let error = refused(&path).await;
    assert!(error.contains("line 4: POST ") && error.contains("status 409 instead of 201"), "{error}");
}

#[tokio::test]
async fn a_file_of_another_version_or_with_an_invalid_line_is_refused_unchanged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    start(&path).await.post(&app()).await;
    let whole = fs::read_to_string(&path).unwrap();
    let (header, change) = whole.split_once('\n').unwrap();
    for (text, expected) in [
        (format!("{{\"atlas_fake_state\":9}}\n{change}"), "line 1: format 9 of another version of atlas-fake"),
        (format!("{header}\n{}\n{change}", &change[..40]), "line 2: not a valid entry"),
        (format!("{header}\n{change}{{\"time\":\"yesterday\"}}\n"), "line 4: not a valid entry"),
    ] {
        fs::write(&path, &text).unwrap();
        let error = refused(&path).await;
        assert!(error.contains("state.jsonl: ") && error.contains(expected), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_target_of_a_symbolic_link_is_replaced() {
    let directory = tempfile::tempdir().unwrap();
    let [path, link] = ["state.jsonl", "link"].map(|name| directory.path().join(name));
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let client = Client::of(
        FakeAtlas::builder().state_file(&link).seed(json!({ "databaseUsers": [app()] })).start().await.unwrap(),
    );
    assert_eq!(names(&client).await, ["app"]);
    client.post(&with(app(), json!({ "username": "other" }))).await;
    client.atlas.reset().unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    // The lock applies to the target of the link too.
    assert!(refused(&path).await.contains("in use by another process"));
}
