//! The rules about thresholds, compared with the API's document.

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

#[test]
fn the_thresholds_of_all_events_are_those_of_the_document() {
    let (atlas, schemas) = (offline(), Schemas::read());
    let mut events = 0;
    for config in schemas.0["GroupAlertsConfig"]["oneOf"].as_array().unwrap() {
        let properties = &schemas.resolve(config)["properties"];
        for event in schemas.values(&properties["eventTypeName"]) {
            events += 1;
            let metric = properties.get("metricThreshold").map(|threshold| {
                let mapping = schemas.resolve(threshold)["discriminator"]["mapping"].as_object().unwrap();
                mapping.keys().next().unwrap().clone()
            });
            let metric = metric.unwrap_or_else(|| "CONNECTIONS".to_owned());
            let has_metric = properties.get("metricThreshold").is_some();
            let with_metric = AlertConfigSpec::new(event).metric_threshold(MetricThreshold::above(metric, 1.0));
            assert_eq!(is_accepted(&atlas, with_metric), has_metric, "{event}");

            let has_plain = properties.get("threshold").is_some();
            let [above, below] = [AlertThreshold::above(1), AlertThreshold::below(1)]
                .map(|threshold| is_accepted(&atlas, AlertConfigSpec::new(event).threshold(threshold)));
            assert_eq!(above || below, has_plain, "{event}");
            if has_plain {
                let operators = schemas.values(&schemas.resolve(&properties["threshold"])["properties"]["operator"]);
                let expected = (operators.contains(&"GREATER_THAN"), operators.contains(&"LESS_THAN"));
                assert_eq!((above, below), expected, "{event}");
            }
        }
    }
    assert!(events > 140, "{events}");
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
