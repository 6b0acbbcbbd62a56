//! Changes of single policies and copies of a backup schedule.

use serde_json::{Map, Value, json};

use super::{BackupCopySpec, BackupScheduleUpdate, RetentionPolicy};
use crate::{Error, model::BackupFrequency};

/// A change of single policies and copies, to [apply](crate::backups::Schedule::modify) to a cluster's current backup
/// schedule.
///
/// Changes are applied in their order. Policies are found by their frequency: no id is needed.
///
/// ```
/// use atlas_api::backups::{BackupScheduleChange, BackupScheduleUpdate, Retention, RetentionPolicy};
///
/// let change = BackupScheduleChange::new()
///     .set_policy(RetentionPolicy::hourly(4, Retention::days(2)))
///     .remove_policies("yearly")
///     .and(BackupScheduleUpdate::new().restore_window_days(3));
/// # let _ = change;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a change has no effect by itself; pass it to `modify`"]
pub struct BackupScheduleChange {
    steps: Vec<Step>,
    update: Option<BackupScheduleUpdate>,
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    SetPolicy(RetentionPolicy),
    RemovePolicies(BackupFrequency),
    SetCopy(BackupCopySpec),
    RemoveCopies(String),
}

impl BackupScheduleChange {
    /// Returns a change without effect.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a policy, or changes the one that the schedule has: the hourly or daily policy, the weekly or monthly policy
    /// with the same day, or the yearly policy with the same month. A changed policy keeps its id.
    #[inline]
    pub fn set_policy(mut self, policy: RetentionPolicy) -> Self {
        self.steps.push(Step::SetPolicy(policy));
        self
    }

    /// Removes all policies with a frequency. Their snapshots are kept until their retention ends.
    pub fn remove_policies(mut self, frequency: impl Into<BackupFrequency>) -> Self {
        self.steps.push(Step::RemovePolicies(frequency.into()));
        self
    }

    /// Adds copies in a region for a zone, or changes those that the schedule has. Properties that are not set, and copy
    /// policies with other frequencies, keep their values.
    #[inline]
    pub fn set_copy(mut self, copy: BackupCopySpec) -> Self {
        self.steps.push(Step::SetCopy(copy));
        self
    }

    /// Ends the copies in a region, for all zones. Existing copies are kept until their retention ends.
    pub fn remove_copies(mut self, region: impl Into<String>) -> Self {
        self.steps.push(Step::RemoveCopies(region.into()));
        self
    }

    /// Changes other properties of the schedule, in the same request. The update cannot have policies or copies, which
    /// would replace those of the schedule. A second update replaces the first one.
    #[inline]
    pub fn and(mut self, update: BackupScheduleUpdate) -> Self {
        self.update = Some(update);
        self
    }

    /// Returns whether the change deletes snapshots or copies.
    #[inline]
    pub(crate) fn deletes_snapshots(&self) -> bool {
        self.update.as_ref().is_some_and(BackupScheduleUpdate::deletes_snapshots)
    }

    /// Validates the change.
    #[inline]
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.clone().body_for(&json!({})).map(drop)
    }

    /// Returns the properties of a schedule that the change gives other values: the body of the update, or an empty
    /// object. Lists have everything of the response, so that ids and unknown properties are kept.
    #[inline]
    pub(crate) fn body_for(self, schedule: &Value) -> Result<Value, Error> {
        let mut policies = schedule["policies"].as_array().cloned().unwrap_or_default();
        if policies.is_empty() {
            policies.push(json!({ "policyItems": [] }));
        }
        let mut items = policies[0]["policyItems"].as_array().cloned().unwrap_or_default();
        let mut copies = schedule["copySettings"].as_array().cloned().unwrap_or_default();
        for step in self.steps {
            match step {
                Step::SetPolicy(policy) => {
                    let is_single = policy.is_single();
                    let equal: &[_] =
                        if is_single { &["frequencyType"] } else { &["frequencyType", "frequencyInterval"] };
                    set(&mut items, json_of(policy.into_item()?), equal);
                }
                Step::RemovePolicies(frequency) => {
                    items.retain(|item| !is_text(&item["frequencyType"], frequency.as_str()));
                }
                Step::SetCopy(copy) => set_copy(&mut copies, json_of(copy.into_body()?)),
                Step::RemoveCopies(region) => copies.retain(|copy| !is_text(&copy["regionName"], &region)),
            }
        }
        policies[0]["policyItems"] = items.into();
        let mut body = Map::from_iter([("policies".into(), policies.into()), ("copySettings".into(), copies.into())]);
        body.retain(|name, value| *value != *schedule.get(name).unwrap_or(&empty(name)));
        if let Some(update) = self.update {
            if update.replaces_lists() {
                let rule = "would replace all policies or copies; use `set_policy` and `set_copy`, or `update`";
                return Err(Error::invalid_argument("backup schedule", rule));
            }
            let settings = json_of(update.into_body()?).as_object().cloned().unwrap_or_default();
            body.extend(settings.into_iter().filter(|(name, value)| schedule.get(name) != Some(value)));
        }
        if body.keys().all(|name| MODIFIERS.contains(&&**name)) {
            body.clear();
        }
        Ok(body.into())
    }
}

