//! Tokens on a Redis server that clients share. The tests need `redis-server`, and are skipped without it.

use std::{
    io::{BufRead, BufReader, ErrorKind, Write},
    net::TcpListener,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use atlas_api::{RedisTokenStore, StoredToken, TokenAccount, TokenStore};
use tracing_subscriber::filter::LevelFilter;

use super::{Clock, builder, check_requests, fake, read};
use crate::observability::recorder::Recorder;

const LIMIT: Duration = Duration::from_secs(10);

/// A Redis server with a port and a directory of its own.
struct Server {
    process: Child,
    port: u16,
    _directory: tempfile::TempDir,
}

impl Server {
    /// Starts a server; `None`, with a line on the standard error, if it is not installed.
    fn start(test: &str, options: &[&str]) -> Option<Self> {
        let (port, directory) = (free_port(), tempfile::tempdir().unwrap());
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--port", &port.to_string()]).args(options);
        let command = command.arg("--dir").arg(directory.path()).stdout(Stdio::piped());
        let mut process = match command.spawn() {
            Ok(process) => process,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // Written directly, because the test runner hides the output of passing tests.
                let line = format!("skipped {test}: program \"redis-server\": not found\n");
                std::io::stderr().write_all(line.as_bytes()).unwrap();
                return None;
            }
            Err(error) => panic!("redis-server cannot be started: {error}"),
        };
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("Ready to accept connections")), "redis-server ended");
        Some(Self { process, port, _directory: directory })
    }

    fn store(&self) -> RedisTokenStore {
        store_at(self.port)
    }

    /// Executes a command, and returns its result as text; `nil` becomes the empty text.
    fn query(&self, command: &[&str]) -> String {
        let client = redis::Client::open(format!("redis://127.0.0.1:{}", self.port)).unwrap();
        let mut connection = client.get_connection().unwrap();
        let mut query = redis::cmd(command[0]);
        query.arg(&command[1..]);
        query.query::<Option<String>>(&mut connection).unwrap().unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn store_at(port: u16) -> RedisTokenStore {
    RedisTokenStore::new(format!("redis://127.0.0.1:{port}")).unwrap()
}

fn account() -> TokenAccount {
    TokenAccount::new("https://cloud.mongodb.com", "mdb_sa_id_1")
}

fn key(account: &TokenAccount, part: &str) -> String {
    format!("atlas-api:{{{}}}:{part}", account.key())
}

fn token(text: &str) -> StoredToken {
    let issued = "2026-01-02T03:04:05Z".parse().unwrap();
    StoredToken::new(text, issued, issued + chrono::TimeDelta::hours(1))
}

/// Checks that there are this many warnings about a server, from the thread of the test and those of the client.
#[track_caller]
fn check_warnings(recorder: &Recorder, port: u16, count: usize) {
    let warnings = recorder.events("Redis is not reachable; continuing without shared tokens");
    assert_eq!(warnings.len(), count);
    let address = format!("127.0.0.1:{port}");
    for warning in warnings {
        assert_eq!((warning.level.as_str(), warning.fields["address"].as_str()), ("WARN", Some(&*address)));
    }
}

#[tokio::test]
async fn concurrent_clients_with_one_server_request_one_token() {
    let Some(server) = Server::start("concurrent_clients_with_one_server_request_one_token", &[]) else { return };
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let atlas = builder(&fake).clock(clock.read()).token_store(server.store()).build().unwrap();
            tokio::spawn(async move { read(&atlas).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((fake.token_requests(), fake.request_count()), (1, 9));
    let owner = TokenAccount::new(fake.base_url(), fake.client_id());
    let left: u64 = server.query(&["PTTL", &key(&owner, "token")]).parse().unwrap();
    assert!((3_000_000..=3_600_000).contains(&left), "{left} ms");
}

#[tokio::test]
async fn a_stored_token_that_is_rejected_is_replaced_for_all_clients() {
    let Some(server) = Server::start("a_stored_token_that_is_rejected_is_replaced_for_all_clients", &[]) else {
        return;
    };
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let client = || builder(&fake).clock(clock.read()).token_store(server.store()).build().unwrap();
    let (first, second) = (client(), client());
    read(&first).await.unwrap();
    fake.expire_tokens();
    read(&second).await.unwrap();
    read(&first).await.unwrap();
    let replaced = [("token", 200), ("user-1", 200), ("user-1", 401), ("token", 200), ("user-1", 200)];
    check_requests(&fake, &[&replaced[..], &[("user-1", 401), ("user-1", 200)]].concat());
    first.revoke_token().await.unwrap();
    assert_eq!(server.store().load(&TokenAccount::new(fake.base_url(), fake.client_id())).unwrap(), None);
}

#[tokio::test]
async fn without_a_server_each_client_has_a_token_of_its_own() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    for tokens in [1, 2] {
        let (recorder, port) = (Recorder::start(LevelFilter::WARN), free_port());
        let atlas = builder(&fake).clock(clock.read()).token_store(store_at(port)).build().unwrap();
        read(&atlas).await.unwrap();
        read(&atlas).await.unwrap();
        assert_eq!(fake.token_requests(), tokens);
        // For each load, and for the lock between them.
        check_warnings(&recorder, port, 3);
    }
}

#[test]
fn a_server_that_is_not_reachable_is_a_warning() {
    let recorder = Recorder::start(LevelFilter::WARN);
    let port = free_port();
    let store = store_at(port);
    assert_eq!(store.load(&account()).unwrap(), None);
    drop(store.lock(&account(), LIMIT).unwrap());
    check_warnings(&recorder, port, 2);
    // The client logs a warning for the first, and the second is an error for its caller.
    assert_eq!(store.save(&account(), &token("t1")).unwrap_err().kind(), ErrorKind::NotConnected);
    assert_eq!(store.delete(&account()).unwrap_err().kind(), ErrorKind::NotConnected);
}

#[test]
fn a_lock_excludes_others_and_a_worker_whose_lock_expired_does_not_replace_a_later_token() {
    let test = "a_lock_excludes_others_and_a_worker_whose_lock_expired_does_not_replace_a_later_token";
    let Some(server) = Server::start(test, &[]) else { return };
    let (slow, later) = (server.store(), server.store());
    let held = slow.lock(&account(), LIMIT).unwrap();
    let error = later.lock(&account(), Duration::from_millis(1)).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    let expected = "cannot be locked: others hold the lock for more than 0.001 s";
    assert_eq!(error.to_string(), format!("token store \"127.0.0.1:{}\": {expected}", server.port));
    let left: u64 = server.query(&["PTTL", &key(&account(), "lock")]).parse().unwrap();
    assert!((1..=7_500).contains(&left), "{left} ms");

    // The lock expires, and another worker acquires it.
    server.query(&["DEL", &key(&account(), "lock")]);
    let other = later.lock(&account(), LIMIT).unwrap();
    later.save(&account(), &token("later")).unwrap();
    slow.save(&account(), &token("slow")).unwrap();
    assert_eq!(later.load(&account()).unwrap(), Some(token("later")));

    // The first worker does not release the lock of the second one.
    let owner = server.query(&["GET", &key(&account(), "lock")]);
    let before = scripts(&server);
    drop(held);
    // The release is loaded and executed.
    while scripts(&server) == before {
        thread::yield_now();
    }
    assert_eq!(server.query(&["GET", &key(&account(), "lock")]), owner);
    drop(other);
    while !server.query(&["GET", &key(&account(), "lock")]).is_empty() {
        thread::yield_now();
    }
}

/// Returns the number of scripts that a server has executed successfully.
fn scripts(server: &Server) -> u64 {
    let statistics = server.query(&["INFO", "commandstats"]);
    let lines = statistics.lines().filter(|line| line.starts_with("cmdstat_evalsha:"));
    let value = |line: &str, name: &str| -> Option<u64> {
        line.split([':', ',']).find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?.parse().ok()
    };
    lines.filter_map(|line| Some(value(line, "calls")? - value(line, "failed_calls")?)).sum()
}

#[test]
fn a_lost_counter_of_locks_does_not_lock_out_new_tokens() {
    let Some(server) = Server::start("a_lost_counter_of_locks_does_not_lock_out_new_tokens", &[]) else { return };
    let store = server.store();
    for text in ["t1", "t2"] {
        server.query(&["DEL", &key(&account(), "lock")]);
        let _lock = store.lock(&account(), LIMIT).unwrap();
        store.save(&account(), &token(text)).unwrap();
        assert_eq!(store.load(&account()).unwrap(), Some(token(text)));
        server.query(&["DEL", &key(&account(), "fence")]);
    }
}

#[test]
fn other_content_and_a_missing_password_are_errors() {
    let Some(server) = Server::start("other_content_and_a_missing_password_are_errors", &[]) else { return };
    server.query(&["HSET", &key(&account(), "token"), "token", "hunter22"]);
    let error = server.store().load(&account()).unwrap_err().to_string();
    assert!(error.ends_with("not a token of this crate; delete the key, or use another prefix"), "{error}");
    assert_eq!(server.store().prefix("other").load(&account()).unwrap(), None);

    let options = ["--requirepass", "hunter22"];
    let Some(server) = Server::start("other_content_and_a_missing_password_are_errors", &options) else { return };
    assert!(server.store().load(&account()).is_err());
    let store = RedisTokenStore::new(format!("redis://:hunter22@127.0.0.1:{}", server.port)).unwrap();
    assert_eq!(store.load(&account()).unwrap(), None);
    let shown = format!("{store:?}");
    assert!(shown.contains(&format!("127.0.0.1:{}", server.port)) && !shown.contains("hunter22"), "{shown}");
}

#[test]
fn a_url_that_is_invalid_is_rejected_without_being_shown() {
    let error = RedisTokenStore::new("hunter22").unwrap_err();
    assert!(error.is_invalid_argument());
    let expected = "redis: not a valid URL; expected for example rediss://user:password@redis.example.com:6379/0";
    assert_eq!(error.to_string(), expected);
}
