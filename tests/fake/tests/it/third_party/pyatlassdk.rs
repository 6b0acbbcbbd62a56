//! `pyatlassdk`, an SDK for Python generated from a document of the API. The tests call all its methods for database
//! users, clusters, projects, alerts and the IP access list, with an API key and with a service account.
//!
//! Two parameters of the SDK's constructor set the address of the service, `base_url` and `oauth_token_url`. The SDK
//! does not paginate and does not wait for clusters; the scripts beside this file do. Properties of the SDK:
//!
//! * It requests each operation at the last version in its document, in `Accept` and in `Content-Type`.
//! * It reads the body of every success as JSON. A success without a body, such as nearly every deletion, raises a
//!   `JSONDecodeError`.
//! * Its types are closed: names of custom roles, `envelope=true` for a single resource, and the default alert
//!   configurations of a project raise a `ValidationError`.
//! * Its projects have `clusterCount` and `created` as required properties, so it sends them when it creates a project.
//! * It reuses the digest challenge and increments `nc`. It sends the credentials of a service account in the form, unlike
//!   MongoDB's own clients, which use HTTP Basic.

mod access_list;
mod alerts;
mod changing_clusters;
mod clusters;
mod compare;
mod database_users;
mod expectation;
mod projects;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use self::compare::compare;
use self::expectation::Expectation;
use super::install::{Missing, python, run, skip};
use crate::process::Program;

