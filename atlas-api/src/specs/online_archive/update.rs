//! Update of an online archive.

use atlas_gen::types::BackupOnlineArchiveInput;

use super::{ArchiveCriteria, ArchiveSchedule, expiration};
use crate::{Error, specs::check_not_empty};

/// An [update](crate::online_archives::OnlineArchives::update) of an online archive.
///
/// Only properties that are set are sent, and the others keep their values. The collection and the partition fields
/// cannot be changed.
///
/// ```
/// use atlas_api::specs::{ArchiveCriteria, OnlineArchiveUpdate};
///
/// let spec = OnlineArchiveUpdate::new().criteria(ArchiveCriteria::date("created", 30)).expire_after_days(365);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct OnlineArchiveUpdate {
    criteria: Option<ArchiveCriteria>,
    schedule: Option<ArchiveSchedule>,
    expire_after_days: Option<u32>,
    paused: Option<bool>,
}

impl OnlineArchiveUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the criteria. The kind, the date field and its format must be those of the archive.
    #[inline]
    pub fn criteria(mut self, criteria: ArchiveCriteria) -> Self {
        self.criteria = Some(criteria);
        self
    }

    /// Replaces the schedule.
    #[inline]
    pub fn schedule(mut self, schedule: ArchiveSchedule) -> Self {
        self.schedule = Some(schedule);
        self
    }

    /// Deletes documents from the archive after 7 to 9215 days. Documents that are older already are deleted soon.
    #[doc(alias = "dataExpirationRule")]
    #[inline]
    pub fn expire_after_days(mut self, days: u32) -> Self {
        self.expire_after_days = Some(days);
        self
    }

    /// Returns an update that pauses or resumes.
    #[inline]
    pub(crate) fn paused(paused: bool) -> Self {
        Self { paused: Some(paused), ..Self::default() }
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<BackupOnlineArchiveInput, Error> {
        let mut body = BackupOnlineArchiveInput::new();
        if let Some(criteria) = self.criteria {
            body = body.criteria(criteria.into_body()?);
        }
        if let Some(schedule) = self.schedule {
            body = body.schedule(schedule.into_body()?);
        }
        if let Some(days) = self.expire_after_days {
            body = body.data_expiration_rule(expiration(days)?);
        }
        if let Some(paused) = self.paused {
            body = body.paused(paused);
        }
        check_not_empty("online archive", &body)?;
        Ok(body)
    }
}
