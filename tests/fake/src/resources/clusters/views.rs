//! Conversion of clusters between the versions of the API.
//!
//! The fake stores the newest form: one replication spec for each shard, and a disk size for each kind of nodes.
//! Versions before 2024-08-05 count the equal shards of a zone, and have one disk size for the whole cluster.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::{hardware, legacy, private_endpoints};
use crate::error::{ApiError, codes};
use crate::state::Call;
use crate::store::{Resource, Store};

/// The form of a cluster in a version of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One instance size for all nodes, and node counts by region name.
    Legacy,
    /// A number of shards for each zone, and one disk size.
    Counted,
    /// One replication spec for each shard, and a disk size for each kind of nodes.
    Newest,
}

impl Form {
    fn of(date: Option<NaiveDate>) -> Self {
        let before =
            |year, month, day| date.zip(NaiveDate::from_ymd_opt(year, month, day)).is_some_and(|(is, was)| is < was);
        if before(2023, 2, 1) {
            Self::Legacy
        } else if before(2024, 8, 5) {
            Self::Counted
        } else {
            Self::Newest
        }
    }
}

/// Returns whether the request body describes each shard separately.
pub(super) fn is_of_shards(call: &Call<'_>) -> bool {
    Form::of(call.body_date()) == Form::Newest
}

/// Converts a request body to the newest form. `before` is the cluster to update, or empty for a new one: an older form
/// can set properties separately that the newest form has in one.
pub(super) fn modernize(call: &Call<'_>, body: &mut Map<String, Value>, before: &Map<String, Value>) {
    match Form::of(call.body_date()) {
        Form::Legacy => legacy::modernize(body, before),
        Form::Counted => expand(body, before),
        Form::Newest => {}
    }
}

/// Returns a cluster in the form of the response's version.
pub(super) fn view(store: &Store, call: &Call<'_>, cluster: &Resource) -> Result<Map<String, Value>, ApiError> {
    let mut body = cluster.body.clone();
    private_endpoints::add_connection_strings(store, cluster, &mut body);
    let form = Form::of(call.media_type.date());
    if form == Form::Newest {
        let specs = cluster.body.get("replicationSpecs").cloned();
        body.extend(specs.map(|specs| ("effectiveReplicationSpecs".to_owned(), specs)));
        hardware::add_effective(&mut body);
        return Ok(body);
    }
    let specs = count(&body).ok_or_else(|| codes::ASYMMETRIC_SHARD_UNSUPPORTED.error(call, &cluster.key))?;
    let disk = hardware::regions(&body).find_map(|region| region["electableSpecs"].get("diskSizeGB").cloned());
    body.extend(disk.map(|disk| ("diskSizeGB".to_owned(), disk)));
    body.insert("replicationSpecs".to_owned(), specs.into());
    if form == Form::Legacy {
        legacy::view(&mut body);
    }
    Ok(body)
}

/// Expands counted shards to one replication spec each, and the disk size to each kind of nodes.
pub(super) fn expand(body: &mut Map<String, Value>, before: &Map<String, Value>) {
    let disk = body.remove("diskSizeGB").filter(|disk| !disk.is_null());
    if disk.is_some() && !body.contains_key("replicationSpecs") {
        body.extend(before.get("replicationSpecs").map(|specs| ("replicationSpecs".to_owned(), specs.clone())));
    }
    let Some(Value::Array(counted)) = body.get_mut("replicationSpecs") else { return };
    let mut specs = Vec::new();
    for mut spec in std::mem::take(counted) {
        let shards = spec.as_object_mut().and_then(|spec| spec.remove("numShards"));
        for shard in 0..shards.as_ref().and_then(Value::as_u64).unwrap_or(1).clamp(1, 1_000) {
            let mut spec = spec.clone();
            if let Some(spec) = spec.as_object_mut().filter(|_| shard > 0) {
                spec.remove("id");
            }
            specs.push(spec);
        }
    }
    let regions = specs.iter_mut().filter_map(|spec| spec.get_mut("regionConfigs")?.as_array_mut()).flatten();
    for region in regions {
        for nodes in hardware::NODES {
            if let (Some(Value::Object(nodes)), Some(disk)) = (region.get_mut(nodes), &disk) {
                nodes.insert("diskSizeGB".to_owned(), disk.clone());
            }
        }
    }
    body.insert("replicationSpecs".to_owned(), specs.into());
}

/// Returns one replication spec for each zone with its number of shards, or `None` if the shards of a zone differ.
fn count(cluster: &Map<String, Value>) -> Option<Vec<Value>> {
    let mut zones: Vec<Value> = Vec::new();
    for spec in hardware::specs(cluster) {
        match zones.iter_mut().find(|zone| zone["zoneName"] == spec["zoneName"]) {
            Some(zone) if zone["regionConfigs"] == spec["regionConfigs"] => {
                zone["numShards"] = json!(zone["numShards"].as_u64().unwrap_or_default() + 1);
            }
            Some(_) => return None,
            None => {
                let mut zone = spec.clone();
                zone["numShards"] = 1.into();
                zones.push(zone);
            }
        }
    }
    Some(zones)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde_json::{Value, json};

    use super::{Form, count, expand};

    fn body(value: Value) -> serde_json::Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    fn zone(size: &str) -> Value {
        json!({ "regionConfigs": [{ "electableSpecs": { "instanceSize": size } }], "zoneName": "Zone 1" })
    }

    #[test]
    fn the_date_of_a_version_determines_the_form() {
        let date = |text: &str| Form::of(text.parse::<NaiveDate>().ok());
        assert_eq!(
            ["2023-01-01", "2023-02-01", "2024-08-05", "2024-10-23"].map(date),
            [Form::Legacy, Form::Counted, Form::Newest, Form::Newest]
        );
        assert_eq!(Form::of(None), Form::Newest);
    }

    #[test]
    fn counting_and_expanding_equal_shards_round_trips() {
        let mut shards = body(json!({ "replicationSpecs": [zone("M30"), zone("M30")] }));
        let zones = count(&shards).unwrap();
        assert_eq!((zones.len(), &zones[0]["numShards"]), (1, &json!(2)));
        let mut counted = body(json!({ "replicationSpecs": zones, "diskSizeGB": 40 }));
        expand(&mut counted, &serde_json::Map::new());
        for shard in shards["replicationSpecs"].as_array_mut().unwrap() {
            shard["regionConfigs"][0]["electableSpecs"]["diskSizeGB"] = 40.into();
        }
        assert_eq!(counted, shards);
    }

    #[test]
    fn different_shards_cannot_be_counted() {
        assert_eq!(count(&body(json!({ "replicationSpecs": [zone("M30"), zone("M40")] }))), None);
    }
}
