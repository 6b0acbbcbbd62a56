//! The requests of alerts.

use atlas_api::alerts::{AcknowledgementSpec, AlertStatusSpec};

use super::{ID, Row, case, check, offline, row};
use crate::support::now;

pub(super) fn rows() -> Vec<Row> {
    let alerts = offline().alerts();
    let date = (now() + std::time::Duration::from_secs(60)).into();
    vec![
        row("Alerts::list", alerts.list()),
        case("Alerts::list", "by status", alerts.list().status(AlertStatusSpec::Open)),
        row("Alerts::list_for_config", alerts.list_for_config(ID)),
        row("Alerts::get", alerts.get(ID)),
        row("Alerts::configs", alerts.configs(ID)),
        row("Alerts::acknowledge", alerts.acknowledge(ID, AcknowledgementSpec::until(date).comment("on it"))),
        case("Alerts::acknowledge", "forever", alerts.acknowledge(ID, AcknowledgementSpec::forever())),
        row("Alerts::unacknowledge", alerts.unacknowledge(ID)),
    ]
}

#[test]
fn requests_of_alerts() {
    check("alerts", &rows());
}
