//! Search of an invoice's line items.

use serde_json::{Map, Value, json};

use super::invoices::INVOICES;
use crate::dates;
use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&LINE_ITEMS];

static LINE_ITEMS: ResourceKind = ResourceKind {
    name: "lineItems",
    scope: &["orgId"],
    operations: &[("searchOrgInvoiceLineItems", Action::Special(search))],
    ..ResourceKind::SINGLETON
};

/// The date filters: the names of the first and the last day, and the line item's property that they restrict.
const DAYS: [(&str, &str, &str); 2] =
    [("usageStartDate", "usageEndDate", "startDate"), ("billStartDate", "billEndDate", "created")];

fn search(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let body = if call.expects_body() { call.body(call.operation.validation())? } else { Map::new() };
    let none = Value::Null;
    let filters = body.get("filters").unwrap_or(&none);
    let clusters = filters["clusterIds"].as_array().filter(|ids| !ids.is_empty()).map(|ids| names(store, ids));
    let invoice = INVOICES.find(store, call)?;
    let lines = invoice.body.get("lineItems").and_then(Value::as_array).into_iter().flatten();
    let mut lines: Vec<_> = lines.filter(|line| passes(line, filters, clusters.as_deref())).collect();
    let by = match body.get("sortField").and_then(Value::as_str) {
        Some("TOTAL_PRICE_CENTS") => "totalPriceCents",
        Some("USAGE_DATES") => "startDate",
        _ => "created",
    };
    let instant = |line: &Value| line[by].as_str().and_then(dates::instant);
    lines.sort_by_key(|line| (line[by].as_i64().unwrap_or_default(), instant(line)));
    if body.get("sortOrder").is_none_or(|order| order != "ASCENDING") {
        lines.reverse();
    }
    Ok(lines.into_iter().map(render).collect())
}

/// Returns the names of clusters by ID, because line items have only names.
fn names(store: &Store, ids: &[Value]) -> Vec<String> {
    let clusters = store.all("clusters").chain(store.all("flexClusters"));
    let matching = clusters.filter(|cluster| ids.contains(&json!(cluster.text("id"))));
    matching.map(|cluster| cluster.key.clone()).collect()
}

fn passes(line: &Value, filters: &Value, clusters: Option<&[String]>) -> bool {
    let in_projects = match filters["groupIds"].as_array() {
        Some(ids) if !ids.is_empty() => ids.contains(&line["groupId"]),
        _ => true,
    };
    let of_clusters = clusters.is_none_or(|names| names.iter().any(|name| line["clusterName"] == *name));
    let costs = filters["includeZeroCentLineItems"] != false || line["totalPriceCents"].as_i64() != Some(0);
    let day = |value: &Value| value.as_str().and_then(dates::day);
    let in_time = DAYS.iter().all(|(first, last, property)| {
        let at = day(&line[*property]);
        // A line without the date is not in a period.
        day(&filters[*first]).is_none_or(|first| at.is_some_and(|at| first <= at))
            && day(&filters[*last]).is_none_or(|last| at.is_some_and(|at| at <= last))
    });
    in_projects && of_clusters && costs && in_time
}

/// Returns a line item with the property names of the search.
fn render(line: &Value) -> Value {
    let mut properties = Map::new();
    for (name, property) in [
        ("billDate", "created"),
        ("cloudProvider", "cloudProvider"),
        ("clusterName", "clusterName"),
        ("description", "sku"),
        ("groupId", "groupId"),
        ("quantity", "quantity"),
        ("totalPriceCents", "totalPriceCents"),
        ("unitPriceDollars", "unitPriceDollars"),
        ("usageDate", "startDate"),
    ] {
        properties.extend(line.get(property).map(|value| (name.to_owned(), value.clone())));
    }
    json!(properties)
}
