//! `cargo xtask`: regenerates and checks what the workspace generates.
//!
//! It depends on nothing that is generated, so it works when the generated client does not compile: that is when it is
//! needed most.

mod conform;
mod files;
mod generate;
mod spec;
mod tidy;

use std::{ffi::OsString, io::Write, process::ExitCode};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  spec import FILE|URL                                    take a new document into spec/
  spec diff [--format text|markdown|json] FILE|URL        say what a document would change
  gen [--check]                                           write atlas-gen from spec/, or check that it is written
  conform FILE.jsonl                                      check recorded exchanges against the generated types
  tidy [--counts] [--rule ID] [DIR]                       check language, size and documentation of files written by hand";

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let command = args.next();
    let rest: Vec<OsString> = args.collect();
    let outcome = match command.as_deref().and_then(|command| command.to_str()) {
        Some("conform") => conform::run(rest),
        Some("gen") => generate::run(rest),
        Some("spec") => spec::run(rest),
        Some("tidy") => tidy::run(rest),
        Some("help" | "--help" | "-h") => {
            writeln!(std::io::stdout(), "{USAGE}").map(|()| ExitCode::SUCCESS).map_err(Into::into)
        }
        Some(other) => Err(anyhow::anyhow!("there is no command `{other}`\n{USAGE}")),
        None => Err(anyhow::anyhow!("no command was given\n{USAGE}")),
    };
    outcome.unwrap_or_else(|error| {
        // Nobody is left to tell if even the error output is closed.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::FAILURE
    })
}
