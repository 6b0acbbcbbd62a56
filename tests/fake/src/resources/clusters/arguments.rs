//! Process arguments of a cluster. The arguments for TLS are also the cluster's advanced configuration.

use serde_json::{Map, Value, json};

use super::{CLUSTERS, hardware};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::resources::events;
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static PROCESS_ARGUMENTS: ResourceKind = ResourceKind {
    name: "processArgs",
    scope: &["groupId", "clusterName"],
    operations: &[
        ("getGroupClusterProcessArgs", Action::Special(|store, call, _| Ok(of(CLUSTERS.find(store, call)?).into()))),
        ("updateGroupClusterProcessArgs", Action::Special(update)),
    ],
    parent: Some(&CLUSTERS),
    ..ResourceKind::SINGLETON
};

/// The property with the arguments outside the advanced configuration. No schema has it, so no response shows it.
const OTHERS: &str = "#processArgs";
const CONFIGURATION: &str = "advancedConfiguration";

/// The arguments that are part of the advanced configuration.
const ENCRYPTION: [&str; 4] = [
    "customOpensslCipherConfigTls12",
    "customOpensslCipherConfigTls13",
    "minimumEnabledTlsProtocol",
    "tlsCipherConfigMode",
];

/// Returns the default advanced configuration.
pub(super) fn default_configuration() -> Value {
    json!({
        "customOpensslCipherConfigTls12": [],
        "customOpensslCipherConfigTls13": [],
        "minimumEnabledTlsProtocol": "TLS1_2",
        "tlsCipherConfigMode": "DEFAULT",
    })
}

fn of(cluster: &Resource) -> Map<String, Value> {
    let mut arguments = crate::serve::object(json!({
        "changeStreamOptionsPreAndPostImagesExpireAfterSeconds": -1,
        "chunkMigrationConcurrency": 1,
        "defaultWriteConcern": "majority",
        "javascriptEnabled": true,
        "noTableScan": false,
        "queryStatsLogVerbosity": 1,
        "transactionLifetimeLimitSeconds": 60,
    }));
    arguments.extend(crate::serve::object(default_configuration()));
    for part in [OTHERS, CONFIGURATION] {
        arguments.extend(part_of(cluster, part));
    }
    arguments
}

fn part_of(cluster: &Resource, part: &str) -> Map<String, Value> {
    cluster.body.get(part).and_then(Value::as_object).cloned().unwrap_or_default()
}

/// Sets the arguments in the body. An argument that is `null` returns to its default.
fn update(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.validation())?;
    let cluster = CLUSTERS.find_mut(store, call)?;
    if hardware::is_tenant(&cluster.body) {
        return Err(codes::TENANT_CLUSTER_PROCESS_ARGS_NOT_SUPPORTED.error(call, &cluster.key));
    }
    for (name, value) in body {
        let part = if ENCRYPTION.contains(&name.as_str()) { CONFIGURATION } else { OTHERS };
        let mut arguments = part_of(cluster, part);
        if value.is_null() {
            arguments.remove(&name);
        } else {
            arguments.insert(name, value);
        }
        cluster.set(part, arguments);
    }
    let cluster = cluster.clone();
    events::record(store, call, "CLUSTER_PROCESS_ARGS_UPDATE_SUBMITTED", &cluster);
    Ok(of(&cluster).into())
}
