//! The requests of invoices.

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let invoices = offline().invoices();
    let day = |text: &str| text.parse().unwrap();
    let filtered = invoices.list().status("PAID").status("FREE").starting_from(day("2025-01-01"));
    let filtered = filtered.ending_by(day("2025-12-31")).sort_by_start().oldest_first().linked(false);
    let lines = invoices.list_line_items(ID);
    let period = (day("2025-06-01"), day("2025-06-30"));
    let all = lines.clone().project(ID).cluster(ID).service("Backup").used_between(period.0, period.1);
    let all = all.billed_between(period.0, period.1).free(false).by_price();
    vec![
        row("Invoices::list", invoices.list()),
        case("Invoices::list", "with all filters", filtered),
        row("Invoices::get", invoices.get(ID)),
        row("Invoices::list_pending", invoices.list_pending()),
        row("Invoices::list_line_items", lines),
        case("Invoices::list_line_items", "with all filters", all),
        row("Invoices::csv", invoices.csv(ID)),
        row("Invoices::cost", invoices.cost(2025, 6)),
    ]
}

#[test]
fn requests_of_invoices() {
    check("invoices", &rows());
}
