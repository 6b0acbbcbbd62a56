//! `curl --digest` with the printed settings of the program.

use std::process::Command;

use serde_json::{Value, json};

use super::install::{Missing, run, skip};
use crate::client::{VERSION, app};
use crate::process::Program;

/// The output of curl: the status of the last response, the number of connections, and the body.
struct Response {
    status: u16,
    connections: u32,
    body: Value,
}

fn curl(program: &Program, arguments: &[&str], path: &str) -> Result<Response, Missing> {
    let key = |name: &str| &program.settings[name];
    let output = run(Command::new("curl")
        .args(["--silent", "--show-error", "--digest", "--noproxy", "*", "--max-time", "60"])
        .args(["--user", &format!("{}:{}", key("MONGODB_ATLAS_PUBLIC_API_KEY"), key("MONGODB_ATLAS_PRIVATE_API_KEY"))])
        .args(["--header", &format!("Accept: {VERSION}"), "--write-out", "\n%{http_code} %{num_connects}"])
        .args(arguments)
        .arg(format!("{}{path}", program.base_url())))?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = String::from_utf8(output.stdout).unwrap();
    let (body, numbers) = output.rsplit_once('\n').unwrap();
    let (status, connections) = numbers.split_once(' ').unwrap();
    Ok(Response {
        status: status.parse().unwrap(),
        connections: connections.parse().unwrap(),
        body: if body.is_empty() { Value::Null } else { serde_json::from_str(body).unwrap() },
    })
}

/// Returns calls: the arguments of curl, the path below the project, the expected status, and a part of the expected
/// body.
fn calls() -> Vec<(Vec<String>, &'static str, u16, Value)> {
    let send = |method: &str, body: Value| {
        let content_type = format!("Content-Type: {VERSION}");
        ["--request", method, "--header", &content_type, "--data", &body.to_string()].map(str::to_owned).to_vec()
    };
    let delete = || vec!["--request".to_owned(), "DELETE".to_owned()];
    let user = "/databaseUsers/admin/app";
    vec![
        (vec![], "/databaseUsers", 200, json!({ "results": [], "totalCount": 0 })),
        (send("POST", app()), "/databaseUsers", 201, json!({ "username": "app", "databaseName": "admin" })),
        (send("POST", app()), "/databaseUsers", 409, json!({ "errorCode": "USER_ALREADY_EXISTS" })),
        (vec![], user, 200, json!({ "roles": [{ "databaseName": "sales", "roleName": "readWrite" }] })),
        (send("PATCH", json!({ "roles": [] })), user, 200, json!({ "roles": [] })),
        (vec![], "/databaseUsers?itemsPerPage=1&pageNum=2", 200, json!({ "results": [], "totalCount": 1 })),
        (vec![], "/databaseUsers?envelope=true", 200, json!({ "status": 200 })),
        (delete(), user, 204, Value::Null),
        (vec![], user, 404, json!({ "error": 404, "errorCode": "USER_NOT_FOUND" })),
    ]
}

#[test]
fn curl_gets_the_responses_of_atlas() {
    let program = Program::start(&[]);
    let project = format!("/api/atlas/v2/groups/{}", program.settings["MONGODB_ATLAS_PROJECT_ID"]);
    for (arguments, path, status, part) in calls() {
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let response = match curl(&program, &arguments, &format!("{project}{path}")) {
            Ok(response) => response,
            Err(missing) => return skip("curl", &missing),
        };
        assert_eq!(response.status, status, "{arguments:?} {path}: {}", response.body);
        // The challenged and the signed request use one connection.
        assert_eq!(response.connections, 1, "{arguments:?} {path}");
        for (name, value) in part.as_object().into_iter().flatten() {
            assert_eq!(&response.body[name], value, "{arguments:?} {path}: {}", response.body);
        }
        assert_eq!(response.body.is_null(), part.is_null(), "{arguments:?} {path}: {}", response.body);
    }
}

#[test]
fn curl_with_a_wrong_key_is_refused() {
    let mut program = Program::start(&[]);
    program.settings.insert("MONGODB_ATLAS_PRIVATE_API_KEY".to_owned(), "another".to_owned());
    match curl(&program, &[], "/api/atlas/v2/groups") {
        Ok(response) => assert_eq!(response.status, 401, "{}", response.body),
        Err(missing) => skip("curl", &missing),
    }
}
