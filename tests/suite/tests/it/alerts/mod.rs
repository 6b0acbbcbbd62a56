//! Alerts: requests, responses and invalid arguments.

mod responses;
mod validation;
mod wire;

const ALERT: &str = "5f1a2b3c4d5e6f7a8b9c0d01";
const CONFIG: &str = "5f1a2b3c4d5e6f7a8b9c0d02";
