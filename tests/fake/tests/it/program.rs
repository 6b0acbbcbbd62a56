//! The program `atlas-fake`: start, options, output and stop.

use std::fs;
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{app, http, with};
use crate::process::{NAMES, Program, command};

/// Runs the program with arguments that make it exit.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = command(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn path(directory: &Path, name: &str) -> String {
    directory.join(name).to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_program_serves_with_its_printed_settings_until_a_signal() {
    for signal in ["-INT", "-TERM"] {
        let mut program = Program::start(&[]);
        assert_eq!(program.settings.keys().map(String::as_str).collect::<Vec<_>>().len(), NAMES.len());
        assert!(NAMES.iter().all(|name| program.settings.contains_key(*name)), "{:?}", program.settings);
        assert!(program.base_url().starts_with("http://127.0.0.1:"));
        let url = program.users();
        let (status, body) = program.send(Method::GET, &url, &Value::Null).await.unwrap();
        assert_eq!((status, &body["totalCount"]), (StatusCode::OK, &json!(0)));
        assert_eq!(http().get(program.base_url()).send().await.unwrap().status(), StatusCode::OK);

        let ended = program.stop(signal);
        assert_eq!((ended.status.code(), ended.stdout, ended.stderr), (Some(0), Vec::new(), Vec::new()));
    }
}

#[test]
fn a_shell_can_source_the_printed_settings() {
    let script = "\"$1\" > \"$2\" & pid=$!; until [ -s \"$2\" ]; do sleep 0.02; done; set -a; . \"$2\"; set +a; \
                  kill $pid; wait $pid; env | grep ^MONGODB_ATLAS_ | wc -l";
    let directory = tempfile::tempdir().unwrap();
    let file = path(directory.path(), "atlas.env");
    let output = Command::new("sh")
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_atlas-fake"), &file])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), NAMES.len().to_string());
}

#[test]
fn help_and_version_are_printed_and_an_invalid_option_is_refused() {
    let (code, help, error) = run(&["--help"]);
    assert_eq!((code, error.as_str()), (Some(0), ""));
    assert!(help.contains("usage: atlas-fake [OPTIONS]"), "{help}");
    assert_eq!(run(&["--version"]).1, format!("atlas-fake {}\n", env!("CARGO_PKG_VERSION")));

    let (code, output, error) = run(&["--port", "many"]);
    assert_eq!((code, output.as_str()), (Some(2), ""));
    let expected =
        "error: --port \"many\": invalid value; expected a number from 0 to 65535; see `atlas-fake --help`\n";
    assert_eq!(error, expected);
}

#[test]
fn a_failed_start_is_explained() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, output, error) = run(&["--port", &port]);
    assert_eq!((code, output.as_str()), (Some(1), ""));
    assert!(error.contains(&format!("address 127.0.0.1:{port}: ")), "{error}");

    let directory = tempfile::tempdir().unwrap();
    let (seed, state) = (path(directory.path(), "seed.json"), path(directory.path(), "state.jsonl"));
    for (text, expected) in [
        ("{\"databaseUsers\": [", "seed.json: EOF while parsing a list at line 1 column 19"),
        ("{\"databaseUsers\": [{}]}", "seed.json: databaseUsers[0]: The required attribute"),
        ("{\"gadgets\": []}", "seed.json: gadgets: There is no such collection. (UNKNOWN_COLLECTION)"),
    ] {
        fs::write(&seed, text).unwrap();
        let (code, output, error) = run(&["--seed", &seed, "--state", &state]);
        assert_eq!((code, output.as_str()), (Some(1), ""));
        assert!(error.contains(expected), "{error}");
        assert!(!Path::new(&state).exists());
    }
    assert!(run(&["--seed", &path(directory.path(), "absent.json")]).2.contains("absent.json: "));
}

