//! Parsing of command-line arguments.

use std::ffi::{OsStr, OsString};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use atlas_fake::Fault;
use lexopt::{Arg, Parser};

/// The command to run.
pub(super) enum Command {
    Serve(Box<Settings>),
    Help,
    Version,
}

/// The settings of the fake.
pub(super) struct Settings {
    pub(super) address: SocketAddr,
    /// The public and the private key, or `None` for the default key.
    pub(super) api_key: Option<(String, String)>,
    pub(super) roles: Vec<String>,
    pub(super) rate_limit: Option<(u32, Duration)>,
    pub(super) seed: Option<PathBuf>,
    pub(super) state: Option<PathBuf>,
    pub(super) document: Option<PathBuf>,
    pub(super) faults: Vec<Fault>,
    /// The time for a change of a cluster.
    pub(super) cluster_time: Duration,
    /// The time for each step of a backup.
    pub(super) backup_time: Duration,
    pub(super) log: bool,
    pub(super) journal: Option<PathBuf>,
}

/// Parses the arguments. `variable` returns the value of an environment variable.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Command, String> {
    let mut port = 0;
    let mut host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let [mut public, mut private] = ["ATLAS_FAKE_PUBLIC_KEY", "ATLAS_FAKE_PRIVATE_KEY"].map(variable);
    let mut settings = Settings {
        address: (host, port).into(),
        api_key: None,
        roles: Vec::new(),
        rate_limit: None,
        seed: None,
        state: None,
        document: None,
        faults: Vec::new(),
        cluster_time: Duration::ZERO,
        backup_time: Duration::ZERO,
        log: false,
        journal: None,
    };
    let mut parser = Parser::from_args(arguments);
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        let Arg::Long(name) = argument else { return Err(argument.unexpected().to_string()) };
        match name.to_owned().as_str() {
            "help" => return Ok(Command::Help),
            "version" => return Ok(Command::Version),
            "port" => port = parsed(&mut parser, "--port", "a number from 0 to 65535")?,
            "host" => host = parsed(&mut parser, "--host", "an IP address, for example 127.0.0.1")?,
            "public-key" => public = Some(value(&mut parser)?),
            "private-key" => private = Some(value(&mut parser)?),
            "role" => settings.roles.push(parsed(&mut parser, "--role", "a role, for example GROUP_READ_ONLY")?),
            "rate-limits" => settings.rate_limit = Some(rate_limit(parser.optional_value())?),
            "seed" => settings.seed = Some(value(&mut parser)?.into()),
            "state" => settings.state = Some(value(&mut parser)?.into()),
            "cluster-time" => settings.cluster_time = time(&mut parser, "--cluster-time")?,
            "backup-time" => settings.backup_time = time(&mut parser, "--backup-time")?,
            "document" => settings.document = Some(value(&mut parser)?.into()),
            "latency" => settings.faults.push(latency(&value(&mut parser)?)?),
            "fault" => settings.faults.push(fault(&value(&mut parser)?)?),
            "log" => settings.log = true,
            "journal" => settings.journal = Some(value(&mut parser)?.into()),
            _ => return Err(argument.unexpected().to_string()),
        }
    }
    settings.address = (host, port).into();
    settings.api_key = api_key(public, private)?;
    Ok(Command::Serve(Box::new(settings)))
}

fn value(parser: &mut Parser) -> Result<OsString, String> {
    parser.value().map_err(|error| error.to_string())
}

fn parsed<T: std::str::FromStr>(parser: &mut Parser, name: &str, expected: &str) -> Result<T, String> {
    let value = value(parser)?;
    let parsed = value.to_str().and_then(|text| text.parse().ok());
    parsed.ok_or_else(|| format!("{name} {value:?}: invalid value; expected {expected}"))
}

fn rate_limit(value: Option<OsString>) -> Result<(u32, Duration), String> {
    let Some(value) = value else { return Ok((100, Duration::from_secs(60))) };
    let limit = value.to_str().and_then(|text| {
        let (requests, seconds) = text.split_once('/')?;
        Some((requests.parse().ok().filter(|&requests| requests > 0)?, seconds.parse().ok().filter(|&s| s > 0)?))
    });
    let limit = limit.map(|(requests, seconds)| (requests, Duration::from_secs(seconds)));
    limit
        .ok_or_else(|| format!("--rate-limits {value:?}: invalid value; expected REQUESTS/SECONDS, for example 100/60"))
}

/// Parses a time: a number with its unit.
fn time(parser: &mut Parser, name: &str) -> Result<Duration, String> {
    let value = value(parser)?;
    let read = value.to_str().and_then(|text| {
        let unit = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let number: f64 = text.strip_suffix(unit)?.parse().ok()?;
        let seconds = match unit {
            "ms" => 0.001,
            "s" => 1.0,
            "m" => 60.0,
            _ => return None,
        };
        Duration::try_from_secs_f64(number * seconds).ok()
    });
    read.ok_or_else(|| format!("{name} {value:?}: not a time; expected for example 500ms, 1.5s or 10m"))
}

