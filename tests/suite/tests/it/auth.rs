//! What HTTP Digest costs, against a fake that checks every answer.

use atlas_api::{Atlas, specs::DatabaseUsersPermissionsSpecs as Specs};
use atlas_fake::FakeAtlas;
use tokio::task::JoinSet;

use crate::support::{builder, client, statuses};

/// Makes `calls` calls, `at_once` at a time, all of which have to succeed.
async fn call(atlas: &Atlas, calls: usize, at_once: usize) {
    let mut running = JoinSet::new();
    for _ in 0..calls {
        if running.len() == at_once {
            running.join_next().await.unwrap().unwrap();
        }
        let users = atlas.database_users();
        running.spawn(async move { drop(users.get("user-1").send().await.unwrap()) });
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

/// The value of a parameter of the `Authorization` of each request that has one.
fn answers(fake: &FakeAtlas, parameter: &str) -> Vec<String> {
    let begin = format!("{parameter}=");
    let find = |header: &str| {
        let found = header.split([' ', ',']).find_map(|part| part.strip_prefix(&begin))?;
        Some(found.trim_matches('"').to_owned())
    };
    fake.requests().iter().filter_map(|request| find(request.header("authorization")?)).collect()
}

#[tokio::test]
async fn a_thousand_calls_cost_a_thousand_and_one_requests() {
    let fake = fake_with_a_user().await;
    call(&client(&fake), 1_000, 1).await;

    assert_eq!(fake.request_count(), 1_001);
    assert_eq!(statuses(&fake)[..3], [401, 200, 200]);
    let counts: Vec<_> = (1..=1_000).map(|count| format!("{count:08x}")).collect();
    assert_eq!(answers(&fake, "nc"), counts);
    let mut nonces = answers(&fake, "nonce");
    nonces.dedup();
    assert_eq!(nonces.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_calls_at_once_on_a_new_client_draw_one_challenge() {
    let fake = fake_with_a_user().await;
    call(&client(&fake), 200, 200).await;

    assert_eq!(fake.request_count(), 201);
    let mut counts = answers(&fake, "nc");
    counts.sort();
    counts.dedup();
    assert_eq!(counts.len(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_nonce_that_ends_under_load_costs_each_call_under_way_one_request_more() {
    let fake = FakeAtlas::builder().nonce_uses(600).start().await.unwrap();
    fake.seed_database_users(1);
    call(&client(&fake), 1_000, 50).await;

    let count = fake.request_count();
    assert!((1_002..=1_051).contains(&count), "{count} requests");
}

#[tokio::test]
async fn a_stale_nonce_costs_one_request_more_and_is_replaced() {
    let fake = fake_with_a_user().await;
    let atlas = client(&fake);
    call(&atlas, 2, 1).await;
    fake.expire_nonces();
    call(&atlas, 2, 1).await;
    assert_eq!(statuses(&fake), [401, 200, 200, 401, 200, 200]);
    assert_eq!(answers(&fake, "nc"), ["00000001", "00000002", "00000003", "00000001", "00000002"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonces_that_are_good_for_one_request_let_every_call_through() {
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
async fn nonces_that_are_never_good_end_a_call() {
    let fake = FakeAtlas::builder().nonce_uses(0).start().await.unwrap();
    let error = client(&fake).database_users().get("user-1").send().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(statuses(&fake), [401, 401, 401]);
}

#[tokio::test]
async fn a_wrong_key_is_tried_once() {
    let fake = fake_with_a_user().await;
    let atlas = builder(&fake).api_key(fake.public_key(), "another-private-key").build().unwrap();
    let error = atlas.database_users().get("user-1").send().await.unwrap_err();
    assert!(error.is_unauthorized());
    let advice = "(check the credentials; an API key that was just created or changed can take a moment to work)";
    assert!(error.to_string().ends_with(advice), "{error}");
    assert_eq!(statuses(&fake), [401, 401]);
}

#[tokio::test]
async fn a_request_that_is_sent_again_has_its_body() {
    let fake = fake_with_a_user().await;
    let users = client(&fake).database_users();
    users.get("user-1").send().await.unwrap();
    fake.expire_nonces();
    fake.clear_journal();
    users.create(Specs::new("reports", "a long password")).send().await.unwrap();

    let requests = fake.requests();
    assert_eq!(statuses(&fake), [401, 201]);
    assert_eq!(requests[0].body(), requests[1].body());
    assert_eq!(requests[1].json().unwrap()["username"], "reports");
}
