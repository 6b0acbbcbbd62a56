//! Conditions for the resources of Atlas that have a state.
//!
//! An unknown state counts as pending: Atlas adds states, and so far all of them were intermediate.

use serde_json::Value;

use super::{Condition, WaitStatus};

/// A [`Condition`] on the state of a resource: the states in which a wait succeeds, and those in which it fails. Any other
/// state is pending.
#[derive(Clone, Copy, Debug)]
pub struct States {
    /// Reads the state; `None` if the resource has none.
    read: fn(&Value) -> Option<&str>,
    /// The states in which a wait succeeds.
    succeeded: &'static [&'static str],
    /// The states in which a wait fails.
    failed: &'static [&'static str],
    /// The outcome if the resource does not exist.
    absent: Absent,
    /// Whether the resource can be in the target state before the change begins.
    can_be_stale: bool,
    /// Whether a failed resource remains failed: no change makes it leave that state.
    fails_once: bool,
    /// Whether Atlas returns an empty body or `{}` for a deleted resource.
    is_empty_when_absent: bool,
}

/// The outcome of a wait for a resource that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Absent {
    Succeeded,
    Failed,
}

/// The state of a resource that does not exist.
const ABSENT: &str = "absent";
/// The state of a resource without a property for it.
const STATELESS: &str = "no state";

impl Condition for States {
    fn evaluate(&self, resource: Option<&Value>) -> WaitStatus {
        let Some(resource) = resource.filter(|resource| !(self.is_empty_when_absent && is_empty(resource))) else {
            return match self.absent {
                Absent::Succeeded => WaitStatus::succeeded(ABSENT),
                Absent::Failed => WaitStatus::failed(ABSENT),
            };
        };
        let Some(state) = (self.read)(resource) else { return WaitStatus::pending(STATELESS) };
        // Some resources spell the same state in different ways.
        let is_among = |states: &[&str]| states.iter().any(|known| known.eq_ignore_ascii_case(state));
        if is_among(self.succeeded) {
            WaitStatus::succeeded(state)
        } else if is_among(self.failed) {
            WaitStatus::failed(state)
        } else {
            WaitStatus::pending(state)
        }
    }

    fn can_be_stale(&self) -> bool {
        self.can_be_stale
    }

    fn failure_can_be_stale(&self) -> bool {
        !self.fails_once
    }
}

/// Returns whether a body is empty or `{}`.
fn is_empty(body: &Value) -> bool {
    body.is_null() || body.as_object().is_some_and(serde_json::Map::is_empty)
}

impl States {
    /// Returns the condition for a state that the resource returns to after each change.
    const fn recurring(read: fn(&Value) -> Option<&str>, succeeded: &'static [&'static str]) -> Self {
        Self {
            read,
            succeeded,
            failed: &[],
            absent: Absent::Failed,
            can_be_stale: true,
            fails_once: false,
            is_empty_when_absent: false,
        }
    }

    /// Returns the condition for a state that the resource reaches once. A failed resource can be restarted or replaced.
    const fn once(read: fn(&Value) -> Option<&str>, succeeded: &'static [&'static str]) -> Self {
        Self { can_be_stale: false, ..Self::recurring(read, succeeded) }
    }

    /// Returns the condition for the end of a job, which succeeds or fails once. Another attempt is another job.
    const fn job(read: fn(&Value) -> Option<&str>, succeeded: &'static [&'static str]) -> Self {
        Self { fails_once: true, ..Self::once(read, succeeded) }
    }

    /// Returns the condition for the deletion of a resource.
    const fn deleted(read: fn(&Value) -> Option<&str>) -> Self {
        Self { absent: Absent::Succeeded, can_be_stale: false, ..Self::recurring(read, &[]) }
    }

    /// Treats an empty body or `{}` as the absence of the resource.
    const fn empty_when_absent(self) -> Self {
        Self { is_empty_when_absent: true, ..self }
    }

    /// Adds the states in which a wait fails.
    const fn failing(self, failed: &'static [&'static str]) -> Self {
        Self { failed, ..self }
    }
}

fn state_name(resource: &Value) -> Option<&str> {
    resource["stateName"].as_str()
}

fn state(resource: &Value) -> Option<&str> {
    resource["state"].as_str()
}

