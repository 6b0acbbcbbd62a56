//! Global writes: managed namespaces, and the zone of each location.

use serde_json::{Map, Value, json};

use super::clusters::CLUSTERS;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&GLOBAL_WRITES];

static GLOBAL_WRITES: ResourceKind = ResourceKind {
    name: "globalWrites",
    scope: &["groupId", "clusterName"],
    operations: &[
        ("getGroupClusterGlobalWrites", Action::Special(|store, call, _| Ok(get(store, call).into()))),
        ("createGroupClusterGlobalWriteManagedNamespace", Action::Special(add_namespace)),
        ("deleteGroupClusterGlobalWriteManagedNamespaces", Action::Special(remove_namespace)),
        ("createGroupClusterGlobalWriteCustomZoneMapping", Action::Special(map_zones)),
        ("deleteGroupClusterGlobalWriteCustomZoneMapping", Action::Special(unmap_zones)),
    ],
    parent: Some(&CLUSTERS),
    ..ResourceKind::SINGLETON
};

fn get(store: &Store, call: &Call<'_>) -> Map<String, Value> {
    let set = store.get(GLOBAL_WRITES.name, &GLOBAL_WRITES.scope_of(call), "").map(|set| set.body.clone());
    let cluster = CLUSTERS.find(store, call).ok();
    let self_managed = cluster.is_some_and(|cluster| cluster.flag("globalClusterSelfManagedSharding"));
    let mut body = crate::serve::object(json!({
        "customZoneMapping": {},
        "managedNamespaces": [],
        "selfManagedSharding": self_managed,
    }));
    body.extend(set.unwrap_or_default());
    body
}

/// Changes one property of the stored configuration and returns all of it.
fn change(
    store: &mut Store,
    call: &Call<'_>,
    property: &str,
    change: impl FnOnce(&mut Value) -> Result<(), ApiError>,
) -> Result<Value, ApiError> {
    let mut body = get(store, call);
    change(body.entry(property).or_insert(Value::Null))?;
    let rendered = body.clone();
    store.put(GLOBAL_WRITES.name, Resource { scope: GLOBAL_WRITES.scope_of(call), body, ..Resource::default() });
    Ok(rendered.into())
}

fn is_of(namespace: &Value, database: &str, collection: &str) -> bool {
    namespace["db"] == database && namespace["collection"] == collection
}

fn add_namespace(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.validation())?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (database, collection) = (text("db"), text("collection"));
    change(store, call, "managedNamespaces", |namespaces| {
        let mut known = namespaces.as_array().cloned().unwrap_or_default();
        if known.iter().any(|other| is_of(other, &database, &collection)) {
            return Err(codes::DUPLICATE_MANAGED_NAMESPACE.error(call, &format!("{database}.{collection}")));
        }
        known.push(body.into());
        *namespaces = known.into();
        Ok(())
    })
}

fn remove_namespace(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let [database, collection] = ["db", "collection"].map(|name| call.request.query.value(name).unwrap_or_default());
    change(store, call, "managedNamespaces", |namespaces| {
        if let Value::Array(known) = namespaces {
            known.retain(|other| !is_of(other, database, collection));
        }
        Ok(())
    })
}

/// Maps locations to the IDs of zones. The ID of a zone that the cluster does not have is made up.
fn map_zones(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.validation())?;
    let cluster = CLUSTERS.find(store, call)?.clone();
    let specs = cluster.body.get("replicationSpecs").and_then(Value::as_array).cloned().unwrap_or_default();
    let zone = |name: &Value| specs.iter().find(|spec| spec["zoneName"] == *name).map(|spec| spec["zoneId"].clone());
    change(store, call, "customZoneMapping", |mapping| {
        let mut known = mapping.as_object().cloned().unwrap_or_default();
        for mapped in body.get("customZoneMappings").and_then(Value::as_array).into_iter().flatten() {
            let location = mapped["location"].as_str().unwrap_or_default();
            known.insert(
                location.to_owned(),
                zone(&mapped["zone"]).unwrap_or_else(|| Store::id_of(&mapped["zone"].to_string()).into()),
            );
        }
        *mapping = known.into();
        Ok(())
    })
}

fn unmap_zones(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    change(store, call, "customZoneMapping", |mapping| {
        *mapping = json!({});
        Ok(())
    })
}
