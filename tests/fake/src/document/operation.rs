//! Operations: what they answer and what they take, in all their versions.

use std::sync::Arc;

use chrono::NaiveDate;
use http::{Method, StatusCode};
use serde_json::{Map, Value};

use crate::body::{Schema, Validation};
use crate::media_type::MediaType;
use crate::parameter::Parameter;
use crate::status_overrides;

/// One operation, in all its versions.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: Arc<str>,
    pub(crate) method: Method,
    /// The set of endpoints that it is counted in, where there are rate limits.
    pub(crate) group: String,
    /// The roles of which one is needed; none where the document says nothing.
    pub(crate) required_roles: Vec<String>,
    /// The media types that it answers success with.
    pub(crate) media_types: Vec<MediaType>,
    /// What it answers, in the order of `answers`.
    successes: Vec<Success>,
    /// The media types that it takes, each with its schema; none if it takes no body.
    pub(super) bodies: Vec<(MediaType, Schema)>,
    pub(crate) body_required: bool,
    /// The parameters that its query can have.
    pub(crate) query: Vec<Parameter>,
    /// The parameters of its path.
    pub(crate) path: Vec<Parameter>,
    /// The path ends in a parameter, so that the operation means one thing rather than a list.
    pub(crate) of_one: bool,
}

/// A documented success.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: StatusCode,
    /// The schema of the body, if there is one.
    pub(crate) schema: Option<Value>,
    /// The day on which this version is to be switched off, if that is known.
    pub(crate) sunset: Option<NaiveDate>,
}

/// What operations have in common that have their path in common.
#[derive(Clone, Copy)]
pub(super) struct PathContext<'a> {
    pub(super) path: &'a str,
    pub(super) group: &'a str,
    /// The names of the parameters of the path.
    pub(super) in_path: &'a [String],
    pub(super) of_one: bool,
    pub(super) source: &'a atlas_openapi::Document,
    pub(super) schemas: &'a Map<String, Value>,
}

impl Operation {
    pub(super) fn new(method: Method, operation: &Value, place: PathContext<'_>) -> Self {
        let PathContext { path, group, in_path, of_one, source, schemas } = place;
        let id = operation["operationId"].as_str().unwrap_or_default();
        let mut media_types = Vec::new();
        let mut successes = Vec::new();
        for (status, response) in members(&operation["responses"]) {
            let Some(status) = status.parse().ok().filter(StatusCode::is_success) else { continue };
            for (text, content) in members(&source.resolve(response)["content"]) {
                // Of two successes of one version the first, with the lower status, is the usual one.
                if let Some(media_type) = MediaType::parse(text).filter(|media_type| !media_types.contains(media_type))
                {
                    media_types.push(media_type);
                    let status = status_overrides::status(id, status);
                    let sunset = content["x-sunset"].as_str().and_then(|day| day.parse().ok());
                    successes.push(Success { status, schema: content.get("schema").cloned(), sunset });
                }
            }
        }
        let body = source.resolve(&operation["requestBody"]);
        let bodies = members(&body["content"]).filter_map(|(text, content)| {
            let schema = content.get("schema").cloned().unwrap_or_default();
            Some((MediaType::parse(text)?, Schema::new(schema, in_path)))
        });
        let of_path = &source.as_value()["paths"][path]["parameters"];
        let parameters = items(of_path).chain(items(&operation["parameters"]));
        let parameters: Vec<_> = parameters.map(|parameter| source.resolve(parameter)).collect();
        let at = |place: &str| {
            let there = parameters.iter().filter(|parameter| parameter["in"] == place);
            there.map(|parameter| Parameter::read(schemas, parameter)).collect()
        };
        let roles = items(&operation["x-rolesRequirements"]).filter_map(Value::as_str);
        Self {
            id: id.into(),
            method,
            group: group.to_owned(),
            required_roles: roles.map(str::to_owned).collect(),
            media_types,
            successes,
            bodies: bodies.collect(),
            body_required: body["required"] == true,
            query: at("query"),
            path: at("path"),
            of_one,
        }
    }

    /// What the operation answers with a media type, one of `answers`.
    pub(crate) fn success(&self, media_type: &MediaType) -> Option<&Success> {
        let place = self.media_types.iter().position(|response| response == media_type)?;
        self.successes.get(place)
    }

    /// The newest version that it answers with.
    pub(crate) fn newest(&self) -> Option<&MediaType> {
        self.media_types.iter().filter(|response| response.format() == "json").max_by_key(|response| response.date())
    }

    /// Whether the operation takes a body.
    pub(crate) fn takes_body(&self) -> bool {
        !self.bodies.is_empty()
    }

    /// How complete a body has to be.
    pub(crate) fn validation(&self) -> Validation {
        if self.method == Method::PATCH { Validation::Partial } else { Validation::Full }
    }

    /// The schema of a body: of the newest version that is not newer than `wanted`, or of the newest at all.
    pub(crate) fn body(&self, wanted: Option<&MediaType>) -> Option<&Schema> {
        let fits = |(offered, _): &&(MediaType, Schema)| wanted.is_none_or(|wanted| offered.satisfies(wanted));
        self.bodies.iter().filter(fits).max_by_key(|(offered, _)| offered.date()).map(|(_, schema)| schema)
    }
}

/// The members of an object; none of any other value.
fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The items of a list; none of any other value.
fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
