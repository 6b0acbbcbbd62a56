//! The times at which a backup schedule takes snapshots.

use chrono::{DateTime, Datelike, Duration, TimeDelta, Timelike, Utc};
use serde_json::{Map, Value};

/// The frequencies of policy items. If several items are due at the same time, only the first in this order takes a
/// snapshot.
const FREQUENCIES: [&str; 5] = ["yearly", "monthly", "weekly", "daily", "hourly"];

/// The interval that means the last day of a month.
const LAST_DAY: u32 = 40;

/// How far ahead the next snapshot is searched, in hours: just over a year.
const HORIZON: i64 = 367 * 24;

/// The times of a backup schedule.
#[derive(Debug)]
pub(super) struct Calendar {
    hour: u32,
    minute: u32,
    items: Vec<Item>,
}

/// One policy item of a schedule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) frequency: &'static str,
    interval: u32,
    /// How long its snapshots are kept.
    pub(super) retention: TimeDelta,
}

impl Calendar {
    pub(super) fn of(schedule: &Map<String, Value>) -> Self {
        let number =
            |name: &str| schedule.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        let policies = schedule.get("policies").and_then(Value::as_array).into_iter().flatten();
        let items = policies.filter_map(|policy| policy["policyItems"].as_array()).flatten().filter_map(Item::of);
        Self {
            hour: number("referenceHourOfDay").unwrap_or_default().min(23),
            minute: number("referenceMinuteOfHour").unwrap_or_default().min(59),
            items: items.collect(),
        }
    }

    /// Returns the times after `after` and up to `until` at which an item is due, each with that item.
    pub(super) fn between(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> Vec<(DateTime<Utc>, &Item)> {
        let hour = after - TimeDelta::seconds(i64::from(after.minute() * 60 + after.second()));
        let first = hour + TimeDelta::minutes(i64::from(self.minute));
        let times = (0..).map(|hours| first + Duration::hours(hours)).take_while(|time| *time <= until);
        times.filter(|time| *time > after).filter_map(|time| Some((time, self.due(time)?))).collect()
    }

    /// Returns the next time at which an item is due.
    pub(super) fn next(&self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.between(after, after + Duration::hours(HORIZON)).first().map(|(time, _)| *time)
    }

    fn due(&self, time: DateTime<Utc>) -> Option<&Item> {
        let due_item =
            |frequency: &&str| self.items.iter().find(|item| item.frequency == *frequency && self.is_due(item, time));
        FREQUENCIES.iter().find_map(due_item)
    }

    fn is_due(&self, item: &Item, time: DateTime<Utc>) -> bool {
        let is_hour = time.hour() == self.hour;
        let is_last = (time + Duration::days(1)).day() == 1;
        match item.frequency {
            "hourly" => (time.hour() + 24 - self.hour).is_multiple_of(item.interval.max(1)),
            "daily" => is_hour,
            "weekly" => is_hour && time.weekday().number_from_monday() == item.interval,
            "monthly" => is_hour && (time.day() == item.interval || item.interval == LAST_DAY && is_last),
            _ => is_hour && time.day() == 1 && time.month() == item.interval,
        }
    }
}

impl Item {
    fn of(item: &Value) -> Option<Self> {
        let frequency = FREQUENCIES.into_iter().find(|frequency| item["frequencyType"] == *frequency)?;
        Some(Self {
            id: item["id"].as_str().unwrap_or_default().to_owned(),
            frequency,
            interval: u32::try_from(item["frequencyInterval"].as_u64()?).ok()?,
            retention: retention(item["retentionUnit"].as_str().unwrap_or_default(), item["retentionValue"].as_i64()?),
        })
    }
}

/// Returns a retention of so many days, weeks, months or years.
pub(super) fn retention(unit: &str, value: i64) -> TimeDelta {
    let days = match unit.to_ascii_lowercase().as_str() {
        "weeks" => 7,
        "months" => 30,
        "years" => 365,
        _ => 1,
    };
    TimeDelta::days(days * value.clamp(0, 36_500))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use serde_json::{Value, json};

    use super::Calendar;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn calendar(items: Value) -> Calendar {
        let policies = json!([{ "policyItems": items }]);
        let schedule = json!({ "referenceHourOfDay": 3, "referenceMinuteOfHour": 16, "policies": policies });
        Calendar::of(schedule.as_object().unwrap())
    }

    fn item(frequency: &str, interval: u32) -> Value {
        json!({
            "frequencyType": frequency,
            "frequencyInterval": interval,
            "retentionUnit": "days",
            "retentionValue": 7,
        })
    }

    #[track_caller]
    fn check(items: Value, after: &str, expected: Option<&str>) {
        assert_eq!(calendar(items.clone()).next(at(after)), expected.map(at), "{items} after {after}");
    }

    #[test]
    fn the_next_snapshot_is_the_earliest_of_all_items() {
        check(json!([]), "2025-06-15T00:00:00Z", None);
        check(json!([item("hourly", 6)]), "2025-06-15T03:16:00Z", Some("2025-06-15T09:16:00Z"));
        check(json!([item("hourly", 6)]), "2025-06-15T23:00:00Z", Some("2025-06-16T03:16:00Z"));
        check(json!([item("daily", 1)]), "2025-06-15T03:17:00Z", Some("2025-06-16T03:16:00Z"));
        // The fifteenth was a Sunday.
        check(json!([item("weekly", 6)]), "2025-06-15T00:00:00Z", Some("2025-06-21T03:16:00Z"));
        check(json!([item("monthly", 40)]), "2025-02-15T00:00:00Z", Some("2025-02-28T03:16:00Z"));
        check(json!([item("monthly", 3), item("daily", 1)]), "2025-02-15T00:00:00Z", Some("2025-02-15T03:16:00Z"));
        check(json!([item("yearly", 12)]), "2025-02-15T00:00:00Z", Some("2025-12-01T03:16:00Z"));
    }

    #[test]
    fn the_rarest_frequency_takes_precedence() {
        let calendar = calendar(json!([item("hourly", 12), item("daily", 1), item("weekly", 7)]));
        let due = calendar.between(at("2025-06-13T12:00:00Z"), at("2025-06-15T12:00:00Z"));
        let frequencies: Vec<_> = due.iter().map(|(_, item)| item.frequency).collect();
        assert_eq!(frequencies, ["hourly", "daily", "hourly", "weekly"]);
    }
}
