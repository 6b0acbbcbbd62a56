//! MongoDB's own MCP server, which lets language models use Atlas: each of its tools for Atlas is called, and what comes
//! back is compared with what the service would have let it say.

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
use super::tls::Front;
use crate::process::Program;
use call::Call;
use session::Session;

/// What was asked of it, and what it asked of the fake.
struct Visit {
    /// The names of its tools for Atlas.
    tools: BTreeSet<String>,
    /// Of each tool, how many calls were right, and how many there were.
    tally: BTreeMap<&'static str, (usize, usize)>,
    wrong: Vec<String>,
    /// The user that it made for itself while it was connected.
    guest: Value,
    exchanges: Vec<Value>,
    /// A line for each request, with its status, method and path.
    log: String,
}

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/third_party/mcp/seed.json");

fn visit() -> Result<Visit, Missing> {
    let directory = install::node(include_str!("mcp/package.json"), include_str!("mcp/package-lock.json"))?;
    // What was brought in once is here still if Node.js is not any longer.
    install::run(Command::new("node").arg("--version"))?;
    let kept = tempfile::tempdir().unwrap();
    let journal = kept.path().join("journal.jsonl");
    let program = Program::start(&["--log", "--seed", SEED, "--journal", journal.to_str().unwrap()]);
    let front = Front::start(program.base_url())?;
    let mut session = Session::start(&directory, &program.settings, &front);

    let mut known = BTreeMap::from([
        ("organization".to_owned(), program.settings["MONGODB_ATLAS_ORG_ID"].as_str().into()),
        ("project".to_owned(), program.settings["MONGODB_ATLAS_PROJECT_ID"].as_str().into()),
    ]);
    let tools = session.tools().into_iter().filter(|name| name.starts_with("atlas-")).collect();
    let (mut tally, mut wrong) = (BTreeMap::<_, (usize, usize)>::new(), Vec::new());
    for call in [clusters::calls(), streams::calls()].into_iter().flatten() {
        let Call { tool, .. } = call;
        let (right, made) = tally.entry(tool).or_default();
        *made += 1;
        match call.check(&mut session, &mut known) {
            Ok(()) => *right += 1,
            Err(why) => wrong.push(why),
        }
    }
    let guest = connect(&mut session, &known["project"]);
    assert!(session.close().success());
    let log = String::from_utf8(program.stop("-TERM").stderr).unwrap();
    Ok(Visit { tools, tally, wrong, guest, exchanges: exchanges(&journal), log })
}

/// Lets it connect to a cluster, where it will find no database, until it has made itself a user and knows that it has.
fn connect(session: &mut Session, project: &Value) -> Value {
    let arguments = json!({ "clusterName": "orders", "connectionType": "standard", "projectId": project });
    session.begin("atlas-connect-cluster", &arguments);
    let mut looks = (0..1000).map(|_| {
        let connections = session.call("list-connections", &json!({})).structured["connections"].take();
        (connections, session.call("atlas-list-db-users", &json!({ "projectId": project })).structured["users"].take())
    });
    let guest = looks.find_map(|(connections, users)| {
        connections.as_array().filter(|connections| !connections.is_empty())?;
        users.as_array()?.iter().find(|user| user["username"].as_str().is_some_and(is_guest)).cloned()
    });
    guest.unwrap()
}

fn is_guest(name: &str) -> bool {
    name.starts_with("mcpUser")
}

fn exchanges(journal: &Path) -> Vec<Value> {
    fs::read_to_string(journal).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_mcp_server_finds_atlas_behind_each_of_its_tools() {
    let visit = match visit() {
        Ok(visit) => visit,
        Err(missing) => return skip("the MCP server", &missing),
    };
    let calls = visit.tally.iter().map(|(tool, (right, made))| format!("{right:4} of {made:3} right  {tool}\n"));
    let tally: String = calls.collect();
    assert!(visit.wrong.is_empty(), "{tally}\n{}", visit.wrong.join("\n"));
    // A tool that a new version brings has to be called too.
    let called: BTreeSet<_> = visit.tally.keys().map(|&tool| tool.to_owned()).collect();
    assert_eq!(visit.tools, called);

    // It let itself in for a while, to the one cluster and with a day on which it has to be gone.
    let name = visit.guest["username"].as_str().unwrap();
    assert_eq!(visit.guest["scopes"], json!([{ "name": "orders", "type": "CLUSTER" }]));
    let made = visit.exchanges.iter().find(|exchange| {
        exchange["operation_id"] == "createGroupDatabaseUser" && exchange["request_body"]["username"] == name
    });
    let made = made.unwrap();
    assert_eq!(made["status"], 201);
    assert!(made["request_body"]["deleteAfterDate"].is_string(), "{made}");
    assert_eq!(made["request_body"]["roles"], json!([{ "databaseName": "admin", "roleName": "readWriteAnyDatabase" }]));

    // It took one token for everything, and left nothing behind.
    let count = |line: &str| visit.log.lines().filter(|logged| logged.starts_with(line)).count();
    assert_eq!((count("200 POST /api/oauth/token"), count("200 POST /api/oauth/revoke")), (1, 1), "{}", visit.log);
    assert!(visit.log.contains(&format!("/databaseUsers/admin/{name} deleteGroupDatabaseUser")), "{}", visit.log);
    assert!(count("200 GET /api/private/ipinfo") > 0, "{}", visit.log);
    // It was given a password again and again, which is nowhere to be read.
    assert!(visit.exchanges.iter().all(|exchange| !exchange.to_string().contains("correct horse")));
    // Nothing that it asks for is unknown here, and nothing goes wrong but what the calls say.
    for status in ["401", "405", "406", "415", "5"] {
        assert_eq!(count(status), 0, "{}", visit.log);
    }
    assert!(!visit.log.lines().any(|line| line.starts_with("404") && line.ends_with(" -")), "{}", visit.log);
}