fn status(resource: &Value) -> Option<&str> {
    resource["status"].as_str()
}

/// Returns the status of the changes of users and roles on a cluster.
fn change_status(status: &Value) -> Option<&str> {
    status["changeStatus"].as_str()
}

/// Returns the status of an access list entry.
fn access_status(status: &Value) -> Option<&str> {
    status["STATUS"].as_str()
}

/// Returns the state of a peering. Its property depends on the cloud provider.
fn peering_status(peering: &Value) -> Option<&str> {
    peering["statusName"].as_str().or_else(|| status(peering))
}

/// Returns the state of a private endpoint. Its property depends on the cloud provider.
fn endpoint_status(endpoint: &Value) -> Option<&str> {
    endpoint["connectionStatus"].as_str().or_else(|| status(endpoint))
}

/// Returns the state of a live migration, which has a property of its own for the state before the cutover.
fn migration_state(migration: &Value) -> Option<&str> {
    if migration["readyForCutover"] == true && status(migration) == Some("WORKING") {
        return Some("READY");
    }
    status(migration)
}

/// Returns the state of a role at a cloud provider. Only those of Google Cloud have one.
fn role_state(role: &Value) -> Option<&str> {
    status(role).or_else(|| (role["providerName"].as_str()? != "GCP").then_some("COMPLETE"))
}

/// Returns the state of a restore job. The job has no property for it; several others imply it.
fn restore_state(job: &Value) -> Option<&str> {
    let failed = ["cancelled", "expired", "failed"].into_iter().find(|name| job[name] == true);
    let is_set = |name: &str| job[name].is_string() || job[name].as_array().is_some_and(|urls| !urls.is_empty());
    failed.or_else(|| (is_set("finishedAt") || is_set("deliveryUrl")).then_some("finished"))
}

/// An entry of an IP access list from which clients can connect.
pub const ACCESS_LIST_ENTRY_ACTIVE: States = States::once(access_status, &["ACTIVE"]).failing(&["FAILED"]);
/// A backup compliance policy in state `ACTIVE`.
pub const BACKUP_COMPLIANCE_POLICY_ACTIVE: States =
    States::recurring(state, &["ACTIVE"]).failing(&["DISABLING"]).empty_when_absent();
/// An active private endpoint for exports of snapshots.
pub const BACKUP_PRIVATE_ENDPOINT_ACTIVE: States = States::once(status, &["ACTIVE"]).failing(&["FAILED", "DELETING"]);
/// A deleted private endpoint for exports of snapshots.
pub const BACKUP_PRIVATE_ENDPOINT_DELETED: States = States::deleted(status);
/// A cluster in state `IDLE`, with no change in progress. Fails for a cluster that is being deleted. A paused cluster is
/// `IDLE` too.
pub const CLUSTER_IDLE: States = States::recurring(state_name, &["IDLE"]).failing(&["DELETING", "DELETED"]);
/// A cluster to which all changes of users, roles and similar settings of its project are applied.
pub const CLUSTER_CHANGES_APPLIED: States = States::recurring(change_status, &["APPLIED"]);
/// A deleted cluster.
pub const CLUSTER_DELETED: States = States::deleted(state_name);
/// A flex cluster in state `IDLE`.
pub const FLEX_CLUSTER_IDLE: States = States::recurring(state_name, &["IDLE"]).failing(&["DELETING", "DELETED"]);
/// A deleted flex cluster.
pub const FLEX_CLUSTER_DELETED: States = States::deleted(state_name);
/// A successful restore of collections.
pub const COLLECTION_RESTORE_SUCCESSFUL: States = States::job(state, &["SUCCESSFUL"]).failing(&["FAILED", "CANCELED"]);
/// A completed restore of a flex cluster, or a download that is ready.
pub const FLEX_RESTORE_COMPLETED: States = States::job(status, &["COMPLETED"]).failing(&["FAILED"]);
/// Search nodes in state `IDLE`. Fails for a cluster without search nodes.
pub const SEARCH_DEPLOYMENT_IDLE: States = States::recurring(state_name, &["IDLE"]).empty_when_absent();
/// Deleted search nodes.
pub const SEARCH_DEPLOYMENT_DELETED: States = States::deleted(state_name).empty_when_absent();
/// A search index that serves queries.
pub const SEARCH_INDEX_READY: States = States::recurring(status, &["READY", "STEADY"]).failing(&["FAILED"]);
/// A deleted search index.
pub const SEARCH_INDEX_DELETED: States = States { succeeded: &["DOES_NOT_EXIST"], ..States::deleted(status) };
/// A completed snapshot.
pub const SNAPSHOT_COMPLETED: States = States::job(status, &["completed"]).failing(&["failed"]);
/// A finished restore, or a download that is ready.
pub const RESTORE_FINISHED: States =
    States::job(restore_state, &["finished"]).failing(&["cancelled", "expired", "failed"]);
