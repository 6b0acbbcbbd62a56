//! What would be lost is lost only when that was confirmed.

use atlas_api::Confirm;
use atlas_fake::FakeAtlas;

use super::{TEAM, USER};
use crate::support::{PROJECT, client};

#[tokio::test]
async fn what_is_not_confirmed_sends_nothing_and_says_what_would_be_lost() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let unconfirmed = "nothing was sent (confirm it with `confirm(Confirm::yes())` if that is meant)";

    let error = atlas.projects().delete(PROJECT).send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    let fate = "would be deleted, with all that is in it";
    assert_eq!(error.to_string(), format!("project {PROJECT} {fate}; {unconfirmed}"));

    let error = atlas.projects().delete(PROJECT).confirm(Confirm::name("sales")).send().await.unwrap_err();
    assert!(error.is_confirmation_required());

    let error = atlas.project_users().remove(USER).send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(error.to_string(), format!("user {USER} would be removed from the project; {unconfirmed}"));

    let error = atlas.project_teams().remove(TEAM).send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(error.to_string(), format!("team {TEAM} would be removed from the project; {unconfirmed}"));
    assert_eq!(fake.request_count(), 0);
}
