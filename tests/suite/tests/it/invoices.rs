//! Invoices: filters, CSV files, and the cost of a month.

use std::fs;

use atlas_api::{Atlas, invoices::MonthlyCost};
use atlas_fake::{FakeAtlas, SetResponse};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::support::{builder_of, check_invalid, client, received, server_with};

const CSV: &str = "application/vnd.atlas.2023-01-01+csv";
const ID: &str = "6a1b2c3d4e5f6a7b8c9d0e1f";
const SALES: &str = "5f1a2b3c4d5e6f7a8b9c0d1a";

/// Inserts the invoice of a period, whose id consists of one digit.
fn insert(fake: &FakeAtlas, id: &str, status: &str, (start, end): (&str, &str), lines: Value) {
    let (start, end) = (format!("{start}T00:00:00Z"), format!("{end}T00:00:00Z"));
    let invoice = json!({
        "id": id.repeat(24), "statusName": status, "startDate": start, "endDate": end, "lineItems": lines,
    });
    fake.insert(&format!("/orgs/{}/invoices", fake.organization_id()), invoice).unwrap();
}

fn line(cluster: Option<&str>, sku: &str, day: &str, cents: i64) -> Value {
    let start = format!("{day}T00:00:00Z");
    let mut line = json!({ "groupId": SALES, "groupName": "sales", "sku": sku, "startDate": start });
    line["totalPriceCents"] = cents.into();
    line.as_object_mut().unwrap().extend(cluster.map(|name| ("clusterName".to_owned(), name.into())));
    line
}

/// Returns a fake with the invoices of May to July 2025, of which that of July is pending.
async fn three_months() -> FakeAtlas {
    with_three_months(FakeAtlas::start().await.unwrap())
}

fn with_three_months(fake: FakeAtlas) -> FakeAtlas {
    let may = json!([line(Some("orders"), "M10", "2025-05-03", 1)]);
    insert(&fake, "5", "PAID", ("2025-05-01", "2025-06-01"), may);
    let june = json!([
        line(Some("orders"), "M30", "2025-06-01", 1200),
        line(Some("orders"), "M30", "2025-06-02", 1200),
        line(Some("orders"), "M30", "2025-05-31", -100),
        line(Some("users"), "M10", "2025-06-02", 300),
        line(None, "TRANSFER", "2025-06-02", 7),
    ]);
    insert(&fake, "6", "PAID", ("2025-06-01", "2025-07-01"), june);
    let july = json!([line(Some("orders"), "M30", "2025-07-01", 1200)]);
    insert(&fake, "7", "PENDING", ("2025-07-01", "2025-08-01"), july);
    fake
}

/// Returns the paths of requests below the organization, without challenges.
fn paths(fake: &FakeAtlas) -> Vec<String> {
    let requests = fake.requests();
    let successful = requests.iter().filter(|request| request.status() == 200);
    successful.map(|request| request.path().split_once("/invoices").unwrap().1.to_owned()).collect()
}

async fn cost(atlas: &Atlas, month: u32) -> MonthlyCost {
    atlas.invoices().cost(2025, month).await.unwrap()
}

#[tokio::test]
async fn the_cost_of_a_month_is_that_of_its_invoice() {
    let fake = three_months().await;
    let cost = cost(&client(&fake), 6).await;
    assert_eq!(paths(&fake), ["", "/pending", &format!("/{}", "6".repeat(24))]);
    assert_eq!((cost.total.cents, cost.is_pending(), cost.lines_without_amount), (2607, false, 0));
    let [project] = &*cost.projects else { panic!("{cost:?}") };
    assert_eq!((&*project.id, project.name.as_deref(), project.total.cents), (SALES, Some("sales"), 2607));
    let clusters: Vec<_> = project.clusters.iter().map(|(name, cost)| (name.as_str(), cost.cents)).collect();
    assert_eq!(clusters, [("orders", 2300), ("users", 300)]);
    assert_eq!(project.without_cluster.by_sku, [("TRANSFER".to_owned(), 7)].into());
    assert_eq!(project.total.by_sku["M30"], 2300);
    assert_eq!(cost.invoices.keys().collect::<Vec<_>>(), [&"6".repeat(24)]);

    // The invoice has the same sum.
    let invoice = client(&fake).invoices().get("6".repeat(24)).await.unwrap();
    assert_eq!(invoice.amount_billed_cents, Some(2607));
}

#[tokio::test]
async fn a_page_has_the_number_of_all_invoices() {
    let fake = three_months().await;
    let list = client(&fake).invoices().list();
    let page = list.clone().page_size(1).await.unwrap();
    assert_eq!((page.items().len(), page.total_count()), (1, Some(3)));
    assert_eq!(list.status("PAID").await.unwrap().total_count(), Some(2));
}

#[tokio::test]
async fn the_cost_of_the_current_month_is_that_of_the_pending_invoice() {
    let fake = three_months().await;
    let cost = cost(&client(&fake), 7).await;
    assert_eq!((cost.total.cents, cost.is_pending()), (1200, true));
    assert_eq!(paths(&fake), ["", "/pending"]);
}

#[tokio::test]
async fn the_last_month_is_the_one_before_that_of_the_clock() {
    for (now, cents) in [("2025-07-01T00:00:00Z", 2607), ("2025-06-30T23:59:59Z", 1), ("2025-08-31T12:00:00Z", 1200)] {
        let time: DateTime<Utc> = now.parse().unwrap();
        let fake = with_three_months(FakeAtlas::builder().clock(move || time.into()).start().await.unwrap());
        let cost = client(&fake).invoices().cost_of_last_month().await.unwrap();
        assert_eq!(cost.total.cents, cents, "{now}");
    }
}

