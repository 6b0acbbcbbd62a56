//! What Atlas would refuse is not sent.

use std::time::{Duration, SystemTime};

use atlas_api::{
    Confirm, Error,
    specs::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};
use atlas_fake::FakeAtlas;

use crate::support::{builder, client};

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    let error = result.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), message);
}

#[tokio::test]
async fn an_argument_that_breaks_a_rule_is_refused_before_anything_is_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).database_users();

    let size = "page size: a page has 1 to 500 items, not 501";
    check(users.list().page_size(501).send().await, size);
    check(users.list().page_size(501).stream().next().await.unwrap(), size);
    check(users.list().page(0).send().await, "page: pages are numbered from 1");
    for name in ["", ".", ".."] {
        let message = format!("username: {name:?} can't stand in a path");
        check(users.get(name).send().await, &message);
        check(users.update(name, UpdateSpecs::new()).send().await, &message);
        check(users.delete(name).confirm(Confirm::yes()).send().await, &message);
    }
    let password = "password: length is 5; expected at least 8 characters";
    check(users.create(Specs::new("reports", "short")).send().await, password);
    check(users.update("reports", UpdateSpecs::new().password("short")).send().await, password);

    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn the_end_of_a_user_is_checked_by_the_time_of_sending() {
    let fake = FakeAtlas::start().await.unwrap();
    let time = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let spec = Specs::new("reports", "a long password").delete_after_date(time(1_000).into());
    for (now, refused) in [(999, false), (1_000, true)] {
        let users = builder(&fake).clock(move || time(now)).build().unwrap().database_users();
        let error = users.create(spec.clone()).send().await.unwrap_err();
        assert_eq!(error.is_invalid_argument(), refused, "{error}");
    }
    assert_eq!(fake.request_count(), 2, "the first is sent, and refused by the fake, whose time is another");
}