/// The properties that only say what another change of the same request does to existing snapshots and copies.
const MODIFIERS: [&str; 4] = ["updateSnapshots", "updateCopySnapshots", "deleteSnapshots", "deleteCopySnapshots"];

/// Returns whether a value is this text. The service writes the same name in upper and lower case.
#[inline]
fn is_text(value: &Value, text: &str) -> bool {
    value.as_str().is_some_and(|value| value.eq_ignore_ascii_case(text))
}

/// Sets the properties of the copies in a region for a zone. A policy of a copy is found by its frequency.
#[inline]
fn set_copy(copies: &mut Vec<Value>, mut copy: Value) {
    let policies = copy.as_object_mut().and_then(|copy| copy.remove("copyPolicyItems"));
    let is_same = |known: &&mut Value| ["zoneId", "regionName"].iter().all(|name| known[name] == copy[name]);
    if let (Some(Value::Array(policies)), Some(known)) = (&policies, copies.iter_mut().find(is_same)) {
        let mut items = known["copyPolicyItems"].as_array().cloned().unwrap_or_default();
        policies.iter().for_each(|policy| set(&mut items, policy.clone(), &["frequencyType"]));
        known["copyPolicyItems"] = items.into();
    } else if let Some(policies) = policies {
        copy["copyPolicyItems"] = policies;
    }
    set(copies, copy, &["zoneId", "regionName"]);
}

/// Returns the value of a list that a schedule does not have.
#[inline]
fn empty(list: &str) -> Value {
    if list == "policies" { json!([{ "policyItems": [] }]) } else { json!([]) }
}

/// Sets the properties of the element of a list with equal properties `equal`, or adds one.
#[inline]
fn set(list: &mut Vec<Value>, element: Value, equal: &[&str]) {
    let known = list.iter_mut().find(|known| equal.iter().all(|name| known[name] == element[name]));
    match (known.and_then(Value::as_object_mut), element) {
        (Some(known), Value::Object(element)) => known.extend(element),
        (_, element) => list.push(element),
    }
}