/// Returns a fault that delays every response.
fn latency(value: &OsStr) -> Result<Fault, String> {
    let time = value.to_str().filter(|text| !text.contains(','));
    let fault = time.and_then(|time| format!("*:latency={time},challenges").parse().ok());
    fault.ok_or_else(|| format!("--latency {value:?}: not a time; expected for example 20ms or 1.5s"))
}

fn fault(value: &OsStr) -> Result<Fault, String> {
    value.to_string_lossy().parse().map_err(|error| format!("--fault {value:?}: {error}"))
}

/// Returns the API key. Its characters need no quotes in the program's output.
fn api_key(public: Option<OsString>, private: Option<OsString>) -> Result<Option<(String, String)>, String> {
    let half = |half: OsString, name: &str| {
        let text = half.to_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let plain = text.filter(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        plain.ok_or_else(|| format!("{name} key: empty or with other characters than letters, digits, `-` and `_`"))
    };
    match (public, private) {
        (None, None) => Ok(None),
        (Some(public), Some(private)) => Ok(Some((half(public, "public")?, half(private, "private")?))),
        (Some(_), None) => Err("public key without a private key; set --private-key too".to_owned()),
        (None, Some(_)) => Err("private key without a public key; set --public-key too".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Command, parse};

    fn read(arguments: &str) -> Result<Command, String> {
        parse(arguments.split_whitespace().map(Into::into), |_| None)
    }

    #[track_caller]
    fn refused(arguments: &str, expected: &str) {
        let Err(error) = read(arguments) else { panic!("{arguments} was accepted") };
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn an_error_names_the_invalid_argument() {
        refused("--prot 1", "--prot");
        refused("serve", "serve");
        refused("-v", "-v");
        refused("--port 70000", "--port \"70000\": invalid value; expected a number from 0 to 65535");
        refused("--port", "--port");
        refused("--host localhost", "--host \"localhost\": invalid value; expected an IP address");
        refused("--log=yes", "--log");
        refused("--rate-limits=0/60", "--rate-limits \"0/60\": invalid value; expected REQUESTS/SECONDS");
        refused("--cluster-time 20", "--cluster-time \"20\": not a time; expected for example 500ms, 1.5s or 10m");
        refused("--backup-time s", "--backup-time \"s\": not a time");
        refused("--backup-time -1s", "--backup-time \"-1s\": not a time");
        refused("--latency 20", "--latency \"20\": not a time");
        refused("--latency 20ms,times=1", "--latency \"20ms,times=1\": not a time");
        refused(
            "--fault getCluster:cut",
            "--fault \"getCluster:cut\": operation \"getCluster\": not in the API document",
        );
        refused("--public-key abc", "set --private-key too");
        refused("--public-key a$b --private-key c", "public key: empty or with other characters");
    }

    #[test]
    fn every_option_has_a_default_and_can_be_set() {
        let Ok(Command::Serve(settings)) = read("") else { panic!() };
        assert_eq!(settings.address.to_string(), "127.0.0.1:0");
        assert!(settings.api_key.is_none() && settings.faults.is_empty() && !settings.log);
        assert_eq!((settings.cluster_time, settings.backup_time), (Duration::ZERO, Duration::ZERO));

        let all = "--port 8080 --host ::1 --public-key abc --private-key d-e --role A --role B --rate-limits \
                   --latency 20ms --fault *:cut --cluster-time 1.5m --backup-time 20ms --seed s.json --state t.jsonl \
                   --journal j.jsonl --log --document api.json";
        let Ok(Command::Serve(settings)) = read(all) else { panic!() };
        assert_eq!(settings.address.to_string(), "[::1]:8080");
        assert_eq!(settings.api_key, Some(("abc".to_owned(), "d-e".to_owned())));
        assert_eq!((settings.roles.len(), settings.rate_limit.unwrap().0, settings.faults.len()), (2, 100, 2));
        let times = (Duration::from_secs(90), Duration::from_millis(20));
        assert_eq!((settings.cluster_time, settings.backup_time), times);
        assert_eq!(settings.document.as_deref(), Some("api.json".as_ref()));
        assert!(matches!(read("--help"), Ok(Command::Help)));
        assert!(matches!(read("--version --nonsense"), Ok(Command::Version)));
    }

    #[test]
    fn an_option_overrides_the_key_of_the_environment() {
        let variable = |name: &str| Some(format!("{}-env", name.len()).into());
        let Ok(Command::Serve(settings)) = parse(["--public-key".into(), "abc".into()], variable) else { panic!() };
        assert_eq!(settings.api_key, Some(("abc".to_owned(), "22-env".to_owned())));
    }
}
