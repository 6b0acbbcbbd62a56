//! Update of an online archive.

use atlas_gen::types::BackupOnlineArchiveInput;

use super::{ArchiveCriteria, ArchiveSchedule, expiration};
use crate::{Error, model::DataExpirationRule, specs::check_not_empty};

/// An [update](crate::online_archives::OnlineArchives::update) of an online archive.
///
/// Only properties that are set are sent, and the others keep their values. The collection and the partition fields
/// cannot be changed.
///
/// ```
/// use atlas_api::specs::{ArchiveCriteria, OnlineArchiveUpdate};
///
/// let spec = OnlineArchiveUpdate::new().criteria(ArchiveCriteria::date("created", 30)).never_expire();
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct OnlineArchiveUpdate {
    criteria: Option<ArchiveCriteria>,
    schedule: Option<ArchiveSchedule>,
    expiration: Option<Expiration>,
    paused: Option<bool>,
}

/// The time after which archived documents are deleted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expiration {
    Days(u32),
    Never,
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

    /// Deletes documents from the archive after 7 to 9215 days. Documents that are older already are deleted soon, so it
    /// requires [`update_deleting_documents`](crate::online_archives::OnlineArchives::update_deleting_documents).
    #[doc(alias = "dataExpirationRule")]
    #[inline]
    pub fn expire_after_days(mut self, days: u32) -> Self {
        self.expiration = Some(Expiration::Days(days));
        self
    }

    /// Removes the expiration, so that documents stay in the archive. It replaces
    /// [`expire_after_days`](Self::expire_after_days).
    #[inline]
    pub fn never_expire(mut self) -> Self {
        self.expiration = Some(Expiration::Never);
        self
    }

    /// Returns the days after which the update lets documents be deleted.
    #[inline]
    pub(crate) fn expiration_days(&self) -> Option<u32> {
        match self.expiration {
            Some(Expiration::Days(days)) => Some(days),
            Some(Expiration::Never) | None => None,
        }
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
        if let Some(rule) = self.expiration {
            body = body.data_expiration_rule(match rule {
                Expiration::Days(days) => expiration(days)?,
                Expiration::Never => DataExpirationRule::new(),
            });
        }
        if let Some(paused) = self.paused {
            body = body.paused(paused);
        }
        check_not_empty("online archive", &body)?;
        Ok(body)
    }
}
