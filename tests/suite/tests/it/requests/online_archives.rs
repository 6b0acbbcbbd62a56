//! The requests of online archives.

use atlas_api::online_archives::{ArchiveCriteria, ArchiveSchedule, OnlineArchiveSpec, OnlineArchiveUpdate};

use super::{ID, Row, case, check, offline, row};
use crate::support::now;

pub(super) fn rows() -> Vec<Row> {
    let archives = offline().online_archives("orders");
    let spec = |criteria| OnlineArchiveSpec::new("sales", "events", criteria);
    let full = spec(ArchiveCriteria::date("created", 90).date_format("EPOCH_SECONDS"))
        .partition_by("region")
        .partition_by("created")
        .schedule(ArchiveSchedule::weekly(7, (22, 0), (4, 30)))
        .expire_after_days(3650)
        .time_series()
        .region("AWS", "US_EAST_1");
    let update =
        OnlineArchiveUpdate::new().criteria(ArchiveCriteria::date("created", 30)).schedule(ArchiveSchedule::always());
    let expiring = OnlineArchiveUpdate::new().expire_after_days(7);
    vec![
        row("OnlineArchives::list", archives.list()),
        row("OnlineArchives::get", archives.get(ID)),
        row("OnlineArchives::create", archives.create(spec(ArchiveCriteria::query(r#"{"a": 1}"#)))),
        case("OnlineArchives::create", "all properties", archives.create(full)),
        row("OnlineArchives::update", archives.update(ID, update)),
        case("OnlineArchives::update", "never expire", archives.update(ID, OnlineArchiveUpdate::new().never_expire())),
        row("OnlineArchives::update_deleting_documents", archives.update_deleting_documents(ID, expiring)),
        row("OnlineArchives::pause", archives.pause(ID)),
        row("OnlineArchives::resume", archives.resume(ID)),
        row("OnlineArchives::delete", archives.delete(ID)),
        row("OnlineArchives::query_logs", archives.query_logs()),
        row("OnlineArchives::archive_query_logs", archives.archive_query_logs().from(now()).until(now())),
    ]
}

#[test]
fn requests_of_online_archives() {
    check("online_archives", &rows());
}