#[tokio::test]
async fn all_options_take_effect() {
    let directory = tempfile::tempdir().unwrap();
    let (seed, journal) = (path(directory.path(), "seed.json"), path(directory.path(), "journal.jsonl"));
    fs::write(&seed, json!({ "databaseUsers": [app()] }).to_string()).unwrap();
    let mut program = Program::spawn(
        command(&["--seed", &seed, "--journal", &journal, "--log", "--rate-limits=2/3600", "--latency", "1ms"])
            .args(["--fault", "getGroupDatabaseUser:status=503,times=1", "--public-key", "abc"])
            .env("ATLAS_FAKE_PRIVATE_KEY", "private-d-e"),
    );
    assert_eq!(program.settings["MONGODB_ATLAS_PUBLIC_API_KEY"], "abc");
    assert_eq!(program.settings["MONGODB_ATLAS_PRIVATE_API_KEY"], "private-d-e");
    assert_eq!(program.names().await, ["app"]);
    let url = format!("{}/admin/app", program.users());
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(program.send(Method::GET, &url, &Value::Null).await.unwrap().0.as_u16());
    }
    assert_eq!(statuses, [503, 200, 429]);
    let other = with(app(), json!({ "username": "other" }));
    let users = program.users();
    program.send(Method::POST, &users, &other).await.unwrap();

    let project = program.settings["MONGODB_ATLAS_PROJECT_ID"].clone();
    let ended = program.stop("-TERM");
    let log = String::from_utf8(ended.stderr).unwrap();
    let list = format!("/api/atlas/v2/groups/{project}/databaseUsers");
    let expected = [
        format!("401 GET {list} listGroupDatabaseUsers fault=latency=1ms"),
        format!("200 GET {list} listGroupDatabaseUsers fault=latency=1ms"),
        format!("503 GET {list}/admin/app getGroupDatabaseUser fault=latency=1ms,status=503"),
        format!("200 GET {list}/admin/app getGroupDatabaseUser fault=latency=1ms"),
        format!("429 GET {list}/admin/app getGroupDatabaseUser fault=latency=1ms"),
        format!("429 POST {list} createGroupDatabaseUser fault=latency=1ms"),
    ];
    assert_eq!(log.lines().collect::<Vec<_>>(), expected);
    let journal = fs::read_to_string(journal).unwrap();
    assert_eq!(journal.lines().count(), expected.len());
    for secret in ["private-d-e", "correct horse", "Digest"] {
        assert!(!log.contains(secret) && !journal.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn cluster_time_and_backup_time_take_effect() {
    let mut program = Program::start(&["--cluster-time", "10m", "--backup-time", "1.5m"]);
    let clusters = program.users().replace("databaseUsers", "clusters");
    let (_, created) = program.send(Method::POST, &clusters, &json!({ "name": "orders" })).await.unwrap();
    assert_eq!(created["stateName"], "CREATING");
    let orders = format!("{clusters}/orders");
    assert_eq!(program.send(Method::GET, &orders, &Value::Null).await.unwrap().1["stateName"], "CREATING");
    let snapshots = format!("{orders}/backup/snapshots");
    let body = json!({ "retentionInDays": 1 });
    let (_, snapshot) = program.send(Method::POST, &snapshots, &body).await.unwrap();
    let url = format!("{snapshots}/{}", snapshot["id"].as_str().unwrap());
    assert_eq!(program.send(Method::GET, &url, &Value::Null).await.unwrap().1["status"], "queued");
}

#[tokio::test]
async fn listening_on_a_public_address_prints_a_warning() {
    let program = Program::start(&["--host", "0.0.0.0"]);
    let url = program.base_url().to_owned();
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    assert_eq!(http().get(&url).send().await.unwrap().status(), StatusCode::OK);
    let warning = String::from_utf8(program.stop("-INT").stderr).unwrap();
    assert!(warning.starts_with("warning: host 0.0.0.0: other machines can use this fake"), "{warning}");
}

#[tokio::test]
async fn confirmed_changes_survive_a_kill() {
    let directory = tempfile::tempdir().unwrap();
    let (state, seed) = (path(directory.path(), "state.jsonl"), path(directory.path(), "seed.json"));
    fs::write(&seed, json!({ "databaseUsers": [app()] }).to_string()).unwrap();
    let mut confirmed = vec!["app".to_owned()];
    for round in 0..3 {
        let mut program = Program::start(&["--state", &state, "--seed", &seed]);
        let id = program.child.id().to_string();
        let url = program.users();
        // Another thread kills the program during the requests.
        let mut killer = None;
        for number in 0.. {
            if number == 10 {
                let id = id.clone();
                let kill = move || Command::new("kill").args(["-KILL", &id]).status().unwrap();
                killer = Some(std::thread::spawn(kill));
            }
            let name = format!("user-{round}-{number}");
            match program.send(Method::POST, &url, &with(app(), json!({ "username": name }))).await {
                Ok((status, body)) => {
                    assert_eq!(status, StatusCode::CREATED, "{body}");
                    confirmed.push(name);
                }
                Err(_) => break,
            }
        }
        assert!(killer.unwrap().join().unwrap().success());
        drop(program);

        let mut program = Program::start(&["--state", &state]);
        let found = program.names().await;
        let missing: Vec<_> = confirmed.iter().filter(|name| !found.contains(name)).collect();
        assert!(missing.is_empty(), "{missing:?} of {} are lost", confirmed.len());
        // Only the last request may have taken effect without a response.
        assert!(found.len() - confirmed.len() <= 1, "{found:?}");
        confirmed = found;
    }
    assert!(confirmed.len() > 30);
}

#[tokio::test]
async fn a_change_that_does_not_fit_on_the_disk_is_refused_without_effect() {
    let directory = tempfile::tempdir().unwrap();
    let state = path(directory.path(), "state.jsonl");
    // The file is limited to 24 blocks of 512 bytes; the signal for a full file is ignored.
    let script = "trap '' XFSZ; ulimit -f 24; exec \"$0\" --state \"$1\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_atlas-fake"), &state]);
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = Program::spawn(&mut shell);
    let url = program.users();
    let named = |name: &str| with(app(), json!({ "username": name }));
    assert_eq!(program.send(Method::POST, &url, &named("first")).await.unwrap().0, StatusCode::CREATED);
    let large = with(named("large"), json!({ "roles": vec![json!({ "databaseName": "d", "roleName": "r" }); 300] }));
    let (status, body) = program.send(Method::POST, &url, &large).await.unwrap();
    assert_eq!((status.as_u16(), &body["errorCode"]), (500, &json!("STATE_NOT_WRITTEN")));
    assert_eq!(program.names().await, ["first"]);
    // A change that still fits is accepted.
    assert_eq!(program.send(Method::POST, &url, &named("small")).await.unwrap().0, StatusCode::CREATED);
    program.stop("-KILL");

    let mut program = Program::start(&["--state", &state]);
    assert_eq!(program.names().await, ["first", "small"]);
}

