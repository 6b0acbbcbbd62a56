//! Specs of backup schedules.

mod change;
mod copy;
mod policy;
mod update;

pub use self::{
    change::BackupScheduleChange,
    copy::BackupCopySpec,
    policy::{Retention, RetentionPolicy},
    update::BackupScheduleUpdate,
};
