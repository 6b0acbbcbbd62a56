//! Resolution of the operations of the document, each at its generated version.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::{Map, Value};

use super::{
    LowerError, LowerErrors,
    api::{Format, TypeRef},
    identifiers,
    parameters::{self, ResolvedParameter},
    pointer::{Pointer, Schemas, below},
    types::{Origin, TypeRefId, Types},
    versions::{format, newest_stable, successes, versions},
};
use crate::document::{METHODS, MediaType, Version};

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

impl ResolvedOperation {
    /// Returns the JSON pointer to the operation.
    fn pointer(&self) -> Pointer {
        below(&below("/paths", &self.path), &self.method.to_lowercase())
    }
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
    pub(super) replaced_by: Vec<String>,
}

/// The problem of an operation of which no version is known.
const NO_VERSION: &str = "missing version: no successful response (2xx) has a media type with a version; add one, or \
                          `x-xgen-version` to the operation, with an overlay";

/// The problem of a response that is a string with a format or with known values.
const FORMATTED_TEXT: &str = "a response that is only a string is raw text, without a format or known values; remove them \
                              with an overlay";

/// Resolves all operations, and adds the types that they reach to `types`.
pub(super) fn resolve_all<'a>(
    schemas: Schemas<'a>,
    types: &mut Types<'a>,
) -> Result<Vec<ResolvedOperation>, LowerErrors> {
    let paths = schemas.at("/paths")?.as_object().ok_or_else(|| LowerError::new("/paths", "not an object"))?;
    let offered = paths.iter().flat_map(|(path, item)| {
        METHODS.into_iter().filter(|method| item.get(method).is_some()).map(move |m| (path, m))
    });
    let mut operations = LowerErrors::collect(offered.map(|(path, method)| {
        let pointer = below(&below("/paths", path), method);
        Resolver { schemas, types, pointer, path, method }.resolve()
    }))?;
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    types.check_secret_objects()?;
    check_names(&operations)?;
    check_modules(&operations)?;
    Ok(operations)
}

/// Checks that each operation has names of its own: the method, the builder and the statics.
fn check_names(operations: &[ResolvedOperation]) -> Result<(), LowerError> {
    let mut owners = BTreeMap::<String, &ResolvedOperation>::new();
    for operation in operations {
        let builder = operation.name.to_upper_camel_case();
        let handle = identifiers::type_name(&operation.tag.to_upper_camel_case());
        if identifiers::is_imported(&builder) || handle.as_deref() == Some(&builder) {
            let problem = format!(
                "operation `{}`: its builder `{builder}` would conflict with another item; set another `x-atlas-name` on it",
                operation.id
            );
            return Err(LowerError::new(operation.pointer(), problem));
        }
        let other_formats = operation.response.other_formats.iter().map(|format| format!("{format:?}"));
        let constants = other_formats.map(|format| format!("{}_as_{}", operation.name, format.to_lowercase()));
        let names = [operation.name.clone(), builder].into_iter().chain(constants);
        for name in names {
            if let Some(other) = owners.insert(name.clone(), operation).filter(|other| other.id != operation.id) {
                let problem = format!(
                    "operations `{}` at {} and `{}`: both would have the name `{name}`; set another `x-atlas-name` on one of \
                     them",
                    other.id,
                    other.pointer(),
                    operation.id
                );
                return Err(LowerError::new(operation.pointer(), problem));
            }
        }
    }
    Ok(())
}

