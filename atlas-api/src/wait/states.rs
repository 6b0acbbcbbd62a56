//! The resources of Atlas that take their time, each with the states that tell how far it is.
//!
//! A resource of which a state is not known here is still on its way: Atlas adds states, and none that it added so far
//! was an end.

use serde_json::Value;

use super::{Condition, Judgement};

/// A goal of one kind of resource: which of its states are the end of a wait, and which its failure.
///
/// It is a [`Condition`]. Whatever is neither an end nor a failure is on its way.
#[derive(Clone, Copy, Debug)]
pub struct States {
    /// Reads the state; `None` where the resource shows none.
    read: fn(&Value) -> Option<&str>,
    done: &'static [&'static str],
    failed: &'static [&'static str],
    /// What it means that there is no such resource.
    absent: Absent,
    stale: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Absent {
    Done,
    Failed,
}

/// What is shown for a resource that is not there.
const ABSENT: &str = "absent";
/// What is shown for a resource that shows no state.
const STATELESS: &str = "no state";

impl Condition for States {
    fn judge(&self, seen: Option<&Value>) -> Judgement {
        let Some(seen) = seen.filter(|seen| !is_empty(seen)) else {
            return match self.absent {
                Absent::Done => Judgement::done(ABSENT),
                Absent::Failed => Judgement::failed(ABSENT),
            };
        };
        let Some(state) = (self.read)(seen) else { return Judgement::going(STATELESS) };
        // Some resources write the same state in different ways.
        let is_among = |states: &[&str]| states.iter().any(|known| known.eq_ignore_ascii_case(state));
        if is_among(self.done) {
            Judgement::done(state)
        } else if is_among(self.failed) {
            Judgement::failed(state)
        } else {
            Judgement::going(state)
        }
    }

    fn can_be_stale(&self) -> bool {
        self.stale
    }
}

/// Some resources that are gone are answered with `{}`, or with nothing.
fn is_empty(seen: &Value) -> bool {
    seen.is_null() || seen.as_object().is_some_and(serde_json::Map::is_empty)
}

impl States {
    /// A goal that ends with a state that the resource can have before what is waited for has begun.
    const fn again(read: fn(&Value) -> Option<&str>, done: &'static [&'static str]) -> Self {
        Self { read, done, failed: &[], absent: Absent::Failed, stale: true }
    }

    /// A goal that ends with a state that the resource has once.
    const fn once(read: fn(&Value) -> Option<&str>, done: &'static [&'static str]) -> Self {
        Self { stale: false, ..Self::again(read, done) }
    }

    /// A goal that ends when the resource is gone.
    const fn gone(read: fn(&Value) -> Option<&str>) -> Self {
        Self { absent: Absent::Done, stale: false, ..Self::again(read, &[]) }
    }

    const fn failing(self, failed: &'static [&'static str]) -> Self {
        Self { failed, ..self }
    }
}

fn state_name(seen: &Value) -> Option<&str> {
    seen["stateName"].as_str()
}

fn state(seen: &Value) -> Option<&str> {
    seen["state"].as_str()
}

fn status(seen: &Value) -> Option<&str> {
    seen["status"].as_str()
}

/// A peering has its state in one of two properties, depending on the cloud.
fn peering_status(seen: &Value) -> Option<&str> {
    seen["statusName"].as_str().or_else(|| status(seen))
}

/// A restore job has no state: what became of it is told by several properties.
fn restore_state(seen: &Value) -> Option<&str> {
    let failed = ["cancelled", "expired", "failed"].into_iter().find(|name| seen[name] == true);
    let is_set = |name: &str| seen[name].is_string() || seen[name].as_array().is_some_and(|urls| !urls.is_empty());
    failed.or_else(|| (is_set("finishedAt") || is_set("deliveryUrl")).then_some("finished"))
}

/// A cluster that does what it is for.
pub const CLUSTER_IDLE: States = States::again(state_name, &["IDLE"]);
/// A cluster that is gone.
pub const CLUSTER_DELETED: States = States::gone(state_name);
/// A flex cluster that does what it is for.
pub const FLEX_CLUSTER_IDLE: States = States::again(state_name, &["IDLE"]);
/// A flex cluster that is gone.
pub const FLEX_CLUSTER_DELETED: States = States::gone(state_name);
/// Search nodes that are there.
pub const SEARCH_DEPLOYMENT_IDLE: States = States::again(state_name, &["IDLE"]);
/// Search nodes that are gone.
pub const SEARCH_DEPLOYMENT_DELETED: States = States::gone(state_name);
/// A search index that answers.
pub const SEARCH_INDEX_READY: States = States::again(status, &["READY", "STEADY"]).failing(&["FAILED"]);
/// A search index that is gone.
pub const SEARCH_INDEX_DELETED: States = States::gone(status);
/// A snapshot that was taken.
pub const SNAPSHOT_COMPLETED: States = States::once(status, &["completed"]).failing(&["failed"]);
/// A restore that is finished, or for a download ready to be fetched.
pub const RESTORE_FINISHED: States =
    States::once(restore_state, &["finished"]).failing(&["cancelled", "expired", "failed"]);
