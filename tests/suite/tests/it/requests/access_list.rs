//! The requests of the access list and logs.

use atlas_api::access_list::AccessListEntrySpec;

use super::{Row, check, offline, row};
use crate::support::now;

pub(super) fn rows() -> Vec<Row> {
    let (entries, logs) = (offline().access_list(), offline().logs());
    vec![
        row("AccessList::list", entries.list()),
        row("AccessList::get", entries.get("10.0.0.0/8")),
        row("AccessList::add", entries.add([AccessListEntrySpec::ip("192.0.2.1").comment("office")])),
        row("AccessList::remove", entries.remove("2001:db8::/32")),
        row("AccessList::status", entries.status("192.0.2.1")),
        row("Logs::download", logs.download("db.example.com", "mongodb").from(now())),
    ]
}

#[test]
fn requests_of_the_access_list_and_logs() {
    check("access_list", &rows());
}
