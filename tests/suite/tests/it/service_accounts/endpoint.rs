//! Calls for which the token endpoint returns no token.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use atlas_api::{Atlas, Error, RetryPolicy};
use atlas_fake::{FakeAtlas, Fault};

use super::{Clock, builder, check_requests, fake, read};
use crate::support::PROJECT;

/// Returns a client whose waits are recorded and take no time.
fn recording(fake: &FakeAtlas, clock: &Clock) -> (Atlas, Arc<Mutex<Vec<Duration>>>) {
    let waits = Arc::<Mutex<Vec<_>>>::default();
    let recorded = Arc::clone(&waits);
    let sleep = move |wait: Duration| {
        recorded.lock().unwrap().push(wait);
        std::future::ready(())
    };
    (builder(fake).clock(clock.read()).sleep_with(sleep).build().unwrap(), waits)
}

#[tokio::test]
async fn a_429_is_retried_after_its_wait_or_the_recommended_one() {
    let clock = Clock::default();
    for (retry_after, minimum) in [("rate-limit=7", 7), ("rate-limit", 10)] {
        let fake = fake(&clock).await;
        fake.fault(format!("oauthToken:{retry_after},times=1").parse().unwrap());
        let (atlas, waits) = recording(&fake, &clock);
        read(&atlas).await.unwrap();
        check_requests(&fake, &[("token", 429), ("token", 200), ("user-1", 200)]);
        let waits = waits.lock().unwrap().clone();
        let [wait] = waits[..] else { panic!("{waits:?}") };
        assert!((minimum..=minimum + 1).contains(&wait.as_secs()), "{wait:?}");
    }
}

#[tokio::test]
async fn a_lasting_failure_ends_after_five_attempts_that_all_waiting_calls_share() {
    let clock = Clock::default();
    type Kind = fn(&Error) -> bool;
    let cases: [(&str, Kind); 3] = [
        ("rate-limit", Error::is_rate_limited),
        ("status=503", Error::is_server_error),
        ("reset=before", |error| error.status().is_none()),
    ];
    for (fault, is_kind) in cases {
        let fake = fake(&clock).await;
        fake.fault(format!("oauthToken:{fault}").parse().unwrap());
        let (atlas, _) = recording(&fake, &clock);
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let atlas = atlas.clone();
                tokio::spawn(async move { read(&atlas).await })
            })
            .collect();
        for call in calls {
            let error = call.await.unwrap().unwrap_err();
            assert!(error.is_credential() && is_kind(&error), "{fault}: {error:?}");
            assert!(!error.is_unauthorized());
            assert!(error.to_string().contains(fake.client_id()), "{error}");
        }
        assert_eq!((fake.token_requests(), fake.request_count()), (5, 5), "{fault}");
    }
}

#[tokio::test]
async fn token_requests_follow_the_policy_and_the_budget_of_the_client() {
    let clock = Clock::default();
    for (policy, budget, expected) in [
        (RetryPolicy::none(), 100, 1),
        (RetryPolicy::default().attempts(3), 100, 3),
        (RetryPolicy::default(), 0, 1),
        (RetryPolicy::default(), 2, 3),
    ] {
        let fake = fake(&clock).await;
        fake.fault("oauthToken:status=503".parse().unwrap());
        let builder = builder(&fake).clock(clock.read()).retry(policy).retry_budget(budget);
        let atlas = builder.build().unwrap();
        let error = read(&atlas).await.unwrap_err();
        assert!(error.is_credential() && error.is_server_error(), "{error:?}");
        // The call itself was not sent.
        assert_eq!(
            (fake.token_requests(), fake.request_count(), error.attempts()),
            (expected, expected, 0),
            "{policy:?}"
        );
    }
}

#[tokio::test]
async fn token_requests_follow_the_policy_of_the_call_that_starts_them() {
    let clock = Clock::default();
    for (fault, is_kind) in
        [("rate-limit", Error::is_rate_limited as fn(&Error) -> bool), ("status=503", Error::is_server_error)]
    {
        for (policy, expected) in [(RetryPolicy::none(), 1), (RetryPolicy::default().attempts(3), 3)] {
            let fake = fake(&clock).await;
            fake.fault(format!("oauthToken:{fault}").parse().unwrap());
            let (atlas, _) = recording(&fake, &clock);
            let error = atlas.database_users().get("user-1").retry(policy).await.unwrap_err();
            assert!(error.is_credential() && is_kind(&error), "{fault}: {error:?}");
            assert_eq!((fake.token_requests(), fake.request_count()), (expected, expected), "{fault}");
        }
    }
}

#[tokio::test]
async fn the_replacement_of_a_rejected_token_follows_the_policy_of_its_call() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (atlas, _) = recording(&fake, &clock);
    read(&atlas).await.unwrap();
    fake.expire_tokens();
    fake.fault("oauthToken:rate-limit".parse().unwrap());
    let error = atlas.database_users().get("user-1").retry(RetryPolicy::none()).await.unwrap_err();
    assert!(error.is_credential() && error.is_rate_limited());
    check_requests(&fake, &[("token", 200), ("user-1", 200), ("user-1", 401), ("token", 429)]);
}

#[tokio::test]
async fn a_token_endpoint_that_does_not_respond_is_a_credential_error() {
    let atlas = Atlas::builder()
        .service_account("mdb_sa_id_1", "mdb_sa_sk_hunter22")
        .project_id(PROJECT)
        .base_url("http://127.0.0.1:1")
        .sleep_with(|_| std::future::ready(()))
        .build()
        .unwrap();
    let error = read(&atlas).await.unwrap_err();
    assert!(error.is_credential());
    let expected = "getGroupDatabaseUser could not obtain an access token for service account \"mdb_sa_id_1\": no response \
                    from the token endpoint";
    assert_eq!(error.to_string(), expected);
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_wrong_secret_is_reported_after_one_request() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = builder(&fake).service_account(fake.client_id(), "mdb_sa_sk_hunter22").build().unwrap();
    let error = read(&atlas).await.unwrap_err();
    assert!(error.is_credential() && error.is_unauthorized());
    assert_eq!(error.code(), Some("invalid_client"));
    let text = error.to_string();
    assert!(text.contains(fake.client_id()) && text.contains("check the client id and the client secret"), "{text}");
    assert!(!format!("{text} {error:?}").contains("hunter22"), "{text} {error:?}");
    check_requests(&fake, &[("token", 401)]);
}

#[tokio::test]
async fn an_account_at_its_limit_of_tokens_is_reported() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    // An account gets ten tokens a minute, so a hundred take ten minutes.
    for _ in 0..10 {
        for _ in 0..10 {
            read(&builder(&fake).clock(clock.read()).build().unwrap()).await.unwrap();
        }
        clock.advance(60);
    }
    let error = read(&builder(&fake).clock(clock.read()).build().unwrap()).await.unwrap_err();
    assert!(error.is_credential() && !error.is_unauthorized());
    assert_eq!(error.code(), Some("access_denied"));
    assert!(error.to_string().contains("the account has reached its limit of 100 tokens"), "{error}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.fault(Fault::empty(307).on("oauthToken"));
    let error = read(&builder(&fake).build().unwrap()).await.unwrap_err();
    assert!(error.is_credential() && error.status().is_some_and(|status| status == 307), "{error:?}");
    check_requests(&fake, &[("token", 307)]);
}
