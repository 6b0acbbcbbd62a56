//! Bodies with every property of their schemas, sent through the generated builders.
//!
//! No server is involved, because the fake would reject most of these bodies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use atlas_calls::{Arguments, Call, CallError, calls};
use atlas_conform::missing;
use atlas_gen::{CallContext, Operation, Transport, TransportFuture};
use serde_json::{Map, Value};

use super::document::{DOCUMENT, list, resolve};
use super::{call, document, request};

/// Returns the bodies of a schema: as many as its largest union has variants.
fn bodies(schema: &'static Value) -> Vec<Value> {
    let mut bodies = Vec::new();
    let mut builder = BodyBuilder { variant: 0, max_variants: 1, inside: Vec::new() };
    while builder.variant < builder.max_variants {
        bodies.extend(builder.value(schema));
        builder.variant += 1;
    }
    bodies
}

/// A builder of one body.
struct BodyBuilder {
    /// The index of the variant of each union, modulo its number of variants.
    variant: usize,
    /// The number of variants of the largest union so far.
    max_variants: usize,
    /// The schemas that enclose the current one; a recursive reference to them is omitted.
    inside: Vec<&'static Value>,
}

#[derive(Default)]
struct Object {
    properties: BTreeMap<&'static str, &'static Value>,
    /// The discriminating properties with their values.
    variants: BTreeMap<&'static str, &'static str>,
}

impl BodyBuilder {
    fn value(&mut self, schema: &'static Value) -> Option<Value> {
        let schema = resolve(schema);
        if self.inside.iter().any(|outer| std::ptr::eq(*outer, schema)) {
            return None;
        }
        self.inside.push(schema);
        let value = self.value_of(schema);
        self.inside.pop();
        value
    }

    fn value_of(&mut self, schema: &'static Value) -> Option<Value> {
        if schema["type"] == "array" {
            return Some(self.value(&schema["items"]).into_iter().collect());
        }
        let mut object = Object::default();
        self.gather(schema, false, &mut object);
        let values = schema.get("additionalProperties").filter(|values| values.is_object());
        match (object.properties.is_empty(), values) {
            (false, _) => Some(self.object(&object)),
            (true, Some(values)) => Some(Map::from_iter([("example".to_owned(), self.value(values)?)]).into()),
            (true, None) => Some(request::body(schema)),
        }
    }

    fn object(&mut self, object: &Object) -> Value {
        let read_only = |property: &Value| property["readOnly"] == true;
        let mut body = Map::new();
        for (name, property) in &object.properties {
            let value = match object.variants.get(name) {
                Some(variant) => Some((*variant).into()),
                None if read_only(property) || read_only(resolve(property)) => None,
                None => self.value(property),
            };
            body.extend(value.map(|value| ((*name).to_owned(), value)));
        }
        body.into()
    }

    fn gather(&mut self, schema: &'static Value, part: bool, object: &mut Object) {
        let schema = resolve(schema);
        for part in list(schema, "allOf") {
            self.gather(part, true, object);
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        object.properties.extend(properties.into_iter().flatten().map(|(name, property)| (name.as_str(), property)));
        if part {
            return;
        }
        let mapping = schema.pointer("/discriminator/mapping").and_then(Value::as_object);
        let branches: Vec<_> = list(schema, "oneOf").chain(list(schema, "anyOf")).collect();
        if let Some(mapping) = mapping.filter(|mapping| !mapping.is_empty()) {
            let (value, target) = mapping.iter().nth(self.choose(mapping.len())).unwrap();
            self.gather(DOCUMENT.pointer(target.as_str().unwrap().trim_start_matches('#')).unwrap(), true, object);
            object.variants.insert(schema["discriminator"]["propertyName"].as_str().unwrap(), value);
        } else if !branches.is_empty() {
            let branch = branches[self.choose(branches.len())];
            self.gather(branch, false, object);
        }
    }

    fn choose(&mut self, variants: usize) -> usize {
        self.max_variants = self.max_variants.max(variants);
        self.variant % variants
    }
}

/// A transport that keeps the body of the last request and returns an empty response.
#[derive(Debug, Default)]
struct CaptureBody(Mutex<Option<Vec<u8>>>);

impl Transport for CaptureBody {
    fn send<'a>(&'a self, request: atlas_gen::Request, _: CallContext) -> TransportFuture<'a> {
        *self.0.lock().unwrap() = request.body().map(|body| body.to_vec());
        Box::pin(async { Ok(http::Response::default()) })
    }
}

/// Sends a body through the client and compares the sent bytes; the error lists the differences.
async fn send(call: &Call, operation: &Operation, documented: &'static Value, body: &Value) -> Result<(), String> {
    let mut arguments = Arguments::new().body(body.clone());
    for name in operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
        arguments = arguments.parameter(name, request::path_parameter(documented, name));
    }
    for (name, value) in request::query(documented) {
        arguments = arguments.parameter(name, value);
    }
    let transport = Arc::new(CaptureBody::default());
    let client = atlas_gen::Client::new("http://127.0.0.1:1", transport.clone());
    // The operation may not be able to decode an empty response, so only errors in the arguments count.
    if let Err(error @ CallError::Argument { .. }) = call.send(&client, arguments).await {
        return Err(format!("{error}: {body}"));
    }
    let sent = transport.0.lock().unwrap().take().ok_or("the body was not sent")?;
    let sent: Value = serde_json::from_slice(&sent).map_err(|error| error.to_string())?;
    let differences = [missing(body, &sent), missing(&sent, body)].concat();
    differences.is_empty().then_some(()).ok_or_else(|| format!("{differences:?}"))
}

#[tokio::test]
async fn every_property_of_a_request_body_can_be_set_and_is_sent() {
    let (mut with_body, mut sent) = (BTreeSet::new(), BTreeSet::new());
    let mut failures = Vec::new();
    for call in calls() {
        let operation = call::operation(call);
        let documented = document::operation(operation.path, operation.method);
        let Some(content_type) = operation.content_type(None) else { continue };
        with_body.insert(operation.id);
        let schema = &documented["requestBody"]["content"][&content_type]["schema"];
        for body in bodies(schema) {
            match send(call, operation, documented, &body).await {
                Ok(()) => drop(sent.insert(operation.id)),
                Err(problem) => failures.push(format!("{}: {problem}", operation.id)),
            }
        }
    }
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
    assert_eq!((with_body.len(), sent), (178, with_body));
}
