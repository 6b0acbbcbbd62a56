//! Whether the tables have all facade methods, and the facade or the list all operations.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::all_rows;

/// The return types of methods that send requests.
const REQUESTS: [&str; 18] = [
    "Request<",
    "List<",
    "Unconfirmed<",
    "Exists",
    "AllProcesses",
    "EnsureInstanceSize",
    "EnsurePaused",
    "ResizeCluster",
    "ModifyCluster",
    "ModifySchedule",
    "RotateSecret",
    "SelectedProcesses",
    "LogDownload",
    "Download",
    "MetadataRequest",
    "MonthlyCostRequest",
    "OrganizationByName",
    "CertificateRequest",
];

/// Reads the facade's sources.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../atlas-api/src")];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    files
}

/// Returns the `operationId`s in the documentation of facade methods.
fn documented_operations() -> BTreeSet<String> {
    let ids = |text: &str| -> Vec<String> {
        text.split("operation_doc!(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    sources().iter().flat_map(|(_, text)| ids(text)).collect()
}

/// Returns the facade methods that send a request, with their handles.
fn methods() -> BTreeSet<String> {
    let sources = sources();
    let families = sources.iter().filter(|(_, text)| text.contains("operation_doc!(\""));
    families.flat_map(|(_, text)| methods_in(text)).collect()
}

fn methods_in(text: &str) -> Vec<String> {
    let mut methods = Vec::new();
    let mut handle = "";
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("impl ") {
            handle = rest.trim_end_matches(" {");
        }
        let Some(signature) = line.strip_prefix("    pub fn ") else { continue };
        let mut signature = signature.to_owned();
        while !signature.ends_with('{') {
            signature.push_str(lines.next().unwrap().trim());
        }
        let returned = signature.rsplit("-> ").next().unwrap_or_default();
        if signature.contains("&self") && REQUESTS.iter().any(|request| returned.starts_with(request)) {
            methods.push(format!("{handle}::{}", signature.split(['(', '<']).next().unwrap_or_default()));
        }
    }
    methods
}

#[test]
fn every_facade_method_has_a_row() {
    let rows: BTreeSet<String> = all_rows().iter().map(|row| row.method.to_owned()).collect();
    let methods = methods();
    assert_eq!(methods.difference(&rows).collect::<Vec<_>>(), Vec::<&String>::new(), "methods without a row");
    assert_eq!(rows.difference(&methods).collect::<Vec<_>>(), Vec::<&String>::new(), "rows without a method");
}

#[test]
fn every_operation_is_in_the_facade_or_listed() {
    let facade = documented_operations();
    let listed: BTreeSet<String> = include_str!("generated_only.txt").lines().map(str::to_owned).collect();
    let all: BTreeSet<String> =
        atlas_api::atlas_gen::OPERATIONS.iter().map(|operation| operation.id.to_owned()).collect();
    assert_eq!(facade.intersection(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "in the facade and listed");
    let known = facade.union(&listed).cloned().collect();
    assert_eq!(all.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "neither in the facade nor listed");
    assert_eq!(known.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "not an operation of the API");
}
