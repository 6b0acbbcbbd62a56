//! Rendering of stored resources in the version of the response.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::page::{Page, link};
use crate::parameter::Parameter;
use crate::resource_kind::ResourceKind;
use crate::response::Content;
use crate::route::PathParameters;
use crate::sample::{Sampler, Selection};
use crate::schema;
use crate::state::Call;
use crate::store::Resource;

/// The characters that are percent-encoded in a path segment.
const SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b':');

/// A renderer for the response of one call.
pub(crate) struct Rendered<'a> {
    call: &'a Call<'a>,
    kind: &'static ResourceKind,
    /// The schema of the response body.
    schema: Option<&'a Value>,
    /// The URL of the list that contains the resource.
    list_url: String,
    url: String,
}

impl<'a> Rendered<'a> {
    pub(crate) fn of(call: &'a Call<'a>, kind: &'static ResourceKind) -> Self {
        let schemas = call.document.schemas();
        let success = call.operation.success(call.media_type);
        let url = format!("{}{}", call.base_url, call.request.path);
        let parts = if call.operation.of_one { 1 + usize::from(kind.key_prefix.is_some()) } else { 0 };
        let list_url = (0..parts).fold(&*url, |url, _| url.rsplit_once('/').map_or(url, |(list, _)| list)).to_owned();
        Self {
            call,
            kind,
            schema: success.and_then(|success| success.schema.as_ref()).map(|schema| schema::resolve(schemas, schema)),
            list_url,
            url,
        }
    }