/// A report on an invoice whose file can be downloaded.
pub const INVOICE_REPORT_SUCCEEDED: States = States::job(state, &["SUCCEEDED"]).failing(&["FAILED"]);
/// A finished export of a snapshot.
pub const EXPORT_SUCCESSFUL: States = States::job(state, &["Successful"]).failing(&["Failed", "Cancelled"]);
/// An online archive in state `ACTIVE` or `IDLE`.
pub const ONLINE_ARCHIVE_ACTIVE: States =
    States::recurring(state, &["IDLE", "ACTIVE"]).failing(&["ORPHANED", "DELETED"]);
/// A paused online archive.
pub const ONLINE_ARCHIVE_PAUSED: States = States::once(state, &["PAUSED"]).failing(&["ORPHANED", "DELETED"]);
/// A deleted online archive.
pub const ONLINE_ARCHIVE_DELETED: States = States { succeeded: &["DELETED"], ..States::deleted(state) };
/// A stream processor in state `CREATED`.
pub const STREAM_PROCESSOR_CREATED: States = States::once(state, &["CREATED"]).failing(&["FAILED"]);
/// A running stream processor.
pub const STREAM_PROCESSOR_STARTED: States = States::once(state, &["STARTED"]).failing(&["FAILED"]);
/// A stopped stream processor.
pub const STREAM_PROCESSOR_STOPPED: States = States::once(state, &["STOPPED"]).failing(&["FAILED"]);
/// A deleted stream processor.
pub const STREAM_PROCESSOR_DELETED: States = States::deleted(state);
/// A connection, or a failover connection, that stream processors can use.
pub const STREAM_CONNECTION_READY: States = States::once(state, &["READY"]).failing(&["FAILED", "DELETING"]);
/// A deleted connection of stream processors.
pub const STREAM_CONNECTION_DELETED: States = States::deleted(state);
/// A private link that stream processing can use.
pub const STREAM_PRIVATE_LINK_AVAILABLE: States =
    States::once(state, &["DONE"]).failing(&["FAILED", "DELETE_REQUESTED", "DELETING", "DELETED"]);
/// A deleted private link of stream processing.
pub const STREAM_PRIVATE_LINK_DELETED: States =
    States { succeeded: &["DELETED"], ..States::deleted(state) }.failing(&["FAILED"]);
/// A private endpoint of data federation through which clients can connect.
pub const DATA_FEDERATION_ENDPOINT_OK: States = States::once(status, &["OK"]).failing(&["FAILED", "DELETING"]);
/// A deleted private endpoint of data federation.
pub const DATA_FEDERATION_ENDPOINT_DELETED: States = States::deleted(status).failing(&["FAILED"]);
/// A private endpoint service that is available, or waits for its endpoint. Fails for a service that is being deleted.
pub const PRIVATE_ENDPOINT_SERVICE_AVAILABLE: States =
    States::recurring(status, &["AVAILABLE", "WAITING_FOR_USER"]).failing(&["FAILED", "DELETING"]);
/// A deleted private endpoint service.
pub const PRIVATE_ENDPOINT_SERVICE_DELETED: States = States::deleted(status);
/// A private endpoint through which clients can connect. Fails for an endpoint that was rejected or is being removed.
pub const PRIVATE_ENDPOINT_AVAILABLE: States =
    States::once(endpoint_status, &["AVAILABLE"]).failing(&["FAILED", "REJECTED", "DELETING", "DELETED"]);
