//! Resolution of the operations of the document, each at its generated version.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::{Map, Value};

use super::{
    LowerError,
    api::{Facts, Format, TypeRef},
    facts,
    pointer::{Schemas, below},
    types::{Origin, TypeRefId, Types},
    versions::{format, newest_stable, successes, versions},
};
use crate::document::{METHODS, MediaType, Version};

/// Parameters without use in a typed client.
const SKIPPED_PARAMETERS: [&str; 2] = ["envelope", "pretty"];

/// An operation that refers to types by index.
#[derive(Debug)]
pub(super) struct ResolvedOperation {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) tag: String,
    pub(super) version: String,
    pub(super) versions: Vec<String>,
    pub(super) details: Details,
    pub(super) parameters: Vec<ResolvedParameter>,
    pub(super) request: Option<(TypeRefId, bool)>,
    pub(super) response: ResolvedResponse,
}

/// The response body of an operation in its default format.
#[derive(Debug)]
pub(super) struct ResolvedResponse {
    pub(super) ty: Option<TypeRefId>,
    pub(super) format: Format,
    pub(super) other_formats: BTreeSet<Format>,
}

/// A format of a response body, with the pointer to its schema.
struct Representation {
    format: Format,
    schema: Option<String>,
}

/// Facts for the documentation.
#[derive(Debug)]
pub(super) struct Details {
    pub(super) sunset: Option<String>,
    pub(super) roles: Vec<String>,
    pub(super) docs: String,
    pub(super) deprecated: bool,
    pub(super) effect: Option<String>,
    pub(super) items: Option<String>,
    pub(super) summary: Option<String>,
}

#[derive(Debug)]
pub(super) struct ResolvedParameter {
    pub(super) name: String,
    pub(super) location: String,
    pub(super) ty: TypeRef,
    pub(super) facts: Facts,
}

/// Resolves all operations, and adds the types that they reach to `types`.
pub(super) fn resolve_all<'a>(
    schemas: Schemas<'a>,
    types: &mut Types<'a>,
) -> Result<Vec<ResolvedOperation>, LowerError> {
    let paths = schemas.at("/paths")?.as_object().ok_or_else(|| LowerError::new("/paths", "not an object"))?;
    let mut operations = Vec::new();
    for (path, item) in paths {
        for method in METHODS {
            if item.get(method).is_some() {
                let pointer = below(&below("/paths", path), method);
                operations.push(Resolver { schemas, types, pointer, path, method }.resolve()?);
            }
        }
    }
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    let mut names = BTreeSet::new();
    for operation in &operations {
        if !names.insert(&operation.name) {
            let problem =
                format!("duplicate operation name `{}`; set another `x-atlas-name` on one of them", operation.name);
            return Err(LowerError::new(&operation.path, problem));
        }
    }
    Ok(operations)
}

struct Resolver<'a, 'b> {
    schemas: Schemas<'a>,
    types: &'b mut Types<'a>,
    pointer: String,
    path: &'b str,
    method: &'b str,
}

impl Resolver<'_, '_> {
    fn resolve(mut self) -> Result<ResolvedOperation, LowerError> {
        let operation = self.schemas.at(&self.pointer)?;
        let text = |name: &str| operation.get(name).and_then(Value::as_str);
        let id = text("operationId").ok_or_else(|| self.error("missing operationId; add one with an overlay"))?;
        let name = text("x-atlas-name").or_else(|| text("x-xgen-operation-id-override")).unwrap_or(id).to_snake_case();
        let tag = operation
            .pointer("/tags/0")
            .and_then(Value::as_str)
            .ok_or_else(|| self.error("missing tag; add one with an overlay"))?;
        let versions = versions(operation);
        let version =
            newest_stable(&versions).ok_or_else(|| self.error("missing version; add one with an overlay"))?.clone();
        let response = self.response(operation, &name, &version)?;
        let request = self.request(operation, &name, &version)?;
        let parameters = self.parameters(operation)?;
        Ok(ResolvedOperation {
            id: id.to_owned(),
            method: self.method.to_uppercase(),
            path: self.path.to_owned(),
            tag: tag.to_owned(),
            details: details(operation, &version, self.method),
            name,
            version,
            versions,
            parameters,
            request,
            response,
        })
    }

