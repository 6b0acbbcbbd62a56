//! What the API document says: routes, media types, and the schemas of bodies.
//!
//! Only what the fake needs is read. Nothing here knows an operation by name.

use std::collections::BTreeMap;
use std::io;
use std::sync::OnceLock;

use http::Method;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::error::ApiError;
use crate::media_type::MediaType;
use crate::route::{self, PathParameters, Template};

const SOURCE: &str = include_str!("../../../spec/openapi.json");

/// The document, in the form the service asks it.
#[derive(Debug)]
pub(crate) struct Document {
    /// The paths, the most specific first.
    paths: Vec<Path>,
    schemas: BTreeMap<String, Schema>,
}

#[derive(Debug)]
struct Path {
    template: Template,
    operations: Vec<Operation>,
}

/// One operation, in all its versions.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    method: Method,
    /// The media types that it answers success with.
    pub(crate) answers: Vec<MediaType>,
    /// The media types that it takes, each with its schema; none if it takes no body.
    bodies: Vec<(MediaType, Schema)>,
}

/// A JSON schema, as far as bodies are held against it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Schema {
    #[serde(rename = "$ref")]
    reference: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    #[serde(rename = "enum")]
    pub(crate) values: Vec<Value>,
    pub(crate) format: Option<String>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
    pub(crate) read_only: bool,
    pub(crate) required: Vec<String>,
    pub(crate) properties: BTreeMap<String, Schema>,
    pub(crate) items: Option<Box<Schema>>,
    additional_properties: Option<IgnoredAny>,
    all_of: Option<IgnoredAny>,
    any_of: Option<IgnoredAny>,
    discriminator: Option<IgnoredAny>,
    one_of: Option<IgnoredAny>,
}

/// An operation together with the values that a path gave its parameters.
#[derive(Debug)]
pub(crate) struct Route<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) parameters: PathParameters,
}

impl Document {
    /// The document that the workspace is generated from, read once for the whole process.
    ///
    /// # Errors
    /// If the document is not one that can be read, which is the same for every call.
    pub(crate) fn embedded() -> io::Result<&'static Self> {
        static DOCUMENT: OnceLock<Result<Document, String>> = OnceLock::new();
        DOCUMENT
            .get_or_init(|| Self::parse(SOURCE).map_err(|error| error.to_string()))
            .as_ref()
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.as_str()))
    }

    fn parse(source: &str) -> serde_json::Result<Self> {
        let source: source::Document = serde_json::from_str(source)?;
        let mut paths: Vec<_> = source.paths.into_iter().map(Path::new).collect();
        paths.sort_by_cached_key(|path| path.template.precedence());
        Ok(Self { paths, schemas: source.components.schemas })
    }

    /// The operation that a method and a path as sent mean.
    pub(crate) fn route(&self, method: &Method, path: &str) -> Result<Route<'_>, ApiError> {
        let segments = route::decode(path).map_err(ApiError::invalid_path_parameter)?;
        let (path, parameters) = self
            .paths
            .iter()
            .find_map(|path| Some((path, path.template.matches(&segments)?)))
            .ok_or_else(|| ApiError::resource_not_found(path))?;
        match path.operations.iter().find(|operation| operation.method == *method) {
            Some(operation) => Ok(Route { operation, parameters }),
            None => {
                let allowed: Vec<_> = path.operations.iter().map(|operation| &operation.method).collect();
                Err(ApiError::method_not_allowed(method, &allowed))
            }
        }
    }

    /// The operation of this name.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation> {
        self.paths.iter().flat_map(|path| &path.operations).find(|operation| operation.id == id)
    }

    /// The schema itself, or the one that it refers to.
    pub(crate) fn resolve<'a>(&'a self, schema: &'a Schema) -> &'a Schema {
        let name = schema.reference.as_deref().and_then(|path| path.rsplit('/').next());
        name.and_then(|name| self.schemas.get(name)).unwrap_or(schema)
    }
}

