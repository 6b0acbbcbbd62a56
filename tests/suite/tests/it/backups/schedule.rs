//! Backup schedules, and the backup compliance policy.

use atlas_api::{
    Confirm,
    backups::{
        BackupCopySpec, BackupScheduleChange, BackupScheduleUpdate, CompliancePolicySpec, Retention, RetentionPolicy,
        Schedule, Weekday,
    },
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use super::{OTHER_PROJECT, SNAPSHOT, check, last_body, slow_fake};
use crate::support::client;

async fn with_schedule() -> (FakeAtlas, Schedule) {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "Cluster0", "backupEnabled": true })).unwrap();
    let schedule = client(&fake).backups("Cluster0").schedule();
    (fake, schedule)
}

/// Returns the policies of a schedule: id, frequency, interval, and retention.
async fn policies(schedule: &Schedule) -> Vec<(String, String, i32, String)> {
    let schedule = schedule.get().await.unwrap();
    let items = schedule.policies.as_ref().unwrap()[0].policy_items.clone().unwrap_or_default();
    let policy = |item: atlas_api::model::BackupPolicyItem| {
        let retention = format!("{} {}", item.retention_value.unwrap(), item.retention_unit.unwrap());
        (item.id.unwrap(), item.frequency_type.unwrap().to_string(), item.frequency_interval.unwrap(), retention)
    };
    items.into_iter().map(policy).collect()
}

#[tokio::test]
async fn modify_changes_single_policies_without_their_ids() {
    let (fake, schedule) = with_schedule().await;
    let before = policies(&schedule).await;
    let change = BackupScheduleChange::new()
        .set_policy(RetentionPolicy::hourly(4, Retention::days(2)))
        .set_policy(RetentionPolicy::weekly(Weekday::Sun, Retention::weeks(1)))
        .remove_policies("monthly")
        .remove_policies("yearly");
    let modified = schedule.modify(change.clone()).await.unwrap();
    assert!(modified.changed());
    assert_eq!(modified.attempts(), 2);
    let after = policies(&schedule).await;
    let shown: Vec<_> = after.iter().map(|(_, frequency, interval, kept)| (&**frequency, *interval, &**kept)).collect();
    let expected =
        [("hourly", 4, "2 days"), ("daily", 1, "7 days"), ("weekly", 6, "4 weeks"), ("weekly", 7, "1 weeks")];
    assert_eq!(shown, expected);
    let ids = |policies: &[(String, String, i32, String)]| -> Vec<String> {
        policies[..3].iter().map(|(id, ..)| id.clone()).collect()
    };
    assert_eq!(ids(&after), ids(&before));

    let sent = fake.request_count();
    assert!(!schedule.modify(change).await.unwrap().changed());
    assert_eq!(fake.request_count(), sent + 1);
}

#[tokio::test]
async fn modify_repeats_no_deletion() {
    let (fake, schedule) = with_schedule().await;
    let delete = BackupScheduleUpdate::new().delete_snapshots();
    let change = BackupScheduleChange::new().remove_policies("yearly").and(delete);
    let modify = || schedule.modify(change.clone()).confirm(Confirm::name("Cluster0"));
    assert!(modify().await.unwrap().changed());
    assert_eq!(last_body(&fake)["deleteSnapshots"], true);
    let sent = fake.request_count();
    assert!(!modify().await.unwrap().changed());
    assert_eq!(fake.request_count(), sent + 1);
}

#[tokio::test]
async fn modify_sends_only_the_properties_that_differ() {
    let (fake, schedule) = with_schedule().await;
    let copy = BackupCopySpec::new("AWS", "US_WEST_2", SNAPSHOT).oplogs(true);
    let settings = BackupScheduleUpdate::new().restore_window_days(7).time(4, 16);
    schedule.modify(BackupScheduleChange::new().set_copy(copy.clone()).and(settings)).await.unwrap();
    let expected = json!({
        "copySettings": [
            { "cloudProvider": "AWS", "regionName": "US_WEST_2", "shouldCopyOplogs": true, "zoneId": SNAPSHOT }
        ],
        "referenceHourOfDay": 4,
    });
    assert_eq!(last_body(&fake), expected);
    assert!(!schedule.modify(BackupScheduleChange::new().set_copy(copy)).await.unwrap().changed());
    schedule.modify(BackupScheduleChange::new().remove_copies("US_WEST_2")).await.unwrap();
    assert_eq!(last_body(&fake), json!({ "copySettings": [] }));
}

