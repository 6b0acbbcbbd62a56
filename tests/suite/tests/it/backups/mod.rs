//! Backups: requests, responses, confirmations and invalid arguments.

mod guards;
mod responses;
mod validation;
mod wire;

const SNAPSHOT: &str = "5f1a2b3c4d5e6f7a8b9c0d01";
const RESTORE: &str = "5f1a2b3c4d5e6f7a8b9c0d02";
const OTHER_PROJECT: &str = "5f1a2b3c4d5e6f7a8b9c0dff";
