//! What the API document says: routes, media types, query parameters, and the schemas of bodies.
//!
//! Only what the fake needs is read. Nothing here knows an operation by name.

mod operation;

use std::io;
use std::sync::{Arc, LazyLock};

use http::Method;
use serde_json::{Map, Value};

use crate::error::ApiError;
use crate::route::{self, PathParameters, Template};

pub(crate) use operation::Operation;
use operation::PathContext;

const SOURCE: &str = include_str!("../../../../spec/openapi.json");

/// The document, in the form the service asks it.
#[derive(Debug)]
pub(crate) struct Document {
    /// The paths, the most specific first.
    paths: Vec<Path>,
    schemas: Map<String, Value>,
}

#[derive(Debug)]
struct Path {
    template: Template,
    operations: Vec<Operation>,
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
    pub(crate) fn embedded() -> io::Result<Arc<Self>> {
        static DOCUMENT: LazyLock<Result<Arc<Document>, String>> =
            LazyLock::new(|| Document::parse(SOURCE).map(Arc::new).map_err(|error| error.to_string()));
        DOCUMENT.clone().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// Reads a document that Atlas publishes, or one like it, from JSON or YAML.
    ///
    /// # Errors
    /// If it is no OpenAPI document, or breaks off, or refers to what is not in it.
    pub(crate) fn parse(source: &str) -> Result<Self, atlas_openapi::Error> {
        let source = atlas_openapi::Document::parse(source)?;
        let schemas = source.schemas().map(|(name, schema)| (name.to_owned(), schema.clone())).collect();
        let operations: Vec<_> = source.operations().collect();
        let by_path = operations.chunk_by(|(path, ..), (next, ..)| path == next);
        let mut paths: Vec<_> = by_path.map(|operations| Path::new(operations, &source, &schemas)).collect();
        paths.sort_by_cached_key(|path| path.template.precedence());
        Ok(Self { paths, schemas })
    }

    /// The operation that a method and a path as sent mean. `HEAD` means what `GET` does.
    pub(crate) fn route(&self, method: &Method, path: &str) -> Result<Route<'_>, ApiError> {
        let wanted = if *method == Method::HEAD { &Method::GET } else { method };
        let segments = route::decode(path).map_err(ApiError::invalid_path_parameter)?;
        // Two templates can differ in the names of their parameters alone, and have a method each.
        let found = self.matching(&segments).find_map(|(path, parameters)| {
            let operation = path.operations.iter().find(|operation| operation.method == *wanted)?;
            Some(Route { operation, parameters })
        });
        found.ok_or_else(|| match self.allowed(path) {
            None => ApiError::resource_not_found(path),
            Some(allowed) => ApiError::method_not_allowed(method, allowed),
        })
    }

    /// The methods that a path as sent can be asked with, as an `Allow` header lists them; `None` if it leads to nothing.
    pub(crate) fn allowed(&self, path: &str) -> Option<String> {
        let segments = route::decode(path).ok()?;
        let mut allowed = Vec::new();
        for operation in self.matching(&segments).flat_map(|(path, _)| &path.operations) {
            allowed.push(operation.method.as_str());
            if operation.method == Method::GET {
                allowed.push("HEAD");
            }
        }
        (!allowed.is_empty()).then(|| allowed.join(", ") + ", OPTIONS")
    }

    /// The most specific templates that a path fits, which are meant, whatever the method.
    fn matching(&self, segments: &[String]) -> impl Iterator<Item = (&Path, PathParameters)> {
        let matching = self.paths.iter().filter_map(|path| Some((path, path.template.matches(segments)?)));
        let mut matching = matching.peekable();
        let specific = matching.peek().map(|(path, _)| path.template.precedence());
        matching.filter(move |(path, _)| Some(path.template.precedence()) == specific)
    }

    /// The operation of this name.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation> {
        self.paths.iter().flat_map(|path| &path.operations).find(|operation| *operation.id == *id)
    }

    /// The schemas that others refer to, by name.
    pub(crate) fn schemas(&self) -> &Map<String, Value> {
        &self.schemas
    }
}

impl Path {
    /// Operations that have their path in common.
    fn new(
        operations: &[(&str, &str, &Value)],
        source: &atlas_openapi::Document,
        schemas: &Map<String, Value>,
    ) -> Self {
        let path = operations.first().map_or("", |(path, ..)| path);
        let template = Template::parse(path);
        let names: Vec<_> = template.names().map(str::to_owned).collect();
        let of_one = path.ends_with('}');
        let place = PathContext { path, group: &template.group(), in_path: &names, of_one, source, schemas };
        let operations = operations.iter().filter_map(|(_, method, operation)| {
            Some(Operation::new(method.to_ascii_uppercase().parse().ok()?, operation, place))
        });
        Self { operations: operations.collect(), template }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::Document;
    use crate::body::Validation;

    #[track_caller]
    fn check(method: Method, path: &str, expected: &str) {
        let document = Document::embedded().unwrap();
        let route = document.route(&method, path).unwrap();
        assert_eq!(&*route.operation.id, expected, "{method} {path}");
    }

    #[test]
    fn every_operation_of_the_document_has_a_route_and_an_answer() {
        let document = Document::embedded().unwrap();
        let operations: Vec<_> = document.paths.iter().flat_map(|path| &path.operations).collect();
        assert!(operations.len() >= 500, "{} operations", operations.len());
        assert!(operations.iter().all(|operation| !operation.media_types.is_empty()));
    }

    #[test]
    fn every_schema_of_a_body_can_be_checked_against() {
        let document = Document::embedded().unwrap();
        let operations = document.paths.iter().flat_map(|path| &path.operations);
        let bodies: Vec<_> = operations.flat_map(|operation| &operation.bodies).collect();
        assert!(bodies.len() >= 190, "{} bodies", bodies.len());
        for validation in [Validation::Full, Validation::Partial] {
            assert!(bodies.iter().all(|(_, schema)| schema.is_checkable(&document, validation)));
        }
    }

    #[test]
    fn a_path_leads_to_its_operation() {
        let users = "/api/atlas/v2/groups/0123456789abcdef01234567/databaseUsers";
        check(Method::GET, users, "listGroupDatabaseUsers");
        check(Method::POST, users, "createGroupDatabaseUser");
        check(Method::PATCH, &format!("{users}/admin/a%2Fb"), "updateGroupDatabaseUser");
        check(Method::GET, &format!("{users}/someone/certs"), "listGroupDatabaseUserCerts");
        check(Method::HEAD, users, "listGroupDatabaseUsers");
    }
}
