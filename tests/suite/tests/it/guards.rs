//! Destructive requests, before and after they are confirmed.

use atlas_api::Confirm;
use atlas_fake::FakeAtlas;

use crate::support::{client, statuses};

#[tokio::test]
async fn a_request_without_a_matching_confirmation_is_not_sent_and_names_its_impact() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(1);
    let delete = client(&fake).database_users().delete("user-1");
    assert_eq!(delete.impact().to_string(), r#"database user "user-1" will be deleted"#);

    let expected = "not sent: the confirmation names \"user-2\"; expected \"user-1\" \
                    (effect: database user \"user-1\" will be deleted)";
    let error = delete.check(&Confirm::name("user-2")).unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(error.to_string(), expected);

    let error = delete.confirm(Confirm::name("user-2")).send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(error.to_string(), expected);
    assert_eq!((fake.request_count(), error.attempts()), (0, 0));
}

#[tokio::test]
async fn a_confirmed_request_destroys_the_resource() {
    for confirm in [Confirm::yes(), Confirm::name("user-1")] {
        let fake = FakeAtlas::start().await.unwrap();
        fake.seed_database_users(1);
        let users = client(&fake).database_users();
        users.delete("user-1").confirm(confirm).await.unwrap();
        assert_eq!(statuses(&fake), [401, 204]);
    }
}
