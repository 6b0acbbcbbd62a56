//! The requests of teams.

use super::{ID, ORGANIZATION, Row, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let teams = offline().teams();
    vec![
        row("Teams::list", teams.list()),
        row("Teams::get", teams.get(ID)),
        row("Teams::get_by_name", teams.get_by_name("a/b")),
        row("Teams::create", teams.create("auditors", ["ada@example.com", "grace@example.com"])),
        row("Teams::rename", teams.rename(ID, "analysts")),
        row("Teams::delete", teams.delete(ID)),
        row("Teams::list_members", teams.list_members(ID)),
        row("Teams::add_member", teams.add_member(ID, ORGANIZATION)),
        row("Teams::remove_member", teams.remove_member(ID, ORGANIZATION)),
    ]
}

#[test]
fn requests_of_teams() {
    check("teams", &rows());
}
