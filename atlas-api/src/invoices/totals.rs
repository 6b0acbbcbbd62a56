//! The sum of line items by project, cluster and SKU.

use std::{cmp::Reverse, collections::BTreeMap};

use super::month::Month;
use crate::model::{Invoice, InvoiceLineItem};

/// An amount, and its parts by SKU, the kind of service. All are in cents of a US dollar; credits are negative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cost {
    /// The amount.
    pub cents: i64,
    /// The amount of each SKU. Lines without an SKU are under the empty text.
    pub by_sku: BTreeMap<String, i64>,
}

impl Cost {
    #[inline]
    fn add(&mut self, sku: &str, cents: i64) {
        self.cents = self.cents.saturating_add(cents);
        let part = self.by_sku.entry(sku.to_owned()).or_default();
        *part = part.saturating_add(cents);
    }
}

/// The cost of a calendar month; returned by [`Invoices::cost`](super::Invoices::cost).
///
/// The amounts are the prices of line items, without taxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MonthlyCost {
    /// The sum of all lines.
    pub total: Cost,
    /// The cost of each project, the highest first.
    pub projects: Vec<ProjectCost>,
    /// The lines that belong to no project, such as support, or credits of the organization.
    pub without_project: Cost,
    /// The invoices whose lines were added, by their ids.
    pub invoices: BTreeMap<String, InvoiceCost>,
    /// The number of lines without an amount, which are not part of the sums. It is 0 as long as Atlas sends amounts as
    /// documented.
    pub lines_without_amount: usize,
}

impl MonthlyCost {
    /// Returns whether an invoice is still pending, so that the cost can grow.
    #[must_use]
    #[inline]
    pub fn is_pending(&self) -> bool {
        self.invoices.values().any(|invoice| invoice.is_pending)
    }
}

/// The cost of a project in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProjectCost {
    /// The id of the project.
    pub id: String,
    /// The name of the project on the invoice.
    pub name: Option<String>,
    /// The sum of all lines of the project.
    pub total: Cost,
    /// The cost of each cluster, by its name.
    pub clusters: BTreeMap<String, Cost>,
    /// The lines that belong to no cluster, such as data transfer or backups.
    pub without_cluster: Cost,
}

/// The part of an invoice that counts for a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvoiceCost {
    /// The sum of its lines that count for the month.
    pub cents: i64,
    /// The refunds of the whole invoice, as a negative amount. They are not part of any sum, because they belong to
    /// no line.
    pub refund_cents: i64,
    /// Whether the invoice is pending, so that lines can be added.
    pub is_pending: bool,
}

/// Adds up the lines of invoices that count for the month.
#[inline]
pub(super) fn add_up(month: Month, invoices: &[Invoice]) -> MonthlyCost {
    let mut cost = MonthlyCost::default();
    let mut projects = BTreeMap::new();
    for invoice in invoices {
        let period = (invoice.start_date, invoice.end_date);
        let status = invoice.status_name.as_ref().map(|status| status.as_str());
        let refunds = invoice.refunds.iter().flatten().filter_map(|refund| refund.amount_cents);
        let mut part = InvoiceCost {
            cents: 0,
            refund_cents: refunds.fold(0, |sum: i64, cents| sum.saturating_sub(cents.saturating_abs())),
            is_pending: status == Some("PENDING"),
        };
        let lines = invoice.line_items.iter().flatten();
        for line in lines.filter(|line| month.has_line(line.start_date, period)) {
            match line.total_price_cents {
                Some(cents) => {
                    part.cents = part.cents.saturating_add(cents);
                    add_line(&mut cost, &mut projects, line, cents);
                }
                None => cost.lines_without_amount += 1,
            }
        }
        cost.invoices.insert(invoice.id.clone().unwrap_or_default(), part);
    }
    cost.projects = projects.into_values().collect();
    cost.projects.sort_by_key(|project: &ProjectCost| Reverse(project.total.cents));
    cost
}

