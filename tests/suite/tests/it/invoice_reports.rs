//! Reports on invoices and cost queries: waits and validation.

use std::time::Duration;

use atlas_api::{Error, invoices::CostQuery};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::json;

use crate::{
    requests::offline,
    support::{check_invalid, client},
};

const INVOICE: &str = "6a1b2c3d4e5f6a7b8c9d0e1f";
const REPORT: &str = "6a1b2c3d4e5f6a7b8c9d0e2f";

#[tokio::test]
async fn a_report_is_waited_for_until_it_has_succeeded() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert(&format!("/orgs/{}/invoices", fake.organization_id()), json!({ "id": INVOICE })).unwrap();
    let invoices = client(&fake).invoices();
    let created = invoices.create_report(INVOICE).await.unwrap();
    let id = created.report_id.as_deref().unwrap();
    let report = invoices.wait_until_report_succeeded(INVOICE, id).await.unwrap();
    assert_eq!(report.state.as_ref().unwrap().as_str(), "SUCCEEDED");
    assert_eq!(invoices.list_reports(INVOICE).all().await.unwrap().len(), 1);
    let absent = invoices.wait_until_report_succeeded(INVOICE, REPORT).await.unwrap_err();
    assert!(absent.is_absent(), "{absent}");

    let failed = json!({ "reportId": id, "state": "FAILED", "failureReason": "too large" });
    fake.respond("getOrgInvoiceReport", SetResponse::json(200, &failed));
    let error: Error = invoices.wait_until_report_succeeded(INVOICE, id).await.unwrap_err();
    assert!(error.is_failed_state(), "{error}");
}

#[tokio::test]
async fn a_cost_query_is_waited_for_until_its_result_is_ready() {
    let fake = FakeAtlas::start().await.unwrap();
    let invoices = client(&fake).invoices();
    let token = "6c".repeat(32);
    // Two polls see a query in progress.
    fake.respond("getOrgBillingCostExplorerUsage", SetResponse::json(200, &json!({})).times(2));
    fake.respond("getOrgBillingCostExplorerUsage", SetResponse::json(200, &json!({ "usageDetails": [] })));
    let costs = invoices.wait_for_costs(&token).interval(Duration::from_millis(5)).await.unwrap();
    assert!(fake.requests().iter().filter(|request| request.path().contains("costExplorer")).count() > 2);
    assert_eq!(costs["usageDetails"], json!([]));
}

#[test]
fn an_invalid_cost_query_is_rejected() {
    let day = |text: &str| text.parse().unwrap();
    let query = || CostQuery::new(day("2026-01-01"), day("2026-02-01"));
    let invoices = offline().invoices();
    let rule = "start: 2026-02-01 is not before the end, 2026-01-01; use an earlier day";
    check_invalid(invoices.start_cost_query(CostQuery::new(day("2026-02-01"), day("2026-01-01"))).preview(), rule);
    let rule = "start: 2026-01-02 is not the first day of a month; use whole months";
    check_invalid(invoices.start_cost_query(CostQuery::new(day("2026-01-02"), day("2026-02-01"))).preview(), rule);
    let rule = "end: 2026-01-31 is not the first day of a month; use whole months";
    check_invalid(invoices.start_cost_query(CostQuery::new(day("2026-01-01"), day("2026-01-31"))).preview(), rule);
    let rule = "grouping: projects are not selected by the query; add at least one with `project`";
    check_invalid(invoices.start_cost_query(query().service("Backup").group_by("projects")).preview(), rule);
    let rule = "service: the name is empty; use for example Backup";
    check_invalid(invoices.list_line_items(INVOICE).service("").preview(), rule);
    check_invalid(invoices.start_cost_query(query().service("")).preview(), rule);
    assert!(invoices.start_cost_query(query().project("sales")).preview().unwrap_err().is_invalid_argument());
    check_invalid(invoices.costs("short").preview(), "token: length is 5; expected 64 characters");
    assert!(invoices.associated(2025, 13).preview().unwrap_err().is_invalid_argument());
}
