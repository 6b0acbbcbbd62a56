//! Takes each operation of the document at the version that is generated.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::{Map, Value};

use super::{
    LowerError,
    api::{Facts, Format, TypeRef},
    facts,
    place::{Schemas, below},
    types::{FoundRef, Origin, Types},
    versions::{MediaType, newest_stable, successes, versions},
};

/// The parameters that change nothing that a typed client would want changed.
const USELESS: [&str; 2] = ["envelope", "pretty"];

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation whose types have no names yet.
#[derive(Debug)]
pub(super) struct Selected {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) tag: String,
    pub(super) version: String,
    pub(super) versions: Vec<String>,
    pub(super) details: Details,
    pub(super) parameters: Vec<SelectedParameter>,
    pub(super) request: Option<(FoundRef, bool)>,
    pub(super) response: SelectedResponse,
}

/// The answer of an operation, in the form that it is read in by itself.
#[derive(Debug)]
pub(super) struct SelectedResponse {
    pub(super) ty: Option<FoundRef>,
    pub(super) format: Format,
    pub(super) other_formats: BTreeSet<Format>,
}

/// A form that an answer has.
struct Form {
    format: Format,
    schema: Option<String>,
}

/// What is only documented.
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
pub(super) struct SelectedParameter {
    pub(super) name: String,
    pub(super) location: String,
    pub(super) ty: TypeRef,
    pub(super) facts: Facts,
}

/// Selects all operations, and finds the types that they reach.
pub(super) fn select<'a>(schemas: Schemas<'a>, types: &mut Types<'a>) -> Result<Vec<Selected>, LowerError> {
    let paths = schemas.at("/paths")?.as_object().ok_or_else(|| LowerError::new("/paths", "is no object"))?;
    let mut selected = Vec::new();
    for (path, item) in paths {
        for method in METHODS {
            if item.get(method).is_some() {
                let place = below(&below("/paths", path), method);
                selected.push(Selection { schemas, types, place, path, method }.select()?);
            }
        }
    }
    selected.sort_by(|a, b| a.name.cmp(&b.name));
    let mut names = BTreeSet::new();
    for operation in &selected {
        if !names.insert(&operation.name) {
            let problem = format!("two operations would be called `{}`", operation.name);
            return Err(LowerError::new(&operation.path, problem));
        }
    }
    Ok(selected)
}

struct Selection<'a, 'b> {
    schemas: Schemas<'a>,
    types: &'b mut Types<'a>,
    place: String,
    path: &'b str,
    method: &'b str,
}

