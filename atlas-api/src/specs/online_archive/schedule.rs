//! Schedules of online archives.

use crate::{
    Error,
    model::{OnlineArchiveSchedule, OnlineArchiveScheduleType},
};

/// The times at which an online archive moves documents, in UTC. Each time is an hour and a minute.
///
/// ```
/// use atlas_api::specs::ArchiveSchedule;
///
/// // From 22:00 to 04:30 of the next day.
/// let nightly = ArchiveSchedule::daily((22, 0), (4, 30));
/// # let _ = nightly;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a schedule changes nothing by itself; pass it to an `OnlineArchiveSpec` or an `OnlineArchiveUpdate`"]
pub struct ArchiveSchedule {
    kind: OnlineArchiveScheduleType,
    day: Option<u8>,
    /// The start and the end.
    times: Option<[(u8, u8); 2]>,
}

impl ArchiveSchedule {
    /// Archives at any time, about every five minutes.
    #[inline]
    pub fn always() -> Self {
        Self { kind: OnlineArchiveScheduleType::Default, day: None, times: None }
    }

    /// Archives each day between two times.
    #[inline]
    pub fn daily(start: (u8, u8), end: (u8, u8)) -> Self {
        Self { kind: OnlineArchiveScheduleType::Daily, day: None, times: Some([start, end]) }
    }

    /// Archives on one day of the week, 1 to 7. Day 1 is a Monday, unlike in maintenance windows.
    #[inline]
    pub fn weekly(day: u8, start: (u8, u8), end: (u8, u8)) -> Self {
        Self { kind: OnlineArchiveScheduleType::Weekly, day: Some(day), times: Some([start, end]) }
    }

    /// Archives on one day of the month, 1 to 31.
    #[inline]
    pub fn monthly(day: u8, start: (u8, u8), end: (u8, u8)) -> Self {
        Self { kind: OnlineArchiveScheduleType::Monthly, day: Some(day), times: Some([start, end]) }
    }

    #[inline]
    pub(super) fn into_body(self) -> Result<OnlineArchiveSchedule, Error> {
        let mut body = OnlineArchiveSchedule::new();
        if let Some(day) = self.day {
            let (argument, last) = match self.kind {
                OnlineArchiveScheduleType::Weekly => ("day of the week", 7),
                _ => ("day of the month", 31),
            };
            if !(1..=last).contains(&day) {
                let rule = format!("{day} is out of range; expected 1 to {last}");
                return Err(Error::invalid_argument(argument, rule));
            }
            let day = i32::from(day);
            body = if last == 7 { body.day_of_week(day) } else { body.day_of_month(day) };
        }
        if let Some([start, end]) = self.times {
            for (argument, (hour, minute)) in [("start of the schedule", start), ("end of the schedule", end)] {
                if hour > 23 || minute > 59 {
                    let rule = format!("({hour}, {minute}) is not an hour and a minute; expected (0, 0) to (23, 59)");
                    return Err(Error::invalid_argument(argument, rule));
                }
            }
            let [(start_hour, start_minute), (end_hour, end_minute)] =
                [start, end].map(|(hour, minute)| (i32::from(hour), i32::from(minute)));
            body = body.start_hour(start_hour).start_minute(start_minute).end_hour(end_hour).end_minute(end_minute);
        }
        Ok(body.type_(self.kind))
    }
}
