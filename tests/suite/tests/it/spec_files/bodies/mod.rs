//! Specs that are read as the body of their request: for each, a valid file, and changes that keep it valid or not.

mod backups;
mod errors;
mod exports;
mod families;
mod federation;
mod network;
mod projects;
mod storage;
mod streams;

use serde_json::{Value, json};

use super::Checker;

/// Checks that reader and schema agree on a file, on changes of it, and on rules of all files.
fn check(checker: &Checker, file: &Value, valid: &[Value], invalid: &[Value]) {
    checker.check(file, true);
    for change in valid {
        checker.check_changed(file, change, true);
    }
    for change in invalid {
        checker.check_changed(file, change, false);
    }
    checker.check_changed(file, &json!({ "unknownProperty": 1 }), false);
    for (name, value) in file.as_object().unwrap() {
        let other = if value.is_object() { json!(1) } else { json!({ "a": 1 }) };
        checker.check_changed(file, &json!({ name: other }), false);
        checker.check_changed(file, &json!({ name: [[1]] }), false);
    }
    checker.check(&json!([file]), false);
    checker.check(&json!(null), false);
}

/// A test of a spec: `name: Spec, file, valid changes, invalid changes`.
macro_rules! files {
    ($($test:ident: $spec:ident, $file:tt, [$($valid:tt),* $(,)?], [$($invalid:tt),* $(,)?];)*) => {$(
        #[test]
        fn $test() {
            let checker = $crate::spec_files::Checker::of::<atlas_api::specs::$spec>();
            let (valid, invalid) = ([$(serde_json::json!($valid)),*], [$(serde_json::json!($invalid)),*]);
            super::check(&checker, &serde_json::json!($file), &valid, &invalid);
        }
    )*};
}
use files;

const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

/// The specs without a request body of their own: a query that selects events, and a snapshot to download.
const PARTS: [&str; 2] = ["ActivityFeedSpec", "DownloadSpec"];

#[test]
fn every_public_spec_is_read_from_files() {
    let specs = include_str!("../../../../../../atlas-api/src/specs/mod.rs");
    let tests = [
        include_str!("backups.rs"),
        include_str!("exports.rs"),
        include_str!("families.rs"),
        include_str!("federation.rs"),
        include_str!("network.rs"),
        include_str!("projects.rs"),
        include_str!("storage.rs"),
        include_str!("streams.rs"),
        include_str!("../restores.rs"),
        include_str!("../roles.rs"),
        include_str!("../users.rs"),
    ]
    .concat();
    let exports = specs.split("pub use self::").skip(1).filter_map(|after| after.split(';').next());
    let names = exports.flat_map(|list| list.split(|character: char| !character.is_alphanumeric()));
    let is_spec = |name: &&str| ["Spec", "Specs", "Update"].iter().any(|end| name.ends_with(end));
    let specs: Vec<_> = names.filter(is_spec).filter(|name| !PARTS.contains(name)).collect();
    assert!(specs.len() > 50, "{specs:?}");
    let is_tested = |name: &str| tests.contains(&format!(": {name},")) || tests.contains(&format!("of::<{name}>"));
    let missing: Vec<_> =
        specs.into_iter().filter(|name| !is_tested(name) && !tests.contains(&format!("<Vec<{name}>>"))).collect();
    assert!(missing.is_empty(), "add a reader and a test: {missing:?}");
}
