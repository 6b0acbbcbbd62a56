//! The requests of events.

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (events, of_organization) = (offline().events(), offline().organization_events());
    let date = |text: &str| text.parse().unwrap();
    let all = events.list().types(["CLUSTER_CREATED", "CLUSTER_DELETED"]).excluding(["USER_CREATED"]);
    let all = all.clusters(["orders"]).since(date("2025-01-01T00:00:00Z")).until(date("2025-02-01T00:00:00Z"));
    vec![
        row("Events::list", events.list()),
        case("Events::list", "all filters", all.with_raw()),
        row("Events::get", events.get(ID)),
        row("Events::list_types", events.list_types()),
        row("OrganizationEvents::list", of_organization.list().since(date("2025-01-01T00:00:00Z"))),
        row("OrganizationEvents::get", of_organization.get(ID)),
    ]
}

#[test]
fn requests_of_events() {
    check("events", &rows());
}
