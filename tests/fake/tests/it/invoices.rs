//! Invoices, as JSON and as CSV.

use reqwest::Method;
use serde_json::json;

use crate::api::{Api, column};

#[tokio::test]
async fn an_invoice_is_returned_as_json_and_as_csv() {
    let api = Api::start().await;
    let line =
        json!({ "clusterName": "orders, old", "quantity": 2.5, "sku": "NDS_AWS_INSTANCE_M10", "totalPriceCents": 10 });
    let body = json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d20", "lineItems": [line], "statusName": "PAID" });
    api.atlas().insert(&api.org("invoices"), body).unwrap();
    let path = api.org("invoices/5f1a2b3c4d5e6f7a8b9c0d20");
    assert_eq!(api.get(&path).await.1["lineItems"][0]["sku"], "NDS_AWS_INSTANCE_M10");
    let csv = "application/vnd.atlas.2023-01-01+csv";
    let response = api.send(Method::GET, &format!("{path}/csv"), csv, None).await;
    assert_eq!(response.headers()["content-type"], csv);
    let expected = "clusterName,quantity,sku,totalPriceCents\n\"orders, old\",2.5,NDS_AWS_INSTANCE_M10,10\n";
    assert_eq!(response.text().await.unwrap(), expected);
}

#[tokio::test]
async fn pending_invoices_have_a_separate_list() {
    let api = Api::start().await;
    for (state, end) in [("PAID", "2025-06-01T00:00:00Z"), ("PENDING", "2025-07-01T00:00:00Z")] {
        api.atlas().insert(&api.org("invoices"), json!({ "endDate": end, "statusName": state })).unwrap();
    }
    let states = async |query: &str| column(&api.get(&api.org(&format!("invoices{query}"))).await.1, "statusName");
    assert_eq!(states("").await, ["PENDING", "PAID"]);
    assert_eq!(states("?orderBy=asc").await, ["PAID", "PENDING"]);
    assert_eq!(states("?statusNames=PAID&statusNames=FREE").await, ["PAID"]);
    assert_eq!(states("?toDate=2025-06-15").await, ["PAID"]);
    assert_eq!(column(&api.get(&api.org("invoices/pending")).await.1, "statusName"), ["PENDING"]);
}

#[tokio::test]
async fn invoices_are_filtered_by_day_and_sorted_by_instant() {
    let api = Api::start().await;
    for (id, start, end) in [
        ("00000000000000000000000a", "2025-06-01T00:00:00+02:00", "2025-06-30T23:59:59Z"),
        ("00000000000000000000000b", "2025-06-01T00:00:00Z", "2025-07-01T01:00:00+02:00"),
    ] {
        api.atlas().insert(&api.org("invoices"), json!({ "id": id, "startDate": start, "endDate": end })).unwrap();
    }
    let last = async |query: &str| {
        let ids = column(&api.get(&api.org(&format!("invoices{query}"))).await.1, "id");
        ids.iter().map(|id| id.as_str().unwrap().trim_start_matches('0').to_owned()).collect::<String>()
    };
    assert_eq!(last("").await, "ab");
    assert_eq!(last("?sortBy=START_DATE").await, "ba");
    // The last day belongs to the period, and a day begins at midnight in UTC.
    assert_eq!(last("?toDate=2025-06-30").await, "ab");
    assert_eq!(last("?toDate=2025-06-29").await, "");
    assert_eq!(last("?fromDate=2025-06-01").await, "b");
    assert_eq!(last("?fromDate=2025-05-31").await, "ab");
    let (status, error) = api.get(&api.org("invoices?fromDate=June")).await;
    assert_eq!((status, &error["errorCode"]), (400, &json!("INVALID_DATE_FORMAT")));
}

#[tokio::test]
async fn line_items_of_an_invoice_are_searched() {
    let api = Api::start().await;
    let cluster = api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let line = |name: &str, day: u32, cents: u32| {
        json!({
            "clusterName": name,
            "created": format!("2025-06-{day:02}T12:00:00Z"),
            "groupId": api.atlas().project_id(),
            "sku": "NDS_AWS_INSTANCE_M10",
            "startDate": format!("2025-06-{day:02}T00:00:00Z"),
            "totalPriceCents": cents,
        })
    };
    let lines = [line("orders", 3, 20), line("users", 2, 30), line("orders", 1, 0)];
    let invoice = api.atlas().insert(&api.org("invoices"), json!({ "lineItems": lines })).unwrap();
    let path = api.org(&format!("invoices/{}/lineItems:search", invoice["id"].as_str().unwrap()));
    let search = async |body: serde_json::Value| {
        let (status, page) = api.call(Method::GET, &path, Some(body)).await;
        assert_eq!(status, 200, "{page}");
        column(&page, "totalPriceCents")
    };
    assert_eq!(search(json!({})).await, [20, 30, 0]);
    assert_eq!(search(json!({ "sortField": "USAGE_DATES", "sortOrder": "ASCENDING" })).await, [0, 30, 20]);
    assert_eq!(search(json!({ "sortField": "TOTAL_PRICE_CENTS", "sortOrder": "DESCENDING" })).await, [30, 20, 0]);
    assert_eq!(search(json!({ "filters": { "clusterIds": [cluster["id"]] } })).await, [20, 0]);
    assert_eq!(search(json!({ "filters": { "includeZeroCentLineItems": false } })).await, [20, 30]);
    let days = json!({ "usageStartDate": "2025-06-02", "usageEndDate": "2025-06-02" });
    assert_eq!(search(json!({ "filters": days })).await, [30]);
    assert_eq!(search(json!({ "filters": { "groupIds": ["111111111111111111111111"] } })).await, [0; 0]);
}

#[tokio::test]
async fn the_amounts_of_an_invoice_are_the_sums_of_its_lines_unless_they_are_given() {
    let api = Api::start().await;
    let lines = json!([{ "totalPriceCents": 1000 }, { "totalPriceCents": 50 }, { "totalPriceCents": -300 }, {}]);
    let names = ["subtotalCents", "creditsCents", "salesTaxCents", "amountBilledCents", "amountPaidCents"];
    for (given, expected) in [
        (json!({}), [1050, 300, 0, 750, 0]),
        (json!({ "statusName": "PAID", "salesTaxCents": 75 }), [1050, 300, 75, 825, 825]),
        (json!({ "subtotalCents": 7, "creditsCents": 0, "amountBilledCents": 9 }), [7, 0, 0, 9, 0]),
    ] {
        let mut invoice = given;
        invoice["lineItems"] = lines.clone();
        let inserted = api.atlas().insert(&api.org("invoices"), invoice).unwrap();
        let invoice = api.get(&api.org(&format!("invoices/{}", inserted["id"].as_str().unwrap()))).await.1;
        assert_eq!(names.map(|name| invoice[name].clone()), expected.map(|cents| json!(cents)));
    }
}
