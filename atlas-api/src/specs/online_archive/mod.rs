//! Specs of online archives.

mod create;
mod criteria;
mod schedule;
mod update;

pub use self::{
    create::OnlineArchiveSpec, criteria::ArchiveCriteria, schedule::ArchiveSchedule, update::OnlineArchiveUpdate,
};
use crate::{Error, model::DataExpirationRule};

/// Returns the rule that deletes archived documents after a number of days.
#[inline]
fn expiration(days: u32) -> Result<DataExpirationRule, Error> {
    match i32::try_from(days) {
        Ok(days @ 7..=9215) => Ok(DataExpirationRule::new().expire_after_days(days)),
        _ => Err(Error::invalid_argument("expiration", format!("{days} days; expected 7 to 9215 days"))),
    }
}
