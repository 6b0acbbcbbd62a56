//! The cost of HTTP Digest, against a fake that verifies every signature.

use atlas_api::{Atlas, database_users::DatabaseUsersPermissionsSpecs as Specs};
use atlas_fake::FakeAtlas;
use tokio::task::JoinSet;

use crate::support::{builder, client, statuses};

/// Makes `calls` calls, at most `concurrent` at a time. All of them have to succeed.
async fn call(atlas: &Atlas, calls: usize, concurrent: usize) {
    let mut running = JoinSet::new();
    for _ in 0..calls {
        if running.len() == concurrent {
            running.join_next().await.unwrap().unwrap();
        }
        let users = atlas.database_users();
        running.spawn(async move { drop(users.get("user-1").await.unwrap()) });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
}

async fn fake_with_a_user() -> FakeAtlas {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(1);
    fake
}

/// Returns a parameter of the `Authorization` header of each request that has the header.
fn parameters(fake: &FakeAtlas, name: &str) -> Vec<String> {
    let begin = format!("{name}=");
    let find = |header: &str| {
        let found = header.split([' ', ',']).find_map(|part| part.strip_prefix(&begin))?;
        Some(found.trim_matches('"').to_owned())
    };
    fake.requests().iter().filter_map(|request| find(request.header("authorization")?)).collect()
}

#[tokio::test]
async fn a_thousand_calls_take_a_thousand_and_one_requests() {
    let fake = fake_with_a_user().await;
    call(&client(&fake), 1_000, 1).await;

    assert_eq!(fake.request_count(), 1_001);
    assert_eq!(statuses(&fake)[..3], [401, 200, 200]);
    let counts: Vec<_> = (1..=1_000).map(|count| format!("{count:08x}")).collect();
    assert_eq!(parameters(&fake, "nc"), counts);
    let mut nonces = parameters(&fake, "nonce");
    nonces.dedup();
    assert_eq!(nonces.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_concurrent_calls_of_a_new_client_fetch_one_challenge() {
    let fake = fake_with_a_user().await;
    call(&client(&fake), 200, 200).await;

    assert_eq!(fake.request_count(), 201);
    let mut counts = parameters(&fake, "nc");
    counts.sort();
    counts.dedup();
    assert_eq!(counts.len(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_nonce_that_expires_under_load_costs_each_call_in_flight_one_more_request() {
    let fake = FakeAtlas::builder().nonce_uses(600).start().await.unwrap();
    fake.seed_database_users(1);
    call(&client(&fake), 1_000, 50).await;

    let count = fake.request_count();
    assert!((1_002..=1_051).contains(&count), "{count} requests");
}

#[tokio::test]
async fn a_stale_nonce_costs_one_more_request_and_is_replaced() {
    let fake = fake_with_a_user().await;
    let atlas = client(&fake);
    call(&atlas, 2, 1).await;
    fake.expire_nonces();
    call(&atlas, 2, 1).await;
    assert_eq!(statuses(&fake), [401, 200, 200, 401, 200, 200]);
    assert_eq!(parameters(&fake, "nc"), ["00000001", "00000002", "00000003", "00000001", "00000002"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_succeeds_if_each_nonce_is_valid_for_one_request() {
    let fake = FakeAtlas::builder().nonce_uses(1).start().await.unwrap();
    fake.seed_database_users(1);
    let atlas = client(&fake);
    call(&atlas, 2, 1).await;
    assert_eq!(statuses(&fake), [401, 200, 401, 200]);

    fake.clear_journal();
    call(&atlas, 40, 20).await;
    assert!(fake.request_count() <= 80, "{} requests", fake.request_count());
}

#[tokio::test]
async fn a_call_fails_if_no_nonce_is_ever_valid() {
    let fake = FakeAtlas::builder().nonce_uses(0).start().await.unwrap();
    let error = client(&fake).database_users().get("user-1").await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(statuses(&fake), [401, 401, 401]);
}

#[tokio::test]
async fn a_wrong_key_is_tried_once() {
    let fake = fake_with_a_user().await;
    let atlas = builder(&fake).api_key(fake.public_key(), "another-private-key").build().unwrap();
    let error = atlas.database_users().get("user-1").await.unwrap_err();
    assert!(error.is_unauthorized());
    let advice = "(check the credentials; a new or changed API key takes a moment to work)";
    assert!(error.to_string().ends_with(advice), "{error}");
    assert_eq!(statuses(&fake), [401, 401]);
}

#[tokio::test]
async fn a_request_that_is_repeated_after_a_challenge_has_its_body() {
    let fake = fake_with_a_user().await;
    let users = client(&fake).database_users();
    users.get("user-1").await.unwrap();
    fake.expire_nonces();
    fake.clear_journal();
    users.create(Specs::new("reports", "a long password")).await.unwrap();

    let requests = fake.requests();
    assert_eq!(statuses(&fake), [401, 201]);
    assert_eq!(requests[0].body(), requests[1].body());
    assert_eq!(requests[1].json().unwrap()["username"], "reports");
}
