//! The requests of backup schedules and backup compliance policies.

use atlas_api::backups::{
    BackupCopySpec, BackupScheduleChange, BackupScheduleUpdate, CompliancePolicySpec, Retention, RetentionPolicy,
    Weekday,
};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (schedule, compliance) = (offline().backups("orders").schedule(), offline().backup_compliance_policy());
    let weekly = RetentionPolicy::weekly(Weekday::Sat, Retention::weeks(4));
    let copy = BackupCopySpec::new("AWS", "US_WEST_2", ID)
        .policy("daily", Retention::days(3))
        .on_demand()
        .last_snapshots(5)
        .oplogs(true);
    let everything = BackupScheduleUpdate::new()
        .time(3, 30)
        .restore_window_days(7)
        .policy(weekly)
        .policy(RetentionPolicy::monthly_last_day(Retention::months(12)))
        .copy(copy)
        .copy_policies(true)
        .auto_copy(false)
        .extra_retention("DAILY", 2)
        .auto_export(ID, "monthly")
        .names_in_export_paths(true);
    let deletes = BackupScheduleUpdate::new()
        .update_snapshots()
        .update_copy_snapshots()
        .clear_copies()
        .clear_extra_retention()
        .stop_auto_export()
        .delete_snapshots()
        .delete_copy_snapshots()
        .delete_copied_backups("AWS", "US_WEST_2", ID);
    let policy = CompliancePolicySpec::new("ada@example.com", "Ada", "Example");
    let complete = policy
        .clone()
        .policy(weekly)
        .on_demand(Retention::days(3))
        .point_in_time(true)
        .restore_window_days(3)
        .copy_protection(true)
        .encryption_at_rest(true)
        .overwrite_schedules(false);
    vec![
        row("Schedule::get", schedule.get()),
        row("Schedule::update", schedule.update(everything)),
        row("Schedule::update_deleting_snapshots", schedule.update_deleting_snapshots(deletes)),
        row("Schedule::modify", schedule.modify(BackupScheduleChange::new().set_policy(weekly))),
        row("Schedule::delete_policies", schedule.delete_policies()),
        row("CompliancePolicy::get", compliance.get()),
        row("CompliancePolicy::replace", compliance.replace(policy)),
        case("CompliancePolicy::replace", "everything", compliance.replace(complete)),
        row("CompliancePolicy::disable", compliance.disable()),
    ]
}

#[test]
fn requests_of_backup_policies() {
    check("backup_policies", &rows());
}
