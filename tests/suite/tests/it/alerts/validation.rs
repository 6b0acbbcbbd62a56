//! Arguments that are rejected before anything is sent.

use std::time::Duration;

use atlas_api::alerts::{AcknowledgementSpec, AlertStatusSpec};
use atlas_fake::FakeAtlas;

use super::ALERT;
use crate::support::{builder, check_invalid, now};

#[tokio::test]
async fn requests_with_invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let alerts = builder(&fake).clock(now).build().unwrap().alerts();
    let not_an_id = |what: &str| format!(r#"{what}: expected 24 hexadecimal digits, not "../x""#);

    check_invalid(alerts.get("../x").await, &not_an_id("alert id"));
    check_invalid(alerts.configs("../x").await, &not_an_id("alert id"));
    check_invalid(alerts.acknowledge("../x", AcknowledgementSpec::forever()).await, &not_an_id("alert id"));
    check_invalid(alerts.unacknowledge("../x").await, &not_an_id("alert id"));
    check_invalid(alerts.list_for_config("../x").await, &not_an_id("alert configuration id"));
    check_invalid(alerts.list().status(AlertStatusSpec::from("")).await, "status: name is empty; use for example OPEN");
    check_invalid(alerts.list().page_size(501).await, "page size: 501 is out of bounds; expected 1 to 500");
    check_invalid(
        alerts.acknowledge(ALERT, AcknowledgementSpec::until(now().into())).await,
        "acknowledged until: \"2025-06-15 15:06:40 UTC\" is not in the future; \
         use a date after 2025-06-15 15:06:40 UTC",
    );
    let next_second = AcknowledgementSpec::until((now() + Duration::from_secs(1)).into());
    check_invalid(
        alerts.acknowledge(ALERT, next_second.comment("x".repeat(201))).await,
        "comment: length is 201; expected at most 200 characters",
    );
    assert_eq!(fake.request_count(), 0);
}
