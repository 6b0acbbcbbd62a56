//! Policies of a backup schedule: how often snapshots are taken, and how long they are kept.

use atlas_gen::types::{BackupComplianceScheduledPolicyItemInput, DiskBackupApiPolicyItemInput};
use chrono::Weekday;

use crate::{Error, specs::check_retention};

/// The last day of a month, as Atlas writes it.
const LAST_DAY: u32 = 40;

/// The time for which Atlas keeps a snapshot, at least 1 of any unit.
///
/// ```
/// use atlas_api::backups::Retention;
///
/// let retention = Retention::weeks(4);
/// # let _ = retention;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    value: u32,
    unit: &'static str,
}

impl Retention {
    /// Returns a retention of this number of days.
    #[must_use]
    #[inline]
    pub fn days(value: u32) -> Self {
        Self { value, unit: "days" }
    }

    /// Returns a retention of this number of weeks.
    #[must_use]
    #[inline]
    pub fn weeks(value: u32) -> Self {
        Self { value, unit: "weeks" }
    }

    /// Returns a retention of this number of months.
    #[must_use]
    #[inline]
    pub fn months(value: u32) -> Self {
        Self { value, unit: "months" }
    }

    /// Returns a retention of this number of years.
    #[must_use]
    #[inline]
    pub fn years(value: u32) -> Self {
        Self { value, unit: "years" }
    }

    /// Returns the value and the unit as Atlas stores them.
    #[inline]
    pub(crate) fn checked(self) -> Result<(i32, &'static str), Error> {
        Ok((check_retention("retention", self.value)?, self.unit))
    }
}

/// A policy of a backup schedule: how often Atlas takes a snapshot, and how long it keeps it.
///
/// ```
/// use atlas_api::backups::{Retention, RetentionPolicy, Weekday};
///
/// let policies = [
///     RetentionPolicy::hourly(6, Retention::days(2)),
///     RetentionPolicy::daily(Retention::days(7)),
///     RetentionPolicy::weekly(Weekday::Sat, Retention::weeks(4)),
///     RetentionPolicy::monthly_last_day(Retention::months(12)),
///     RetentionPolicy::yearly(12, Retention::years(1)),
/// ];
/// # let _ = policies;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a policy changes nothing by itself; add it to a spec"]
#[doc(alias = "policyItem")]
pub struct RetentionPolicy {
    frequency: &'static str,
    interval: u32,
    retention: Retention,
}

impl RetentionPolicy {
    /// Returns a policy of snapshots every 1, 2, 4, 6, 8 or 12 hours. Clusters on NVMe disks accept only 12.
    #[inline]
    pub fn hourly(hours: u32, retention: Retention) -> Self {
        Self { frequency: "hourly", interval: hours, retention }
    }

    /// Returns a policy of a snapshot each day.
    #[inline]
    pub fn daily(retention: Retention) -> Self {
        Self { frequency: "daily", interval: 1, retention }
    }

    /// Returns a policy of a snapshot on a day of each week.
    #[inline]
    pub fn weekly(day: Weekday, retention: Retention) -> Self {
        Self { frequency: "weekly", interval: day.number_from_monday(), retention }
    }

    /// Returns a policy of a snapshot on a day of each month, from 1 to 28. Atlas's number for the last day is 40.
    #[inline]
    pub fn monthly(day: u32, retention: Retention) -> Self {
        Self { frequency: "monthly", interval: day, retention }
    }

    /// Returns a policy of a snapshot on the last day of each month.
    #[inline]
    pub fn monthly_last_day(retention: Retention) -> Self {
        Self::monthly(LAST_DAY, retention)
    }

    /// Returns a policy of a snapshot on the first day of a month, from 1 to 12, of each year.
    #[inline]
    pub fn yearly(month: u32, retention: Retention) -> Self {
        Self { frequency: "yearly", interval: month, retention }
    }

    /// Returns whether a schedule has at most one policy with this frequency.
    #[inline]
    pub(super) fn is_single(&self) -> bool {
        matches!(self.frequency, "hourly" | "daily")
    }

    /// Returns the parts of the policy as Atlas stores them: frequency, interval, and value and unit of the retention.
    #[inline]
    fn checked(self) -> Result<(&'static str, i32, (i32, &'static str)), Error> {
        let (is_possible, rule) = match self.frequency {
            "hourly" => (matches!(self.interval, 1 | 2 | 4 | 6 | 8 | 12), "an interval; use 1, 2, 4, 6, 8 or 12 hours"),
            "monthly" => (
                matches!(self.interval, 1..=28 | LAST_DAY),
                "a day of every month; use 1 to 28, or 40 for the last day",
            ),
            "yearly" => (matches!(self.interval, 1..=12), "a month; use 1 to 12"),
            _ => (true, ""),
        };
        let interval = i32::try_from(self.interval).ok().filter(|_| is_possible).ok_or_else(|| {
            Error::invalid_argument(format!("{} policy", self.frequency), format!("{} is not {rule}", self.interval))
        })?;
        Ok((self.frequency, interval, self.retention.checked()?))
    }

    #[inline]
    pub(crate) fn into_item(self) -> Result<DiskBackupApiPolicyItemInput, Error> {
        let (frequency, interval, (value, unit)) = self.checked()?;
        let item = DiskBackupApiPolicyItemInput::new().frequency_type(frequency).frequency_interval(interval);
        Ok(item.retention_value(value).retention_unit(unit))
    }

    #[inline]
    pub(crate) fn into_compliance_item(self) -> Result<BackupComplianceScheduledPolicyItemInput, Error> {
        let (frequency, interval, (value, unit)) = self.checked()?;
        let item = BackupComplianceScheduledPolicyItemInput::new().frequency_type(frequency);
        Ok(item.frequency_interval(interval).retention_value(value).retention_unit(unit))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_interval_is_sent_as_atlas_writes_it() {
        let year = Retention::years(1);
        for (policy, frequency, interval) in [
            (RetentionPolicy::hourly(12, year), "hourly", 12),
            (RetentionPolicy::daily(year), "daily", 1),
            (RetentionPolicy::weekly(Weekday::Mon, year), "weekly", 1),
            (RetentionPolicy::weekly(Weekday::Sun, year), "weekly", 7),
            (RetentionPolicy::monthly(28, year), "monthly", 28),
            (RetentionPolicy::monthly_last_day(year), "monthly", 40),
            (RetentionPolicy::yearly(12, year), "yearly", 12),
        ] {
            let expected = json!({
                "frequencyType": frequency, "frequencyInterval": interval, "retentionUnit": "years", "retentionValue": 1,
            });
            assert_eq!(serde_json::to_value(policy.into_item().unwrap()).unwrap(), expected);
            assert_eq!(serde_json::to_value(policy.into_compliance_item().unwrap()).unwrap(), expected);
        }
    }

    #[test]
    fn an_impossible_policy_is_rejected() {
        let week = Retention::weeks(1);
        for (policy, expected) in [
            (RetentionPolicy::hourly(5, week), "hourly policy: 5 is not an interval; use 1, 2, 4, 6, 8 or 12 hours"),
            (
                RetentionPolicy::monthly(29, week),
                "monthly policy: 29 is not a day of every month; use 1 to 28, or 40 for the last day",
            ),
            (RetentionPolicy::yearly(0, week), "yearly policy: 0 is not a month; use 1 to 12"),
            (RetentionPolicy::daily(Retention::days(0)), "retention: 0 is out of range; expected 1 to 2147483647"),
        ] {
            assert_eq!(policy.into_item().unwrap_err().to_string(), expected);
        }
    }
}
