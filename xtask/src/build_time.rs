//! `cargo xtask build-time`: builds a program that uses `atlas-api`, and the same program without it, and compares them.
//!
//! The second program sends its request with reqwest. Both are built in the same run, so their ratio does not depend on the
//! machine. Do not use the machine for anything else in the meantime. The commit that is checked out is measured.

mod program;
mod report;

use std::{
    ffi::OsString,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Instant,
};

use anyhow::{Context, Result, bail, ensure};

use program::Program;
use report::{Row, Unit};

use crate::cargo::cargo;

const USAGE: &str = "usage: cargo xtask build-time [--rounds N] [DIR]";

/// Runs the command given by the arguments after `build-time`.
pub(crate) fn run(args: Vec<OsString>) -> Result<ExitCode> {
    let (rounds, checkout) = parse(args)?;
    let checkout = fs::canonicalize(&checkout).with_context(|| format!("directory \"{}\"", checkout.display()))?;
    let revision = revision(&checkout)?;
    let directory = tempfile::tempdir().context("cannot create a directory for the programs")?;
    let mut rows = Vec::new();
    for round in 1..=rounds {
        for program in [Program::Bare, Program::Atlas] {
            writeln!(std::io::stderr(), "round {round} of {rounds}: {}", program.name())?;
            let directory = directory.path().join(program.name());
            program.write(&directory, &checkout, &revision)?;
            measure(program, &directory, &mut rows)?;
            fs::remove_dir_all(&directory)?;
        }
    }
    let (text, within_bounds) = report::table(&rows);
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(if within_bounds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the number of rounds, and the checkout with the crates.
fn parse(args: Vec<OsString>) -> Result<(u32, PathBuf)> {
    let mut parser = lexopt::Parser::from_args(args);
    let (mut rounds, mut checkout) = (1, PathBuf::from("."));
    while let Some(argument) = parser.next().context(USAGE)? {
        match argument {
            lexopt::Arg::Long("rounds") => {
                let text = parser.value().context(USAGE)?;
                rounds =
                    text.to_str().and_then(|text| text.parse().ok()).filter(|rounds| *rounds > 0).context(USAGE)?;
            }
            lexopt::Arg::Value(directory) => checkout = directory.into(),
            _ => bail!(USAGE),
        }
    }
    Ok((rounds, checkout))
}

/// Builds a program in all forms, and adds the results to `rows`.
fn measure(program: Program, directory: &Path, rows: &mut Vec<Row>) -> Result<()> {
    run_cargo(directory, &["fetch"])?;
    let mut add = |step, unit, value| rows.push(Row { program, step, unit, value });
    let target = directory.join("target");

    add("check", Unit::Seconds, timed(directory, &["check"])?);
    if program == Program::Atlas {
        run_cargo(directory, &["clean", "--package", "atlas-gen"])?;
        add("check of atlas-gen alone", Unit::Seconds, timed(directory, &["check", "--package", "atlas-gen"])?);
    }
    fs::remove_dir_all(&target)?;

    add("debug build", Unit::Seconds, timed(directory, &["build"])?);
    program.change(directory)?;
    add("debug build after a change of the program", Unit::Seconds, timed(directory, &["build"])?);
    add("debug program", Unit::Megabytes, size(&target.join("debug").join(program.name()))?);
    let libraries = target.join("debug/deps");
    if program == Program::Atlas {
        add("debug libatlas_gen.rlib", Unit::Megabytes, size(&library(&libraries, "libatlas_gen-")?)?);
        add("debug libatlas_api.rlib", Unit::Megabytes, size(&library(&libraries, "libatlas_api-")?)?);
    }
    fs::remove_dir_all(&target)?;

    add("release build", Unit::Seconds, timed(directory, &["build", "--release"])?);
    add("release program, stripped", Unit::Megabytes, size(&target.join("release").join(program.name()))?);
    Ok(())
}

/// Returns the current commit of a checkout. Changes that are not committed are not measured.
fn revision(checkout: &Path) -> Result<String> {
    let output = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(checkout).output();
    let output = output.context("cannot run git")?;
    ensure!(output.status.success(), "git: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs cargo, and returns the time that it took, in seconds.
fn timed(directory: &Path, arguments: &[&str]) -> Result<f64> {
    let start = Instant::now();
    run_cargo(directory, arguments)?;
    Ok(start.elapsed().as_secs_f64())
}

/// Runs cargo in the directory of a program. The settings of this run of cargo do not apply to it.
fn run_cargo(directory: &Path, arguments: &[&str]) -> Result<()> {
    let mut command = cargo();
    command.args(arguments).current_dir(directory);
    for name in
        ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "CARGO_INCREMENTAL", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"]
    {
        command.env_remove(name);
    }
    let output = command.output().context("cannot run cargo")?;
    let printed = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`cargo {}` failed:\n{printed}", arguments.join(" "));
    Ok(())
}

/// Returns the library whose file name begins with `prefix`.
fn library(directory: &Path, prefix: &str) -> Result<PathBuf> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(prefix) && name.ends_with(".rlib") {
            return Ok(path);
        }
    }
    bail!("no `{prefix}*.rlib` in \"{}\"", directory.display())
}

/// Returns the size of a file in megabytes.
fn size(path: &Path) -> Result<f64> {
    let metadata = fs::metadata(path).with_context(|| format!("file \"{}\"", path.display()))?;
    #[allow(clippy::cast_precision_loss)] // The table shows one digit after the point.
    Ok(metadata.len() as f64 / 1e6)
}
