//! `cargo xtask conform`: checks recorded exchanges against the generated types.

use std::{
    ffi::OsString,
    process::{Command, ExitCode},
};

use anyhow::{Context, Result};

/// Runs `atlas-conform` as a separate program: it depends on `atlas-gen`, and `xtask` does not.
pub(crate) fn run(args: Vec<OsString>) -> Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "atlas-conform", "--"])
        .args(args)
        .status()
        .context("cannot run `cargo`")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
