//! Strangers are brought in once and found again by the contents of the file that pins them.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// Why a stranger can't be had here.
#[derive(Debug)]
pub(crate) struct Missing(String);

/// The output of a program that is to be on this machine.
pub(crate) fn run(command: &mut Command) -> Result<Output, Missing> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.stdin(Stdio::null()).output() {
        Ok(output) => Ok(output),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Missing(format!("there is no program `{program}`"))),
        Err(error) => panic!("{program} cannot be started: {error}"),
    }
}

/// A Python that has the packages of a list of requirements, each with its version.
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

/// The directory of a Node.js package that has what a lock file says.
#[allow(dead_code, reason = "no stranger here is one of Node.js yet")]
pub(crate) fn node(package: &str, lock: &str) -> Result<PathBuf, Missing> {
    once("node", &format!("{package}{lock}"), |directory| {
        fs::create_dir_all(directory).unwrap();
        fs::write(directory.join("package.json"), package).unwrap();
        fs::write(directory.join("package-lock.json"), lock).unwrap();
        // Scripts of packages would fetch programs from elsewhere, and optional packages are such programs, in hundreds of
        // megabytes; nothing here needs either.
        let mut npm = Command::new("npm");
        let arguments = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"];
        install(npm.args(arguments).current_dir(directory))
    })
}

/// Skips a test, unless it is asked for strangers whatever it takes.
pub(crate) fn skip(test: &str, Missing(why): &Missing) {
    assert!(std::env::var("ATLAS_FAKE_THIRD_PARTY").as_deref() != Ok("required"), "{test} can't run: {why}");
    // Past what the test runner keeps of tests that pass.
    std::io::stderr().write_all(format!("skipped {test}: {why}\n").as_bytes()).unwrap();
}

/// The directory for what was asked for, filled the first time and begun anew where that was not finished.
fn once(kind: &str, wanted: &str, fill: impl FnOnce(&Path) -> Result<(), Missing>) -> Result<PathBuf, Missing> {
    let digest = Sha256::digest(wanted).iter().take(6).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{kind}-{digest}"));
    let finished = directory.join("finished");
    // Tests run side by side, and several can want the same.
    static FILLING: Mutex<()> = Mutex::new(());
    let _alone = FILLING.lock().unwrap_or_else(PoisonError::into_inner);
    if !finished.exists() {
        let _ = fs::remove_dir_all(&directory);
        fill(&directory)?;
        fs::write(finished, "").unwrap();
    }
    Ok(directory)
}

fn install(command: &mut Command) -> Result<(), Missing> {
    let output = run(command)?;
    if output.status.success() {
        return Ok(());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    let last = error.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it says nothing").to_owned();
    Err(Missing(format!("`{} …` failed: {last}", command.get_program().to_string_lossy())))
}