/// A removed private endpoint.
pub const PRIVATE_ENDPOINT_DELETED: States = States { succeeded: &["DELETED"], ..States::deleted(endpoint_status) };
/// A network peering that waits for the owner of the other network, or is available. Fails for a peering that is being
/// deleted.
pub const NETWORK_PEERING_ACCEPTABLE: States =
    States::recurring(peering_status, &["PENDING_ACCEPTANCE", "WAITING_FOR_USER", "AVAILABLE"]).failing(PEERING_FAILED);
/// A network peering that is available. Someone has to accept it before, except on Azure. Fails for a peering that is
/// being deleted.
pub const NETWORK_PEERING_AVAILABLE: States = States::recurring(peering_status, &["AVAILABLE"]).failing(PEERING_FAILED);
/// A deleted network peering.
pub const NETWORK_PEERING_DELETED: States = States::deleted(peering_status).failing(&["DELETION_FAILED"]);
/// The states of a peering that will not become available.
const PEERING_FAILED: &[&str] = &["FAILED", "DELETION_FAILED", "DELETING", "TERMINATING"];
/// A private endpoint to a key for encryption at rest that waits for the owner of the key, or is active. Fails for an
/// endpoint that is being deleted.
pub const ENCRYPTION_PRIVATE_ENDPOINT_ACCEPTABLE: States =
    States::once(status, &["PENDING_ACCEPTANCE", "ACTIVE"]).failing(&["FAILED", "DELETING"]);
/// A private endpoint to a key for encryption at rest that is active. Fails for an endpoint that is being deleted.
pub const ENCRYPTION_PRIVATE_ENDPOINT_ACTIVE: States =
    States::once(status, &["ACTIVE"]).failing(&["FAILED", "DELETING"]);
/// A deleted private endpoint to a key for encryption at rest.
pub const ENCRYPTION_PRIVATE_ENDPOINT_DELETED: States = States::deleted(status);
/// A connection to an LDAP server that was verified.
pub const LDAP_VERIFIED: States = States::job(status, &["SUCCESS"]).failing(&["FAIL", "FAILED"]);
/// A role of Atlas at a cloud provider that can be used: only on Google Cloud, Atlas has to create it.
pub const CLOUD_PROVIDER_ROLE_COMPLETE: States = States::once(role_state, &["COMPLETE"]).failing(&["FAILED"]);
/// A valid live migration.
pub const LIVE_MIGRATION_VALIDATED: States = States::job(status, &["SUCCESS"]).failing(&["FAILED"]);
/// A live migration that can be cut over. Fails for one that has ended.
pub const LIVE_MIGRATION_READY: States =
    States::job(migration_state, &["READY"]).failing(&["FAILED", "EXPIRED", "COMPLETE"]);
/// A complete live migration.
pub const LIVE_MIGRATION_COMPLETE: States = States::job(status, &["COMPLETE"]).failing(&["FAILED", "EXPIRED"]);
/// Loaded sample data.
pub const SAMPLE_DATA_LOADED: States = States::job(state, &["COMPLETED"]).failing(&["FAILED"]);
/// An outage simulation in progress.
pub const OUTAGE_SIMULATING: States =
    States::once(state, &["SIMULATING"]).failing(&["FAILED", "RECOVERY_REQUESTED", "RECOVERING", "COMPLETE"]);
/// An outage simulation that has ended.
pub const OUTAGE_RECOVERED: States = States::deleted(state).failing(&["FAILED"]);

/// A deleted resource of any kind.
pub(crate) const DELETED: States = States::deleted(any_state);

