//! The requests of the access history.

use std::net::Ipv4Addr;

use atlas_api::{Period, access_history::AccessQuery};
use chrono::TimeDelta;

use super::{Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let history = offline().access_history();
    let all = AccessQuery::new().failed().from_address(Ipv4Addr::new(192, 0, 2, 7)).limit(5);
    let all = all.period(Period::last(TimeDelta::hours(1)));
    let host = "orders-shard-00-00.abcde.mongodb.net";
    vec![
        row("AccessHistory::of_cluster", history.of_cluster("orders", AccessQuery::new())),
        case("AccessHistory::of_cluster", "all", history.of_cluster("orders", all)),
        row("AccessHistory::of_host", history.of_host(host, AccessQuery::new().succeeded())),
    ]
}

#[test]
fn requests_of_the_access_history() {
    check("access_history", &rows());
}
