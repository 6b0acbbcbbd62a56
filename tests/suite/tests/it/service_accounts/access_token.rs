//! An access token from the caller.

use atlas_api::Atlas;

use super::{Clock, builder, check_requests, fake, read};

#[tokio::test]
async fn a_given_token_is_sent_unchanged_and_reported_as_expired_when_it_is_rejected() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    read(&builder(&fake).clock(clock.read()).build().unwrap()).await.unwrap();
    let header = fake.requests()[1].header("authorization").unwrap().to_owned();
    let token = header.strip_prefix("Bearer ").unwrap();
    fake.clear_journal();

    let given = Atlas::builder().access_token(token).project_id(fake.project_id()).base_url(fake.base_url());
    let atlas = given.build().unwrap();
    read(&atlas).await.unwrap();
    assert_eq!(fake.requests()[0].header("authorization"), Some(header.as_str()));

    fake.expire_tokens();
    let error = read(&atlas).await.unwrap_err();
    assert!(error.is_credential() && error.is_unauthorized(), "{error:?}");
    assert!(error.to_string().contains("the access token has probably expired"), "{error}");
    assert!(!format!("{error} {error:?} {atlas:?}").contains(token));
    assert_eq!((error.operation(), error.code()), (Some("getGroupDatabaseUser"), Some("UNEXPECTED_ERROR")));
    check_requests(&fake, &[("user-1", 200), ("user-1", 401)]);
    assert!(atlas.revoke_token().await.unwrap_err().is_invalid_argument());
}

#[test]
fn credentials_of_several_kinds_are_an_error_that_names_their_setters() {
    let account = || Atlas::builder().service_account("mdb_sa_id_1", "mdb_sa_sk_1");
    for (builder, names) in [
        (account().api_key("abcdefgh", "private-key"), "`api_key` and `service_account`"),
        (account().access_token("t"), "`service_account` and `access_token`"),
        (
            account().access_token("t").api_key("abcdefgh", "private-key"),
            "`api_key` and `service_account` and `access_token`",
        ),
    ] {
        let error = builder.project_id("5f1a2b3c4d5e6f7a8b9c0d1e").build().unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), format!("credentials: set with {names}; use only one of them"));
    }
}

#[test]
fn a_service_account_in_place_of_an_api_key_is_an_error_that_names_its_setter() {
    let error = Atlas::new("mdb_sa_id_1", "mdb_sa_sk_1", "5f1a2b3c4d5e6f7a8b9c0d1e").unwrap_err();
    assert!(error.to_string().contains("`service_account`"), "{error}");
}
