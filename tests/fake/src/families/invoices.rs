//! Invoices, which somebody has to put there.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static FAMILIES: &[&Family] = &[&INVOICES];

static INVOICES: Family = Family {
    name: "invoices",
    scope: &["orgId"],
    key: ("invoiceId", "id"),
    operations: &[
        ("listOrgInvoices", Action::List),
        ("getOrgInvoice", Action::Get),
        ("getOrgInvoiceCsv", Action::Get),
        ("listOrgInvoicePending", Action::Special(pending)),
    ],
    initial: |setting| {
        json!({
            "amountBilledCents": 0,
            "amountPaidCents": 0,
            "created": setting.call.timestamp(),
            "creditsCents": 0,
            "endDate": setting.call.timestamp(),
            "lineItems": [],
            "linkedInvoices": [],
            "payments": [],
            "refunds": [],
            "salesTaxCents": 0,
            "startDate": setting.call.timestamp_in(TimeDelta::days(-30)),
            "startingBalanceCents": 0,
            "statusName": "PENDING",
            "subtotalCents": 0,
            "updated": setting.call.timestamp(),
        })
    },
    not_found: Code(404, "INVOICE_NOT_FOUND", "No invoice with ID {key} exists."),
    ..Family::PLAIN
};

fn pending(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let invoices = store.list(INVOICES.name, &INVOICES.scope_of(call));
    Ok(invoices.filter(|invoice| invoice.text("statusName") == "PENDING").map(|invoice| invoice.body.clone()).collect())
}
