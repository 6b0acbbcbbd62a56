//! The maintenance window of a project: state, refusals, validation.

use atlas_api::{
    Confirm, codes,
    maintenance_window::{MaintenanceWindowUpdate, Weekday},
};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::json;

use crate::support::{argument_and_rule, client};

#[tokio::test]
async fn a_window_is_set_changed_and_cleared() {
    let fake = FakeAtlas::start().await.unwrap();
    let window = client(&fake).maintenance_window();
    assert_eq!(window.get().await.unwrap().number_of_deferrals, Some(0));

    window.set(MaintenanceWindowUpdate::new(Weekday::Wed, 4).protected_hours(20, 6)).await.unwrap();
    window.set(MaintenanceWindowUpdate::new(Weekday::Thu, 5)).await.unwrap();
    let set = window.get().await.unwrap();
    assert_eq!((set.day_of_week, set.hour_of_day), (Some(5), Some(5)));
    let hours = set.protected_hours.as_ref().map(|hours| (hours.start_hour_of_day, hours.end_hour_of_day));
    assert_eq!(hours, Some((Some(20), Some(6))));

    window.clear().confirm(Confirm::yes()).await.unwrap();
    assert_eq!(window.get().await.unwrap().day_of_week, Some(1));
}

#[tokio::test]
async fn a_window_that_was_never_set_has_no_day() {
    let fake = FakeAtlas::start().await.unwrap();
    for body in [json!({}), json!({ "dayOfWeek": null, "hourOfDay": null, "protectedHours": null })] {
        fake.respond("getGroupMaintenanceWindow", SetResponse::json(200, &body).times(1));
        let window = client(&fake).maintenance_window().get().await.unwrap();
        assert_eq!((window.day_of_week, window.hour_of_day, window.start_asap), (None, None, None));
        assert!(window.protected_hours.is_none() && window.number_of_deferrals.is_none());
    }
}

#[tokio::test]
async fn a_maintenance_is_deferred_as_often_as_allowed() {
    let fake = FakeAtlas::start().await.unwrap();
    let window = client(&fake).maintenance_window();
    let code = async || window.defer().await.err().and_then(|error| error.code().map(str::to_owned));
    assert_eq!(code().await.as_deref(), Some(codes::ATLAS_MAINTENANCE_NOT_SCHEDULED));
    window.set(MaintenanceWindowUpdate::new(Weekday::Sun, 0)).await.unwrap();
    assert_eq!([code().await, code().await], [None, None]);
    assert_eq!(code().await.as_deref(), Some(codes::ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED));
}

#[tokio::test]
async fn an_invalid_window_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let set = client(&fake).maintenance_window().set(MaintenanceWindowUpdate::new(Weekday::Sun, 24));
    assert_eq!(argument_and_rule(&set.await.unwrap_err()), "hour: 24 is not an hour; use 0 to 23");
    assert_eq!(fake.request_count(), 0);
}