    /// Returns the schema of one resource, for a response with one resource or a list.
    fn item(&self) -> Option<&'a Value> {
        Some(schema::item(self.call.document.schemas(), self.schema?))
    }

    fn sampler<'s>(&'s self, parameters: &'s PathParameters, selection: Selection) -> Sampler<'s> {
        Sampler {
            schemas: self.call.document.schemas(),
            parameters,
            url: &self.url,
            of_one: self.call.operation.of_one,
            now: self.call.now,
            selection,
        }
    }

    /// Returns stored properties in the form of the schema. Values of path parameters are not filled in.
    fn project(&self, schema: &Value, stored: &Map<String, Value>) -> Value {
        self.sampler(&Vec::new(), Selection::Required).resource(schema, stored)
    }

    /// Returns a resource with the given properties and the further ones that the schema requires.
    pub(crate) fn complete(&self, given: &Map<String, Value>) -> Map<String, Value> {
        match self.item().map(|schema| self.project(schema, given)) {
            Some(Value::Object(complete)) => complete,
            _ => Map::new(),
        }
    }

    /// Returns a sample resource.
    pub(crate) fn sample(&self) -> Map<String, Value> {
        match self.item().map(|schema| self.sampler(self.call.parameters, Selection::Complete).sample(schema, None)) {
            Some(Value::Object(sample)) => sample,
            _ => Map::new(),
        }
    }

    fn value(&self, schema: &Value, body: &Map<String, Value>, url: &str) -> Value {
        let mut value = self.project(schema, body);
        let schemas = self.call.document.schemas();
        if value.is_object() && schema::has_property(schemas, schema, "links") {
            value["links"] = json!([link("self", url.to_owned())]);
        }
        value
    }

    /// Renders one resource, or nothing if the response has no body in the document.
    pub(crate) fn one(&self, body: &Map<String, Value>) -> Content {
        self.one_at(&self.url, body)
    }

    /// Renders the resource in the path. A key of two parts is encoded as in lists, however the request encodes it.
    pub(crate) fn resource(&self, key: &str, body: &Map<String, Value>) -> Content {
        if self.kind.key_prefix.is_some() { self.created(key, body) } else { self.one(body) }
    }

    /// Renders a resource that was just created. The URL of the request is that of the list.
    pub(crate) fn created(&self, key: &str, body: &Map<String, Value>) -> Content {
        self.one_at(&self.url_of(key), body)
    }

    fn url_of(&self, key: &str) -> String {
        if key.is_empty() {
            return self.list_url.clone();
        }
        match self.kind.key_prefix {
            Some(_) => format!("{}/{key}", self.list_url),
            None => format!("{}/{}", self.list_url, utf8_percent_encode(key, SEGMENT)),
        }
    }

    fn one_at(&self, url: &str, body: &Map<String, Value>) -> Content {
        let Some(schema) = self.item() else { return Content::Nothing };
        if self.call.media_type.format() == "csv" {
            return Content::Bytes(table(body).into_bytes());
        }
        Content::One(self.value(schema, body, url))
    }

    /// Returns whether the response is a list.
    pub(crate) fn is_list(&self) -> bool {
        self.schema.is_some_and(|schema| schema["type"] == "array" || schema.pointer("/properties/results").is_some())
    }

    /// Renders a list of the resources that match the filters of the query.
    pub(crate) fn list<'r>(&self, resources: impl Iterator<Item = &'r Resource>) -> Result<Content, ApiError> {
        let filters = self.filters();
        let matching = resources.filter(|resource| filters.iter().all(|filter| filter.passes(&resource.body)));
        self.page(&matching.map(|resource| (resource.key.as_str(), &resource.body)).collect::<Vec<_>>())
    }

    /// Renders a list of values that are not stored resources.
    pub(crate) fn values<'v>(&self, values: &'v [Value]) -> Result<Content, ApiError> {
        let key = |value: &'v Value| ["id", "name"].iter().find_map(|name| value.get(name)?.as_str());
        let item = |value: &'v Value| Some((key(value).unwrap_or_default(), value.as_object()?));
        let filters = self.filters();
        let items = values.iter().filter_map(item).filter(|(_, body)| filters.iter().all(|filter| filter.passes(body)));
        self.page(&items.collect::<Vec<_>>())
    }

    fn page(&self, items: &[(&str, &Map<String, Value>)]) -> Result<Content, ApiError> {
        let (Some(root), Some(item)) = (self.schema, self.item()) else { return Ok(Content::Nothing) };
        let render = |(key, body): &(&str, &Map<String, Value>)| self.value(item, body, &self.url_of(key));
        if root["type"] == "array" {
            return Ok(Content::One(items.iter().map(render).collect()));
        }
        let mut page = Page::of(self.call)?.body(items, &self.url, render);
        if let Value::Object(page) = &mut page {
            page.retain(|name, _| schema::has_property(self.call.document.schemas(), root, name));
        }
        Ok(Content::Page(page))
    }

    /// Returns the filters of the query: the documented parameters that select by a property of the items. Without one
    /// of them, its documented default applies.
    fn filters(&self) -> Vec<Filter<'_>> {
        let Some(item) = self.item() else { return Vec::new() };
        let has = |name: &str| schema::has_property(self.call.document.schemas(), item, name);
        let filter = |parameter: &'a Parameter| {
            let alias = || Some(PROPERTIES.iter().find(|(name, _)| *name == parameter.name)?.1);
            let own = Some(parameter.name.as_str()).filter(|name| has(name));
            let property = own.or_else(|| alias().filter(|name| has(name)))?;
            let sent = self.call.request.query.values(&parameter.name);
            let is_default = sent.is_empty();
            let values = if is_default { parameter.default.as_deref().into_iter().collect() } else { sent };
            let is_filter = !values.is_empty() && !values.contains(&ALL);
            is_filter.then_some(Filter { property, values, is_default, of_start: self.kind.name == "orgs" })
        };
        self.call.operation.query.iter().filter_map(filter).collect()
    }
}

/// The parameters that select by a property with another name.
const PROPERTIES: [(&str, &str); 4] = [
    ("completed", "complete"),
    ("integrationType", "type"),
    ("orgMembershipStatuses", "orgMembershipStatus"),
    ("userId", "id"),
];

/// The value of a filter that selects everything.
const ALL: &str = "all";

/// A filter of a list by a property.
struct Filter<'a> {
    property: &'a str,
    /// The values, of which the property must have one.
    values: Vec<&'a str>,
    /// Whether the query does not have the parameter.
    is_default: bool,
    /// Whether a name matches its start only.
    of_start: bool,
}

impl Filter<'_> {
    fn passes(&self, body: &Map<String, Value>) -> bool {
        let is_wanted = |text: &str| self.values.contains(&text);
        match body.get(self.property) {
            // Like the service, `name` matches the start of an organization's name, and a part of other names.
            Some(Value::String(text)) if self.property == "name" => {
                let text = text.to_lowercase();
                let mut wanted = self.values.iter().map(|wanted| wanted.to_lowercase());
                wanted.any(|wanted| if self.of_start { text.starts_with(&wanted) } else { text.contains(&wanted) })
            }
            Some(Value::String(text)) => is_wanted(text),
            Some(Value::Null) | None => self.is_default,
            Some(value) => is_wanted(&value.to_string()),
        }
    }
}

/// Returns the lines of an invoice as CSV, with a column for each property of any line.
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