#[tokio::test]
async fn update_replaces_all_policies() {
    let (fake, schedule) = with_schedule().await;
    let daily = BackupScheduleUpdate::new().policy(RetentionPolicy::daily(Retention::months(1)));
    schedule.update(daily).await.unwrap();
    let item =
        json!({ "frequencyInterval": 1, "frequencyType": "daily", "retentionUnit": "months", "retentionValue": 1 });
    assert_eq!(last_body(&fake), json!({ "policies": [{ "policyItems": [item] }] }));
    assert_eq!(policies(&schedule).await.len(), 1);

    let delete = schedule.delete_policies();
    let effect = "will lose all policies of its backup schedule, and have no further scheduled snapshots";
    assert_eq!(delete.impact().to_string(), format!("cluster \"Cluster0\" {effect}"));
    delete.confirm(Confirm::name("Cluster0")).await.unwrap();
    assert_eq!(policies(&schedule).await.len(), 0);
    assert_eq!(schedule.get().await.unwrap().next_snapshot, None);
    let change = BackupScheduleChange::new().set_policy(RetentionPolicy::daily(Retention::days(7)));
    assert!(schedule.modify(change).await.unwrap().changed());
    assert_eq!(policies(&schedule).await.len(), 1);
}

#[tokio::test]
async fn an_update_that_deletes_snapshots_is_sent_only_if_it_is_confirmed() {
    let (fake, schedule) = with_schedule().await;
    let update = || BackupScheduleUpdate::new().policy(RetentionPolicy::daily(Retention::days(7))).delete_snapshots();
    let settings = BackupScheduleUpdate::new().delete_copied_backups("AWS", "US_WEST_2", SNAPSHOT);
    let loss = "cluster \"Cluster0\" will lose the snapshots and copies that the update of its backup schedule deletes, \
                or whose retention it ends";
    let advice = "pass an update to `update_deleting_snapshots` and confirm it";
    let modify = schedule.modify(BackupScheduleChange::new().and(settings));
    assert_eq!(modify.impact().map(|impact| impact.to_string()).as_deref(), Some(loss));
    let confirm = "call `.confirm(Confirm::yes())` to proceed";
    let updated = schedule.update(update()).await.map(drop);
    for (outcome, advice) in [(updated, advice), (modify.await.map(drop), confirm)] {
        let error = outcome.unwrap_err();
        assert!(error.is_confirmation_required());
        let expected = format!("updateGroupClusterBackupSchedule not sent: {advice} (effect: {loss})");
        assert_eq!(error.to_string(), expected);
    }
    for update in [BackupScheduleUpdate::new().update_snapshots(), BackupScheduleUpdate::new().update_copy_snapshots()]
    {
        assert!(schedule.update(update).await.unwrap_err().is_confirmation_required());
    }
    let guarded = schedule.update_deleting_snapshots(update());
    assert_eq!(guarded.impact().to_string(), loss);
    let error = guarded.clone().confirm(Confirm::name("other")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
    guarded.confirm(Confirm::name("Cluster0")).await.unwrap();
    assert_eq!(last_body(&fake)["deleteSnapshots"], true);
}

#[tokio::test]
async fn a_change_that_deletes_snapshots_is_confirmed_in_one_step() {
    let (fake, schedule) = with_schedule().await;
    let change = || BackupScheduleChange::new().remove_policies("yearly");
    let modify = || schedule.modify(change().and(BackupScheduleUpdate::new().delete_snapshots()));
    let error = modify().confirm(Confirm::name("other")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
    assert!(modify().confirm(Confirm::name("Cluster0")).await.unwrap().changed());
    assert_eq!(last_body(&fake)["deleteSnapshots"], true);
    assert_eq!(schedule.modify(change()).impact(), None);
}

#[tokio::test]
async fn invalid_updates_are_not_sent() {
    let (fake, schedule) = with_schedule().await;
    let update = BackupScheduleUpdate::new;
    let copy = || BackupCopySpec::new("AWS", "US_WEST_2", SNAPSHOT);
    for (update, message) in [
        (update(), "backup schedule: the update is empty; set at least one property"),
        (update().time(24, 0), "time: 24:00 is not a time; use 0 to 23 hours and 0 to 59 minutes"),
        (update().restore_window_days(0), "restore window: 0 is out of range; expected 1 to 2147483647"),
        (update().extra_retention("DAILY", 0), "extra retention: 0 is out of range; expected 1 to 2147483647"),
        (update().auto_export("it", "monthly"), r#"export bucket id: expected 24 hexadecimal digits, not "it""#),
        (update().copy(copy().last_snapshots(501)), "copied snapshots: 501 is out of range; expected 1 to 500"),
        (
            update().copy(copy().policy("daily", Retention::days(0))),
            "retention: 0 is out of range; expected 1 to 2147483647",
        ),
        (
            update().policy(RetentionPolicy::yearly(13, Retention::years(1))),
            "yearly policy: 13 is not a month; use 1 to 12",
        ),
    ] {
        check(schedule.update(update).await, message);
    }
    let change = BackupScheduleChange::new().set_policy(RetentionPolicy::hourly(3, Retention::days(1)));
    check(schedule.modify(change).await, "hourly policy: 3 is not an interval; use 1, 2, 4, 6, 8 or 12 hours");
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_schedule_of_an_unknown_cluster_is_not_found() {
    let fake = FakeAtlas::start().await.unwrap();
    let schedule = client(&fake).backups("Cluster0").schedule();
    let change = BackupScheduleChange::new().remove_policies("daily");
    for error in [schedule.get().await.map(drop), schedule.modify(change).await.map(drop)].map(Result::unwrap_err) {
        assert_eq!((error.is_not_found(), error.code()), (true, Some("CLUSTER_NOT_FOUND")));
    }
}

#[tokio::test]
async fn a_compliance_policy_is_enabled_replaced_and_disabled() {
    let fake = slow_fake().await;
    let policy = client(&fake).backup_compliance_policy();
    assert_eq!(policy.get().await.unwrap().state, None);
    let spec = || CompliancePolicySpec::new("ada@example.com", "Ada", "Example");
    let daily = spec().policy(RetentionPolicy::daily(Retention::days(7))).on_demand(Retention::days(3));
    assert_eq!(
        policy.replace(daily).confirm(Confirm::yes()).await.unwrap().state.as_ref().unwrap().as_str(),
        "ENABLING"
    );
    let active = policy.wait_until_active().await.unwrap();
    assert_eq!(active.scheduled_policy_items.as_ref().map(Vec::len), Some(1));
    assert_eq!(active.on_demand_policy_item.as_ref().unwrap().retention_value, Some(3));

    let replace = policy.replace(spec().point_in_time(true).overwrite_schedules(false));
    let effect = "will have a backup compliance policy that only MongoDB support can disable";
    assert_eq!(replace.impact().to_string(), format!("project {:?} {effect}", fake.project_id()));
    replace.confirm(Confirm::yes()).await.unwrap();
    assert_eq!(fake.requests().last().unwrap().query_value("overwriteBackupPolicies"), Some("false"));
    let active = policy.wait_until_active().await.unwrap();
    assert_eq!(active.scheduled_policy_items.as_deref(), Some(&[][..]));

    let weekly = RetentionPolicy::weekly(Weekday::Sat, Retention::weeks(4));
    let spec = CompliancePolicySpec::from(&*active).policy(weekly).restore_window_days(0);
    policy.replace(spec).confirm(Confirm::yes()).await.unwrap();
    let expected = json!({
        "authorizedEmail": "ada@example.com",
        "authorizedUserFirstName": "Ada",
        "authorizedUserLastName": "Example",
        "copyProtectionEnabled": false,
        "encryptionAtRestEnabled": false,
        "pitEnabled": true,
        "restoreWindowDays": 0,
        "scheduledPolicyItems": [
            { "frequencyType": "weekly", "frequencyInterval": 6, "retentionUnit": "weeks", "retentionValue": 4 },
        ],
    });
    assert_eq!(last_body(&fake), expected);

    let disable = policy.disable();
    let effect = format!("project {:?} will lose the protection of its backups", fake.project_id());
    assert_eq!(disable.impact().to_string(), effect);
    let other = policy.disable().confirm(Confirm::name(OTHER_PROJECT)).await.unwrap_err();
    assert!(other.is_confirmation_required());
    disable.confirm(Confirm::name(fake.project_id())).await.unwrap();
    assert_eq!(policy.get().await.unwrap().state, None);
    let mut file = json!({
        "authorizedEmail": "ada@example.com",
        "authorizedUserFirstName": "Ada",
        "authorizedUserLastName": "Example",
        "projectId": OTHER_PROJECT,
    });
    let spec: CompliancePolicySpec = serde_json::from_value(file.clone()).unwrap();
    let rule = format!("is not the project of the request, {}; leave it out", fake.project_id());
    check(policy.replace(spec).confirm(Confirm::yes()).await, &format!("project id: {OTHER_PROJECT} {rule}"));
    file["projectId"] = fake.project_id().into();
    let spec: CompliancePolicySpec = serde_json::from_value(file.clone()).unwrap();
    policy.replace(spec).confirm(Confirm::yes()).await.unwrap();
    assert_eq!(last_body(&fake), file);
    check(
        policy.replace(CompliancePolicySpec::new("", "", "")).confirm(Confirm::yes()).await,
        "email: length is 0; expected at least 1 character",
    );
}
