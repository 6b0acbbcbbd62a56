//! A session with a running MCP server: JSON-RPC over standard input and output, one message a line.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::iter;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

use crate::third_party::tls::TlsProxy;

/// The timeout for a message of the server.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A running server, killed on drop.
pub(super) struct Session {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// The thread that reads the error output until the end.
    log: Option<JoinHandle<Vec<u8>>>,
    last_id: u64,
    /// Responses that arrived before they were awaited.
    early: HashMap<u64, Value>,
}

/// The result of a tool.
pub(super) struct Outcome {
    pub(super) is_error: bool,
    /// The structured content, for programs.
    pub(super) structured: Value,
    /// The text content, for people and models.
    pub(super) text: String,
}

impl Session {
    /// Starts the server with the printed settings of the fake, independent of the environment of the tests.
    pub(super) fn start(directory: &Path, settings: &BTreeMap<String, String>, proxy: &TlsProxy) -> Self {
        let mut command = Command::new("node");
        let inherited = std::env::vars_os().map(|(name, _)| name);
        for name in inherited.filter(|name| name.to_string_lossy().starts_with("MDB_MCP_")) {
            command.env_remove(name);
        }
        let mut child = command
            .arg(directory.join("node_modules/mongodb-mcp-server/dist/esm/index.js"))
            .current_dir(directory)
            // The server requests tokens over TLS only, and reads trusted certificates from two variables.
            .env("MDB_MCP_API_BASE_URL", &proxy.url)
            .envs(["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].map(|name| (name, &proxy.certificate)))
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
        // A full pipe would block the server.
        let mut log = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = log.read_to_end(&mut bytes);
            bytes
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
        session.call_method(
            "initialize",
            &json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client }),
        );
        session.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        session
    }

    /// Returns the names of all tools.
    pub(super) fn tools(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        let mut page = json!({});
        loop {
            let listed = self.call_method("tools/list", &page);
            let tools = listed["tools"].as_array().unwrap();
            names.extend(tools.iter().map(|tool| tool["name"].as_str().unwrap().to_owned()));
            match listed.get("nextCursor") {
                Some(cursor) => page = json!({ "cursor": cursor }),
                None => return names,
            }
        }
    }

    /// Calls a tool and waits for the result.
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

    /// Calls a tool without waiting for the result; returns the ID of the request.
    pub(super) fn begin(&mut self, tool: &str, arguments: &Value) -> u64 {
        self.request("tools/call", &json!({ "name": tool, "arguments": arguments }))
    }

    /// Closes the standard input, which stops the server, and waits for its end.
    pub(super) fn close(mut self) -> ExitStatus {
        self.input = None;
        // The standard output is closed at the end.
        let end = iter::repeat_with(|| self.messages.recv_timeout(TIMEOUT)).find_map(Result::err);
        assert_eq!(end, Some(RecvTimeoutError::Disconnected), "the server does not end");
        self.child.wait().unwrap()
    }

    /// Returns the error output, after the end.
    fn error_output(&mut self) -> String {
        let bytes = self.log.take().and_then(|log| log.join().ok()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn call_method(&mut self, method: &str, parameters: &Value) -> Value {
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
        let mut response = loop {
            if let Some(response) = self.early.remove(&id) {
                break response;
            }
            let message = match self.messages.recv_timeout(TIMEOUT) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => panic!("the server does not respond"),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended: {}", self.error_output()),
            };
            // Notifications and requests of the server are not responses.
            if let (None, Some(id)) = (message.get("method"), message["id"].as_u64()) {
                self.early.insert(id, message);
            }
        };
        assert!(response["error"].is_null(), "{response}");
        response["result"].take()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