/// An export of a snapshot that is finished.
pub const EXPORT_SUCCESSFUL: States = States::once(state, &["Successful"]).failing(&["Failed", "Cancelled"]);
/// An online archive that archives, or has done so for now.
pub const ONLINE_ARCHIVE_ACTIVE: States = States::again(state, &["IDLE", "ACTIVE"]).failing(&["ORPHANED", "DELETED"]);
/// An online archive that is paused.
pub const ONLINE_ARCHIVE_PAUSED: States = States::once(state, &["PAUSED"]).failing(&["ORPHANED", "DELETED"]);
/// A stream processor that was created.
pub const STREAM_PROCESSOR_CREATED: States = States::once(state, &["CREATED"]).failing(&["FAILED"]);
/// A stream processor that runs.
pub const STREAM_PROCESSOR_STARTED: States = States::once(state, &["STARTED"]).failing(&["FAILED"]);
/// A stream processor that is stopped.
pub const STREAM_PROCESSOR_STOPPED: States = States::once(state, &["STOPPED"]).failing(&["FAILED"]);
/// A stream processor that is gone.
pub const STREAM_PROCESSOR_DELETED: States = States::gone(state);
/// A private endpoint service that is available, or waits for its user.
pub const PRIVATE_ENDPOINT_SERVICE_AVAILABLE: States =
    States::once(status, &["AVAILABLE", "WAITING_FOR_USER"]).failing(&["FAILED"]);
/// A private endpoint service that is gone.
pub const PRIVATE_ENDPOINT_SERVICE_DELETED: States = States::gone(status);
/// A network peering that stands, or waits to be accepted on the other side.
pub const NETWORK_PEERING_AVAILABLE: States =
    States::once(peering_status, &["AVAILABLE", "PENDING_ACCEPTANCE"]).failing(&["FAILED"]);