impl Path {
    fn new((template, item): (String, source::PathItem)) -> Self {
        let operations = [
            (Method::GET, item.get),
            (Method::POST, item.post),
            (Method::PUT, item.put),
            (Method::PATCH, item.patch),
            (Method::DELETE, item.delete),
        ];
        Self {
            template: Template::parse(&template),
            operations: operations
                .into_iter()
                .filter_map(|(method, operation)| Some(Operation::new(method, operation?)))
                .collect(),
        }
    }
}

impl Operation {
    fn new(method: Method, source: source::Operation) -> Self {
        let success = source.responses.iter().filter(|(status, _)| status.starts_with('2'));
        let answers = success.flat_map(|(_, response)| response.content.keys());
        let bodies = source.request_body.content.into_iter();
        Self {
            id: source.operation_id,
            method,
            answers: answers.filter_map(|text| MediaType::parse(text)).collect(),
            bodies: bodies.filter_map(|(text, content)| Some((MediaType::parse(&text)?, content.schema))).collect(),
        }
    }

    /// The schema of a body: of the newest version that is not newer than `wanted`, or of the newest at all.
    pub(crate) fn body(&self, wanted: Option<&MediaType>) -> Option<&Schema> {
        let fits = |(offered, _): &&(MediaType, Schema)| wanted.is_none_or(|wanted| offered.satisfies(wanted));
        self.bodies.iter().filter(fits).max_by_key(|(offered, _)| offered.date()).map(|(_, schema)| schema)
    }
}

impl Schema {
    /// Whether an object may have only the properties that stand here.
    pub(crate) fn is_closed(&self) -> bool {
        let Self { additional_properties, all_of, any_of, discriminator, one_of, .. } = self;
        let open = [additional_properties, all_of, any_of, discriminator, one_of];
        !self.properties.is_empty() && open.iter().all(|keyword| keyword.is_none())
    }

    /// Whether a string may have only the values that stand here. An enumeration with a placeholder in it, such as
    /// `<a custom role name>`, stands for any value.
    pub(crate) fn is_closed_enum(&self) -> bool {
        let placeholder = |value: &Value| value.as_str().is_some_and(|value| value.starts_with('<'));
        !self.values.is_empty() && !self.values.iter().any(placeholder)
    }
}

/// The document as it is written.
mod source {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::Schema;

    #[derive(Deserialize)]
    pub(super) struct Document {
        pub(super) paths: BTreeMap<String, PathItem>,
        pub(super) components: Components,
    }

    #[derive(Deserialize)]
    pub(super) struct Components {
        pub(super) schemas: BTreeMap<String, Schema>,
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
        pub(super) request_body: Body,
        pub(super) responses: BTreeMap<String, Body>,
    }

    /// A request's or a response's body; a reference has no content.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct Body {
        pub(super) content: BTreeMap<String, Content>,
    }

    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct Content {
        pub(super) schema: Schema,
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::Document;

    #[track_caller]
    fn check(method: Method, path: &str, expected: &str) {
        let document = Document::embedded().unwrap();
        let route = document.route(&method, path).unwrap();
        assert_eq!(route.operation.id, expected, "{method} {path}");
    }

    #[test]
    fn every_operation_of_the_document_has_a_route_and_an_answer() {
        let document = Document::embedded().unwrap();
        let operations: Vec<_> = document.paths.iter().flat_map(|path| &path.operations).collect();
        assert!(operations.len() >= 500, "{} operations", operations.len());
        assert!(operations.iter().all(|operation| !operation.answers.is_empty()));
    }

    #[test]
    fn a_path_leads_to_its_operation() {
        let users = "/api/atlas/v2/groups/0123456789abcdef01234567/databaseUsers";
        check(Method::GET, users, "listGroupDatabaseUsers");
        check(Method::POST, users, "createGroupDatabaseUser");
        check(Method::PATCH, &format!("{users}/admin/a%2Fb"), "updateGroupDatabaseUser");
        check(Method::GET, &format!("{users}/someone/certs"), "listGroupDatabaseUserCerts");
    }
}
