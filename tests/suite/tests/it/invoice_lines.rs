//! The search for line items of an invoice, and settings of delegated access.

use std::time::Duration;

use atlas_api::organizations::DelegationSettingsUpdate;
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    requests::ID,
    support::{check_invalid, client},
};

#[tokio::test]
async fn line_items_are_selected_and_sorted() {
    let fake = FakeAtlas::start().await.unwrap();
    let line = |project: &str, cluster: &str, cents: i64| json!({ "groupId": project, "clusterName": cluster, "totalPriceCents": cents, "startDate": "2025-06-02T00:00:00Z" });
    let lines = [line(ID, "a", 10), line(ID, "b", 30), line(ID, "c", 0), line(fake.project_id(), "d", 90)];
    let invoice = json!({ "id": ID, "statusName": "PAID", "lineItems": lines });
    fake.insert(&format!("/orgs/{}/invoices", fake.organization_id()), invoice).unwrap();
    let search = client(&fake).invoices().list_line_items(ID);
    assert_eq!(search.clone().all().await.unwrap().len(), 4);
    let found = search.clone().project(ID).free(false).by_price().all().await.unwrap();
    let clusters: Vec<_> = found.iter().filter_map(|line| line.cluster_name.as_deref()).collect();
    assert_eq!(clusters, ["b", "a"]);
    let later = search.used_between("2025-06-03".parse().unwrap(), "2025-06-30".parse().unwrap());
    assert_eq!(later.all().await.unwrap(), []);
    let unknown = client(&fake).invoices().list_line_items(fake.project_id()).await.unwrap_err();
    assert_eq!(unknown.code(), Some("INVOICE_NOT_FOUND"));
}

#[tokio::test]
async fn settings_of_delegated_access_are_remembered() {
    let fake = FakeAtlas::start().await.unwrap();
    let settings = client(&fake).organization_settings();
    let update = DelegationSettingsUpdate::new().idle_refresh_token_lifetime(Duration::from_secs(3600));
    settings.update_delegation(update.mcp_access("READ_WRITE")).await.unwrap();
    settings.update_delegation(DelegationSettingsUpdate::new().partner_access("DISALLOWED")).await.unwrap();
    let stored = settings.delegation().await.unwrap();
    assert_eq!(stored.idle_refresh_token_lifetime, Some(3600));
    assert_eq!(stored.delegated_mcp_access.as_ref().unwrap().as_str(), "READ_WRITE");
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let search = atlas.invoices().list_line_items(ID);
    let id = |what: &str| format!(r#"{what}: expected 24 hexadecimal digits, not "orders""#);
    check_invalid(atlas.invoices().list_line_items("orders").await, &id("invoice id"));
    check_invalid(search.clone().project("orders").await, &id("project id"));
    check_invalid(search.clone().cluster("orders").await, &id("cluster id"));
    let (first, last) = ("2025-06-30".parse().unwrap(), "2025-06-03".parse().unwrap());
    let rule = "the first day, 2025-06-30, is after the last, 2025-06-03; swap them";
    check_invalid(search.clone().used_between(first, last).await, &format!("usage period: {rule}"));
    check_invalid(search.billed_between(first, last).await, &format!("billing period: {rule}"));
    let update = DelegationSettingsUpdate::new().maximum_refresh_token_lifetime(Duration::ZERO);
    let rule = "lifetime of refresh tokens: 0 s; use 1 second to 365 days";
    check_invalid(atlas.organization_settings().update_delegation(update).await, rule);
    assert_eq!(fake.request_count(), 0);
}
