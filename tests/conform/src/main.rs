//! The program behind `cargo xtask conform FILE.jsonl`.

use std::{fs, process::ExitCode};

use anyhow::{Context, Result, bail};

fn main() -> Result<ExitCode> {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let [file] = &args[..] else { bail!("usage: cargo xtask conform FILE.jsonl") };
    let name = file.to_string_lossy();
    let recording = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    let counts = atlas_conform::report(&name, &recording, &mut std::io::stdout().lock())?;
    Ok(if counts.all_conform() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