impl Selection<'_, '_> {
    fn select(mut self) -> Result<Selected, LowerError> {
        let operation = self.schemas.at(&self.place)?;
        let text = |name: &str| operation.get(name).and_then(Value::as_str);
        let id = text("operationId").ok_or_else(|| self.error("has no operationId"))?;
        let name = text("x-atlas-name").or_else(|| text("x-xgen-operation-id-override")).unwrap_or(id).to_snake_case();
        let tag = operation.pointer("/tags/0").and_then(Value::as_str).ok_or_else(|| self.error("has no tag"))?;
        let versions = versions(operation);
        let version = newest_stable(&versions).ok_or_else(|| self.error("has no version"))?.clone();
        let response = self.response(operation, &name, &version)?;
        let request = self.request(operation, &name, &version)?;
        let parameters = self.parameters(operation)?;
        Ok(Selected {
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
        LowerError::new(&self.place, problem)
    }

    /// The answer at `version`. A form with a schema wins over one without, and JSON over others, which stay to be asked
    /// for. The status does not count: what does at run time is that an answer is a 2xx, not which.
    fn response(&mut self, operation: &Value, name: &str, version: &str) -> Result<SelectedResponse, LowerError> {
        let forms = self.forms(operation, version)?;
        let with_schema = |form: &&Form| form.schema.is_some();
        let chosen = forms.iter().filter(with_schema).find(|form| form.format == Format::Json);
        let chosen = chosen.or_else(|| forms.iter().find(with_schema)).or(forms.first());
        let format = chosen.map_or(Format::Json, |form| form.format);
        let mut response = SelectedResponse {
            ty: None,
            format,
            other_formats: forms.iter().map(|form| form.format).filter(|other| *other != format).collect(),
        };
        if let (Format::Json, Some(schema)) = (format, chosen.and_then(|form| form.schema.as_ref())) {
            match self.types.reach(schema, Origin::Body(format!("{name}_response")))? {
                // A bare string is no JSON in truth: certificates and metadata are sent as they are.
                FoundRef::Plain(TypeRef::Text) => response.format = Format::Text,
                found => response.ty = Some(found),
            }
        }
        Ok(response)
    }

    /// The forms that a success has at `version`, each with the place of its schema.
    fn forms(&self, operation: &Value, version: &str) -> Result<Vec<Form>, LowerError> {
        let mut forms = Vec::new();
        for (status, response) in successes(operation) {
            let content = response.get("content").and_then(Value::as_object);
            for (media_type, body) in content.into_iter().flatten() {
                let Some(parsed) = MediaType::parse(media_type).filter(|parsed| parsed.version == version) else {
                    continue;
                };
                let format =
                    parsed.format().ok_or_else(|| self.error(&format!("`{media_type}` is of no known form")))?;
                let response = below(&below(&self.place, "responses"), status);
                let schema = format!("{}/schema", below(&below(&response, "content"), media_type));
                forms.push(Form { format, schema: body.get("schema").map(|_| schema) });
            }
        }
        Ok(forms)
    }

    /// The schema of a request at `version`, or at the newest one before it that has a body of its own.
    fn request(
        &mut self,
        operation: &Value,
        name: &str,
        version: &str,
    ) -> Result<Option<(FoundRef, bool)>, LowerError> {
        let Some(body) = operation.get("requestBody") else { return Ok(None) };
        let content = body.get("content").and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
        let newest = content
            .keys()
            .filter_map(|name| Some((MediaType::parse(name)?, name)))
            .filter(|(parsed, _)| parsed.version.as_str() <= version && parsed.format() == Some(Format::Json))
            .max();
        let Some((_, media_type)) = newest else {
            return Err(self.error(&format!("has no JSON body at version {version}")));
        };
        let place = format!("{}/schema", below(&format!("{}/requestBody/content", self.place), media_type));
        let required = body.get("required").and_then(Value::as_bool).unwrap_or(false);
        let found = self.types.reach(&place, Origin::Body(format!("{name}_request")))?;
        Ok(Some((found, required)))
    }

    fn parameters(&self, operation: &Value) -> Result<Vec<SelectedParameter>, LowerError> {
        let mut parameters = Vec::new();
        let count = operation.get("parameters").and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            let place = self.schemas.resolve(&format!("{}/parameters/{index}", self.place))?;
            let parameter = self.schemas.at(&place)?;
            let text = |name: &str| parameter.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let name = text("name");
            if USELESS.contains(&name.as_str()) {
                continue;
            }
            let noted = facts::of_schema(self.schemas, &format!("{place}/schema"))?;
            let required = parameter.get("required").and_then(Value::as_bool).unwrap_or(false);
            let summary = parameter.get("description").and_then(Value::as_str).map(str::to_owned);
            let deprecated = parameter.get("deprecated").and_then(Value::as_bool).unwrap_or(false);
            let mut facts = Facts { required, summary, deprecated, ..noted.facts };
            let schema = self.schemas.at(&self.schemas.resolve(&format!("{place}/schema"))?)?;
            let values = schema.get("enum").or_else(|| schema.pointer("/items/enum"));
            facts.bounds.extend(values.map(|values| ("enum".to_owned(), values.clone())));
            parameters.push(SelectedParameter { ty: parameter_type(schema), location: text("in"), name, facts });
        }
        Ok(parameters)
    }
}

/// The type of a parameter. Values stay what a caller writes: an enumeration of a parameter is a string.
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
        .filter(|(name, _)| MediaType::parse(name).is_some_and(|parsed| parsed.version == version));
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

/// The effect of an operation that destroys something. An overlay states it, or `false` where a deletion destroys
/// nothing; without one, each `DELETE` is destructive.
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
