//! The namespaces of a cluster whose latency statistics are always collected.

use serde_json::{Value, json};

use super::clusters::CLUSTERS;
use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&PINNED];

static PINNED: ResourceKind = ResourceKind {
    name: "pinnedNamespaces",
    scope: &["groupId", "clusterName"],
    operations: &[
        ("listGroupClusterCollStatPinnedNamespaces", Action::Special(|store, call, _| Ok(render(store, call)))),
        ("pinGroupClusterCollStatPinnedNamespaces", Action::Special(|store, call, _| change(store, call, replace))),
        ("updateGroupClusterCollStatPinnedNamespaces", Action::Special(|store, call, _| change(store, call, add))),
        ("unpinGroupClusterCollStatUnpinNamespaces", Action::Special(|store, call, _| change(store, call, remove))),
    ],
    ..ResourceKind::SINGLETON
};

type Change = fn(&mut Vec<Value>, Vec<Value>);

fn replace(pinned: &mut Vec<Value>, named: Vec<Value>) {
    *pinned = named;
}

fn add(pinned: &mut Vec<Value>, named: Vec<Value>) {
    let new: Vec<_> = named.into_iter().filter(|name| !pinned.contains(name)).collect();
    pinned.extend(new);
}

fn remove(pinned: &mut Vec<Value>, named: Vec<Value>) {
    pinned.retain(|name| !named.contains(name));
}

fn pinned(store: &Store, call: &Call<'_>) -> Vec<Value> {
    let stored = store.get(PINNED.name, &PINNED.scope_of(call), "");
    stored.and_then(|stored| stored.body.get("pinnedNamespaces")?.as_array().cloned()).unwrap_or_default()
}

fn render(store: &Store, call: &Call<'_>) -> Value {
    let cluster = CLUSTERS.find(store, call).map(|cluster| cluster.text("id").to_owned());
    json!({
        "clusterId": cluster.ok(),
        "groupId": call.parameter("groupId"),
        "pinnedNamespaces": pinned(store, call),
    })
}

fn change(store: &mut Store, call: &Call<'_>, change: Change) -> Result<Value, ApiError> {
    let mut body = call.body(call.operation.validation())?;
    let named = body.remove("namespaces").and_then(|named| named.as_array().cloned()).unwrap_or_default();
    let mut names = pinned(store, call);
    change(&mut names, named);
    let mut stored = Resource { scope: PINNED.scope_of(call), ..Resource::default() };
    stored.set("pinnedNamespaces", names);
    store.put(PINNED.name, stored);
    Ok(render(store, call))
}
