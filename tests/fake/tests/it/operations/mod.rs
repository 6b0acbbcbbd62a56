//! Every operation, called as its document says and held against it and against the generated client.

mod answered;
mod call;
mod document;
mod request;
mod fixture;
mod sent;
mod versions;
mod whole;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use atlas_calls::calls;
use atlas_conform::Counts;
use atlas_gen::OPERATIONS;
use serde_json::Value;

pub(crate) use document::DOCUMENT;
use request::Parameter;

/// Calls, and what became of them.
#[derive(Default)]
struct Calls {
    exchanges: Vec<Value>,
    wrong: Vec<String>,
}

impl Calls {
    async fn make(&mut self, call: &atlas_calls::Call, optional: Option<&Parameter>) {
        match call::check(call, optional).await {
            Ok(exchange) => self.exchanges.push(exchange),
            Err(why) => {
                let with = optional.map(|parameter| format!(" with {}", parameter.name())).unwrap_or_default();
                self.wrong.push(format!("{} as {:?}{with}: {why}", call.id, call.format));
            }
        }
    }

    /// Nothing is wrong, and all of it is what `cargo xtask conform` takes, in a file that it can be given by hand too.
    #[track_caller]
    fn hold(&self, file: &str) {
        let Self { exchanges, wrong } = self;
        assert!(wrong.is_empty(), "{} are wrong, {} are not:\n{}", wrong.len(), exchanges.len(), wrong.join("\n"));
        let recording: String = exchanges.iter().map(|exchange| format!("{exchange}\n")).collect();
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(file), &recording).unwrap();
        let mut told = Vec::new();
        let counts = atlas_conform::report(file, &recording, &mut told).unwrap();
        let count = exchanges.len();
        let all = Counts { of: count, decoded: count, lossless: count, undocumented: 0, other: 0 };
        assert_eq!(counts, all, "{}", String::from_utf8_lossy(&told));
    }
}

#[tokio::test]
async fn every_operation_is_called_with_its_builder_and_answers_what_its_schema_and_its_type_say() {
    let documented = DOCUMENT["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap()).count();
    let generated: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.id).collect();
    assert_eq!((documented, generated.len()), (540, 540));
    assert_eq!(calls().map(|call| call.id).collect::<BTreeSet<_>>(), generated);
    let mut made = Calls::default();
    for call in calls() {
        made.make(call, None).await;
    }
    made.hold("operations.jsonl");
}

#[tokio::test]
async fn every_optional_parameter_can_be_set_and_arrives() {
    let mut made = Calls::default();
    for call in calls() {
        let operation = call::operation(call);
        for parameter in request::optional(document::operation(operation.path, operation.method)) {
            made.make(call, Some(&parameter)).await;
        }
    }
    made.hold("parameters.jsonl");
    assert!(made.exchanges.len() >= 440, "{} parameters", made.exchanges.len());
}
