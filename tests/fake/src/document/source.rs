//! The document as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::query::{Kind, QueryParameter};

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) paths: BTreeMap<String, PathItem>,
    pub(super) components: Components,
}

#[derive(Deserialize)]
pub(super) struct Components {
    pub(super) schemas: Map<String, Value>,
    #[serde(default)]
    pub(super) parameters: BTreeMap<String, Parameter>,
}

#[derive(Deserialize)]
pub(super) struct PathItem {
    pub(super) get: Option<Operation>,
    pub(super) post: Option<Operation>,
    pub(super) put: Option<Operation>,
    pub(super) patch: Option<Operation>,
    pub(super) delete: Option<Operation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Operation {
    pub(super) operation_id: String,
    #[serde(default)]
    pub(super) parameters: Vec<Parameter>,
    #[serde(default)]
    pub(super) request_body: Body,
    pub(super) responses: BTreeMap<String, Body>,
    #[serde(rename = "x-rolesRequirements", default)]
    pub(super) required_roles: Vec<String>,
}

/// A parameter, or a reference to one.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Parameter {
    #[serde(rename = "$ref")]
    reference: Option<String>,
    #[serde(rename = "in", default)]
    place: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    schema: Map<String, Value>,
}

impl Parameter {
    pub(super) fn resolve(self, shared: &BTreeMap<String, Self>) -> Option<Self> {
        match &self.reference {
            Some(reference) => shared.get(reference.rsplit('/').next()?).cloned(),
            None => Some(self),
        }
    }

    pub(super) fn in_query(self) -> Option<QueryParameter> {
        let Self { place, name, required, schema, .. } = self;
        let bound = |keyword| schema.get(keyword).and_then(Value::as_i64);
        let kind = match schema.get("type").and_then(Value::as_str) {
            Some("boolean") => Kind::Flag,
            Some("integer") => Kind::Integer { least: bound("minimum"), most: bound("maximum") },
            _ => Kind::Text,
        };
        let default = schema.get("default").filter(|default| !default.is_null());
        let default = default.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        (place == "query").then_some(QueryParameter { name, required, kind, default })
    }
}

/// A request's or a response's body; a reference has no content.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    pub(super) required: bool,
    pub(super) content: BTreeMap<String, Content>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Content {
    pub(super) schema: Option<Value>,
    #[serde(rename = "x-sunset")]
    pub(super) sunset: Option<String>,
}
