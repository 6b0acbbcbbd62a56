//! A running MCP server and what is said to it: JSON-RPC over its standard input and output, a message a line.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::iter;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

use crate::third_party::tls::Front;

/// The longest that the server may take over anything that is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server, which is killed when this is dropped.
pub(super) struct Session {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Reads what it says on its error output, until it ends.
    log: Option<JoinHandle<Vec<u8>>>,
    last_id: u64,
    /// Answers that came before they were asked for.
    early: HashMap<u64, Value>,
}

/// What a tool answered.
pub(super) struct Outcome {
    pub(super) is_error: bool,
    /// What is meant for programs.
    pub(super) structured: Value,
    /// What is meant for people and models.
    pub(super) text: String,
}

impl Session {
    /// Starts the server with the settings that the fake wrote, and nothing that the environment of the tests says of it.
    pub(super) fn start(directory: &Path, settings: &BTreeMap<String, String>, front: &Front) -> Self {
        let mut command = Command::new("node");
        let inherited = std::env::vars_os().map(|(name, _)| name);
        for name in inherited.filter(|name| name.to_string_lossy().starts_with("MDB_MCP_")) {
            command.env_remove(name);
        }
        let mut child = command
            .arg(directory.join("node_modules/mongodb-mcp-server/dist/esm/index.js"))
            .current_dir(directory)
            // It asks for tokens over TLS only, and looks for whom to trust in two places.
            .env("MDB_MCP_API_BASE_URL", &front.url)
            .envs(["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].map(|name| (name, &front.certificate)))
            .env("MDB_MCP_API_CLIENT_ID", &settings["MONGODB_ATLAS_CLIENT_ID"])
            .env("MDB_MCP_API_CLIENT_SECRET", &settings["MONGODB_ATLAS_CLIENT_SECRET"])
            .env("MDB_MCP_TELEMETRY", "disabled")
            .env("MDB_MCP_LOGGERS", "stderr")
            .env("HOME", directory)
            .env("NO_PROXY", "*")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A pipe that nobody reads would hold it up once it is full.
        let mut log = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut said = Vec::new();
            let _ = log.read_to_end(&mut said);
            said
        });
        let (sender, messages) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            let read = output.lines().map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
            read.map_while(|message| sender.send(message).ok()).for_each(drop);
        });
        let input = child.stdin.take();
        let mut session = Self { child, input, messages, log: Some(log), last_id: 0, early: HashMap::new() };
        let client = json!({ "name": "atlas-fake", "version": "1" });
        session
            .ask("initialize", &json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client }));
        session.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        session
    }

    /// The names of all tools.
    pub(super) fn tools(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        let mut page = json!({});
        loop {
            let listed = self.ask("tools/list", &page);
            let tools = listed["tools"].as_array().unwrap();
            names.extend(tools.iter().map(|tool| tool["name"].as_str().unwrap().to_owned()));
            match listed.get("nextCursor") {
                Some(cursor) => page = json!({ "cursor": cursor }),
                None => return names,
            }
        }
    }

    /// Calls a tool and waits for what it answers.
    pub(super) fn call(&mut self, tool: &str, arguments: &Value) -> Outcome {
        let id = self.begin(tool, arguments);
        let result = self.result(id);
        let parts = result["content"].as_array().into_iter().flatten();
        Outcome {
            is_error: result["isError"] == true,
            structured: result["structuredContent"].clone(),
            text: parts.filter_map(|part| part["text"].as_str()).collect::<Vec<_>>().join("\n"),
        }
    }

    /// Calls a tool without waiting.
    pub(super) fn begin(&mut self, tool: &str, arguments: &Value) -> u64 {
        self.request("tools/call", &json!({ "name": tool, "arguments": arguments }))
    }

    /// Closes its input, which asks it to end, and waits until it did.
    pub(super) fn close(mut self) -> ExitStatus {
        self.input = None;
        // Its output ends when it does.
        let end = iter::repeat_with(|| self.messages.recv_timeout(PATIENCE)).find_map(Result::err);
        assert_eq!(end, Some(RecvTimeoutError::Disconnected), "the server ends");
        self.child.wait().unwrap()
    }

    /// What it said on its error output, after its end.
    fn said(&mut self) -> String {
        let said = self.log.take().and_then(|log| log.join().ok()).unwrap_or_default();
        String::from_utf8_lossy(&said).into_owned()
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        let id = self.request(method, parameters);
        self.result(id)
    }

    fn request(&mut self, method: &str, parameters: &Value) -> u64 {
        self.last_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": parameters }));
        self.last_id
    }

    fn send(&mut self, message: &Value) {
        writeln!(self.input.as_mut().unwrap(), "{message}").unwrap();
    }

    fn result(&mut self, id: u64) -> Value {
        let mut answer = loop {
            if let Some(answer) = self.early.remove(&id) {
                break answer;
            }
            let message = match self.messages.recv_timeout(PATIENCE) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => panic!("the server does not answer"),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended: {}", self.said()),
            };
            // Notifications and requests of its own have no answer of ours to bring.
            if let (None, Some(id)) = (message.get("method"), message["id"].as_u64()) {
                self.early.insert(id, message);
            }
        };
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].take()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