/// Returns a part of a request body as JSON. It has only values that JSON can represent.
#[inline]
fn json_of(part: impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specs::Retention;

    const ZONE: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

    fn schedule() -> Value {
        json!({
            "copySettings": [{ "zoneId": ZONE, "regionName": "EU_WEST_1", "frequencies": ["DAILY"] }],
            "policies": [{
                "id": "p",
                "policyItems": [
                    item("h", "hourly", 6, "days", 7),
                    item("w", "weekly", 6, "weeks", 4),
                    item("m", "monthly", 40, "months", 12),
                ],
            }],
            "restoreWindowDays": 7,
        })
    }

    fn item(id: &str, frequency: &str, interval: u32, unit: &str, value: u32) -> Value {
        let mut item = json!({
            "id": id,
            "frequencyType": frequency,
            "frequencyInterval": interval,
            "retentionUnit": unit,
            "retentionValue": value,
        });
        if id.is_empty() {
            item.as_object_mut().unwrap().remove("id");
        }
        item
    }

    #[track_caller]
    fn check(change: BackupScheduleChange, expected: &Value) {
        assert_eq!(change.body_for(&schedule()).unwrap(), *expected);
    }

    #[test]
    fn policies_are_added_changed_and_removed_without_ids() {
        let change = BackupScheduleChange::new()
            .set_policy(RetentionPolicy::hourly(4, Retention::days(2)))
            .set_policy(RetentionPolicy::weekly(chrono::Weekday::Sat, Retention::weeks(8)))
            .set_policy(RetentionPolicy::weekly(chrono::Weekday::Sun, Retention::weeks(1)))
            .remove_policies("monthly");
        let items =
            [item("h", "hourly", 4, "days", 2), item("w", "weekly", 6, "weeks", 8), item("", "weekly", 7, "weeks", 1)];
        check(change, &json!({ "policies": [{ "id": "p", "policyItems": items }] }));
    }

    #[test]
    fn only_differences_are_sent() {
        let same = RetentionPolicy::monthly_last_day(Retention::months(12));
        let settings = |days| BackupScheduleUpdate::new().restore_window_days(days);
        check(BackupScheduleChange::new(), &json!({}));
        check(BackupScheduleChange::new().set_policy(same).remove_policies("yearly").and(settings(7)), &json!({}));
        check(BackupScheduleChange::new().and(settings(8)), &json!({ "restoreWindowDays": 8 }));
    }

    #[test]
    fn copies_keep_the_properties_that_are_not_set() {
        let copy = |region: &str| BackupCopySpec::new("AWS", region, "5f1a2b3c4d5e6f7a8b9c0d1e").oplogs(true);
        let expected = |region: &str| {
            json!({
                "cloudProvider": "AWS",
                "zoneId": "5f1a2b3c4d5e6f7a8b9c0d1e",
                "regionName": region,
                "shouldCopyOplogs": true,
            })
        };
        let mut changed = expected("EU_WEST_1");
        changed["frequencies"] = json!(["DAILY"]);
        let change = BackupScheduleChange::new().set_copy(copy("EU_WEST_1")).set_copy(copy("EU_WEST_2"));
        check(change, &json!({ "copySettings": [changed, expected("EU_WEST_2")] }));
        check(BackupScheduleChange::new().remove_copies("EU_WEST_1"), &json!({ "copySettings": [] }));
    }

    #[test]
    fn a_copy_policy_keeps_its_id_and_an_equal_one_is_not_sent() {
        let policy = |id: Option<&str>, frequency: &str, value: u32| {
            let mut policy = json!({ "frequencyType": frequency, "retentionUnit": "days", "retentionValue": value });
            if let Some(id) = id {
                policy["id"] = id.into();
            }
            policy
        };
        let zone = "5f1a2b3c4d5e6f7a8b9c0d1e";
        let copies = |items: &[Value]| json!([{ "cloudProvider": "AWS", "zoneId": zone, "regionName": "EU_WEST_1", "copyPolicyItems": items }]);
        let known = [policy(Some("d"), "daily", 7), policy(Some("w"), "weekly", 28)];
        let schedule = json!({ "copySettings": copies(&known) });
        let change = |days| {
            let copy = BackupCopySpec::new("AWS", "EU_WEST_1", zone).policy("daily", Retention::days(days));
            BackupScheduleChange::new().set_copy(copy).body_for(&schedule).unwrap()
        };
        assert_eq!(change(7), json!({}));
        let changed = [policy(Some("d"), "daily", 3), policy(Some("w"), "weekly", 28)];
        assert_eq!(change(3), json!({ "copySettings": copies(&changed) }));
    }

    #[test]
    fn the_case_of_a_frequency_does_not_matter() {
        let lower = BackupScheduleChange::new().remove_policies("monthly").body_for(&schedule()).unwrap();
        assert_eq!(BackupScheduleChange::new().remove_policies("MONTHLY").body_for(&schedule()).unwrap(), lower);
    }

    #[test]
    fn snapshots_are_neither_updated_nor_deleted_without_another_change() {
        let update = || BackupScheduleUpdate::new().update_snapshots().update_copy_snapshots();
        check(BackupScheduleChange::new().and(update()), &json!({}));
        let expected = json!({ "restoreWindowDays": 8, "updateSnapshots": true, "updateCopySnapshots": true });
        check(BackupScheduleChange::new().and(update().restore_window_days(8)), &expected);
        let delete = || BackupScheduleUpdate::new().delete_snapshots().delete_copy_snapshots();
        check(BackupScheduleChange::new().remove_policies("yearly").and(delete()), &json!({}));
        let expected = json!({ "restoreWindowDays": 8, "deleteSnapshots": true, "deleteCopySnapshots": true });
        check(BackupScheduleChange::new().and(delete().restore_window_days(8)), &expected);
        let copies = json!([{ "cloudProvider": "AWS", "regionName": "EU_WEST_1", "zoneId": ZONE }]);
        let delete = BackupScheduleUpdate::new().delete_copied_backups("AWS", "EU_WEST_1", ZONE);
        check(BackupScheduleChange::new().and(delete), &json!({ "deleteCopiedBackups": copies }));
    }

    #[test]
    fn an_invalid_change_is_rejected() {
        let policy = RetentionPolicy::daily(Retention::days(1));
        for (change, expected) in [
            (
                BackupScheduleChange::new().and(BackupScheduleUpdate::new().policy(policy)),
                "backup schedule: would replace all policies or copies; use `set_policy` and `set_copy`, or `update`",
            ),
            (
                BackupScheduleChange::new().set_policy(RetentionPolicy::yearly(13, Retention::days(1))),
                "yearly policy: 13 is not a month; use 1 to 12",
            ),
            (
                BackupScheduleChange::new().set_copy(BackupCopySpec::new("AWS", "EU_WEST_1", "zone")),
                r#"copy zone id: expected 24 hexadecimal digits, not "zone""#,
            ),
        ] {
            assert_eq!(change.check().unwrap_err().to_string(), expected);
        }
    }
}
