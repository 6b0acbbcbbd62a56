//! The requests about Atlas as a whole.

use super::{Row, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let system = offline().system();
    vec![
        row("System::status", system.status()),
        row("System::control_plane_ip_addresses", system.control_plane_ip_addresses()),
    ]
}

#[test]
fn requests_of_the_system() {
    check("system", &rows());
}