#[tokio::test]
async fn a_month_without_invoices_has_no_cost() {
    let fake = three_months().await;
    assert_eq!(cost(&client(&fake), 8).await, MonthlyCost::default());
    assert_eq!(cost(&client(&fake), 4).await, MonthlyCost::default());
}

#[tokio::test]
async fn the_cost_does_not_include_linked_organizations_and_fails_with_any_of_its_requests() {
    let fake = three_months().await;
    cost(&client(&fake), 6).await;
    let list = fake.requests().into_iter().find(|request| request.status() == 200).unwrap();
    assert!(list.query().iter().any(|(name, value)| name == "viewLinkedInvoices" && value == "false"));
    fake.respond("getOrgInvoice", SetResponse::bytes(200, "application/json", "{"));
    let error = client(&fake).invoices().cost(2025, 6).await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.operation(), Some("getOrgInvoice"));
}

#[tokio::test]
async fn the_options_of_a_cost_request_apply_to_each_of_its_requests() {
    let fake = three_months().await;
    let (name, value) = (http::HeaderName::from_static("x-team"), http::HeaderValue::from_static("finance"));
    client(&fake).invoices().cost(2025, 6).header(name, value).await.unwrap();
    let requests = fake.requests();
    let successful: Vec<_> = requests.iter().filter(|request| request.status() == 200).collect();
    assert_eq!(successful.len(), 3);
    assert!(successful.iter().all(|request| request.headers()["x-team"] == "finance"));
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let invoices = client(&fake).invoices();
    let id = r#"invoice id: expected 24 hexadecimal digits, not "../x""#;
    check_invalid(invoices.get("../x").await, id);
    check_invalid(invoices.csv("../x").save("unused.csv").await, id);
    check_invalid(invoices.list().status("").await, "status: the name is empty; use for example PAID");
    let month = "month: 2025-13 is not a month; use a year such as 2025, and a month from 1 to 12";
    check_invalid(invoices.cost(2025, 13).await, month);
    check_invalid(invoices.cost(2025, 13).preview(), month);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn invoices_are_listed_by_status_and_period() {
    let fake = three_months().await;
    let invoices = client(&fake).invoices();
    let starts = async |list: atlas_api::List<_, _>| -> Vec<String> {
        let listed: Vec<atlas_api::model::InvoiceMetadata> = list.all().await.unwrap();
        listed.iter().map(|invoice| invoice.start_date.unwrap().format("%m").to_string()).collect()
    };
    assert_eq!(starts(invoices.list()).await, ["07", "06", "05"]);
    assert_eq!(starts(invoices.list().status("PAID").sort_by_start().oldest_first()).await, ["05", "06"]);
    assert_eq!(starts(invoices.list().starting_from("2025-06-01".parse().unwrap())).await, ["07", "06"]);
    assert_eq!(starts(invoices.list().ending_by("2025-06-30".parse().unwrap())).await, ["05"]);
    let pending = invoices.list_pending().await.unwrap();
    assert_eq!((pending.len(), pending[0].line_items.as_ref().map(Vec::len)), (1, Some(1)));
}

#[tokio::test]
async fn an_invoice_is_downloaded_as_csv_in_chunks_or_to_a_file() {
    let text = "clusterName,totalPriceCents\norders,1200\n";
    let server = server_with(vec![ResponseTemplate::new(200).set_body_raw(text, CSV)]).await;
    let atlas = builder_of(server.uri()).organization_id(crate::requests::ORGANIZATION).build().unwrap();
    let mut file = atlas.invoices().csv(ID).await.unwrap();
    let mut chunks = Vec::new();
    while let Some(chunk) = file.next().await {
        chunks.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!((chunks.as_slice(), file.attempts()), (text.as_bytes(), 1));
    assert_eq!(file.headers()["content-type"], CSV);

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("invoice.csv");
    assert_eq!(atlas.invoices().csv(ID).save(&path).await.unwrap(), text.len() as u64);
    assert_eq!(fs::read_to_string(path).unwrap(), text);
    let missing = directory.path().join("missing").join("invoice.csv");
    let sent = received(&server).await.len();
    assert!(atlas.invoices().csv(ID).save(missing).await.unwrap_err().is_io());
    assert_eq!(received(&server).await.len(), sent);
}

#[tokio::test]
async fn a_web_page_is_not_saved_as_an_invoice() {
    let page = ResponseTemplate::new(200).set_body_raw("<html>login</html>", "text/html");
    let server = server_with(vec![page]).await;
    let atlas = builder_of(server.uri()).organization_id(crate::requests::ORGANIZATION).build().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("invoice.csv");
    let error = atlas.invoices().csv(ID).save(&path).await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.operation(), Some("getOrgInvoiceCsv"));
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn an_invoice_that_does_not_exist_is_absent() {
    let fake = FakeAtlas::start().await.unwrap();
    let invoices = client(&fake).invoices();
    assert!(!invoices.get(ID).exists().await.unwrap());
    let error = invoices.csv(ID).await.unwrap_err();
    assert_eq!((error.is_not_found(), error.code()), (true, Some("INVOICE_NOT_FOUND")));
}
