//! The document as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::parameter::{self, Kind};

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
    pub(super) place: String,
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

    pub(super) fn read(self, schemas: &Map<String, Value>) -> parameter::Parameter {
        let Self { name, required, schema, .. } = self;
        let default = schema.get("default").filter(|default| !default.is_null());
        let default = default.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let kind = Kind::of(schemas, &Value::Object(schema));
        parameter::Parameter { name, required, kind, default }
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
