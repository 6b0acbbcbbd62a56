//! The program `atlas-fake`, which serves a fake of Atlas until it is stopped.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os().skip(1))
}