#[inline]
fn add_line(cost: &mut MonthlyCost, projects: &mut BTreeMap<String, ProjectCost>, line: &InvoiceLineItem, cents: i64) {
    let sku = line.sku.as_deref().unwrap_or_default();
    cost.total.add(sku, cents);
    let Some(id) = &line.group_id else {
        cost.without_project.add(sku, cents);
        return;
    };
    let project = projects.entry(id.clone()).or_insert_with(|| ProjectCost { id: id.clone(), ..Default::default() });
    if line.group_name.is_some() {
        project.name.clone_from(&line.group_name);
    }
    project.total.add(sku, cents);
    match &line.cluster_name {
        Some(cluster) => project.clusters.entry(cluster.clone()).or_default().add(sku, cents),
        None => project.without_cluster.add(sku, cents),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn invoice(status: &str, lines: Value) -> Invoice {
        let (start, end) = ("2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z");
        let body =
            json!({ "id": status, "statusName": status, "startDate": start, "endDate": end, "lineItems": lines });
        serde_json::from_value(body).unwrap()
    }

    fn line(project: Option<&str>, cluster: Option<&str>, sku: &str, cents: i64) -> Value {
        json!({ "groupId": project, "groupName": project, "clusterName": cluster, "sku": sku, "totalPriceCents": cents })
    }

    fn cost(parts: &[(&str, i64)]) -> Cost {
        let by_sku: BTreeMap<_, _> = parts.iter().map(|(sku, cents)| ((*sku).to_owned(), *cents)).collect();
        Cost { cents: by_sku.values().sum(), by_sku }
    }

    fn added(invoices: &[Invoice]) -> MonthlyCost {
        add_up(Month::new(2025, 6).unwrap(), invoices)
    }

    #[test]
    fn lines_are_added_by_project_cluster_and_sku() {
        let lines = json!([
            line(Some("small"), Some("users"), "M10", 300),
            line(Some("large"), Some("orders"), "M30", 1000),
            line(Some("large"), Some("orders"), "M30", 500),
            line(Some("large"), Some("orders"), "DISK", 20),
            line(Some("large"), Some("users"), "M10", 7),
            line(Some("large"), None, "TRANSFER", 4),
            line(None, None, "SUPPORT", 50),
        ]);
        let large = ProjectCost {
            id: "large".to_owned(),
            name: Some("large".to_owned()),
            total: cost(&[("M30", 1500), ("DISK", 20), ("M10", 7), ("TRANSFER", 4)]),
            clusters: [("orders", cost(&[("M30", 1500), ("DISK", 20)])), ("users", cost(&[("M10", 7)]))]
                .map(|(name, cost)| (name.to_owned(), cost))
                .into(),
            without_cluster: cost(&[("TRANSFER", 4)]),
        };
        let small = ProjectCost {
            id: "small".to_owned(),
            name: Some("small".to_owned()),
            total: cost(&[("M10", 300)]),
            clusters: [("users".to_owned(), cost(&[("M10", 300)]))].into(),
            without_cluster: Cost::default(),
        };
        let paid = InvoiceCost { cents: 1881, ..InvoiceCost::default() };
        let expected = MonthlyCost {
            total: cost(&[("M30", 1500), ("M10", 307), ("SUPPORT", 50), ("DISK", 20), ("TRANSFER", 4)]),
            projects: vec![large, small],
            without_project: cost(&[("SUPPORT", 50)]),
            invoices: [("PAID".to_owned(), paid)].into(),
            lines_without_amount: 0,
        };
        assert_eq!(added(&[invoice("PAID", lines)]), expected);
    }

    #[test]
    fn credits_are_negative_and_a_line_without_an_amount_is_counted() {
        let lines = json!([
            line(Some("sales"), Some("orders"), "M30", 1000),
            line(Some("sales"), Some("orders"), "M30", -250),
            line(None, None, "CREDIT", -900),
            { "groupId": "sales", "totalPriceCents": "12.5" },
            { "groupId": "sales" },
        ]);
        let cost = added(&[invoice("PAID", lines)]);
        assert_eq!((cost.total.cents, cost.without_project.cents, cost.projects[0].total.cents), (-150, -900, 750));
        assert_eq!(cost.lines_without_amount, 2);
    }

    #[test]
    fn several_invoices_are_added_and_a_pending_one_is_marked() {
        let lines = || json!([line(Some("sales"), Some("orders"), "M30", 1000)]);
        let mut refunded = invoice("PAID", lines());
        refunded.refunds = serde_json::from_value(json!([{ "amountCents": 30 }, { "amountCents": 12 }])).unwrap();
        let cost = added(&[refunded.clone(), invoice("PENDING", lines())]);
        assert_eq!((cost.total.cents, cost.projects.len()), (2000, 1));
        let part = |refund_cents, is_pending| InvoiceCost { cents: 1000, refund_cents, is_pending };
        let expected = [("PAID".to_owned(), part(-42, false)), ("PENDING".to_owned(), part(0, true))];
        assert_eq!(cost.invoices, expected.into());
        assert!(cost.is_pending());
        assert!(!added(&[refunded]).is_pending());
    }
}