    fn error(&self, problem: &str) -> LowerError {
        LowerError::new(&self.pointer, problem)
    }

    /// Returns the response body at `version`.
    ///
    /// A format with a schema takes precedence over one without, then JSON over the others, which remain available to
    /// requests. The status does not matter: at run time, any 2xx status is a success.
    fn response(&mut self, operation: &Value, name: &str, version: &str) -> Result<ResolvedResponse, LowerError> {
        let candidates = self.representations(operation, version)?;
        let with_schema = |candidate: &&Representation| candidate.schema.is_some();
        let chosen = candidates.iter().filter(with_schema).find(|candidate| candidate.format == Format::Json);
        let chosen = chosen.or_else(|| candidates.iter().find(with_schema)).or(candidates.first());
        let format = chosen.map_or(Format::Json, |candidate| candidate.format);
        let mut response = ResolvedResponse {
            ty: None,
            format,
            other_formats: candidates
                .iter()
                .map(|candidate| candidate.format)
                .filter(|other| *other != format)
                .collect(),
        };
        if let (Format::Json, Some(schema)) = (format, chosen.and_then(|candidate| candidate.schema.as_ref())) {
            match self.types.resolve(schema, Origin::Body(format!("{name}_response")))? {
                // A plain string is not JSON encoded: the service sends certificates and metadata as raw text.
                TypeRefId::Plain(TypeRef::Text) => response.format = Format::Text,
                reference => response.ty = Some(reference),
            }
        }
        Ok(response)
    }

    /// Returns the formats of successful responses at `version`.
    fn representations(&self, operation: &Value, version: &str) -> Result<Vec<Representation>, LowerError> {
        let mut representations = Vec::new();
        for (status, response) in successes(operation) {
            let content = response.get("content").and_then(Value::as_object);
            for (media_type, body) in content.into_iter().flatten() {
                let Some(parsed) = at_version(media_type, version) else { continue };
                let format = format(&parsed).ok_or_else(|| {
                    self.error(&format!("unsupported media type \"{media_type}\"; support it in `lower/versions.rs`"))
                })?;
                let response = below(&below(&self.pointer, "responses"), status);
                let schema = format!("{}/schema", below(&below(&response, "content"), media_type));
                representations.push(Representation { format, schema: body.get("schema").map(|_| schema) });
            }
        }
        Ok(representations)
    }

    /// Returns the type of the request body at `version`, or at the newest version before it with a JSON body.
    fn request(
        &mut self,
        operation: &Value,
        name: &str,
        version: &str,
    ) -> Result<Option<(TypeRefId, bool)>, LowerError> {
        let Some(body) = operation.get("requestBody") else { return Ok(None) };
        let content = body.get("content").and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
        let newest = Version::parse(version);
        let media_type = content
            .keys()
            .filter_map(|name| Some((MediaType::of(name)?, name)))
            .filter(|(parsed, _)| is_until(&parsed.version, newest.as_ref()) && format(parsed) == Some(Format::Json))
            .max();
        let Some((_, media_type)) = media_type else {
            return Err(self
                .error(&format!("missing JSON request body at version {version} or before; add one with an overlay")));
        };
        let pointer = format!("{}/schema", below(&format!("{}/requestBody/content", self.pointer), media_type));
        let required = body.get("required").and_then(Value::as_bool).unwrap_or(false);
        let reference = self.types.resolve(&pointer, Origin::Body(format!("{name}_request")))?;
        Ok(Some((reference, required)))
    }

