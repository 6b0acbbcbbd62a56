//! Backups: what is sent, what comes of it, and what is refused.

mod answers;
mod guards;
mod refused;
mod wire;

const SNAPSHOT: &str = "5f1a2b3c4d5e6f7a8b9c0d01";
const RESTORE: &str = "5f1a2b3c4d5e6f7a8b9c0d02";
const OTHER_PROJECT: &str = "5f1a2b3c4d5e6f7a8b9c0dff";
