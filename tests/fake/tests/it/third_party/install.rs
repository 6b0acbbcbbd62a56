//! Installation of third-party clients, once for each content of the file that pins their versions.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// The reason why a client cannot be installed or run here.
#[derive(Debug)]
pub(crate) struct Missing(String);

/// Runs a program and returns its output; the error says that it is not installed.
pub(crate) fn run(command: &mut Command) -> Result<Output, Missing> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.stdin(Stdio::null()).output() {
        Ok(output) => Ok(output),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Missing(format!("program \"{program}\": not found"))),
        Err(error) => panic!("program \"{program}\": cannot be started: {error}"),
    }
}

/// Returns a Python interpreter with the pinned packages of a list of requirements.
pub(crate) fn python(requirements: &str) -> Result<PathBuf, Missing> {
    let directory = once("python", requirements, |directory| {
        install(Command::new("python3").args(["-m", "venv"]).arg(directory))?;
        let list = directory.join("requirements.txt");
        fs::write(&list, requirements).unwrap();
        let mut pip = Command::new(directory.join("bin/python"));
        install(
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r"]).arg(list),
        )
    })?;
    Ok(directory.join("bin/python"))
}

/// Returns a directory with the Node.js packages of a lock file.
pub(crate) fn node(package: &str, lock: &str) -> Result<PathBuf, Missing> {
    once("node", &format!("{package}{lock}"), |directory| {
        fs::create_dir_all(directory).unwrap();
        fs::write(directory.join("package.json"), package).unwrap();
        fs::write(directory.join("package-lock.json"), lock).unwrap();
        // Install scripts and optional packages download hundreds of megabytes of programs that no test needs.
        let mut npm = Command::new("npm");
        let arguments = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"];
        install(npm.args(arguments).current_dir(directory))
    })
}

/// Returns the program of a package, built with cargo from the crates that its lock file pins.
pub(crate) fn cargo(package: &Path, program: &str) -> Result<PathBuf, Missing> {
    let lock = fs::read_to_string(package.join("Cargo.lock")).unwrap();
    // The directory is kept while the lock file is the same, so that only the program itself is built again.
    let target = once("cargo", &lock, |directory| build(package, directory))?;
    build(package, &target)?;
    Ok(target.join("debug").join(program))
}

fn build(package: &Path, target: &Path) -> Result<(), Missing> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--locked", "--quiet", "--manifest-path"]).arg(package.join("Cargo.toml"));
    // Settings for the workspace do not apply to a program of its own.
    cargo.arg("--target-dir").arg(target).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    install(&mut cargo)
}

/// Skips a test, or fails it if third-party clients are required.
pub(crate) fn skip(test: &str, Missing(reason): &Missing) {
    assert!(std::env::var("ATLAS_FAKE_THIRD_PARTY").as_deref() != Ok("required"), "{test}: cannot run: {reason}");
    // Written directly, because the test runner hides the output of passing tests.
    std::io::stderr().write_all(format!("skipped {test}: {reason}\n").as_bytes()).unwrap();
}

/// Returns a directory for `contents`. Fills it at the first use, and again if that was interrupted or if the directory was
/// moved, because programs in it name their interpreter by its path.
fn once(kind: &str, contents: &str, fill: impl FnOnce(&Path) -> Result<(), Missing>) -> Result<PathBuf, Missing> {
    let digest = Sha256::digest(contents).iter().take(6).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{kind}-{digest}"));
    let finished = directory.join("finished");
    // Tests run in parallel and can need the same directory.
    static FILLING: Mutex<()> = Mutex::new(());
    let _guard = FILLING.lock().unwrap_or_else(PoisonError::into_inner);
    let path = directory.display().to_string();
    if fs::read_to_string(&finished).ok().as_ref() != Some(&path) {
        let _ = fs::remove_dir_all(&directory);
        fill(&directory)?;
        fs::write(finished, path).unwrap();
    }
    Ok(directory)
}

fn install(command: &mut Command) -> Result<(), Missing> {
    let output = run(command)?;
    if output.status.success() {
        return Ok(());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    let last = error.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no error output").to_owned();
    Err(Missing(format!("`{} …` failed: {last}", command.get_program().to_string_lossy())))
}
