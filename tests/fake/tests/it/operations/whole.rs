//! Bodies that have all that their schemas know, sent through the generated builders.
//!
//! No service is asked: one that has rules would refuse most of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use atlas_calls::{Call, CallError, Given, calls};
use atlas_conform::missing;
use atlas_gen::{Operation, Transport, TransportFuture};
use serde_json::{Map, Value};

use super::document::{DOCUMENT, list, resolve};
use super::{call, document, request};

/// The bodies of a schema, one for each variant of the union in it that has most of them.
fn bodies(schema: &'static Value) -> Vec<Value> {
    let mut bodies = Vec::new();
    let mut whole = Whole { variant: 0, most: 1, inside: Vec::new() };
    while whole.variant < whole.most {
        bodies.extend(whole.value(schema));
        whole.variant += 1;
    }
    bodies
}

/// A body in the making.
struct Whole {
    /// Which variant of each union it is of, counted on from the first where there are fewer.
    variant: usize,
    /// The variants of the largest union so far.
    most: usize,
    /// The schemas that the walk is inside of; what leads back to one is left out.
    inside: Vec<&'static Value>,
}

#[derive(Default)]
struct Object {
    properties: BTreeMap<&'static str, &'static Value>,
    /// The properties that say which variant it is, with what they say.
    variants: BTreeMap<&'static str, &'static str>,
}

impl Whole {
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
        self.most = self.most.max(variants);
        self.variant % variants
    }
}

/// Keeps the body of the last request, and answers with nothing.
#[derive(Debug, Default)]
struct Kept(Mutex<Option<Vec<u8>>>);

impl Transport for Kept {
    fn send<'a>(&'a self, request: reqwest::Request, _operation: &'static Operation) -> TransportFuture<'a> {
        *self.0.lock().unwrap() = request.body().and_then(|body| body.as_bytes()).map(<[u8]>::to_vec);
        Box::pin(async { Ok(http::Response::new("").into()) })
    }
}

/// Sends a body, and says what is wrong with it when it comes out of the client.
async fn send(call: &Call, operation: &Operation, documented: &'static Value, body: &Value) -> Result<(), String> {
    let mut given = Given::new().body(body.clone());
    for name in operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
        given = given.parameter(name, request::path_parameter(documented, name));
    }
    for (name, value) in request::query(documented) {
        given = given.parameter(name, value);
    }
    let kept = Arc::new(Kept::default());
    let client = atlas_gen::Client::new("http://127.0.0.1:1", kept.clone());
    // An answer of nothing need not be one that the operation can have.
    if let Err(error @ CallError::Given { .. }) = call.send(&client, given).await {
        return Err(format!("{error}: {body}"));
    }
    let sent = kept.0.lock().unwrap().take().ok_or("nothing was sent")?;
    let sent: Value = serde_json::from_slice(&sent).map_err(|error| error.to_string())?;
    let wrong = [missing(body, &sent), missing(&sent, body)].concat();
    wrong.is_empty().then_some(()).ok_or_else(|| format!("{wrong:?}"))
}

#[tokio::test]
async fn every_property_that_a_request_may_have_can_be_set_and_is_sent() {
    let (mut with_body, mut sent) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for call in calls() {
        let operation = call::operation(call);
        let documented = document::operation(operation.path, operation.method);
        let Some(content_type) = operation.content_type(None) else { continue };
        with_body.insert(operation.id);
        let schema = &documented["requestBody"]["content"][&content_type]["schema"];
        for body in bodies(schema) {
            match send(call, operation, documented, &body).await {
                Ok(()) => drop(sent.insert(operation.id)),
                Err(why) => wrong.push(format!("{}: {why}", operation.id)),
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!((with_body.len(), sent), (178, with_body));
}
