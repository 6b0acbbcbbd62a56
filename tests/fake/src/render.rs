//! How what is remembered is shown in the version that is asked for.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::page::{Page, link};
use crate::response::Content;
use crate::route::PathParameters;
use crate::sample::Subject;
use crate::schema;
use crate::state::Call;
use crate::store::Resource;

/// What stands for itself in a segment of a path.
const SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b':');

/// The answer of an operation, yet to be filled.
pub(crate) struct Rendered<'a> {
    call: &'a Call<'a>,
    /// The schema of the whole answer.
    schema: Option<&'a Value>,
    /// The address of the list that a resource is in.
    list_url: String,
    url: String,
}

impl<'a> Rendered<'a> {
    pub(crate) fn of(call: &'a Call<'a>) -> Self {
        let schemas = call.document.schemas();
        let success = call.operation.success(call.media_type);
        let url = format!("{}{}", call.base_url, call.request.path);
        let one = if call.operation.of_one { url.rsplit_once('/') } else { None };
        Self {
            call,
            schema: success.and_then(|success| success.schema.as_ref()).map(|schema| schema::resolve(schemas, schema)),
            list_url: one.map_or(&*url, |(list, _)| list).to_owned(),
            url,
        }
    }

    /// The schema of one resource, whether the answer is one or a list of them.
    fn item(&self) -> Option<&'a Value> {
        let schema = self.schema?;
        let items = schema.pointer("/properties/results/items").or(schema.get("items"));
        Some(items.unwrap_or(schema))
    }

    fn subject<'s>(&'s self, parameters: &'s PathParameters, complete: bool) -> Subject<'s> {
        Subject {
            schemas: self.call.document.schemas(),
            parameters,
            url: &self.url,
            of_one: self.call.operation.of_one,
            now: self.call.now,
            complete,
        }
    }

    /// What is remembered as the schema has it. It knows better than the path.
    fn sample(&self, schema: &Value, remembered: &Map<String, Value>) -> Value {
        self.subject(&Vec::new(), false).resource(schema, remembered)
    }

    /// A resource with what the schema needs beside what is said of it.
    pub(crate) fn complete(&self, said: &Map<String, Value>) -> Map<String, Value> {
        match self.item().map(|schema| self.sample(schema, said)) {
            Some(Value::Object(complete)) => complete,
            _ => Map::new(),
        }
    }

    /// A resource of which nothing is said.
    pub(crate) fn made_up(&self) -> Map<String, Value> {
        match self.item().map(|schema| self.subject(self.call.parameters, true).sample(schema, None)) {
            Some(Value::Object(made_up)) => made_up,
            _ => Map::new(),
        }
    }

    fn value(&self, schema: &Value, body: &Map<String, Value>, url: &str) -> Value {
        let mut value = self.sample(schema, body);
        let schemas = self.call.document.schemas();
        if value.is_object() && schema::has_property(schemas, schema, "links") {
            value["links"] = json!([link("self", url.to_owned())]);
        }
        value
    }

    /// One resource, or nothing where the document knows of no answer.
    pub(crate) fn one(&self, body: &Map<String, Value>) -> Content {
        self.one_at(&self.url, body)
    }

    /// One resource that was just created: the request went to the list that it is in now.
    pub(crate) fn created(&self, key: &str, body: &Map<String, Value>) -> Content {
        self.one_at(&self.url_of(key), body)
    }

    fn url_of(&self, key: &str) -> String {
        if key.is_empty() {
            return self.list_url.clone();
        }
        format!("{}/{}", self.list_url, utf8_percent_encode(key, SEGMENT))
    }

    fn one_at(&self, url: &str, body: &Map<String, Value>) -> Content {
        let Some(schema) = self.item() else { return Content::Nothing };
        if self.call.media_type.format() == "csv" {
            return Content::Bytes(table(body).into_bytes());
        }
        Content::One(self.value(schema, body, url))
    }

    /// Whether a list is answered.
    pub(crate) fn is_list(&self) -> bool {
        self.schema.is_some_and(|schema| schema["type"] == "array" || schema.pointer("/properties/results").is_some())
    }

    /// A list of the resources that the query's filters let pass.
    pub(crate) fn list<'r>(&self, resources: impl Iterator<Item = &'r Resource>) -> Result<Content, ApiError> {
        let passing = resources.filter(|resource| self.passes(&resource.body));
        self.page(&passing.map(|resource| (resource.key.as_str(), &resource.body)).collect::<Vec<_>>())
    }

    /// A list of values that are no resources of their own.
    pub(crate) fn values<'v>(&self, values: &'v [Value]) -> Result<Content, ApiError> {
        let key = |value: &'v Value| ["id", "name"].iter().find_map(|name| value.get(name)?.as_str());
        let item = |value: &'v Value| Some((key(value).unwrap_or_default(), value.as_object()?));
        let items = values.iter().filter_map(item).filter(|(_, body)| self.passes(body));
        self.page(&items.collect::<Vec<_>>())
    }

    fn page(&self, items: &[(&str, &Map<String, Value>)]) -> Result<Content, ApiError> {
        let (Some(root), Some(item)) = (self.schema, self.item()) else { return Ok(Content::Nothing) };
        let show = |(key, body): &(&str, &Map<String, Value>)| self.value(item, body, &self.url_of(key));
        if root["type"] == "array" {
            return Ok(Content::One(items.iter().map(show).collect()));
        }
        let mut page = Page::of(self.call)?.body(items, &self.url, show);
        if let Value::Object(page) = &mut page {
            page.retain(|name, _| schema::has_property(self.call.document.schemas(), root, name));
        }
        Ok(Content::Page(page))
    }

    /// Whether a resource has what the query's parameters of its properties' names say.
    fn passes(&self, body: &Map<String, Value>) -> bool {
        self.call.request.query.iter().all(|(name, wanted)| match body.get(name) {
            // The service looks names up by a part of them.
            Some(Value::String(text)) if name == "name" => text.to_lowercase().contains(&wanted.to_lowercase()),
            Some(Value::String(text)) => text == wanted,
            _ => true,
        })
    }
}

/// The lines of an invoice as CSV, each property that any of them has a column.
fn table(body: &Map<String, Value>) -> String {
    let lines: Vec<_> = body.get("lineItems").and_then(Value::as_array).into_iter().flatten().collect();
    let names: BTreeSet<_> = lines.iter().filter_map(|line| line.as_object()).flat_map(Map::keys).collect();
    let field = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) if text.contains([',', '"', '\n']) => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let mut rows = vec![names.iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>().join(",")];
    rows.extend(lines.iter().map(|line| {
        let fields = names.iter().map(|name| field(&line[name.as_str()]));
        fields.collect::<Vec<_>>().join(",")
    }));
    rows.join("\n") + "\n"
}
