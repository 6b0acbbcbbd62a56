//! Calls of every operation as documented, checked against the document and the generated client.

mod call;
mod document;
mod fixture;
mod full_bodies;
mod ignored;
mod request;
mod response;
mod round_trip;
mod sent;
mod silent;
mod versions;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use atlas_calls::calls;
use atlas_conform::Counts;
use atlas_gen::OPERATIONS;
use serde_json::Value;

use call::Success;
pub(crate) use document::DOCUMENT;
pub(crate) use fixture::Fixture;
use request::Parameter;
pub(crate) use request::query;

/// The results of calls.
#[derive(Default)]
struct Results {
    exchanges: Vec<Value>,
    failures: Vec<String>,
    /// The query parameters without an effect, after their operations.
    ignored: BTreeSet<(&'static str, String)>,
    /// The changes that recorded no event.
    silent: BTreeSet<&'static str>,
}

impl Results {
    async fn call(&mut self, call: &atlas_calls::Call, optional: Option<&Parameter>) {
        match call::check(call, optional).await {
            Ok(Success { exchange, ignored, has_event }) => {
                if !has_event && call::operation(call).method != "GET" {
                    self.silent.insert(call.id);
                }
                self.exchanges.push(exchange);
                self.ignored.extend(ignored.into_iter().map(|name| (call.id, name)));
            }
            Err(problem) => {
                let with = optional.map(|parameter| format!(" with {}", parameter.name())).unwrap_or_default();
                self.failures.push(format!("{} as {:?}{with}: {problem}", call.id, call.format));
            }
        }
    }

    /// Asserts that no call failed and that all exchanges pass `cargo xtask conform`. Keeps the recording in a file.
    #[track_caller]
    fn assert_conform(&self, file: &str) {
        let Self { exchanges, failures, .. } = self;
        let (failed, passed) = (failures.len(), exchanges.len());
        assert!(failures.is_empty(), "{failed} failed, {passed} passed:\n{}", failures.join("\n"));
        let recording: String = exchanges.iter().map(|exchange| format!("{exchange}\n")).collect();
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(file), &recording).unwrap();
        let mut report = Vec::new();
        let counts = atlas_conform::report(file, &recording, &mut report).unwrap();
        let count = exchanges.len();
        let all = Counts { total: count, decoded: count, lossless: count, undocumented: 0, other_version: 0 };
        assert_eq!(counts, all, "{}", String::from_utf8_lossy(&report));
    }
}

#[tokio::test]
async fn every_operation_returns_a_response_that_matches_its_schema_and_its_type() {
    let documented = DOCUMENT["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap()).count();
    let generated: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.id).collect();
    assert_eq!((documented, generated.len()), (540, 540));
    assert_eq!(calls().map(|call| call.id).collect::<BTreeSet<_>>(), generated);
    let mut results = Results::default();
    for call in calls() {
        results.call(call, None).await;
    }
    results.assert_conform("operations.jsonl");
    silent::assert_known(&results.silent);
}

#[tokio::test]
async fn every_optional_parameter_can_be_set_and_is_received() {
    let mut results = Results::default();
    for call in calls() {
        let operation = call::operation(call);
        for parameter in request::optional(document::operation(operation.path, operation.method)) {
            results.call(call, Some(&parameter)).await;
        }
    }
    results.assert_conform("parameters.jsonl");
    assert!(results.exchanges.len() >= 440, "{} parameters", results.exchanges.len());
    ignored::assert_known(&results.ignored);
}
