//! Operations with their responses, request bodies and parameters in all versions.

use std::sync::Arc;

use chrono::NaiveDate;
use http::{Method, StatusCode};
use serde_json::{Map, Value};

use crate::body::{Schema, Validation};
use crate::media_type::MediaType;
use crate::observed;
use crate::parameter::Parameter;

/// One operation, in all its versions.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: Arc<str>,
    pub(crate) method: Method,
    /// The path without the prefix of the API, with `{}` for each parameter.
    pub(crate) shape: Arc<str>,
    /// The group of operations for rate limits.
    pub(crate) group: String,
    /// The roles of which the principal needs one, empty if the document does not specify any.
    pub(crate) required_roles: Vec<String>,
    /// The media types of successful responses.
    pub(crate) media_types: Vec<MediaType>,
    /// The successful responses, in the order of `media_types`.
    successes: Vec<Success>,
    /// The media types of the request body with their schemas, empty if the operation does not take a body.
    pub(super) bodies: Vec<(MediaType, Schema)>,
    pub(crate) body_required: bool,
    /// The query parameters.
    pub(crate) query: Vec<Parameter>,
    /// The path parameters.
    pub(crate) path: Vec<Parameter>,
    /// Whether the path ends in a parameter and so identifies one resource instead of a list.
    pub(crate) of_one: bool,
    /// The name of the last parameter of the path.
    pub(crate) last_parameter: Option<String>,
}

/// A documented successful response.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: StatusCode,
    /// The schema of the body, if the response has a body.
    pub(crate) schema: Option<Value>,
    /// The day on which this version will be removed, if known.
    pub(crate) sunset: Option<NaiveDate>,
}

/// The properties that all operations of a path share.
#[derive(Clone, Copy)]
pub(super) struct PathContext<'a> {
    pub(super) path: &'a str,
    pub(super) group: &'a str,
    pub(super) shape: &'a Arc<str>,
    /// The names of the parameters of the path.
    pub(super) in_path: &'a [String],
    pub(super) of_one: bool,
    pub(super) source: &'a atlas_openapi::Document,
    pub(super) schemas: &'a Map<String, Value>,
}

impl Operation {
    pub(super) fn new(method: Method, operation: &Value, context: PathContext<'_>) -> Self {
        let PathContext { path, group, shape, in_path, of_one, source, schemas } = context;
        let id = operation["operationId"].as_str().unwrap_or_default();
        let mut media_types = Vec::new();
        let mut successes = Vec::new();
        for (status, response) in members(&operation["responses"]) {
            let Some(status) = status.parse().ok().filter(StatusCode::is_success) else { continue };
            for (text, content) in members(&source.resolve(response)["content"]) {
                // If a version has two successes, the one with the lower status is the usual one.
                if let Some(media_type) = MediaType::parse(text).filter(|media_type| !media_types.contains(media_type))
                {
                    media_types.push(media_type);
                    let status = observed::status(id, status);
                    let sunset = content["x-sunset"].as_str().and_then(|day| day.parse().ok());
                    successes.push(Success { status, schema: content.get("schema").cloned(), sunset });
                }
            }
        }
        let body = source.resolve(&operation["requestBody"]);
        let bodies = members(&body["content"]).filter_map(|(text, content)| {
            let schema = content.get("schema").cloned().unwrap_or_default();
            Some((MediaType::parse(text)?, Schema::new(schema, in_path, observed::refused_properties(id))))
        });
        let of_path = &source.as_value()["paths"][path]["parameters"];
        let parameters = items(of_path).chain(items(&operation["parameters"]));
        let parameters: Vec<_> = parameters.map(|parameter| source.resolve(parameter)).collect();
        let parameters_in = |location: &str| {
            let selected = parameters.iter().filter(|parameter| parameter["in"] == location);
            selected.map(|parameter| Parameter::read(schemas, parameter)).collect()
        };
        let roles = items(&operation["x-rolesRequirements"]).filter_map(Value::as_str);
        Self {
            id: id.into(),
            method,
            shape: Arc::clone(shape),
            group: group.to_owned(),
            required_roles: roles.map(str::to_owned).collect(),
            media_types,
            successes,
            bodies: bodies.collect(),
            body_required: body["required"] == true,
            query: parameters_in("query"),
            path: parameters_in("path"),
            of_one,
            last_parameter: in_path.last().cloned(),
        }
    }

    /// Returns the successful response of a media type in `media_types`.
    pub(crate) fn success(&self, media_type: &MediaType) -> Option<&Success> {
        let index = self.media_types.iter().position(|known| known == media_type)?;
        self.successes.get(index)
    }

    /// Returns the newest JSON version of the response.
    pub(crate) fn newest(&self) -> Option<&MediaType> {
        let json = self.media_types.iter().filter(|media_type| media_type.format() == "json");
        json.max_by_key(|media_type| media_type.date())
    }

    /// Returns whether the operation changes an existing resource.
    pub(crate) fn is_update(&self) -> bool {
        self.method == Method::PATCH || self.method == Method::PUT
    }

    /// Returns whether the operation takes a body.
    pub(crate) fn takes_body(&self) -> bool {
        !self.bodies.is_empty()
    }

    /// Returns the extent of body validation: partial for `PATCH`, otherwise full.
    pub(crate) fn validation(&self) -> Validation {
        if self.method == Method::PATCH { Validation::Partial } else { Validation::Full }
    }

    /// Returns the schema of the newest body version that is not newer than `wanted`. `None` selects the newest of all.
    pub(crate) fn body(&self, wanted: Option<&MediaType>) -> Option<&Schema> {
        let fits = |(offered, _): &&(MediaType, Schema)| wanted.is_none_or(|wanted| offered.satisfies(wanted));
        self.bodies.iter().filter(fits).max_by_key(|(offered, _)| offered.date()).map(|(_, schema)| schema)
    }
}

/// Returns the members of an object. Any other value has none.
fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Returns the items of a list. Any other value has none.
fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
