//! Clients that were made for the real service and know nothing of the fake.
//!
//! They run against the program, as people run them: installed from their registries at the versions that the files
//! beside this one pin, and kept below `target/tmp`. A stranger that can't be had here is skipped, with a line that says
//! why; with `ATLAS_FAKE_THIRD_PARTY=required` in the environment it is a failure.

mod curl;
mod install;
mod mcp;
#[cfg(unix)]
mod pyatlassdk;
mod schemathesis;
mod tls;