    fn parameters(&self, operation: &Value) -> Result<Vec<ResolvedParameter>, LowerError> {
        let mut parameters = Vec::new();
        let count = operation.get("parameters").and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            let pointer = self.schemas.resolve(&format!("{}/parameters/{index}", self.pointer))?;
            let parameter = self.schemas.at(&pointer)?;
            let text = |name: &str| parameter.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let name = text("name");
            if SKIPPED_PARAMETERS.contains(&name.as_str()) {
                continue;
            }
            let schema_facts = facts::of_schema(self.schemas, &format!("{pointer}/schema"))?;
            let required = parameter.get("required").and_then(Value::as_bool).unwrap_or(false);
            let summary = parameter.get("description").and_then(Value::as_str).map(str::to_owned);
            let deprecated = parameter.get("deprecated").and_then(Value::as_bool).unwrap_or(false);
            let mut facts = Facts { required, summary, deprecated, ..schema_facts.facts };
            let schema = self.schemas.at(&self.schemas.resolve(&format!("{pointer}/schema"))?)?;
            let values = schema.get("enum").or_else(|| schema.pointer("/items/enum"));
            facts.bounds.extend(values.map(|values| ("enum".to_owned(), values.clone())));
            parameters.push(ResolvedParameter { ty: parameter_type(schema), location: text("in"), name, facts });
        }
        Ok(parameters)
    }
}

/// Parses a media type of this version; `None` for any other.
fn at_version(media_type: &str, version: &str) -> Option<MediaType> {
    MediaType::of(media_type).filter(|parsed| Some(&parsed.version) == Version::parse(version).as_ref())
}

/// Returns whether a version is offered together with `newest` or before it. A preview is newer than all stable versions.
fn is_until(version: &Version, newest: Option<&Version>) -> bool {
    match (version, newest) {
        (Version::Upcoming(_), _) => false,
        (_, Some(Version::Preview)) => true,
        _ => Some(version) <= newest,
    }
}

/// Returns the type of a parameter. Enumerations are strings, so that callers can pass any value.
fn parameter_type(schema: &Value) -> TypeRef {
    let text = |name: &str| schema.get(name).and_then(Value::as_str).unwrap_or_default();
    match (text("type"), text("format")) {
        ("boolean", _) => TypeRef::Bool,
        ("integer", "int32") => TypeRef::Int32,
        ("integer", _) => TypeRef::Int64,
        ("number", _) => TypeRef::Double,
        ("array", _) => TypeRef::List(Box::new(schema.get("items").map_or(TypeRef::Text, parameter_type))),
        (_, "date-time") => TypeRef::DateTime,
        (_, "date") => TypeRef::Date,
        _ => TypeRef::Text,
    }
}

fn details(operation: &Value, version: &str, method: &str) -> Details {
    let text = |name: &str| operation.get(name).and_then(Value::as_str).map(str::to_owned);
    let media_types = successes(operation)
        .filter_map(|(_, response)| response.get("content")?.as_object())
        .flatten()
        .filter(|(name, _)| at_version(name, version).is_some());
    let sunset = media_types.filter_map(|(_, body)| body.get("x-sunset")?.as_str()).max().map(str::to_owned);
    let roles = operation.get("x-rolesRequirements").and_then(Value::as_array).into_iter().flatten();
    Details {
        sunset,
        roles: roles.filter_map(Value::as_str).map(str::to_owned).collect(),
        docs: text("x-xgen-docs-url").unwrap_or_default(),
        deprecated: operation.get("deprecated").and_then(Value::as_bool).unwrap_or(false),
        effect: effect(operation, method),
        items: text("x-atlas-items"),
        summary: text("summary").or_else(|| text("description")),
    }
}

/// Returns the effect of a destructive operation; `None` if the operation is not destructive.
///
/// An overlay can state the effect, or `false` for a deletion that destroys nothing. Without an overlay, each `DELETE`
/// is destructive.
fn effect(operation: &Value, method: &str) -> Option<String> {
    match operation.get("x-atlas-destroys") {
        Some(Value::String(effect)) => Some(effect.clone()),
        Some(Value::Bool(false)) => None,
        _ if method == "delete" => {
            let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
            let verb =
                ["cancel", "deauthorize", "disable", "remove", "revoke"].into_iter().find(|verb| id.starts_with(verb));
            Some(match verb {
                Some("cancel") => "will be canceled".to_owned(),
                Some("deauthorize") => "will be deauthorized".to_owned(),
                Some("disable") => "will be disabled".to_owned(),
                Some("remove") => "will be removed".to_owned(),
                Some("revoke") => "will be revoked".to_owned(),
                _ => "will be deleted".to_owned(),
            })
        }
        _ => None,
    }
}
