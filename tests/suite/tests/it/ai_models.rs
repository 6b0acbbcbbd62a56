//! Keys for AI models, and their rate limits.

use atlas_api::Confirm;
use atlas_fake::FakeAtlas;

use crate::support::{check_invalid, client};

#[tokio::test]
async fn a_key_is_created_renamed_and_deleted_and_its_secret_is_shown_once() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (keys, of_organization) = (atlas.project_ai_model_keys(), atlas.organization_ai_model_keys());
    assert_eq!(keys.list().all().await.unwrap(), []);
    let created = keys.create("search").await.unwrap();
    let (id, secret) = (created.api_key_id.clone().unwrap(), created.secret.clone().unwrap());
    assert!(!secret.expose().is_empty());
    keys.rename(&*id, "nightly search").await.unwrap();
    let fetched = of_organization.get(&*id).await.unwrap();
    assert_eq!((fetched.name.as_deref(), &fetched.secret), (Some("nightly search"), &None));
    assert_eq!(of_organization.list().all().await.unwrap().len(), 1);

    let delete = keys.delete(&*id);
    let expected = format!("AI model key {id:?} will be deleted, and programs that use it will be rejected");
    assert_eq!(delete.impact().to_string(), expected);
    assert!(delete.clone().confirm(Confirm::name("search")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name("nightly search")).await.unwrap();
    assert!(!keys.get(&*id).exists().await.unwrap());
    assert!(keys.rename(&*id, "search").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn arguments_are_checked_before_sending() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (keys, limits) = (atlas.project_ai_model_keys(), atlas.project_ai_model_rate_limits());
    let name = "name of the AI model key: length is 0; expected 1 to 250 characters";
    check_invalid(keys.create("").await, name);
    check_invalid(keys.get("").await, "AI model key id: length is 0; expected at least 1 character");
    check_invalid(limits.get("").await, "group of models: length is 0; expected at least 1 character");
    let rule = "tokens per minute: 0 is out of range; use 1 to 2147483647";
    check_invalid(limits.set("voyage-4", 1, 0).await, rule);
    let rule = "requests per minute: 4294967295 is out of range; use 1 to 2147483647";
    check_invalid(limits.set("voyage-4", u32::MAX, 1).await, rule);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn limits_are_set_and_reset() {
    let fake = FakeAtlas::start().await.unwrap();
    let limits = client(&fake).project_ai_model_rate_limits();
    let before = limits.get("voyage-4").await.unwrap().requests_per_minute_limit;
    let set = limits.set("voyage-4", 100, 1_000_000).await.unwrap();
    assert_eq!((set.requests_per_minute_limit, set.tokens_per_minute_limit), (Some(100), Some(1_000_000)));
    assert_eq!(limits.get("voyage-4").await.unwrap().requests_per_minute_limit, Some(100));
    assert_eq!(limits.reset("voyage-4").await.unwrap().requests_per_minute_limit, before);
    limits.set("voyage-4", 100, 1_000_000).await.unwrap();
    let all = limits.reset_all().await.unwrap();
    assert_eq!(all.items().len(), limits.list().all().await.unwrap().len());
    assert_eq!(limits.get("voyage-4").await.unwrap().requests_per_minute_limit, before);
    assert!(limits.get("unknown").await.unwrap_err().is_not_found());
}
