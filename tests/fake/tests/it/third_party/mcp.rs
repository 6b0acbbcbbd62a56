//! MongoDB's MCP server, which gives language models access to Atlas. The test calls each of its tools for Atlas and
//! compares the result with the one expected from the real service.

mod call;
mod clusters;
mod processors;
mod session;
mod streams;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::install::{self, Missing, skip};
use super::tls::TlsProxy;
use crate::process::Program;
use call::Call;
use session::Session;

/// The results of the tools, and the requests that the fake received.
struct Report {
    /// The names of the tools for Atlas.
    tools: BTreeSet<String>,
    /// The numbers of correct calls and of all calls, by tool.
    tally: BTreeMap<&'static str, (usize, usize)>,
    failures: Vec<String>,
    /// The database user that the server created for its connection.
    temporary_user: Value,
    exchanges: Vec<Value>,
    /// A line for each request, with its status, method and path.
    log: String,
}

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/third_party/mcp/seed.json");

fn run() -> Result<Report, Missing> {
    let directory = install::node(include_str!("mcp/package.json"), include_str!("mcp/package-lock.json"))?;
    // The installed package may outlast Node.js itself.
    install::run(Command::new("node").arg("--version"))?;
    let temporary = tempfile::tempdir().unwrap();
    let journal = temporary.path().join("journal.jsonl");
    let program = Program::start(&["--log", "--seed", SEED, "--journal", journal.to_str().unwrap()]);
    let proxy = TlsProxy::start(program.base_url())?;
    let mut session = Session::start(&directory, &program.settings, &proxy);

    let mut variables = BTreeMap::from([
        ("organization".to_owned(), program.settings["MONGODB_ATLAS_ORG_ID"].as_str().into()),
        ("project".to_owned(), program.settings["MONGODB_ATLAS_PROJECT_ID"].as_str().into()),
    ]);
    let tools = session.tools().into_iter().filter(|name| name.starts_with("atlas-")).collect();
    let (mut tally, mut failures) = (BTreeMap::<_, (usize, usize)>::new(), Vec::new());
    for call in [clusters::calls(), streams::calls()].into_iter().flatten() {
        let Call { tool, .. } = call;
        let (passed, total) = tally.entry(tool).or_default();
        *total += 1;
        match call.check(&mut session, &mut variables) {
            Ok(()) => *passed += 1,
            Err(problem) => failures.push(problem),
        }
    }
    let temporary_user = connect(&mut session, &variables["project"]);
    assert!(session.close().success());
    let log = String::from_utf8(program.stop("-TERM").stderr).unwrap();
    Ok(Report { tools, tally, failures, temporary_user, exchanges: exchanges(&journal), log })
}

/// Starts a connection to a cluster and waits until the server has created its temporary user. There is no database to
/// connect to.
fn connect(session: &mut Session, project: &Value) -> Value {
    let arguments = json!({ "clusterName": "orders", "connectionType": "standard", "projectId": project });
    session.begin("atlas-connect-cluster", &arguments);
    let mut polls = (0..1000).map(|_| {
        let connections = session.call("list-connections", &json!({})).structured["connections"].take();
        (connections, session.call("atlas-list-db-users", &json!({ "projectId": project })).structured["users"].take())
    });
    let user = polls.find_map(|(connections, users)| {
        connections.as_array().filter(|connections| !connections.is_empty())?;
        users.as_array()?.iter().find(|user| user["username"].as_str().is_some_and(is_temporary)).cloned()
    });
    user.unwrap()
}

fn is_temporary(name: &str) -> bool {
    name.starts_with("mcpUser")
}

fn exchanges(journal: &Path) -> Vec<Value> {
    fs::read_to_string(journal).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_tool_of_the_mcp_server_works_with_the_fake() {
    let report = match run() {
        Ok(report) => report,
        Err(missing) => return skip("the MCP server", &missing),
    };
    let calls = report.tally.iter().map(|(tool, (passed, total))| format!("{passed:4} of {total:3} passed  {tool}\n"));
    let tally: String = calls.collect();
    assert!(report.failures.is_empty(), "{tally}\n{}", report.failures.join("\n"));
    // Every tool is called, including tools that a new version adds.
    let called: BTreeSet<_> = report.tally.keys().map(|&tool| tool.to_owned()).collect();
    assert_eq!(report.tools, called);

    // The temporary user has access to the one cluster only, and an expiry.
    let name = report.temporary_user["username"].as_str().unwrap();
    assert_eq!(report.temporary_user["scopes"], json!([{ "name": "orders", "type": "CLUSTER" }]));
    let creation = report.exchanges.iter().find(|exchange| {
        exchange["operation_id"] == "createGroupDatabaseUser" && exchange["request_body"]["username"] == name
    });
    let creation = creation.unwrap();
    assert_eq!(creation["status"], 201);
    assert!(creation["request_body"]["deleteAfterDate"].is_string(), "{creation}");
    assert_eq!(
        creation["request_body"]["roles"],
        json!([{ "databaseName": "admin", "roleName": "readWriteAnyDatabase" }])
    );

    // The server used one access token, revoked it, and deleted the temporary user.
    let count = |line: &str| report.log.lines().filter(|logged| logged.starts_with(line)).count();
    assert_eq!((count("200 POST /api/oauth/token"), count("200 POST /api/oauth/revoke")), (1, 1), "{}", report.log);
    assert!(report.log.contains(&format!("/databaseUsers/admin/{name} deleteGroupDatabaseUser")), "{}", report.log);
    assert!(count("200 GET /api/private/ipinfo") > 0, "{}", report.log);
    // No recording has the password.
    assert!(report.exchanges.iter().all(|exchange| !exchange.to_string().contains("correct horse")));
    // No request is unauthenticated, unknown or badly formed, and none fails on the server.
    for status in ["401", "405", "406", "415", "5"] {
        assert_eq!(count(status), 0, "{}", report.log);
    }
    assert!(!report.log.lines().any(|line| line.starts_with("404") && line.ends_with(" -")), "{}", report.log);
}
