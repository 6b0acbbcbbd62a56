//! The rules about thresholds, compared with the API's document.

use std::collections::BTreeMap;

use atlas_api::{
    Atlas,
    alert_configs::{AlertConfigSpec, AlertThreshold, MetricThreshold},
};
use serde_json::Value;

use super::email;
use crate::requests::offline;

/// The schemas of the thresholds of metrics whose units are checked, and their events.
const METRICS: [(&str, &str); 4] = [
    ("HostMetricThreshold", "OUTSIDE_METRIC_THRESHOLD"),
    ("FlexClusterMetricThreshold", "OUTSIDE_FLEX_METRIC_THRESHOLD"),
    ("ServerlessMetricThreshold", "OUTSIDE_SERVERLESS_METRIC_THRESHOLD"),
    ("StreamProcessorMetricThreshold", "OUTSIDE_STREAM_PROCESSOR_METRIC_THRESHOLD"),
];

/// The schemas of the document, by their names.
struct Schemas(Value);

impl Schemas {
    fn read() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/openapi.json");
        let mut document: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        Self(document["components"]["schemas"].take())
    }

    /// Returns a schema, or the one that it refers to.
    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema["$ref"].as_str().map(|reference| reference.rsplit('/').next().unwrap());
        name.map_or(schema, |name| &self.0[name])
    }

    /// Returns the values of an enumeration, which can be a union of enumerations.
    fn values<'a>(&'a self, schema: &'a Value) -> Vec<&'a str> {
        let schema = self.resolve(schema);
        match schema["enum"].as_array() {
            Some(values) => values.iter().map(|value| value.as_str().unwrap()).collect(),
            None => schema["oneOf"].as_array().into_iter().flatten().flat_map(|part| self.values(part)).collect(),
        }
    }
}

fn is_accepted(atlas: &Atlas, spec: AlertConfigSpec) -> bool {
    atlas.alert_configs().create(spec.notification(email())).preview().is_ok()
}

/// Returns the schemas of the metric threshold and of the plain threshold of each event. Some events are in several
/// configurations.
fn thresholds(schemas: &Schemas) -> BTreeMap<&str, [Option<&Value>; 2]> {
    let mut events = BTreeMap::<_, [Option<&Value>; 2]>::new();
    for config in schemas.0["GroupAlertsConfig"]["oneOf"].as_array().unwrap() {
        let properties = &schemas.resolve(config)["properties"];
        for event in schemas.values(&properties["eventTypeName"]) {
            let known = events.entry(event).or_default();
            for (known, name) in known.iter_mut().zip(["metricThreshold", "threshold"]) {
                *known = known.or(properties.get(name).map(|threshold| schemas.resolve(threshold)));
            }
        }
    }
    events
}

#[test]
fn the_thresholds_of_all_events_are_those_of_the_document() {
    let (atlas, schemas) = (offline(), Schemas::read());
    let events = thresholds(&schemas);
    assert!(events.len() > 140, "{}", events.len());
    for (event, [metric, plain]) in events {
        let metrics = metric.map(|schema| schema["discriminator"]["mapping"].as_object().unwrap());
        let name = metrics.map_or("CONNECTIONS", |metrics| metrics.keys().next().unwrap());
        let with_metric = AlertConfigSpec::new(event).metric_threshold(MetricThreshold::above(name, 1.0));
        assert_eq!(is_accepted(&atlas, with_metric), metric.is_some(), "{event}");

        let accepted = [AlertThreshold::above(1), AlertThreshold::below(1)]
            .map(|threshold| is_accepted(&atlas, AlertConfigSpec::new(event).threshold(threshold)));
        // `AlertThreshold` does not name a metric.
        let plain = plain.filter(|schema| schema["required"].is_null());
        let operators = plain.map(|schema| schemas.values(&schema["properties"]["operator"])).unwrap_or_default();
        let has = |names: [&str; 2]| operators.iter().any(|operator| names.contains(operator));
        assert_eq!(accepted, [has(["GREATER_THAN", ">"]), has(["LESS_THAN", "<"])], "{event}");
    }
}

#[test]
fn the_units_of_all_metrics_are_those_of_the_document() {
    let (atlas, schemas) = (offline(), Schemas::read());
    let lists = ["RawMetricUnits", "TimeMetricUnits", "DataMetricUnits", "NumberMetricUnits", "ServerlessMetricUnits"];
    let all: Vec<&str> = lists.iter().flat_map(|list| schemas.values(&schemas.0[*list])).collect();
    for (threshold, event) in METRICS {
        for (metric, view) in schemas.0[threshold]["discriminator"]["mapping"].as_object().unwrap() {
            let view = view.as_str().unwrap().rsplit('/').next().unwrap();
            let expected = schemas.values(&schemas.0[view]["properties"]["units"]);
            for units in &all {
                let threshold = MetricThreshold::above(metric, 1.0).units(*units);
                let accepted = is_accepted(&atlas, AlertConfigSpec::new(event).metric_threshold(threshold));
                assert_eq!(accepted, expected.contains(units), "{metric} in {units}");
            }
        }
    }
}
