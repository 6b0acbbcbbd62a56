//! Files of maintenance windows.

use atlas_gen::types::GroupMaintenanceWindowInput;
use chrono::Weekday;

use super::body::{apply, number, spec_from_body};
use crate::{Error, specs::MaintenanceWindowUpdate};

spec_from_body! {
    MaintenanceWindowUpdate, GroupMaintenanceWindowInput,
    |body| {
        let invalid = || Error::invalid_argument("day of the week", "not valid; use 1 for Sunday to 7 for Saturday");
        // Atlas counts from Sunday as 1, chrono from Monday as 0.
        let day = body.day_of_week.filter(|day| (1..=7).contains(day)).ok_or_else(invalid)?;
        let day = Weekday::try_from(number::<u8>("day of the week", (day + 5) % 7)?).map_err(|_| invalid())?;
        let missing = || Error::invalid_argument("hour", "not set; use 0 to 23");
        let mut spec = MaintenanceWindowUpdate::new(day, number("hour", body.hour_of_day.ok_or_else(missing)?)?);
        if let Some(hours) = body.protected_hours {
            let hour = |hour: Option<i32>| {
                let missing = || Error::invalid_argument("protected hours", "incomplete; set the start and the end");
                number("protected hours", hour.ok_or_else(missing)?)
            };
            spec = spec.protected_hours(hour(hours.start_hour_of_day)?, hour(hours.end_hour_of_day)?);
        }
        let spec = apply!(spec; body.auto_defer_once_enabled => auto_defer);
        Ok(if body.start_asap == Some(true) { spec.start_now() } else { spec })
    },
    |spec| spec.into_body(),
    {
        "required": ["dayOfWeek", "hourOfDay"],
        "properties": {
            "dayOfWeek": { "minimum": 1, "maximum": 7 },
            "hourOfDay": { "minimum": 0, "maximum": 23 },
            "startASAP": { "const": true },
            "protectedHours": {
                "required": ["startHourOfDay", "endHourOfDay"],
                "properties": {
                    "startHourOfDay": { "minimum": 0, "maximum": 23 },
                    "endHourOfDay": { "minimum": 0, "maximum": 23 },
                },
            },
        },
    },
}
