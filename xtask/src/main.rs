//! `cargo xtask`: regenerates and checks what the workspace generates.

use std::io::Write;
use std::process::ExitCode;

mod files;
mod generate;
mod spec;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let outcome = match args.next().as_deref().and_then(|command| command.to_str()) {
        Some("gen") => generate::run(args.collect()),
        Some("spec") => spec::run(args.collect()),
        _ => Err(anyhow::anyhow!("usage: cargo xtask (gen | spec | conform) …")),
    };
    outcome.unwrap_or_else(|error| {
        // Nobody is left to tell if even the error output is closed.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::FAILURE
    })
}
