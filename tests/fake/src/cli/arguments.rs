//! The arguments, and what is wrong with them.

use std::ffi::{OsStr, OsString};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use atlas_fake::Fault;
use lexopt::{Arg, Parser};

/// What the program is to do.
pub(super) enum Command {
    Serve(Box<Settings>),
    Help,
    Version,
}

/// How it is to serve.
pub(super) struct Settings {
    pub(super) address: SocketAddr,
    /// Both halves, or the usual key.
    pub(super) api_key: Option<(String, String)>,
    pub(super) roles: Vec<String>,
    pub(super) rate_limit: Option<(u32, Duration)>,
    pub(super) seed: Option<PathBuf>,
    pub(super) state: Option<PathBuf>,
    pub(super) document: Option<PathBuf>,
    pub(super) faults: Vec<Fault>,
    /// How long a change of a cluster takes.
    pub(super) cluster_time: Duration,
    /// How long each step of a backup takes.
    pub(super) backup_time: Duration,
    pub(super) log: bool,
    pub(super) journal: Option<PathBuf>,
}

/// Reads the arguments; `variable` asks for the value of one of the environment.
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
            "host" => host = parsed(&mut parser, "--host", "an IP address, such as 127.0.0.1")?,
            "public-key" => public = Some(value(&mut parser)?),
            "private-key" => private = Some(value(&mut parser)?),
            "role" => settings.roles.push(parsed(&mut parser, "--role", "a role, such as GROUP_READ_ONLY")?),
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
    parsed.ok_or_else(|| format!("{name} needs {expected}, and {value:?} is none"))
}

fn rate_limit(value: Option<OsString>) -> Result<(u32, Duration), String> {
    let Some(value) = value else { return Ok((100, Duration::from_secs(60))) };
    let limit = value.to_str().and_then(|text| {
        let (requests, seconds) = text.split_once('/')?;
        Some((requests.parse().ok().filter(|&requests| requests > 0)?, seconds.parse().ok().filter(|&s| s > 0)?))
    });
    let limit = limit.map(|(requests, seconds)| (requests, Duration::from_secs(seconds)));
    limit.ok_or_else(|| format!("--rate-limits takes REQUESTS/SECONDS, such as 100/60, and {value:?} is none"))
}

/// A number with its unit behind it. Clusters take minutes with the service, so there are minutes too.
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
    read.ok_or_else(|| format!("{name} needs a time, such as 500ms, 1.5s or 10m, and {value:?} is none"))
}

/// A fault that holds back every answer; its time is written as in any fault.
fn latency(value: &OsStr) -> Result<Fault, String> {
    let time = value.to_str().filter(|text| !text.contains(','));
    let fault = time.and_then(|time| format!("*:latency={time},challenges").parse().ok());
    fault.ok_or_else(|| format!("--latency needs a time, such as 20ms or 1.5s, and {value:?} is none"))
}

fn fault(value: &OsStr) -> Result<Fault, String> {
    value.to_string_lossy().parse().map_err(|error| format!("--fault {value:?}: {error}"))
}

/// A key whose halves can stand in the program's output as they are.
fn api_key(public: Option<OsString>, private: Option<OsString>) -> Result<Option<(String, String)>, String> {
    let half = |half: OsString, name: &str| {
        let text = half.to_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let plain = text.filter(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        plain.ok_or_else(|| format!("the {name} key may hold letters, digits, `-` and `_`, and at least one"))
    };
    match (public, private) {
        (None, None) => Ok(None),
        (Some(public), Some(private)) => Ok(Some((half(public, "public")?, half(private, "private")?))),
        (Some(_), None) => Err("a public key was given without its private key; give --private-key too".to_owned()),
        (None, Some(_)) => Err("a private key was given without its public key; give --public-key too".to_owned()),
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
        let Err(error) = read(arguments) else { panic!("{arguments} was taken") };
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_is_wrong_is_named() {
        refused("--prot 1", "--prot");
        refused("serve", "serve");
        refused("-v", "-v");
        refused("--port 70000", "--port needs a number from 0 to 65535, and \"70000\" is none");
        refused("--port", "--port");
        refused("--host localhost", "--host needs an IP address");
        refused("--log=yes", "--log");
        refused("--rate-limits=0/60", "--rate-limits takes REQUESTS/SECONDS");
        refused("--cluster-time 20", "--cluster-time needs a time, such as 500ms, 1.5s or 10m, and \"20\" is none");
        refused("--backup-time s", "--backup-time needs a time");
        refused("--backup-time -1s", "--backup-time needs a time");
        refused("--latency 20", "--latency needs a time");
        refused("--latency 20ms,times=1", "--latency needs a time");
        refused(
            "--fault getCluster:cut",
            "--fault \"getCluster:cut\": operation \"getCluster\": not in the API document",
        );
        refused("--public-key abc", "give --private-key too");
        refused("--public-key a$b --private-key c", "the public key may hold letters");
    }

    #[test]
    fn everything_has_a_default_and_can_be_said() {
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
    fn a_key_can_come_from_the_environment_and_an_option_comes_before_it() {
        let variable = |name: &str| Some(format!("{}-env", name.len()).into());
        let Ok(Command::Serve(settings)) = parse(["--public-key".into(), "abc".into()], variable) else { panic!() };
        assert_eq!(settings.api_key, Some(("abc".to_owned(), "22-env".to_owned())));
    }
}
