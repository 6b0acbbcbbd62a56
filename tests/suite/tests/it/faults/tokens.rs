//! The faults that only a call with an access token can meet. A write is repeated only if its token was rejected.

use atlas_api::{Atlas, Error, database_users::DatabaseUsersPermissionsSpecs as Specs};
use atlas_fake::FakeAtlas;

/// A fault of a token, and its consequences.
struct Row {
    /// Whether a first call succeeds before the fault.
    called_before: bool,
    set_up: fn(&FakeAtlas),
    /// The kind of the error; `None` if the call succeeds.
    fails: Option<fn(&Error) -> bool>,
    /// The number of token requests.
    tokens: usize,
    /// The responses to the call itself, for a read. A write has `201` in place of `200`.
    statuses: &'static [u16],
}

fn limited(fake: &FakeAtlas, times: u32) {
    fake.fault(format!("oauthToken:rate-limit=3,times={times}").parse().unwrap());
}

#[tokio::test]
async fn each_fault_of_a_token_has_its_result_and_its_requests() {
    let rows = [
        Row { called_before: true, set_up: FakeAtlas::expire_tokens, fails: None, tokens: 1, statuses: &[401, 200] },
        Row { called_before: false, set_up: |fake| limited(fake, 1), fails: None, tokens: 2, statuses: &[200] },
        Row {
            called_before: false,
            set_up: |fake| limited(fake, 9),
            fails: Some(|error| error.is_credential() && error.is_rate_limited()),
            tokens: 5,
            statuses: &[],
        },
        Row {
            called_before: true,
            set_up: |fake| {
                fake.expire_tokens();
                limited(fake, 1);
            },
            fails: None,
            tokens: 2,
            statuses: &[401, 200],
        },
    ];
    for (at, row) in rows.iter().enumerate() {
        for method in ["GET", "POST"] {
            check(row, method, &format!("row {at}, {method}")).await;
        }
    }
}

async fn check(row: &Row, method: &str, name: &str) {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(1);
    let atlas = Atlas::builder()
        .service_account(fake.client_id(), fake.client_secret())
        .project_id(fake.project_id())
        .base_url(fake.base_url())
        .sleep_with(|_| std::future::ready(()));
    let users = atlas.build().unwrap().database_users();
    if row.called_before {
        users.get("user-1").await.unwrap();
    }
    (row.set_up)(&fake);
    fake.clear_journal();
    let outcome = match method {
        "GET" => users.get("user-1").await,
        _ => users.create(Specs::new("reports", "a long password")).await,
    };
    match (outcome, row.fails) {
        (Ok(_), None) => {}
        (Err(error), Some(is_kind)) => assert!(is_kind(&error), "{name}: {error:?}"),
        (outcome, _) => panic!("{name}: {outcome:?}"),
    }
    let requests = fake.requests();
    let calls: Vec<_> = requests.iter().filter(|request| request.path() != "/api/oauth/token").collect();
    assert!(calls.iter().all(|request| request.method() == method), "{name}");
    let statuses: Vec<_> = calls.iter().map(|request| request.status().as_u16()).collect();
    let good = if method == "GET" { 200 } else { 201 };
    let expected: Vec<_> = row.statuses.iter().map(|status| if *status == 200 { good } else { *status }).collect();
    assert_eq!((fake.token_requests(), statuses), (row.tokens, expected), "{name}");
}
