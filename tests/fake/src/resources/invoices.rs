//! Invoices, which have to be seeded.

use std::cmp::Reverse;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::dates;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Lifecycle, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&INVOICES];

pub(super) static INVOICES: ResourceKind = ResourceKind {
    name: "invoices",
    scope: &["orgId"],
    key: ("invoiceId", "id"),
    operations: &[
        ("listOrgInvoices", Action::Special(list)),
        ("getOrgInvoice", Action::Get),
        ("getOrgInvoiceCsv", Action::Get),
        ("listOrgInvoicePending", Action::Special(pending)),
    ],
    initial: |context| {
        json!({
            "created": context.call.timestamp(),
            "endDate": context.call.timestamp(),
            "lineItems": [],
            "linkedInvoices": [],
            "payments": [],
            "refunds": [],
            "salesTaxCents": 0,
            "startDate": context.call.timestamp_in(TimeDelta::days(-30)),
            "startingBalanceCents": 0,
            "statusName": "PENDING",
            "updated": context.call.timestamp(),
        })
    },
    not_found: codes::INVOICE_NOT_FOUND,
    lifecycle: Lifecycle { normalize: |_, invoice| add_up(invoice), ..Lifecycle::NONE },
    ..ResourceKind::PLAIN
};

/// Computes the amounts that are not given from the line items: the subtotal is the sum of charges, the credits are that of
/// negative lines.
fn add_up(invoice: &mut Resource) {
    let lines = invoice.body.get("lineItems").and_then(Value::as_array).into_iter().flatten();
    let amounts: Vec<_> = lines.filter_map(|line| line["totalPriceCents"].as_i64()).collect();
    let sum = |is_credit: bool| amounts.iter().filter(|cents| (**cents < 0) == is_credit).sum::<i64>();
    let (charges, credits) = (sum(false), -sum(true));
    let mut cents = |name: &str, default: i64| {
        let amount = invoice.body.entry(name).or_insert_with(|| default.into());
        amount.as_i64().unwrap_or_default()
    };
    let (subtotal, credits) = (cents("subtotalCents", charges), cents("creditsCents", credits));
    let due = subtotal - credits + cents("salesTaxCents", 0) - cents("startingBalanceCents", 0);
    let billed = cents("amountBilledCents", due);
    let paid = if invoice.text("statusName") == "PAID" { billed } else { 0 };
    invoice.body.entry("amountPaidCents").or_insert_with(|| paid.into());
}

/// Lists the invoices with the states and dates in the query, by default the newest first.
fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let query = |name: &str| call.request.query.value(name);
    let [from, to] = ["fromDate", "toDate"].map(|name| query(name).and_then(dates::day));
    let has_linked = call.request.query.flag("viewLinkedInvoices", true)?;
    let states = call.request.query.values("statusNames");
    let by = if query("sortBy") == Some("START_DATE") { "startDate" } else { "endDate" };
    let passes = |invoice: &&Resource| {
        (states.is_empty() || states.contains(&invoice.text("statusName")))
            && from.is_none_or(|from| dates::day(invoice.text("startDate")).is_some_and(|start| start >= from))
            && to.is_none_or(|to| dates::day(invoice.text("endDate")).is_some_and(|end| end <= to))
    };
    let mut invoices: Vec<_> = store.list(INVOICES.name, &INVOICES.scope_of(call)).filter(passes).collect();
    invoices.sort_by_key(|invoice| Reverse(dates::instant(invoice.text(by))));
    if query("orderBy") == Some("asc") {
        invoices.reverse();
    }
    let linked = |name: &str| name == "linkedInvoices" && !has_linked;
    let visible = |invoice: &Resource| {
        let properties = invoice.body.clone().into_iter();
        Value::Object(
            properties.map(|(name, value)| if linked(&name) { (name, json!([])) } else { (name, value) }).collect(),
        )
    };
    Ok(invoices.into_iter().map(visible).collect())
}

fn pending(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let invoices = store.list(INVOICES.name, &INVOICES.scope_of(call));
    Ok(invoices.filter(|invoice| invoice.text("statusName") == "PENDING").map(|invoice| invoice.body.clone()).collect())
}
