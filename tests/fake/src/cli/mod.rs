//! The command line: arguments, standard output and exit codes.

mod arguments;
mod environment;
mod help;
mod report;

use std::ffi::OsString;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

use atlas_fake::{FakeAtlas, FakeAtlasBuilder, RateLimit, SeedError};

use arguments::{Command, Settings};
use report::Report;

/// The maximum size of the journal, so that the memory of a long-running program does not grow with every request.
const JOURNAL_LIMIT: usize = 1000;

/// Runs the program. The exit code is 2 for invalid arguments and 1 for any other error.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let settings = match arguments::parse(arguments, |name| std::env::var_os(name)) {
        Ok(Command::Serve(settings)) => settings,
        Ok(Command::Help) => return print(help::HELP),
        Ok(Command::Version) => return print(concat!("atlas-fake ", env!("CARGO_PKG_VERSION"), "\n")),
        Err(error) => {
            report("error", format_args!("{error}; see `atlas-fake --help`"));
            return ExitCode::from(2);
        }
    };
    let served = runtime().and_then(|runtime| runtime.block_on(serve(*settings)));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report("error", error);
            ExitCode::FAILURE
        }
    }
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_io().build()
}

async fn serve(settings: Settings) -> io::Result<()> {
    let stopped = stop_signal()?;
    if !settings.address.ip().is_loopback() {
        let address = settings.address.ip();
        report("warning", format_args!("host {address}: other machines can use this fake; use a loopback address"));
    }
    let seed = settings.seed.as_deref().map(read_seed).transpose()?;
    let has_state = settings.state.as_deref().is_some_and(has_changes);
    if let Some(path) = settings.seed.as_deref().filter(|_| has_state) {
        report("note", format_args!("seed {:?}: not used, because the state file has changes", path.display()));
    }
    let atlas = start(&settings, seed).await?;

    let lines = environment::lines(&atlas);
    let mut output = io::stdout().lock();
    output.write_all(lines.as_bytes()).and_then(|()| output.flush())?;
    drop(output);
    stopped.await;
    Ok(())
}

/// Returns whether a state file has lines after its header.
fn has_changes(path: &Path) -> bool {
    let second = File::open(path).and_then(|file| BufReader::new(file).lines().nth(1).transpose());
    second.is_ok_and(|line| line.is_some())
}

async fn start(settings: &Settings, seed: Option<serde_json::Value>) -> io::Result<FakeAtlas> {
    let report = Report { log: settings.log, journal: settings.journal.as_deref().map(open_journal).transpose()? };
    let mut builder = FakeAtlas::builder().listen(settings.address).page().journal_limit(JOURNAL_LIMIT);
    if report.log || report.journal.is_some() {
        builder = builder.observe(move |request| report.record(request));
    }
    if let Some((public, private)) = &settings.api_key {
        builder = builder.api_key(public, private);
    }
    if let Some((requests, period)) = settings.rate_limit {
        builder = builder.rate_limit(RateLimit::new(requests, period));
    }
    if !settings.roles.is_empty() {
        builder = builder.roles(settings.roles.iter().cloned());
    }
    if let Some(path) = &settings.state {
        builder = builder.state_file(path);
    }
    builder = builder.cluster_time(settings.cluster_time).backup_time(settings.backup_time);
    if let Some(path) = &settings.document {
        builder = builder.document(
            fs::read_to_string(path)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?,
        );
    }
    if let Some(seed) = seed {
        builder = builder.seed(seed);
    }
    builder = settings.faults.iter().cloned().fold(builder, FakeAtlasBuilder::fault);
    let address = settings.address;
    builder.start().await.map_err(|error| match error.kind() {
        _ if error.get_ref().is_some_and(|inner| inner.is::<SeedError>()) => {
            settings.seed.as_deref().map_or(io::ErrorKind::InvalidData.into(), |path| invalid(path, &error))
        }
        io::ErrorKind::AddrInUse | io::ErrorKind::AddrNotAvailable | io::ErrorKind::PermissionDenied
            if settings.state.is_none() =>
        {
            io::Error::new(error.kind(), format!("address {address}: {error}; use another --port or --host"))
        }
        _ => error,
    })
}

fn read_seed(path: &Path) -> io::Result<serde_json::Value> {
    let text = fs::read(path).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    serde_json::from_slice(&text).map_err(|error| invalid(path, error))
}

fn open_journal(path: &Path) -> io::Result<File> {
    let opened = File::options().append(true).create(true).open(path);
    opened.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

fn invalid(path: &Path, error: impl Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", path.display()))
}

/// Resolves when the program receives a signal to stop.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves when the program receives a signal to stop.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}

fn print(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn report(kind: &str, message: impl Display) {
    // An error is ignored: there is no other output to report it to.
    let _ = writeln!(io::stderr(), "{kind}: {message}");
}