/// A network peering that is gone.
pub const NETWORK_PEERING_DELETED: States = States::gone(peering_status);
/// A simulated outage that is under way.
pub const OUTAGE_SIMULATING: States = States::once(state, &["SIMULATING"]).failing(&["FAILED"]);
/// A simulated outage that is over.
pub const OUTAGE_RECOVERED: States = States::gone(state).failing(&["FAILED"]);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wait::Verdict;

    /// Each of `states` of the `property` is judged as it stands here.
    #[track_caller]
    fn check(goal: States, property: &str, going: &[&str], done: &[&str], failed: &[&str], absent: Verdict) {
        for (states, verdict) in [(going, Verdict::Going), (done, Verdict::Done), (failed, Verdict::Failed)] {
            for state in states {
                let judgement = goal.judge(Some(&json!({ property: state })));
                assert_eq!((judgement.verdict(), judgement.state()), (verdict, *state));
            }
        }
        for nothing in [None, Some(&json!({})), Some(&Value::Null)] {
            assert_eq!(goal.judge(nothing).verdict(), absent);
        }
        assert_eq!(goal.judge(Some(&json!({ property: "NEVER_HEARD_OF" }))).verdict(), Verdict::Going);
        assert_eq!(goal.judge(Some(&json!({ "name": "x" }))), Judgement::going("no state"));
    }

    #[test]
    fn clusters_and_search() {
        use Verdict::{Done, Failed};
        let going = &["CREATING", "UPDATING", "REPAIRING", "DELETING"][..];
        check(CLUSTER_IDLE, "stateName", going, &["IDLE"], &[], Failed);
        check(FLEX_CLUSTER_IDLE, "stateName", going, &["IDLE"], &[], Failed);
        let going = &["CREATING", "IDLE", "DELETING", "UPDATING"][..];
        check(CLUSTER_DELETED, "stateName", going, &[], &[], Done);
        check(FLEX_CLUSTER_DELETED, "stateName", going, &[], &[], Done);
        check(SEARCH_DEPLOYMENT_IDLE, "stateName", &["UPDATING", "PAUSED"], &["IDLE"], &[], Failed);
        check(SEARCH_DEPLOYMENT_DELETED, "stateName", &["UPDATING", "PAUSED", "IDLE"], &[], &[], Done);
        let going = &["PENDING", "BUILDING", "IN_PROGRESS", "MIGRATING", "DELETING"][..];
        check(SEARCH_INDEX_READY, "status", going, &["READY", "STEADY"], &["FAILED"], Failed);
        check(SEARCH_INDEX_DELETED, "status", &["DELETING", "READY"], &[], &[], Done);
    }

    #[test]
    fn backups() {
        use Verdict::Failed;
        check(SNAPSHOT_COMPLETED, "status", &["queued", "inProgress"], &["completed"], &["failed"], Failed);
        let (done, failed) = (&["Successful", "SUCCESSFUL"][..], &["Failed", "cancelled"][..]);
        check(EXPORT_SUCCESSFUL, "state", &["Queued", "InProgress"], done, failed, Failed);
    }

    #[test]
    fn a_restore_is_told_by_several_properties() {
        for (job, verdict) in [
            (json!({ "id": "x" }), Verdict::Going),
            (json!({ "finishedAt": null, "deliveryUrl": [], "cancelled": false, "failed": false }), Verdict::Going),
            (json!({ "finishedAt": "2026-01-02T03:04:05Z" }), Verdict::Done),
            (json!({ "deliveryUrl": ["https://example.com/x.tgz"] }), Verdict::Done),
            (json!({ "cancelled": true }), Verdict::Failed),
            (json!({ "expired": true, "finishedAt": "2026-01-02T03:04:05Z" }), Verdict::Failed),
            (json!({ "failed": true }), Verdict::Failed),
        ] {
            assert_eq!(RESTORE_FINISHED.judge(Some(&job)).verdict(), verdict, "{job}");
        }
        assert_eq!(RESTORE_FINISHED.judge(None).verdict(), Verdict::Failed);
    }

    #[test]
    fn archives_and_streams() {
        use Verdict::{Done, Failed};
        let failed = &["ORPHANED", "DELETED"][..];
        check(
            ONLINE_ARCHIVE_ACTIVE,
            "state",
            &["PENDING", "ARCHIVING", "PAUSING"],
            &["IDLE", "ACTIVE"],
            failed,
            Failed,
        );
        check(ONLINE_ARCHIVE_PAUSED, "state", &["PAUSING", "ACTIVE"], &["PAUSED"], failed, Failed);
        check(STREAM_PROCESSOR_CREATED, "state", &["INIT", "CREATING"], &["CREATED"], &["FAILED"], Failed);
        check(STREAM_PROCESSOR_STARTED, "state", &["CREATED", "STOPPED"], &["STARTED"], &["FAILED"], Failed);
        check(STREAM_PROCESSOR_STOPPED, "state", &["STARTED"], &["STOPPED"], &["FAILED"], Failed);
        check(STREAM_PROCESSOR_DELETED, "state", &["STARTED", "STOPPED"], &[], &[], Done);
    }

    #[test]
    fn networks_and_outages() {
        use Verdict::{Done, Failed};
        let done = &["AVAILABLE", "WAITING_FOR_USER"][..];
        check(PRIVATE_ENDPOINT_SERVICE_AVAILABLE, "status", &["INITIATING"], done, &["FAILED"], Failed);
        check(PRIVATE_ENDPOINT_SERVICE_DELETED, "status", &["DELETING", "AVAILABLE"], &[], &[], Done);
        let going = &["INITIATING", "FINALIZING", "ADDING_PEER", "WAITING_FOR_USER"][..];
        for property in ["status", "statusName"] {
            let done = &["AVAILABLE", "PENDING_ACCEPTANCE"][..];
            check(NETWORK_PEERING_AVAILABLE, property, going, done, &["FAILED"], Failed);
            check(NETWORK_PEERING_DELETED, property, going, &[], &[], Done);
        }
        check(OUTAGE_SIMULATING, "state", &["START_REQUESTED", "STARTING"], &["SIMULATING"], &["FAILED"], Failed);
        let going = &["RECOVERY_REQUESTED", "RECOVERING", "COMPLETE"][..];
        check(OUTAGE_RECOVERED, "state", going, &[], &["FAILED"], Done);
    }

    #[test]
    fn what_a_resource_can_show_before_the_change_began_is_to_settle() {
        for goal in [CLUSTER_IDLE, FLEX_CLUSTER_IDLE, SEARCH_DEPLOYMENT_IDLE, SEARCH_INDEX_READY, ONLINE_ARCHIVE_ACTIVE]
        {
            assert!(goal.can_be_stale());
        }
        for goal in [CLUSTER_DELETED, SNAPSHOT_COMPLETED, RESTORE_FINISHED, STREAM_PROCESSOR_STARTED] {
            assert!(!goal.can_be_stale());
        }
    }
}
