//! The requests of invoices.

use atlas_api::invoices::CostQuery;

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let invoices = offline().invoices();
    let day = |text: &str| text.parse().unwrap();
    let filtered = invoices.list().status("PAID").status("FREE").starting_from(day("2025-01-01"));
    let filtered = filtered.ending_by(day("2025-12-31")).sort_by_start().oldest_first().linked(false);
    let lines = invoices.list_line_items(ID);
    let period = (day("2025-06-01"), day("2025-06-30"));
    let all = lines
        .clone()
        .project(ID)
        .project(ID)
        .cluster(ID)
        .cluster(ID)
        .service("Backup")
        .service("Backup")
        .used_between(period.0, period.1);
    let all = all.billed_between(period.0, period.1).free(false).by_price();
    let months = (day("2025-06-01"), day("2025-07-01"));
    let costs = CostQuery::new(months.0, months.1).organization(ID).project(ID).cluster(ID).service("Backup");
    let costs = costs.group_by("clusters").partial_matches(true);
    vec![
        row("Invoices::list", invoices.list()),
        case("Invoices::list", "with all filters", filtered),
        row("Invoices::get", invoices.get(ID)),
        row("Invoices::list_pending", invoices.list_pending()),
        row("Invoices::list_line_items", lines),
        case("Invoices::list_line_items", "with all filters", all),
        row("Invoices::csv", invoices.csv(ID)),
        row("Invoices::cost", invoices.cost(2025, 6)),
        row("Invoices::cost_of_last_month", invoices.cost_of_last_month()),
        row("Invoices::start_cost_query", invoices.start_cost_query(CostQuery::new(months.0, months.1))),
        case("Invoices::start_cost_query", "with all filters", invoices.start_cost_query(costs)),
        row("Invoices::costs", invoices.costs("6c".repeat(32))),
        row("Invoices::list_reports", invoices.list_reports(ID)),
        row("Invoices::get_report", invoices.get_report(ID, ID)),
        row("Invoices::create_report", invoices.create_report(ID)),
        row("Invoices::list_skus", invoices.list_skus()),
        row("Invoices::get_sku", invoices.get_sku("NDS_AWS_INSTANCE_M10")),
        row("Invoices::associated", invoices.associated(2025, 6)),
    ]
}

#[test]
fn requests_of_invoices() {
    check("invoices", &rows());
}
