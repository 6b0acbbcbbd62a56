//! States that resources go through, if changes take time: until they are ready, and until they are gone.
//!
//! Some resources wait for their user, who accepts a connection at the cloud provider. The fake has no cloud provider, so
//! they wait for the time of one change.

use super::details::{ARCHIVES, DATA_ENDPOINTS, ENDPOINTS, KEY_ENDPOINTS, OUTAGE, PEERS, ROLES, SEARCH_NODES};
use crate::resource_kind::Times;
use crate::state::Call;
use crate::store::{Resource, Scheduled};

/// The states of a kind of resource.
struct States {
    property: &'static str,
    /// The states before that of a ready resource, in their order.
    before: &'static [&'static str],
    /// The state during the deletion; `None` if the deletion takes no time.
    deleting: Option<&'static str>,
}

fn states(call: &Call<'_>, shape: &str, resource: &Resource) -> Option<States> {
    let of = |property, before, deleting| Some(States { property, before, deleting });
    match shape {
        ARCHIVES => return of("state", &["PENDING"], None),
        DATA_ENDPOINTS => return of("status", &["PENDING"], Some("DELETING")),
        OUTAGE => return of("state", &["START_REQUESTED", "STARTING"], Some("RECOVERING")),
        SEARCH_NODES => return of("stateName", &["UPDATING"], Some("UPDATING")),
        _ => {}
    }
    let own =
        ["cloudProvider", "providerName"].into_iter().map(|name| resource.text(name)).find(|name| !name.is_empty());
    match (shape, own.or(call.parameter("cloudProvider"))?) {
        (ENDPOINTS, "AWS") => of("connectionStatus", &["PENDING_ACCEPTANCE", "PENDING"], Some("DELETING")),
        (ENDPOINTS, _) => of("status", &["INITIATING"], Some("DELETING")),
        (KEY_ENDPOINTS, "AZURE") => of("status", &["INITIATING", "PENDING_ACCEPTANCE"], Some("DELETING")),
        (KEY_ENDPOINTS, _) => of("status", &["INITIATING"], Some("DELETING")),
        (PEERS, "AWS") => of("statusName", &["INITIATING", "PENDING_ACCEPTANCE", "FINALIZING"], Some("TERMINATING")),
        (PEERS, "GCP") => of("status", &["ADDING_PEER", "WAITING_FOR_USER"], Some("DELETING")),
        (PEERS, _) => of("status", &["ADDING_PEER"], Some("DELETING")),
        (ROLES, "GCP") => of("status", &["IN_PROGRESS"], None),
        _ => None,
    }
}

/// Sets the first state of a new resource, and schedules the others.
pub(super) fn begin(call: &Call<'_>, times: &Times, shape: &str, resource: &mut Resource) {
    let Some(States { property, before, .. }) = states(call, shape, resource).filter(|_| !times.cluster.is_zero())
    else {
        return;
    };
    let ready = resource.text(property).to_owned();
    let mut time = call.now;
    for state in before.iter().skip(1).copied().chain([&*ready]) {
        time += times.cluster;
        resource.set_at(time, serde_json::json!({ property: state }));
    }
    resource.set(property, *before.first().unwrap_or(&&*ready));
}

/// Sets the state of a changed resource until its change takes effect.
pub(super) fn change(call: &Call<'_>, times: &Times, shape: &str, before: &str, resource: &mut Resource) {
    match shape {
        ARCHIVES => pause(call, times, before, resource),
        SEARCH_NODES => {
            resource.set("stateName", "IDLE");
            resource.scheduled.clear();
            begin(call, times, shape, resource);
        }
        _ => {}
    }
}

/// Pauses an archive after some time, or sets its new state at once.
fn pause(call: &Call<'_>, times: &Times, before: &str, resource: &mut Resource) {
    if times.cluster.is_zero() || resource.text("state") == before {
        return;
    }
    resource.scheduled.clear();
    if resource.text("state") == "PAUSED" {
        resource.set("state", "PAUSING");
        resource.set_at(call.now + times.cluster, serde_json::json!({ "state": "PAUSED" }));
    }
}

/// Returns the resource while it is being deleted; `None` if its deletion takes no time.
pub(super) fn end(call: &Call<'_>, times: &Times, shape: &str, resource: &Resource) -> Option<Resource> {
    let states = states(call, shape, resource).filter(|_| !times.cluster.is_zero())?;
    let mut ending = resource.clone();
    ending.set(states.property, states.deleting?);
    ending.scheduled = vec![(call.now + times.cluster, Scheduled::Delete)];
    Some(ending)
}