#[tokio::test]
async fn a_seed_lost_in_a_crash_is_created_at_the_next_start() {
    let directory = tempfile::tempdir().unwrap();
    let (state, seed) = (path(directory.path(), "state.jsonl"), path(directory.path(), "seed.json"));
    fs::write(&seed, json!({ "databaseUsers": [app()] }).to_string()).unwrap();
    // A program that is killed before it writes the seed leaves only the header.
    fs::write(&state, "{\"atlas_fake_state\":2}\n").unwrap();
    let mut program = Program::start(&["--state", &state, "--seed", &seed]);
    assert_eq!(program.names().await, ["app"]);
    program.stop("-KILL");
    let mut program = Program::start(&["--state", &state, "--seed", &seed]);
    assert_eq!(program.names().await, ["app"]);
    let note = String::from_utf8(program.stop("-TERM").stderr).unwrap();
    assert!(note.starts_with("note: seed ") && note.contains("not used"), "{note}");
}

#[tokio::test]
async fn a_stopped_program_does_not_listen() {
    let program = Program::start(&[]);
    let address = program.base_url().strip_prefix("http://").unwrap().to_owned();
    TcpStream::connect(&address).unwrap();
    drop(program);
    assert_eq!(TcpStream::connect(&address).unwrap_err().kind(), ErrorKind::ConnectionRefused);
}
