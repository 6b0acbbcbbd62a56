//! The requests of maintenance windows.

use atlas_api::maintenance_window::{MaintenanceWindowUpdate, Weekday};

use super::{Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let window = offline().maintenance_window();
    let full = MaintenanceWindowUpdate::new(Weekday::Sat, 23).protected_hours(20, 6).auto_defer(false).start_now();
    vec![
        row("MaintenanceWindow::get", window.get()),
        row("MaintenanceWindow::set", window.set(MaintenanceWindowUpdate::new(Weekday::Sun, 0))),
        case("MaintenanceWindow::set", "all properties", window.set(full)),
        row("MaintenanceWindow::defer", window.defer()),
        row("MaintenanceWindow::toggle_auto_defer", window.toggle_auto_defer()),
        row("MaintenanceWindow::clear", window.clear()),
    ]
}

#[test]
fn requests_of_maintenance_windows() {
    check("maintenance_window", &rows());
}
