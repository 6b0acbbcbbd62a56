//! `cargo xtask conform`: checks recorded exchanges against the generated types.

use std::{ffi::OsString, process::ExitCode};

use anyhow::{Context, Result};

use crate::cargo::cargo;

/// Runs `atlas-conform` as a separate program: it depends on `atlas-gen`, and `xtask` does not.
pub(crate) fn run(args: Vec<OsString>) -> Result<ExitCode> {
    let status = cargo()
        .args(["run", "--quiet", "--package", "atlas-conform", "--"])
        .args(args)
        .status()
        .context("cannot run `cargo`")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
