//! The cargo that runs this program, for other commands.

use std::process::Command;

/// Returns a command that starts the same cargo.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
