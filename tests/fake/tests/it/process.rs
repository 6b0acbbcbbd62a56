//! A running `atlas-fake` program and its printed settings.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use digest_auth::{AuthContext, WwwAuthenticateHeader};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::client::{VERSION, http, read};

/// The names of the settings that the program prints.
pub(crate) const NAMES: [&str; 8] = [
    "MONGODB_ATLAS_BASE_URL",
    "MONGODB_ATLAS_OPS_MANAGER_URL",
    "MONGODB_ATLAS_PUBLIC_API_KEY",
    "MONGODB_ATLAS_PRIVATE_API_KEY",
    "MONGODB_ATLAS_CLIENT_ID",
    "MONGODB_ATLAS_CLIENT_SECRET",
    "MONGODB_ATLAS_ORG_ID",
    "MONGODB_ATLAS_PROJECT_ID",
];

/// Returns the program with arguments, independent of the environment of the tests.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas-fake"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("ATLAS_FAKE_PUBLIC_KEY").env_remove("ATLAS_FAKE_PRIVATE_KEY");
    command
}

/// A running program, killed on drop.
pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) settings: BTreeMap<String, String>,
    output: BufReader<ChildStdout>,
    challenge: Option<WwwAuthenticateHeader>,
}

impl Program {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::spawn(&mut command(arguments))
    }

    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut settings = BTreeMap::new();
        while settings.len() < NAMES.len() {
            let mut line = String::new();
            if output.read_line(&mut line).unwrap() == 0 {
                let mut error = String::new();
                child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
                panic!("the program ended: {error}");
            }
            let (name, value) = line.trim_end().split_once('=').unwrap();
            settings.insert(name.to_owned(), value.to_owned());
        }
        Self { child, settings, output, challenge: None }
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.settings["MONGODB_ATLAS_BASE_URL"]
    }

    pub(crate) fn users(&self) -> String {
        format!("{}/api/atlas/v2/groups/{}/databaseUsers", self.base_url(), self.settings["MONGODB_ATLAS_PROJECT_ID"])
    }

    /// Sends a request signed with the printed credentials.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        url: &str,
        body: &Value,
    ) -> reqwest::Result<(StatusCode, Value)> {
        let request = |method| http().request(method, url).header(ACCEPT, VERSION).header(CONTENT_TYPE, VERSION);
        if self.challenge.is_none() {
            let challenged = request(Method::GET).send().await?;
            self.challenge = Some(challenged.headers()[WWW_AUTHENTICATE].to_str().unwrap().parse().unwrap());
        }
        let keys = ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PRIVATE_API_KEY"].map(|name| &self.settings[name]);
        let target = url.strip_prefix(self.base_url()).unwrap();
        let context =
            AuthContext::new_with_method(keys[0], keys[1], target, None::<&[u8]>, method.as_str().to_owned().into());
        let authorization = self.challenge.as_mut().unwrap().respond(&context).unwrap().to_string();
        let body = if body.is_null() { String::new() } else { body.to_string() };
        Ok(read(request(method).header(AUTHORIZATION, authorization).body(body).send().await?).await)
    }

    pub(crate) async fn names(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        for page in 1.. {
            let url = format!("{}?itemsPerPage=500&pageNum={page}", self.users());
            let (status, body) = self.send(Method::GET, &url, &Value::Null).await.unwrap();
            assert_eq!(status, StatusCode::OK);
            let users = body["results"].as_array().unwrap();
            names.extend(users.iter().map(|user| user["username"].as_str().unwrap().to_owned()));
            if users.len() < 500 {
                break;
            }
        }
        names
    }

    /// Sends a signal, waits for the end, and returns the rest of the output.
    pub(crate) fn stop(mut self, signal: &str) -> Output {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        self.output.read_to_end(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_end(&mut stderr).unwrap();
        Output { status: self.child.wait().unwrap(), stdout, stderr }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
