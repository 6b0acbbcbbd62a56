//! Third-party clients, written for the real service, against the program.
//!
//! Each client is installed from its registry at the versions pinned in the files beside this module, and kept below
//! `target/tmp`. A client that cannot be installed here is skipped, and a line states the reason. With
//! `ATLAS_FAKE_THIRD_PARTY=required` in the environment, a missing client fails the test.

mod curl;
mod install;
mod mcp;
mod mongodb_atlas_cli;
mod part;
#[cfg(unix)]
mod pyatlassdk;
mod schemathesis;
mod tls;
