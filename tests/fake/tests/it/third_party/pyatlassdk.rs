//! `pyatlassdk`, an SDK for Python that is generated from a document of the API: all it has for database users, clusters,
//! projects, alerts and the access list, with an API key and with a service account.
//!
//! Where the service is, two parameters of its constructor say, `base_url` and `oauth_token_url`. It has no pagers and
//! does not wait for clusters; the scripts beside this file do. What it has of its own:
//!
//! * It asks each operation for the version that its document had last, with `Accept` and `Content-Type` alike.
//! * It reads the body of every success as JSON, so that whatever is answered without one raises a `JSONDecodeError`
//!   after it was done: nearly every deletion.
//! * Its types are closed: names of custom roles, and `envelope=true` for a single resource, raise a `ValidationError`.
//! * Its projects have `clusterCount` and `created` as required properties, so it sends them when it creates one.
//! * It keeps the digest's challenge and counts `nc` up, and sends a service account's credentials in the form, not by
//!   HTTP Basic, which the service's own clients do.

mod access_list;
mod alerts;
mod changing_clusters;
mod clusters;
mod compare;
mod database_users;
mod projects;
mod right;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use self::compare::compare;
use self::right::Right;
use super::install::{Missing, python, run, skip};
use crate::process::Program;

/// A family as the scripts call it, with what is right for each of its calls.
type Family = (&'static str, fn() -> Vec<Right>);

const FAMILIES: [Family; 5] = [
    ("database_users", database_users::table),
    ("access_list", access_list::table),
    ("alerts", alerts::table),
    ("projects", projects::table),
    ("clusters", clusters::table),
];
const CHANGING: [Family; 1] = [("changing_clusters", changing_clusters::table)];

/// What the script and the program have to say.
struct Run {
    /// The lines of the script.
    lines: Vec<Value>,
    /// The exchanges, without the challenges.
    exchanges: Vec<Value>,
    challenges: usize,
    /// How often the program was asked for a token.
    tokens: usize,
    /// What the journal and the log say, to look for secrets in.
    told: String,
}

/// Runs scripts against a program of their own, with these arguments beside.
fn start(arguments: &[&str], sign_in: &str, families: &[Family]) -> Result<Run, Missing> {
    let python = python(include_str!("pyatlassdk/requirements.txt"))?;
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/third_party/pyatlassdk");
    let directory = tempfile::tempdir().unwrap();
    let [journal, seed] = [directory.path().join("journal.jsonl"), scripts.join("seed.json")];
    let [journal, seed] = [&journal, &seed].map(|path| path.to_str().unwrap());
    let own = ["--seed", seed, "--journal", journal, "--log"];
    let program = Program::start(&[arguments, &own].concat());
    let output = run(Command::new(python)
        .arg("-B")
        .arg(scripts.join("calls.py"))
        .arg(sign_in)
        .args(families.iter().map(|(name, _)| name))
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
        told: journal + &log,
    })
}

/// The methods that were never sent, by the names of their operations in lower case.
fn never_sent(run: &Run) -> BTreeSet<String> {
    let methods = run.lines.iter().filter_map(|line| line["methods"].as_array()).flatten();
    let methods = methods.map(|method| method.as_str().unwrap().replace('_', ""));
    let sent: BTreeSet<_> =
        run.exchanges.iter().map(|exchange| exchange["operation_id"].as_str().unwrap().to_lowercase()).collect();
    methods.filter(|method| !sent.contains(method)).collect()
}

fn check(sign_in: &str, challenges: usize, tokens: usize) {
    let [soon, later] = ["200ms", "10m"].map(|time| ["--cluster-time", time]);
    let runs = start(&soon, sign_in, &FAMILIES).and_then(|run| Ok([run, start(&later, sign_in, &CHANGING)?]));
    let [run, changing] = match runs {
        Ok(runs) => runs,
        Err(missing) => return skip("pyatlassdk", &missing),
    };
    let (mut tally, mut wrong) = compare(&run, &FAMILIES);
    let (of_changing, wrong_of_changing) = compare(&changing, &CHANGING);
    tally.extend(of_changing);
    wrong.extend(wrong_of_changing);
    // Family, calls made, calls right, and how many of these fail by the SDK's own fault.
    let expected = [
        ("database_users", 26, 26, 4),
        ("access_list", 21, 21, 1),
        ("alerts", 28, 28, 1),
        ("projects", 45, 45, 2),
        ("clusters", 66, 64, 6),
        ("changing_clusters", 9, 9, 0),
    ];
    let table = tally.iter().map(|(name, made, right, own)| {
        format!("{name}: {made} calls made, {right} right, {own} of these fail by the SDK's own fault\n")
    });
    assert!(tally == expected && wrong.is_empty(), "\n{}\n{}", table.collect::<String>(), wrong.join("\n"));

    let later = ["getgroupclusteradaptivesettings", "updategroupclusteradaptivesettings"];
    assert_eq!(never_sent(&run), later.map(str::to_owned).into());
    assert_eq!((run.challenges, run.tokens), (challenges, tokens));
    assert!(!run.told.contains("correct horse"), "{}", run.told);
}

#[test]
fn with_an_api_key_every_call_comes_out_as_with_atlas() {
    check("digest", 1, 0);
}

#[test]
fn with_a_service_account_every_call_comes_out_as_with_atlas() {
    check("service-account", 0, 1);
}

const SIGN_IN: Family = ("sign_in", Vec::new);

/// The error, status and code of each call, and nothing of a success. What is no JSON has no code.
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
fn nobody_else_is_let_in() {
    let run = match start(&[], "wrong-key,nothing,wrong-secret", &[SIGN_IN]) {
        Ok(run) => run,
        Err(missing) => return skip("pyatlassdk", &missing),
    };
    let refused = |code| vec![json!(["AtlasApiError", 401, code]); 4];
    let expected = [refused("UNEXPECTED_ERROR"), refused("UNEXPECTED_ERROR"), refused("invalid_client")];
    assert_eq!(outcomes(&run), expected.concat());
    // A call without a token is not made.
    assert_eq!((run.exchanges.len(), run.tokens), (0, 4));
}

#[test]
fn what_goes_wrong_reaches_it_as_from_atlas() {
    let error = |status: u16, code: Option<&str>| json!(["AtlasApiError", status, code]);
    let broken = json!(["RemoteProtocolError", null, null]);
    // A nonce and a token are renewed; the SDK repeats nothing else.
    for (sign_in, faults, expected, challenges, tokens) in [
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
        let run = match start(&faults, sign_in, &[SIGN_IN]) {
            Ok(run) => run,
            Err(missing) => return skip("pyatlassdk", &missing),
        };
        assert_eq!(outcomes(&run), expected, "{sign_in}");
        assert_eq!((run.challenges, run.tokens), (challenges, tokens), "{sign_in}");
    }
}
