//! The faults that only a call with a token can meet. No write is sent twice but where the first was turned away.

use atlas_api::{Atlas, Error, specs::DatabaseUsersPermissionsSpecs as Specs};
use atlas_fake::FakeAtlas;

/// What is set up after a first call has succeeded, if there is one.
struct Row {
    called_before: bool,
    set_up: fn(&FakeAtlas),
    /// Whether the call succeeds, and else what its error is.
    fails: Option<fn(&Error) -> bool>,
    /// How many requests ask for a token, and the answers to the call itself, for a read; a write that succeeds has `201`
    /// in the place of `200`.
    tokens: usize,
    answers: &'static [u16],
}

fn limited(fake: &FakeAtlas, times: u32) {
    fake.fault(format!("oauthToken:rate-limit=3,times={times}").parse().unwrap());
}

#[tokio::test]
async fn each_fault_of_a_token_ends_as_it_should() {
    let rows = [
        Row { called_before: true, set_up: FakeAtlas::expire_tokens, fails: None, tokens: 1, answers: &[401, 200] },
        Row { called_before: false, set_up: |fake| limited(fake, 1), fails: None, tokens: 2, answers: &[200] },
        Row {
            called_before: false,
            set_up: |fake| limited(fake, 9),
            fails: Some(|error| error.is_credential() && error.is_rate_limited()),
            tokens: 5,
            answers: &[],
        },
        Row {
            called_before: true,
            set_up: |fake| {
                fake.expire_tokens();
                limited(fake, 1);
            },
            fails: None,
            tokens: 2,
            answers: &[401, 200],
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
        users.get("user-1").send().await.unwrap();
    }
    (row.set_up)(&fake);
    fake.clear_journal();
    let outcome = match method {
        "GET" => users.get("user-1").send().await,
        _ => users.create(Specs::new("reports", "a long password")).send().await,
    };
    match (outcome, row.fails) {
        (Ok(_), None) => {}
        (Err(error), Some(is_kind)) => assert!(is_kind(&error), "{name}: {error:?}"),
        (outcome, _) => panic!("{name}: {outcome:?}"),
    }
    let requests = fake.requests();
    let answers: Vec<_> = requests.iter().filter(|request| request.path() != "/api/oauth/token").collect();
    assert!(answers.iter().all(|request| request.method() == method), "{name}");
    let answers: Vec<_> = answers.iter().map(|request| request.status().as_u16()).collect();
    let good = if method == "GET" { 200 } else { 201 };
    let expected: Vec<_> = row.answers.iter().map(|status| if *status == 200 { good } else { *status }).collect();
    assert_eq!((fake.token_requests(), answers), (row.tokens, expected), "{name}");
}
