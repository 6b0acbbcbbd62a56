//! The form of clusters in the first version of the API: one instance size for all nodes, and node counts by region
//! name.

use serde_json::{Map, Value, json};

use super::{hardware, views};

/// The node counts of a region in the legacy form, each with its name in the newest form.
const COUNTS: [(&str, &str); 3] =
    [("electableNodes", "electableSpecs"), ("analyticsNodes", "analyticsSpecs"), ("readOnlyNodes", "readOnlySpecs")];

/// Converts a request body to the newest form.
pub(super) fn modernize(body: &mut Map<String, Value>, before: &Map<String, Value>) {
    if let Some(enabled) = body.remove("providerBackupEnabled").filter(|enabled| !enabled.is_null()) {
        body.insert("backupEnabled".to_owned(), enabled);
    }
    let settings = body.remove("providerSettings").unwrap_or_default();
    let shards = body.remove("numShards").filter(|shards| !shards.is_null());
    let factor = body.remove("replicationFactor").filter(|factor| !factor.is_null()).unwrap_or_else(|| 3.into());
    let scaling = scaling(body.remove("autoScaling").as_ref());
    let alone = body.remove("replicationSpec");
    let is_laid_out = settings.get("regionName").is_some() || alone.is_some() || body.contains_key("replicationSpecs");
    if settings.is_null() || !before.is_empty() && !is_laid_out {
        resize(body, before, settings.get("instanceSizeName"));
        views::expand(body, before);
        return;
    }
    let region = settings["regionName"].as_str().unwrap_or("US_EAST_1").to_owned();
    let here = json!({ region: { "electableNodes": factor, "priority": 7 } });
    let zones = match body.remove("replicationSpecs") {
        Some(Value::Array(zones)) if zones.iter().any(|zone| zone.get("regionsConfig").is_some()) => zones,
        _ => vec![json!({ "numShards": shards, "regionsConfig": alone.filter(Value::is_object).unwrap_or(here) })],
    };
    let zones = zones.into_iter().map(|zone| modern_zone(zone, &settings, scaling.as_ref()));
    let zones: Vec<_> = zones.collect();
    body.insert("replicationSpecs".to_owned(), zones.into());
    views::expand(body, before);
}

/// Changes the instance size of all nodes of a cluster and leaves its layout unchanged.
fn resize(body: &mut Map<String, Value>, before: &Map<String, Value>, size: Option<&Value>) {
    let (Some(size), Some(specs)) = (size, before.get("replicationSpecs")) else { return };
    let mut specs = specs.clone();
    let regions =
        specs.as_array_mut().into_iter().flatten().filter_map(|spec| spec.get_mut("regionConfigs")?.as_array_mut());
    for region in regions.flatten() {
        for (_, nodes) in COUNTS {
            if let Some(Value::Object(nodes)) = region.get_mut(nodes) {
                nodes.insert("instanceSize".to_owned(), size.clone());
            }
        }
    }
    body.insert("replicationSpecs".to_owned(), specs);
}

fn modern_zone(mut zone: Value, settings: &Value, scaling: Option<&Value>) -> Value {
    let regions = zone.as_object_mut().and_then(|zone| zone.remove("regionsConfig")).unwrap_or_default();
    let regions = regions.as_object().into_iter().flatten();
    let configs = regions.map(|(name, counts)| {
        let mut config = json!({
            "priority": counts.get("priority").cloned().unwrap_or_else(|| 7.into()),
            "providerName": settings["providerName"],
            "regionName": name,
        });
        for (property, nodes) in COUNTS {
            if let Some(count) = counts.get(property).filter(|count| !count.is_null()) {
                config[nodes] = json!({ "instanceSize": settings["instanceSizeName"], "nodeCount": count });
            }
        }
        for (property, value) in
            [("backingProviderName", settings.get("backingProviderName")), ("autoScaling", scaling)]
        {
            if let Some(value) = value.filter(|value| !value.is_null()) {
                config[property] = value.clone();
            }
        }
        config
    });
    let configs: Vec<_> = configs.collect();
    zone["regionConfigs"] = configs.into();
    zone
}

fn scaling(given: Option<&Value>) -> Option<Value> {
    let given = given?.as_object()?;
    let compute = given.get("compute").cloned().unwrap_or_else(|| json!({ "enabled": false }));
    Some(json!({ "compute": compute, "diskGB": { "enabled": given.get("diskGBEnabled") == Some(&Value::Bool(true)) } }))
}

/// Converts a cluster from the form that counts shards to the legacy form.
pub(super) fn view(body: &mut Map<String, Value>) {
    let Some(first) = hardware::regions(body).next().cloned() else { return };
    let zones: Vec<_> = hardware::specs(body).map(legacy_zone).collect();
    let sum = |property: &str| zones.iter().filter_map(|zone| zone[property].as_u64()).sum::<u64>();
    let backing = first.get("backingProviderName");
    let mut settings = Map::new();
    for (name, value) in [
        ("backingProviderName", backing),
        ("diskIOPS", first["electableSpecs"].get("diskIOPS")),
        ("instanceSizeName", first["electableSpecs"].get("instanceSize")),
        ("providerName", first.get("providerName")),
        ("regionName", first.get("regionName")),
        ("volumeType", first["electableSpecs"].get("ebsVolumeType")),
    ] {
        settings.extend(value.map(|value| (name.to_owned(), value.clone())));
    }
    let strings = body.get("connectionStrings").cloned().unwrap_or_default();
    for (name, value) in [
        ("mongoURI", strings.get("standard")),
        ("mongoURIWithOptions", strings.get("standard")),
        ("srvAddress", strings.get("standardSrv")),
    ] {
        body.extend(value.map(|value| (name.to_owned(), value.clone())));
    }
    let scaling = &first["autoScaling"];
    body.insert(
        "autoScaling".to_owned(),
        json!({
            "compute": {
                "enabled": scaling["compute"]["enabled"] == true,
                "scaleDownEnabled": scaling["compute"]["scaleDownEnabled"] == true,
            },
            "diskGBEnabled": scaling["diskGB"]["enabled"] == true,
        }),
    );
    body.insert("numShards".to_owned(), sum("numShards").max(1).into());
    let factor = first["electableSpecs"]["nodeCount"].as_u64().filter(|count| [3, 5, 7].contains(count));
    body.insert("replicationFactor".to_owned(), factor.unwrap_or(3).into());
    body.extend(zones.first().map(|zone| ("replicationSpec".to_owned(), zone["regionsConfig"].clone())));
    body.insert("providerSettings".to_owned(), settings.into());
    let backup = body.get("backupEnabled").cloned().unwrap_or(Value::Bool(false));
    body.insert("providerBackupEnabled".to_owned(), backup);
    body.insert("replicationSpecs".to_owned(), zones.into());
}

fn legacy_zone(zone: &Value) -> Value {
    let regions = zone["regionConfigs"].as_array().into_iter().flatten();
    let regions = regions.filter_map(|region| {
        let count = |nodes: &str| region[nodes]["nodeCount"].as_u64().unwrap_or_default();
        let mut counts = Map::from_iter(COUNTS.map(|(property, nodes)| (property.to_owned(), count(nodes).into())));
        counts.insert("priority".to_owned(), region["priority"].clone());
        Some((region["regionName"].as_str()?.to_owned(), Value::Object(counts)))
    });
    let regions: Map<_, _> = regions.collect();
    json!({
        "id": zone["id"],
        "numShards": zone["numShards"],
        "regionsConfig": regions,
        "zoneName": zone["zoneName"],
    })
}
