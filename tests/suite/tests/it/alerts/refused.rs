//! What is wrong with a request for alerts is said before anything is sent.

use std::time::Duration;

use atlas_api::{Error, specs::AlertStatusSpec};
use atlas_fake::FakeAtlas;

use super::ALERT;
use crate::support::{builder, now};

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    let error = result.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), message);
}

#[tokio::test]
async fn nothing_is_sent_of_what_breaks_a_rule() {
    let fake = FakeAtlas::start().await.unwrap();
    let alerts = builder(&fake).clock(now).build().unwrap().alerts();
    let no_id = |what: &str| format!(r#"{what}: expected 24 hexadecimal digits, not "../x""#);

    check(alerts.get("../x").send().await, &no_id("alert id"));
    check(alerts.configs("../x").send().await, &no_id("alert id"));
    check(alerts.acknowledge("../x").forever().send().await, &no_id("alert id"));
    check(alerts.unacknowledge("../x").send().await, &no_id("alert id"));
    check(alerts.list_of_config("../x").send().await, &no_id("alert configuration id"));
    check(alerts.list().status(AlertStatusSpec::from("")).send().await, "status: name is empty; use for example OPEN");
    check(alerts.list().page_size(501).send().await, "page size: a page has 1 to 500 items, not 501");
    check(
        alerts.acknowledge(ALERT).until(now().into()).send().await,
        "acknowledged until: 2025-06-15 15:06:40 UTC is not in the future (now it is 2025-06-15 15:06:40 UTC)",
    );
    check(
        alerts.acknowledge(ALERT).until((now() + Duration::from_secs(1)).into()).comment("x".repeat(201)).send().await,
        "comment: it can have at most 200 characters, and has 201",
    );
    assert_eq!(fake.request_count(), 0);
}
