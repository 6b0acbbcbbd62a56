//! Requests about Atlas as a whole: its addresses without credentials, its status, and rate limits.

use atlas_api::{Atlas, rate_limits::RateLimitScope};
use atlas_fake::FakeAtlas;

use crate::support::{builder, check_invalid, client};

#[tokio::test]
async fn addresses_of_atlas_are_requested_without_credentials() {
    let fake = FakeAtlas::start().await.unwrap();
    let account = Atlas::builder().service_account(fake.client_id(), "mdb_sa_sk_wrong").base_url(fake.base_url());
    let token = Atlas::builder().access_token("wrong").base_url(fake.base_url());
    for atlas in [builder(&fake).build(), account.build(), token.build()] {
        let before = fake.request_count();
        atlas.unwrap().system().control_plane_ip_addresses().await.unwrap();
        assert_eq!(fake.request_count(), before + 1);
        assert!(!fake.requests().last().unwrap().headers().contains_key("authorization"));
    }
    let builder = Atlas::builder().access_token("wrong").base_url(fake.base_url());
    assert!(builder.build().unwrap().system().status().await.unwrap_err().is_unauthorized());
}

#[tokio::test]
async fn a_rate_limit_is_fetched_for_a_scope() {
    let fake = FakeAtlas::start().await.unwrap();
    let limits = client(&fake).rate_limits();
    let project = || RateLimitScope::Project(fake.project_id().to_owned());
    let listed = limits.list().scope(project()).all().await.unwrap();
    let id = listed[0].endpoint_set_id.clone().unwrap();
    limits.get_for(id, project()).await.unwrap();
    let query = [("groupId".to_owned(), fake.project_id().to_owned())];
    assert_eq!(fake.requests().last().unwrap().query(), query);
    assert_eq!(limits.list().name("Clusters").all().await.unwrap().len(), 1);
    assert!(limits.get("unknown").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_invalid_scope_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let limits = client(&fake).rate_limits();
    let id = r#"organization id: expected 24 hexadecimal digits, not "sales""#;
    check_invalid(limits.list().scope(RateLimitScope::Organization("sales".to_owned())).await, id);
    check_invalid(limits.get_for("clusters", RateLimitScope::Organization("sales".to_owned())).await, id);
    check_invalid(limits.get("").await, "endpoint set id: length is 0; expected at least 1 character");
    assert_eq!(fake.request_count(), 0);
}
