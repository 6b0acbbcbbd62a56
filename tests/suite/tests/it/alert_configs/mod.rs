//! Alert configurations: validation, changes of what was read, and agreement with the document.

mod changes;
mod document;
mod validation;

use atlas_api::alert_configs::NotificationSpec;

const CONFIG: &str = "5f1a2b3c4d5e6f7a8b9c0d02";

fn email() -> NotificationSpec {
    NotificationSpec::email("ada@example.com").interval_minutes(5)
}
