//! Invalid arguments, which are rejected before anything is sent.

use std::time::{Duration, SystemTime};

use atlas_api::{
    Atlas, Confirm,
    database_users::{
        DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs, UserName,
    },
};
use atlas_fake::FakeAtlas;

use crate::support::{builder, check_invalid, client};

#[tokio::test]
async fn an_invalid_argument_is_rejected_before_anything_is_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).database_users();

    let size = "page size: 501 is out of bounds; expected 1 to 500";
    check_invalid(users.list().page_size(501).await, size);
    check_invalid(users.list().page_size(501).stream().next().await.unwrap(), size);
    check_invalid(users.list().page(0).await, "page: 0 is not a page; pages are numbered from 1");
    for name in ["", ".", ".."] {
        let message = format!("username: {name:?} cannot be a segment of a path; expected a name");
        check_invalid(users.get(name).await, &message);
        check_invalid(users.update(name, UpdateSpecs::new()).await, &message);
        check_invalid(users.delete(name).confirm(Confirm::yes()).await, &message);
    }
    let password = "password: length is 5; expected at least 8 characters";
    check_invalid(users.create(Specs::new("reports", "short")).await, password);
    check_invalid(users.update("reports", UpdateSpecs::new().password("short")).await, password);

    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn any_other_name_of_a_user_is_one_segment() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).database_users();
    for (name, segment) in
        [("...", "..."), ("../x", "..%2Fx"), ("CN=a,OU=b/c", "CN=a,OU=b%2Fc"), ("%2e%2e", "%252e%252e")]
    {
        let preview = users.get(UserName::external(name)).preview().unwrap();
        let (_, path) = preview.url().split_once("/databaseUsers/").unwrap();
        assert_eq!(path, format!("$external/{segment}"));
    }
}

#[tokio::test]
async fn the_expiry_of_a_user_is_checked_when_the_request_is_created() {
    let fake = FakeAtlas::start().await.unwrap();
    let time = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let spec = Specs::new("reports", "a long password").delete_after_date(time(1_000).into());
    for (now, is_invalid) in [(999, false), (1_000, true)] {
        let users = builder(&fake).clock(move || time(now)).build().unwrap().database_users();
        let error = users.create(spec.clone()).await.unwrap_err();
        assert_eq!(error.is_invalid_argument(), is_invalid, "{error}");
    }
    assert_eq!(fake.request_count(), 2, "the first is sent and rejected by the fake, whose clock differs");
}

#[tokio::test]
async fn a_request_for_a_project_requires_a_project() {
    let fake = FakeAtlas::start().await.unwrap();
    let builder = Atlas::builder().api_key(fake.public_key(), fake.private_key()).base_url(fake.base_url());
    let atlas = builder.build().unwrap();
    let users = atlas.database_users();
    let message = "project id: not set; set `project_id` on the builder, MONGODB_ATLAS_PROJECT_ID or `project_id` in the \
                   profile, or use `Atlas::project`";
    assert_eq!(atlas.project_id().unwrap_err().to_string(), message);
    check_invalid(users.list().await, message);
    check_invalid(users.list().stream().next().await.unwrap(), message);
    check_invalid(users.get("reports").await, message);
    check_invalid(users.get("reports").preview(), message);
    check_invalid(users.get("reports").exists().await, message);
    check_invalid(users.get("reports").wait_until_deleted().await, message);
    check_invalid(users.create(Specs::new("reports", "a long password")).await, message);
    check_invalid(users.delete("reports").check(&Confirm::yes()), message);
    check_invalid(users.delete("reports").confirm(Confirm::yes()).await, message);
    assert_eq!(fake.request_count(), 0);

    let atlas = atlas.project(fake.project_id()).unwrap();
    assert_eq!(atlas.project_id().unwrap().to_string(), fake.project_id());
    assert_eq!(atlas.database_users().list().await.unwrap().items().len(), 0);
}

#[tokio::test]
async fn a_wait_requires_a_get() {
    let fake = FakeAtlas::start().await.unwrap();
    let create = client(&fake).database_users().create(Specs::new("reports", "a long password"));
    let message = "wait: only a GET request can be repeated; wait for the resource's GET";
    check_invalid(create.wait_until_deleted().await, message);
    assert_eq!(fake.request_count(), 0);
}
