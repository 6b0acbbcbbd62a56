use atlas_api::access_list::AccessListEntrySpec;

use super::{Row, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (entries, processes) = (offline().access_list(), offline().processes());
    vec![
        row("AccessList::list", entries.list()),
        row("AccessList::get", entries.get("10.0.0.0/8")),
        row("AccessList::add", entries.add([AccessListEntrySpec::ip("192.0.2.1").comment("office")])),
        row("AccessList::remove", entries.remove("2001:db8::/32")),
        row("AccessList::status", entries.status("192.0.2.1")),
        row("Processes::list", processes.list()),
        row("Processes::get", processes.get("db.example.com:27017")),
    ]
}

#[test]
fn requests_of_the_access_list_and_processes() {
    check("access_list", &rows());
}