/// A group of calls: the name of its script, and the expected outcomes.
type Group = (&'static str, fn() -> Vec<Expectation>);

const GROUPS: [Group; 5] = [
    ("database_users", database_users::table),
    ("access_list", access_list::table),
    ("alerts", alerts::table),
    ("projects", projects::table),
    ("clusters", clusters::table),
];
const CHANGING: [Group; 1] = [("changing_clusters", changing_clusters::table)];

/// The output of the scripts and of the program.
struct Run {
    /// The lines that the scripts printed.
    lines: Vec<Value>,
    /// The exchanges, without the challenges.
    exchanges: Vec<Value>,
    challenges: usize,
    /// The number of token requests.
    tokens: usize,
    /// The journal and the log, to search for secrets.
    recorded: String,
}

/// Runs scripts against a new program with these additional arguments.
fn start(arguments: &[&str], authentication: &str, groups: &[Group]) -> Result<Run, Missing> {
    let python = python(include_str!("pyatlassdk/requirements.txt"))?;
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/third_party/pyatlassdk");
    let directory = tempfile::tempdir().unwrap();
    let [journal, seed] = [directory.path().join("journal.jsonl"), scripts.join("seed.json")];
    let [journal, seed] = [&journal, &seed].map(|path| path.to_str().unwrap());
    let defaults = ["--seed", seed, "--journal", journal, "--log"];
    let program = Program::start(&[arguments, &defaults].concat());
    let output = run(Command::new(python)
        .arg("-B")
        .arg(scripts.join("calls.py"))
        .arg(authentication)
        .args(groups.iter().map(|(name, _)| name))
        .envs(&program.settings)
        .env("NO_PROXY", "*"))?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let log = String::from_utf8(program.stop("-TERM").stderr).unwrap();
    let journal = fs::read_to_string(journal).unwrap();
    let lines = |text: &str| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
    let (challenges, exchanges): (Vec<_>, _) =
        lines(&journal).into_iter().partition(|exchange| exchange["status"] == 401);
    Ok(Run {
        lines: lines(&String::from_utf8(output.stdout).unwrap()),
        exchanges,
        challenges: challenges.len(),
        tokens: log.matches("POST /api/oauth/token").count(),
        recorded: journal + &log,
    })
}

/// Returns the methods that sent no known operation, as lower-case operation names.
fn never_sent(run: &Run) -> BTreeSet<String> {
    let methods = run.lines.iter().filter_map(|line| line["methods"].as_array()).flatten();
    let methods = methods.map(|method| method.as_str().unwrap().replace('_', ""));
    let sent: BTreeSet<_> =
        run.exchanges.iter().map(|exchange| exchange["operation_id"].as_str().unwrap().to_lowercase()).collect();
    methods.filter(|method| !sent.contains(method)).collect()
}

fn check(authentication: &str, challenges: usize, tokens: usize) {
    let [fast, slow] = ["200ms", "10m"].map(|time| ["--cluster-time", time]);
    let runs =
        start(&fast, authentication, &GROUPS).and_then(|run| Ok([run, start(&slow, authentication, &CHANGING)?]));
    let [run, changing] = match runs {
        Ok(runs) => runs,
        Err(missing) => return skip("pyatlassdk", &missing),
    };
    let (mut tally, mut failures) = compare(&run, &GROUPS);
    let (changing_tally, changing_failures) = compare(&changing, &CHANGING);
    tally.extend(changing_tally);
    failures.extend(changing_failures);
    // The group, and the numbers of calls, of correct calls, and of correct calls with a defect of the SDK.
    let expected = [
        ("database_users", 26, 26, 4),
        ("access_list", 21, 21, 1),
        ("alerts", 28, 28, 3),
        ("projects", 45, 45, 2),
        ("clusters", 66, 64, 6),
        ("changing_clusters", 9, 9, 0),
    ];
    let table = tally.iter().map(|(name, total, correct, defects)| {
        format!("{name}: {total} calls, {correct} correct, {defects} of them with a defect of the SDK\n")
    });
    assert!(tally == expected && failures.is_empty(), "\n{}\n{}", table.collect::<String>(), failures.join("\n"));

    let unknown = ["getgroupclusteradaptivesettings", "updategroupclusteradaptivesettings"];
    assert_eq!(never_sent(&run), unknown.map(str::to_owned).into());
    assert_eq!((run.challenges, run.tokens), (challenges, tokens));
    assert!(!run.recorded.contains("correct horse"), "{}", run.recorded);
}

#[test]
fn every_call_with_an_api_key_has_the_expected_outcome() {
    check("digest", 1, 0);
}

#[test]
fn every_call_with_a_service_account_has_the_expected_outcome() {
    check("service-account", 0, 1);
}

const AUTHENTICATION: Group = ("authentication", Vec::new);

/// Returns the error, status and code of each call, `null` for a success. A response that is not JSON has no code.
fn outcomes(run: &Run) -> Vec<Value> {
    let calls = run.lines.iter().filter(|line| line.get("call").is_some());
    let outcome = |line: &Value| {
        let payload = &line["payload"];
        let code = payload.get("errorCode").or(payload.get("error"));
        if line["error"].is_null() { Value::Null } else { json!([line["error"], line["status"], code]) }
    };
    calls.map(outcome).collect()
}

#[test]
fn invalid_credentials_are_refused() {
    let run = match start(&[], "wrong-key,nothing,wrong-secret", &[AUTHENTICATION]) {
        Ok(run) => run,
        Err(missing) => return skip("pyatlassdk", &missing),
    };
    let refused = |code| vec![json!(["AtlasApiError", 401, code]); 4];
    let expected = [refused("UNEXPECTED_ERROR"), refused("UNEXPECTED_ERROR"), refused("invalid_client")];
    assert_eq!(outcomes(&run), expected.concat());
    // Without a token, the SDK does not send the call.
    assert_eq!((run.exchanges.len(), run.tokens), (0, 4));
}

#[test]
fn faults_reach_the_sdk() {
    let error = |status: u16, code: Option<&str>| json!(["AtlasApiError", status, code]);
    let broken = json!(["RemoteProtocolError", null, null]);
    // The SDK repeats a request only with a new nonce or a new token.
    for (authentication, faults, expected, challenges, tokens) in [
        (
            "digest",
            ["listGroups:stale-nonce,after=1", "getGroup:rate-limit=5", "getGroupSettings:html=503"],
            [Value::Null, Value::Null, error(429, Some("RATE_LIMITED")), error(503, None)],
            2,
            0,
        ),
        (
            "service-account",
            ["listGroups:empty=401,after=1", "getGroup:status=500", "getGroupSettings:cut"],
            [Value::Null, Value::Null, error(500, Some("UNEXPECTED_ERROR")), broken],
            1,
            2,
        ),
    ] {
        let faults = faults.map(|fault| format!("{fault},times=1"));
        let faults: Vec<_> = faults.iter().flat_map(|fault| ["--fault", fault]).collect();
        let run = match start(&faults, authentication, &[AUTHENTICATION]) {
            Ok(run) => run,
            Err(missing) => return skip("pyatlassdk", &missing),
        };
        assert_eq!(outcomes(&run), expected, "{authentication}");
        assert_eq!((run.challenges, run.tokens), (challenges, tokens), "{authentication}");
    }
}
