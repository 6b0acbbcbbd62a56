//! Update of a maintenance window.

use atlas_gen::types::{GroupMaintenanceWindowInput, ProtectedHours};
use chrono::Weekday;

use crate::Error;

/// An [update](crate::maintenance_window::MaintenanceWindow::set) of a project's maintenance window.
///
/// ```
/// use atlas_api::maintenance_window::{MaintenanceWindowUpdate, Weekday};
///
/// let spec = MaintenanceWindowUpdate::new(Weekday::Sun, 4).auto_defer(true);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `set`"]
pub struct MaintenanceWindowUpdate {
    day: Weekday,
    hour: u8,
    protected_hours: Option<(u8, u8)>,
    auto_defer: Option<bool>,
    start_now: bool,
}

impl MaintenanceWindowUpdate {
    /// Returns a window that begins on a day of the week at an hour, 0 to 23, in the time zone of the project.
    #[inline]
    pub fn new(day: Weekday, hour: u8) -> Self {
        Self { day, hour, protected_hours: None, auto_defer: None, start_now: false }
    }

    /// Sets the hours of each day, 0 to 23, in which Atlas starts no maintenance outside of the window. They can include
    /// midnight: `protected_hours(20, 6)`.
    #[inline]
    pub fn protected_hours(mut self, start: u8, end: u8) -> Self {
        self.protected_hours = Some((start, end));
        self
    }

    /// Sets whether Atlas defers each maintenance once by itself.
    #[inline]
    #[doc(alias = "autoDeferOnceEnabled")]
    pub fn auto_defer(mut self, enabled: bool) -> Self {
        self.auto_defer = Some(enabled);
        self
    }

    /// Starts the scheduled maintenance immediately. Atlas refuses it if none is scheduled.
    #[inline]
    #[doc(alias = "startASAP")]
    pub fn start_now(mut self) -> Self {
        self.start_now = true;
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<GroupMaintenanceWindowInput, Error> {
        check_hour("hour", self.hour)?;
        let day = i32::try_from(self.day.number_from_sunday()).unwrap_or_default();
        let mut body = GroupMaintenanceWindowInput::new().day_of_week(day).hour_of_day(i32::from(self.hour));
        if let Some((start, end)) = self.protected_hours {
            check_hour("protected hours", start)?;
            check_hour("protected hours", end)?;
            if start == end {
                let rule = format!("start and end are both {start}; use two different hours");
                return Err(Error::invalid_argument("protected hours", rule));
            }
            body = body.protected_hours(
                ProtectedHours::new().start_hour_of_day(i32::from(start)).end_hour_of_day(i32::from(end)),
            );
        }
        if let Some(enabled) = self.auto_defer {
            body = body.auto_defer_once_enabled(enabled);
        }
        if self.start_now {
            body = body.start_asap(true);
        }
        Ok(body)
    }
}

#[inline]
fn check_hour(argument: &'static str, hour: u8) -> Result<(), Error> {
    match hour {
        0..=23 => Ok(()),
        _ => Err(Error::invalid_argument(argument, format!("{hour} is not an hour; use 0 to 23"))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check_rejected(spec: MaintenanceWindowUpdate, expected: &str) {
        assert_eq!(spec.into_body().unwrap_err().to_string(), expected);
    }

    #[test]
    fn the_days_are_numbered_from_sunday() {
        for (day, expected) in [(Weekday::Sun, 1), (Weekday::Mon, 2), (Weekday::Sat, 7)] {
            let body = MaintenanceWindowUpdate::new(day, 0).into_body().unwrap();
            assert_eq!(serde_json::to_value(&body).unwrap(), json!({ "dayOfWeek": expected, "hourOfDay": 0 }));
        }
    }

    #[test]
    fn an_hour_that_does_not_exist_is_rejected() {
        let window = |hour| MaintenanceWindowUpdate::new(Weekday::Sun, hour);
        check_rejected(window(24), "hour: 24 is not an hour; use 0 to 23");
        check_rejected(window(4).protected_hours(8, 24), "protected hours: 24 is not an hour; use 0 to 23");
        check_rejected(
            window(4).protected_hours(8, 8),
            "protected hours: start and end are both 8; use two different hours",
        );
        assert!(window(23).protected_hours(20, 6).into_body().is_ok());
    }
}