/// Checks that each tag has a module of its own.
fn check_modules(operations: &[ResolvedOperation]) -> Result<(), LowerError> {
    let mut owners = BTreeMap::<String, &ResolvedOperation>::new();
    for operation in operations {
        let tag = &operation.tag;
        let error = |problem: String| Err(LowerError::new(format!("{}/tags/0", operation.pointer()), problem));
        let Some(module) = identifiers::module(tag) else {
            return error(format!("tag {tag:?}: no module can be named after it; change it with an overlay"));
        };
        if identifiers::type_name(&tag.to_upper_camel_case()).is_none_or(|handle| identifiers::is_imported(&handle)) {
            return error(format!(
                "tag \"{tag}\": its handle would conflict with another item; change it with an overlay"
            ));
        }
        if let Some(other) = owners.insert(module.clone(), operation).filter(|other| other.tag != *tag) {
            return error(format!(
                "tags \"{}\" of `{}` at {} and \"{tag}\" of `{}`: both would have the module `{module}`; change one of them \
                 with an overlay",
                other.tag,
                other.id,
                other.pointer(),
                operation.id
            ));
        }
    }
    Ok(())
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
        let name = text("x-atlas-name").or_else(|| text("x-xgen-operation-id-override")).unwrap_or(id);
        let name = identifiers::operation(name)
            .ok_or_else(|| self.error(&format!("no method can be named after {name:?}; set an `x-atlas-name`")))?;
        let tag = operation
            .pointer("/tags/0")
            .and_then(Value::as_str)
            .ok_or_else(|| self.error("missing tag; add one with an overlay"))?;
        let successes = successes(self.schemas, &self.pointer)?;
        let versions = versions(operation, &successes);
        let version = newest_stable(&versions).ok_or_else(|| self.error(NO_VERSION))?.clone();
        let response = self.response(&successes, &name, &version)?;
        let request = self.request(operation, &name, &version)?;
        self.check_servers()?;
        self.check_method()?;
        let item = below("/paths", self.path);
        let parameters = parameters::resolve(self.schemas, self.path, &item, &self.pointer)?;
        Ok(ResolvedOperation {
            id: id.to_owned(),
            method: self.method.to_uppercase(),
            path: self.path.to_owned(),
            tag: tag.to_owned(),
            details: details(operation, &successes, &version, self.method),
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
    fn response(
        &mut self,
        successes: &[(Pointer, &Value)],
        name: &str,
        version: &str,
    ) -> Result<ResolvedResponse, LowerError> {
        let candidates = self.representations(successes, version)?;
        self.check_one_body(&candidates, version)?;
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
                reference if self.types.is_text(&reference) => return Err(LowerError::new(schema, FORMATTED_TEXT)),
                reference => response.ty = Some(reference),
            }
        }
        Ok(response)
    }

    /// Rejects a second JSON body: which of them a response has would depend on its status.
    fn check_one_body(&self, candidates: &[Representation], version: &str) -> Result<(), LowerError> {
        let mut first: Option<&Value> = None;
        for schema in
            candidates.iter().filter(|candidate| candidate.format == Format::Json).filter_map(|c| c.schema.as_ref())
        {
            let schema = self.schemas.at(&self.schemas.resolve(schema)?)?;
            if first.is_some_and(|first| first != schema) {
                return Err(self.error(&format!(
                    "the successful responses at version {version} have different bodies; give them one schema, or remove \
                     the schema of one, with an overlay"
                )));
            }
            first = Some(schema);
        }
        Ok(())
    }

    /// Rejects a method that the client does not send.
    fn check_method(&self) -> Result<(), LowerError> {
        if ["get", "post", "put", "patch", "delete"].contains(&self.method) {
            return Ok(());
        }
        let method = self.method.to_uppercase();
        Err(self.error(&format!("method {method} is not supported; remove the operation with an overlay")))
    }

    /// Rejects other servers than that of the document: the client has one base URL.
    fn check_servers(&self) -> Result<(), LowerError> {
        for owner in [below("/paths", self.path), self.pointer.clone()] {
            if self.schemas.at(&owner)?.get("servers").is_some() {
                let problem = "`servers` are not supported: requests are sent to the base URL of the client; remove them \
                               with an overlay";
                return Err(LowerError::new(owner, problem));
            }
        }
        Ok(())
    }

    /// Returns the formats of successful responses at `version`.
    fn representations(
        &self,
        successes: &[(Pointer, &Value)],
        version: &str,
    ) -> Result<Vec<Representation>, LowerError> {
        let mut representations = Vec::new();
        for (pointer, response) in successes {
            let content = response.get("content").and_then(Value::as_object);
            for (media_type, body) in content.into_iter().flatten() {
                let Some(parsed) = at_version(media_type, version) else { continue };
                let format = format(&parsed).ok_or_else(|| {
                    self.error(&format!("unsupported media type \"{media_type}\"; support it in `lower/versions.rs`"))
                })?;
                let schema = format!("{}/schema", below(&below(pointer, "content"), media_type));
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
        if operation.get("requestBody").is_none() {
            return Ok(None);
        }
        let body_pointer = self.schemas.resolve(&below(&self.pointer, "requestBody"))?;
        let body = self.schemas.at(&body_pointer)?;
        let content = body.get("content").and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
        let newest = Version::parse(version);
        let media_type = content
            .keys()
            .filter_map(|name| Some((MediaType::of(name)?, name)))
            .filter(|(parsed, _)| is_until(&parsed.version, newest.as_ref()) && format(parsed) == Some(Format::Json))
            .max_by_key(|(parsed, _)| (Some(&parsed.version) == newest.as_ref(), parsed.clone()));
        let Some((_, media_type)) = media_type else {
            let present: Vec<String> = content.keys().map(|name| format!("`{name}`")).collect();
            let present =
                if present.is_empty() { "it has none".to_owned() } else { format!("it has {}", present.join(", ")) };
            return Err(self.error(&format!(
                "missing JSON request body at version {version} or before: {present}; add one with an overlay"
            )));
        };
        let pointer = format!("{}/schema", below(&below(&body_pointer, "content"), media_type));
        let required = body.get("required").and_then(Value::as_bool).unwrap_or(false);
        let reference = self.types.resolve(&pointer, Origin::Body(format!("{name}_request")))?;
        if !is_body(&reference) {
            let problem =
                "a request body must be an object, or a list of objects or values; describe it with an overlay";
            return Err(LowerError::new(pointer, problem));
        }
        Ok(Some((reference, required)))
    }
}

/// Returns whether a type can be the body of a request: its `Debug` output hides secrets, and it encodes itself.
fn is_body(reference: &TypeRefId) -> bool {
    match reference {
        TypeRefId::Id(_) | TypeRefId::Plain(TypeRef::Json) => true,
        TypeRefId::List(inner) => is_body(inner) || matches!(**inner, TypeRefId::Plain(TypeRef::Text)),
        _ => false,
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
        (Version::Preview, _) => false,
        _ => Some(version) <= newest,
    }
}

fn details(operation: &Value, successes: &[(Pointer, &Value)], version: &str, method: &str) -> Details {
    let text = |name: &str| operation.get(name).and_then(Value::as_str).map(str::to_owned);
    let media_types = successes
        .iter()
        .filter_map(|(_, response)| response.get("content")?.as_object())
        .flatten()
        .filter(|(name, _)| at_version(name, version).is_some());
    let sunset = media_types.filter_map(|(_, body)| body.get("x-sunset")?.as_str()).max().map(str::to_owned);
    let roles = operation.get("x-rolesRequirements").and_then(Value::as_array).into_iter().flatten();
    let replaced_by = operation.get("x-atlas-replaced-by").and_then(Value::as_array).into_iter().flatten();
    Details {
        sunset,
        roles: roles.filter_map(Value::as_str).map(str::to_owned).collect(),
        docs: text("x-xgen-docs-url").unwrap_or_default(),
        deprecated: operation.get("deprecated").and_then(Value::as_bool).unwrap_or(false),
        effect: effect(operation, method),
        items: text("x-atlas-items"),
        summary: text("summary").or_else(|| text("description")),
        replaced_by: replaced_by.filter_map(Value::as_str).map(str::to_owned).collect(),
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
