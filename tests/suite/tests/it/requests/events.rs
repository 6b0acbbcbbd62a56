//! The requests of events.

use atlas_api::events::ActivityFeedSpec;

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (events, of_organization) = (offline().events(), offline().organization_events());
    let date = |text: &str| text.parse().unwrap();
    let all = events.list().types(["CLUSTER_CREATED", "CLUSTER_DELETED"]).excluding(["USER_CREATED"]);
    let all = all.clusters(["orders"]).since(date("2025-01-01T00:00:00Z")).until(date("2025-02-01T00:00:00Z"));
    let feed = ActivityFeedSpec::new().types(["CLUSTER_CREATED"]);
    let feed = feed.since(date("2025-01-01T00:00:00Z")).until(date("2025-02-01T00:00:00Z"));
    vec![
        row("Events::list", events.list()),
        case("Events::list", "all filters", all.with_raw()),
        row("Events::get", events.get(ID)),
        row("Events::list_types", events.list_types()),
        row("Events::activity_feed", events.activity_feed(ActivityFeedSpec::new())),
        case("Events::activity_feed", "all filters", events.activity_feed(feed.clone().clusters(["orders"]))),
        row("OrganizationEvents::activity_feed", of_organization.activity_feed(feed)),
        row("OrganizationEvents::list", of_organization.list().since(date("2025-01-01T00:00:00Z"))),
        row("OrganizationEvents::get", of_organization.get(ID)),
    ]
}

#[test]
fn requests_of_events() {
    check("events", &rows());
}
