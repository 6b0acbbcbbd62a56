//! What destroys something, before and after it is confirmed.

use atlas_api::Confirm;
use atlas_fake::FakeAtlas;

use crate::support::{client, statuses};

#[tokio::test]
async fn what_is_not_confirmed_sends_nothing_and_says_what_would_be_destroyed() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(1);
    let delete = client(&fake).database_users().delete("user-1");

    let error = delete.clone().send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = "database user user-1 would be deleted; nothing was sent \
                    (confirm it with `confirm(Confirm::yes())` if that is meant)";
    assert_eq!(error.to_string(), expected);

    let error = delete.confirm(Confirm::name("user-2")).send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = "database user user-1 would be deleted; nothing was sent \
                    (what was confirmed is \"user-2\", which is not its name)";
    assert_eq!(error.to_string(), expected);
    assert_eq!((fake.request_count(), error.attempts()), (0, 0));
}

#[tokio::test]
async fn what_is_confirmed_is_destroyed() {
    for word in [Confirm::yes(), Confirm::name("user-1")] {
        let fake = FakeAtlas::start().await.unwrap();
        fake.seed_database_users(1);
        let users = client(&fake).database_users();
        users.delete("user-1").confirm(word).send().await.unwrap();
        assert_eq!(statuses(&fake), [401, 204]);
    }
}
