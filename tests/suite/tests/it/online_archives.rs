//! Online archives: life cycle, waits, query logs, validation.

use atlas_api::{
    Confirm,
    online_archives::{ArchiveCriteria, ArchiveSchedule, OnlineArchiveSpec, OnlineArchiveUpdate, OnlineArchives},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    private_endpoints::slow,
    requests::{ID, offline},
    support::{argument_and_rule, client},
};

async fn with_cluster() -> (FakeAtlas, OnlineArchives) {
    let fake = slow().await;
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let archives = client(&fake).online_archives("orders");
    (fake, archives)
}

fn spec() -> OnlineArchiveSpec {
    OnlineArchiveSpec::new("sales", "events", ArchiveCriteria::date("created", 90))
}

#[tokio::test]
async fn an_archive_is_created_paused_resumed_and_deleted() {
    let (_fake, archives) = with_cluster().await;
    assert_eq!(archives.list().all().await.unwrap(), []);
    let created = archives.create(spec()).await.unwrap();
    assert_eq!(created.state.as_ref().unwrap().as_str(), "PENDING");
    let id = created.id.clone().unwrap();
    let early = archives.pause(&*id).await.unwrap_err();
    assert_eq!((early.is_conflict(), early.code()), (true, Some("ONLINE_ARCHIVE_MUST_BE_ACTIVE_TO_PAUSE")));
    assert_eq!(archives.wait_until_active(&*id).await.unwrap().state.as_ref().unwrap().as_str(), "ACTIVE");

    assert_eq!(archives.pause(&*id).await.unwrap().state.as_ref().unwrap().as_str(), "PAUSING");
    let paused = archives.wait_until_paused(&*id).await.unwrap();
    assert_eq!((paused.state.as_ref().unwrap().as_str(), paused.paused), ("PAUSED", Some(true)));
    assert_eq!(archives.resume(&*id).await.unwrap().state.as_ref().unwrap().as_str(), "ACTIVE");

    let delete = archives.delete(&*id);
    let effect = r#"of the cluster "orders" will be deleted, with the documents in it"#;
    assert_eq!(delete.impact().to_string(), format!("online archive {id:?} {effect}"));
    delete.confirm(Confirm::name(&*id)).await.unwrap();
    archives.wait_until_deleted(&*id).await.unwrap();
    assert!(!archives.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn an_update_changes_the_age_and_the_expiration_but_not_the_date_field() {
    let (_fake, archives) = with_cluster().await;
    let id = archives.create(spec()).await.unwrap().id.clone().unwrap();
    let update = |field| OnlineArchiveUpdate::new().criteria(ArchiveCriteria::date(field, 30));
    let expiring = update("created").expire_after_days(365);
    let effect = r#"of the cluster "orders" will lose the documents that are older than 365 days"#;
    let impact = format!("online archive {id:?} {effect}");
    let error = archives.update(&*id, expiring.clone()).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let advice = "pass the update to `update_deleting_documents` and confirm it";
    assert_eq!(error.to_string(), format!("updateGroupClusterOnlineArchive not sent: {advice} (effect: {impact})"));
    let confirmable = archives.update_deleting_documents(&*id, expiring);
    assert_eq!(confirmable.impact().to_string(), impact);
    assert!(confirmable.clone().confirm(Confirm::name(ID)).await.unwrap_err().is_confirmation_required());
    assert_eq!(archives.get(&*id).await.unwrap().data_expiration_rule, None);
    let updated = confirmable.confirm(Confirm::name(&*id)).await.unwrap();
    assert_eq!(updated.criteria.as_ref().unwrap().expire_after_days, Some(30));
    assert_eq!(updated.data_expiration_rule.as_ref().unwrap().expire_after_days, Some(365));
    assert_eq!(updated.state.as_ref().unwrap().as_str(), "PENDING");
    let kept = archives.update(&*id, OnlineArchiveUpdate::new().never_expire()).await.unwrap();
    assert_eq!(kept.data_expiration_rule, None);
    assert_eq!(archives.get(&*id).await.unwrap().data_expiration_rule, None);
    let error = archives.update(&*id, update("changed")).await.unwrap_err();
    assert_eq!(error.code(), Some("ONLINE_ARCHIVE_CANNOT_MODIFY_FIELD"));
}

#[tokio::test]
async fn a_wait_for_an_orphaned_or_an_absent_archive_ends() {
    let (fake, archives) = with_cluster().await;
    for wait in [archives.wait_until_active(ID), archives.wait_until_paused(ID)] {
        assert!(wait.await.unwrap_err().is_absent());
    }
    archives.wait_until_deleted(ID).await.unwrap();
    fake.insert("clusters/orders/onlineArchives", json!({ "_id": ID, "state": "ORPHANED" })).unwrap();
    for wait in [archives.wait_until_active(ID), archives.wait_until_paused(ID)] {
        let error = wait.await.unwrap_err();
        assert!(error.is_failed_state());
        let expected = format!("online archive {ID:?} failed: state ORPHANED after ");
        assert!(error.to_string().starts_with(&expected), "{error}");
    }
}

#[tokio::test]
async fn an_unknown_cluster_has_no_archives() {
    let fake = FakeAtlas::start().await.unwrap();
    let archives = client(&fake).online_archives("orders");
    let absent = [
        archives.list().await.unwrap_err(),
        archives.create(spec()).await.unwrap_err(),
        archives.query_logs().await.unwrap_err(),
    ];
    for error in absent {
        assert_eq!((error.is_not_found(), error.code()), (true, Some("CLUSTER_NOT_FOUND")));
    }
}

#[test]
fn an_invalid_spec_is_not_sent() {
    let check = |spec: OnlineArchiveSpec, rule: &str| {
        let error = offline().online_archives("orders").create(spec).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), rule);
    };
    let new = |criteria| OnlineArchiveSpec::new("sales", "events", criteria);
    check(
        OnlineArchiveSpec::new("", "events", ArchiveCriteria::date("created", 90)),
        "database: length is 0; expected 1 to 64 characters",
    );
    check(new(ArchiveCriteria::date("", 90)), "date field: length is 0; expected at least 1 character");
    check(new(ArchiveCriteria::date("created", u32::MAX)), "archive after: 4294967295 days; use fewer");
    let query = r#"archive query: not a JSON object; expected for example {"status": "closed"}"#;
    check(new(ArchiveCriteria::query("{")), query);
    check(new(ArchiveCriteria::query("[]")), query);
    let misplaced = ArchiveCriteria::query("{}").date_format("ISODATE");
    check(new(misplaced), "date format: not allowed for a query; leave it out");
    check(spec().partition_by(""), "partition field: length is 0; expected 1 to 700 characters");
    check(spec().expire_after_days(6), "expiration: 6 days; expected 7 to 9215 days");
    let schedule = |schedule| spec().schedule(schedule);
    let time = "(24, 0) is not an hour and a minute; expected (0, 0) to (23, 59)";
    check(schedule(ArchiveSchedule::daily((24, 0), (0, 0))), &format!("start of the schedule: {time}"));
    check(schedule(ArchiveSchedule::daily((0, 0), (24, 0))), &format!("end of the schedule: {time}"));
    check(schedule(ArchiveSchedule::weekly(8, (0, 0), (1, 0))), "day of the week: 8 is out of range; expected 1 to 7");
    check(
        schedule(ArchiveSchedule::monthly(0, (0, 0), (1, 0))),
        "day of the month: 0 is out of range; expected 1 to 31",
    );
}

#[test]
fn an_invalid_argument_is_not_sent() {
    let archives = |cluster: &str| offline().online_archives(cluster);
    let id = archives("orders").get("events").preview().unwrap_err();
    assert_eq!(argument_and_rule(&id), r#"online archive id: expected 24 hexadecimal digits, not "events""#);
    let empty = archives("orders").update(ID, OnlineArchiveUpdate::new()).preview().unwrap_err();
    assert_eq!(argument_and_rule(&empty), "online archive: the update is empty; set at least one property");
    let cluster = archives("a b").query_logs().preview().unwrap_err();
    assert!(argument_and_rule(&cluster).starts_with(r#"cluster: "a b" is not a valid name"#), "{cluster}");
    let early = archives("orders").query_logs().from(std::time::SystemTime::UNIX_EPOCH).preview().unwrap_err();
    let rule = "from: 1970-01-01 00:00:00 UTC is too early; use a date from 2008-01-01 on";
    assert_eq!(argument_and_rule(&early), rule);
}
