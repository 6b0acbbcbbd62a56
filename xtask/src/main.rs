//! `cargo xtask`: the commands that update the API document, generate code and check the workspace.
//!
//! The crate depends on no generated code, so it also works when the generated client does not compile.

mod build_time;
mod cargo;
mod conform;
#[cfg(test)]
mod corpus;
mod features;
mod files;
mod generate;
mod spec;
mod tidy;

use std::{ffi::OsString, io::Write, process::ExitCode};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  spec import [--force] FILE|URL                          replace spec/openapi.json with a new document
  spec diff [--format text|markdown|json] FILE|URL        report the changes in a new document
  spec update FILE|URL                                    do the complete step to a new document
  gen [--check]                                           generate code from spec/, or check that it is up to date
  features                                                lint the published crates with sets of features
  build-time [--rounds N] [DIR]                           compare the build time of a program with and without atlas-api
  conform FILE.jsonl                                      check recorded exchanges against the generated types
  tidy [--counts] [--rule ID] [DIR]                       check language, size and documentation of files written by hand";

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let command = args.next();
    let rest: Vec<OsString> = args.collect();
    let outcome = match command.as_deref().and_then(|command| command.to_str()) {
        Some("build-time") => build_time::run(rest),
        Some("conform") => conform::run(rest),
        Some("features") => features::run(rest),
        Some("gen") => generate::run(rest),
        Some("spec") => spec::run(rest),
        Some("tidy") => tidy::run(rest),
        Some("help" | "--help" | "-h") => {
            writeln!(std::io::stdout(), "{USAGE}").map(|()| ExitCode::SUCCESS).map_err(Into::into)
        }
        Some(other) => Err(anyhow::anyhow!("command \"{}\": not known\n{USAGE}", spec::shown(other))),
        None => Err(anyhow::anyhow!("missing command\n{USAGE}")),
    };
    outcome.unwrap_or_else(|error| {
        // The error is lost if standard error is closed; there is nowhere else to report it.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::FAILURE
    })
}