/// Returns the state of a resource of any kind, from the first property that has one; `present` without such a
/// property.
fn any_state(resource: &Value) -> Option<&str> {
    state_name(resource).or_else(|| state(resource)).or_else(|| status(resource)).or(Some("present"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wait::Phase;

    /// Checks the phase of each state in `property`.
    #[track_caller]
    fn check(condition: States, property: &str, pending: &[&str], succeeded: &[&str], failed: &[&str], absent: Phase) {
        for (states, phase) in [(pending, Phase::Pending), (succeeded, Phase::Succeeded), (failed, Phase::Failed)] {
            for state in states {
                let status = condition.evaluate(Some(&json!({ property: state })));
                assert_eq!((status.phase(), status.state()), (phase, *state));
            }
        }
        assert_eq!(condition.evaluate(None).phase(), absent);
        let empty = if condition.is_empty_when_absent { absent } else { Phase::Pending };
        for body in [json!({}), Value::Null] {
            assert_eq!(condition.evaluate(Some(&body)).phase(), empty);
        }
        assert_eq!(condition.evaluate(Some(&json!({ property: "UNKNOWN_STATE" }))).phase(), Phase::Pending);
        assert_eq!(condition.evaluate(Some(&json!({ "name": "x" }))), WaitStatus::pending("no state"));
    }

    #[test]
    fn conditions_of_clusters_and_search_match_their_states() {
        use Phase::{Failed, Succeeded};
        let (pending, failed) = (&["CREATING", "UPDATING", "REPAIRING"][..], &["DELETING", "DELETED"][..]);
        check(CLUSTER_IDLE, "stateName", pending, &["IDLE"], failed, Failed);
        check(FLEX_CLUSTER_IDLE, "stateName", pending, &["IDLE"], failed, Failed);
        check(CLUSTER_CHANGES_APPLIED, "changeStatus", &["PENDING"], &["APPLIED"], &[], Failed);
        let pending = &["CREATING", "IDLE", "DELETING", "UPDATING"][..];
        check(CLUSTER_DELETED, "stateName", pending, &[], &[], Succeeded);
        check(FLEX_CLUSTER_DELETED, "stateName", pending, &[], &[], Succeeded);
        check(SEARCH_DEPLOYMENT_IDLE, "stateName", &["UPDATING", "PAUSED"], &["IDLE"], &[], Failed);
        check(SEARCH_DEPLOYMENT_DELETED, "stateName", &["UPDATING", "PAUSED", "IDLE"], &[], &[], Succeeded);
        let pending = &["PENDING", "BUILDING", "IN_PROGRESS", "MIGRATING", "DELETING"][..];
        check(SEARCH_INDEX_READY, "status", pending, &["READY", "STEADY"], &["FAILED"], Failed);
        check(SEARCH_INDEX_DELETED, "status", &["DELETING", "READY"], &[], &[], Succeeded);
    }

    #[test]
    fn conditions_of_backups_match_their_states() {
        use Phase::{Failed, Succeeded};
        check(SNAPSHOT_COMPLETED, "status", &["queued", "inProgress"], &["completed"], &["failed"], Failed);
        check(FLEX_RESTORE_COMPLETED, "status", &["PENDING", "RUNNING"], &["COMPLETED"], &["FAILED"], Failed);
        let (done, failed) = (&["Successful", "SUCCESSFUL"][..], &["Failed", "cancelled"][..]);
        check(INVOICE_REPORT_SUCCEEDED, "state", &["PENDING", "RUNNING"], &["SUCCEEDED"], &["FAILED"], Failed);
        check(EXPORT_SUCCESSFUL, "state", &["Queued", "InProgress"], done, failed, Failed);
        let pending = &["INITIATING", "PENDING_ACCEPTANCE"][..];
        check(BACKUP_PRIVATE_ENDPOINT_ACTIVE, "status", pending, &["ACTIVE"], &["FAILED", "DELETING"], Failed);
        check(BACKUP_PRIVATE_ENDPOINT_DELETED, "status", &["ACTIVE", "FAILED", "DELETING"], &[], &[], Succeeded);
        let pending = &["INITIALIZING", "IN_PROGRESS", "FINALIZING"][..];
        check(COLLECTION_RESTORE_SUCCESSFUL, "state", pending, &["SUCCESSFUL"], &["FAILED", "CANCELED"], Failed);
        let pending = &["ENABLING", "UPDATING"][..];
        check(BACKUP_COMPLIANCE_POLICY_ACTIVE, "state", pending, &["ACTIVE"], &["DISABLING"], Failed);
    }

    #[test]
    fn several_properties_imply_the_state_of_a_restore() {
        for (job, phase) in [
            (json!({ "id": "x" }), Phase::Pending),
            (json!({ "finishedAt": null, "deliveryUrl": [], "cancelled": false, "failed": false }), Phase::Pending),
            (json!({ "finishedAt": "2026-01-02T03:04:05Z" }), Phase::Succeeded),
            (json!({ "deliveryUrl": ["https://example.com/x.tgz"] }), Phase::Succeeded),
            (json!({ "cancelled": true }), Phase::Failed),
            (json!({ "expired": true, "finishedAt": "2026-01-02T03:04:05Z" }), Phase::Failed),
            (json!({ "failed": true }), Phase::Failed),
        ] {
            assert_eq!(RESTORE_FINISHED.evaluate(Some(&job)).phase(), phase, "{job}");
        }
        assert_eq!(RESTORE_FINISHED.evaluate(None).phase(), Phase::Failed);
    }

    #[test]
    fn conditions_of_archives_and_streams_match_their_states() {
        use Phase::{Failed, Succeeded};
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
        check(STREAM_PROCESSOR_DELETED, "state", &["STARTED", "STOPPED"], &[], &[], Succeeded);
        check(STREAM_CONNECTION_READY, "state", &["PENDING"], &["READY"], &["FAILED", "DELETING"], Failed);
        check(STREAM_CONNECTION_DELETED, "state", &["READY", "DELETING"], &[], &[], Succeeded);
        let failed = &["FAILED", "DELETE_REQUESTED", "DELETING", "DELETED"][..];
        check(STREAM_PRIVATE_LINK_AVAILABLE, "state", &["IDLE", "WORKING"], &["DONE"], failed, Failed);
        let pending = &["DONE", "DELETE_REQUESTED", "DELETING"][..];
        check(STREAM_PRIVATE_LINK_DELETED, "state", pending, &["DELETED"], &["FAILED"], Succeeded);
    }

    #[test]
    fn conditions_of_networks_and_outages_match_their_states() {
        use Phase::{Failed, Succeeded};
        let done = &["AVAILABLE", "WAITING_FOR_USER"][..];
        check(ACCESS_LIST_ENTRY_ACTIVE, "STATUS", &["PENDING"], &["ACTIVE"], &["FAILED"], Failed);
        let failed = &["FAILED", "DELETING"][..];
        check(PRIVATE_ENDPOINT_SERVICE_AVAILABLE, "status", &["INITIATING"], done, failed, Failed);
        check(PRIVATE_ENDPOINT_SERVICE_DELETED, "status", &["DELETING", "AVAILABLE"], &[], &[], Succeeded);
        for property in ["connectionStatus", "status"] {
            let pending = &["INITIATING", "PENDING_ACCEPTANCE", "PENDING", "VERIFIED"][..];
            let failed = &["FAILED", "REJECTED", "DELETING", "DELETED"][..];
            check(PRIVATE_ENDPOINT_AVAILABLE, property, pending, &["AVAILABLE"], failed, Failed);
            let pending = &["AVAILABLE", "FAILED", "DELETING", "REJECTED"][..];
            check(PRIVATE_ENDPOINT_DELETED, property, pending, &["DELETED"], &[], Succeeded);
        }
        for property in ["status", "statusName"] {
            let (pending, waiting) =
                (&["INITIATING", "FINALIZING", "ADDING_PEER"][..], &["WAITING_FOR_USER", "PENDING_ACCEPTANCE"][..]);
            let done = &["WAITING_FOR_USER", "PENDING_ACCEPTANCE", "AVAILABLE"][..];
            check(NETWORK_PEERING_ACCEPTABLE, property, pending, done, PEERING_FAILED, Failed);
            check(NETWORK_PEERING_AVAILABLE, property, pending, &["AVAILABLE"], PEERING_FAILED, Failed);
            check(NETWORK_PEERING_AVAILABLE, property, waiting, &[], &[], Failed);
            let pending = &["AVAILABLE", "DELETING", "TERMINATING"][..];
            check(NETWORK_PEERING_DELETED, property, pending, &[], &["DELETION_FAILED"], Succeeded);
        }
        check(SAMPLE_DATA_LOADED, "state", &["WORKING"], &["COMPLETED"], &["FAILED"], Failed);
        let ending = &["FAILED", "RECOVERY_REQUESTED", "RECOVERING", "COMPLETE"][..];
        check(OUTAGE_SIMULATING, "state", &["START_REQUESTED", "STARTING"], &["SIMULATING"], ending, Failed);
        let pending = &["RECOVERY_REQUESTED", "RECOVERING", "COMPLETE"][..];
        check(OUTAGE_RECOVERED, "state", pending, &[], &["FAILED"], Succeeded);
    }

    #[test]
    fn conditions_of_security_match_their_states() {
        use Phase::{Failed, Succeeded};
        let (pending, failed) = (&["INITIATING", "PENDING_RECREATION"][..], &["FAILED", "DELETING"][..]);
        let done = &["PENDING_ACCEPTANCE", "ACTIVE"][..];
        check(ENCRYPTION_PRIVATE_ENDPOINT_ACCEPTABLE, "status", pending, done, failed, Failed);
        let pending = &["INITIATING", "PENDING_RECREATION", "PENDING_ACCEPTANCE"][..];
        check(ENCRYPTION_PRIVATE_ENDPOINT_ACTIVE, "status", pending, &["ACTIVE"], failed, Failed);
        let pending = &["ACTIVE", "FAILED", "DELETING"][..];
        check(ENCRYPTION_PRIVATE_ENDPOINT_DELETED, "status", pending, &[], &[], Succeeded);
        check(LDAP_VERIFIED, "status", &["PENDING"], &["SUCCESS"], &["FAIL", "FAILED"], Failed);
        check(LIVE_MIGRATION_VALIDATED, "status", &["PENDING"], &["SUCCESS"], &["FAILED"], Failed);
        let failed = &["FAILED", "EXPIRED"][..];
        check(LIVE_MIGRATION_COMPLETE, "status", &["NEW", "WORKING"], &["COMPLETE"], failed, Failed);
        let failed = &["FAILED", "EXPIRED", "COMPLETE"][..];
        check(LIVE_MIGRATION_READY, "status", &["NEW", "WORKING"], &[], failed, Failed);
        let ready = json!({ "status": "WORKING", "readyForCutover": true });
        assert_eq!(LIVE_MIGRATION_READY.evaluate(Some(&ready)).phase(), Succeeded);
        let pending = &["NOT_INITIATED", "IN_PROGRESS"][..];
        check(CLOUD_PROVIDER_ROLE_COMPLETE, "status", pending, &["COMPLETE"], &["FAILED"], Failed);
        let phase =
            |provider| CLOUD_PROVIDER_ROLE_COMPLETE.evaluate(Some(&json!({ "providerName": provider }))).phase();
        assert_eq!([phase("AWS"), phase("AZURE"), phase("GCP")], [Succeeded, Succeeded, Phase::Pending]);
    }

    #[test]
    fn conditions_of_archives_and_data_federation_match_their_states() {
        use Phase::{Failed, Succeeded};
        let pending = &["PENDING", "ACTIVE", "PAUSED", "ORPHANED"][..];
        check(ONLINE_ARCHIVE_DELETED, "state", pending, &["DELETED"], &[], Succeeded);
        check(DATA_FEDERATION_ENDPOINT_OK, "status", &["PENDING"], &["OK"], &["FAILED", "DELETING"], Failed);
        check(DATA_FEDERATION_ENDPOINT_DELETED, "status", &["OK", "DELETING"], &[], &["FAILED"], Succeeded);
    }

    #[test]
    fn recurring_states_can_be_stale() {
        for condition in [
            CLUSTER_IDLE,
            FLEX_CLUSTER_IDLE,
            SEARCH_DEPLOYMENT_IDLE,
            SEARCH_INDEX_READY,
            ONLINE_ARCHIVE_ACTIVE,
            PRIVATE_ENDPOINT_SERVICE_AVAILABLE,
            NETWORK_PEERING_ACCEPTABLE,
            NETWORK_PEERING_AVAILABLE,
        ] {
            assert!(condition.can_be_stale());
        }
        for condition in [CLUSTER_DELETED, SNAPSHOT_COMPLETED, RESTORE_FINISHED, STREAM_PROCESSOR_STARTED] {
            assert!(!condition.can_be_stale());
        }
        for condition in [SEARCH_INDEX_READY, STREAM_PROCESSOR_STARTED, STREAM_PRIVATE_LINK_DELETED, OUTAGE_SIMULATING]
        {
            assert!(condition.failure_can_be_stale());
        }
        for condition in [SNAPSHOT_COMPLETED, RESTORE_FINISHED, LIVE_MIGRATION_READY] {
            assert!(!condition.failure_can_be_stale());
        }
    }
}
