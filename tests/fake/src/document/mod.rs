//! Reader of the API document: routes, media types, query parameters, and schemas of bodies.
//!
//! It reads only the parts that the fake needs, and has no special cases for single operations.

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

/// The overlays for the workspace's document: the corrections of the generated client, and facts that only a fake
/// needs.
const OVERLAYS: [(&str, &str); 2] = [
    ("10-corrections.yaml", include_str!("../../../../spec/overlays/10-corrections.yaml")),
    ("observed.yaml", include_str!("observed.yaml")),
];

/// The API document, indexed for the service.
#[derive(Debug)]
pub(crate) struct Document {
    /// The paths, most specific first.
    paths: Vec<Path>,
    schemas: Map<String, Value>,
}

#[derive(Debug)]
struct Path {
    template: Template,
    /// See [`Operation::shape`].
    shape: Arc<str>,
    operations: Vec<Operation>,
}

/// An operation with the values of its path parameters.
#[derive(Debug)]
pub(crate) struct Route<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) parameters: PathParameters,
}

impl Document {
    /// Returns the document that the workspace is generated from, with corrections. It is parsed once for the whole
    /// process.
    ///
    /// # Errors
    /// If the document cannot be parsed. All calls have the same result.
    pub(crate) fn embedded() -> io::Result<Arc<Self>> {
        static DOCUMENT: LazyLock<Result<Arc<Document>, String>> =
            LazyLock::new(|| Document::corrected().map(Arc::new));
        DOCUMENT.clone().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// Parses the workspace's document with all corrections.
    fn corrected() -> Result<Self, String> {
        let mut source = serde_json::from_str(SOURCE).map_err(|error| error.to_string())?;
        let overlays = OVERLAYS.map(|(name, text)| (name.to_owned(), text.to_owned()));
        atlas_openapi::apply_overlays(&overlays, &mut source).map_err(|errors| errors.to_string())?;
        let source = atlas_openapi::Document::from_value(source).map_err(|error| error.to_string())?;
        Ok(Self::new(&source))
    }

    /// Parses a document in the form that Atlas publishes, as JSON or YAML.
    ///
    /// # Errors
    /// If it is not an OpenAPI document, is incomplete, or has a reference that cannot be resolved.
    pub(crate) fn parse(source: &str) -> Result<Self, atlas_openapi::Error> {
        Ok(Self::new(&atlas_openapi::Document::parse(source)?))
    }

    fn new(source: &atlas_openapi::Document) -> Self {
        let schemas = source.schemas().map(|(name, schema)| (name.to_owned(), schema.clone())).collect();
        let operations: Vec<_> = source.operations().collect();
        let by_path = operations.chunk_by(|(path, ..), (next, ..)| path == next);
        let mut paths: Vec<_> = by_path.map(|operations| Path::new(operations, source, &schemas)).collect();
        paths.sort_by_cached_key(|path| path.template.precedence());
        Self { paths, schemas }
    }

    /// Returns the operation of a method and an undecoded path. `HEAD` has the operation of `GET`.
    pub(crate) fn route(&self, method: &Method, path: &str) -> Result<Route<'_>, ApiError> {
        let wanted = if *method == Method::HEAD { &Method::GET } else { method };
        let segments = route::decode(path).map_err(ApiError::invalid_path_parameter)?;
        // Two templates can differ only in the names of their parameters, with one method each.
        let found = self.matching(&segments).find_map(|(path, parameters)| {
            let operation = path.operations.iter().find(|operation| operation.method == *wanted)?;
            Some(Route { operation, parameters })
        });
        found.ok_or_else(|| match self.allowed(path) {
            None => ApiError::resource_not_found(path),
            Some(allowed) => ApiError::method_not_allowed(method, allowed),
        })
    }

    /// Returns the value of the `Allow` header for an undecoded path, or `None` if no template matches.
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

    /// Returns the most specific templates that match a path, independent of the method.
    fn matching(&self, segments: &[String]) -> impl Iterator<Item = (&Path, PathParameters)> {
        let matching = self.paths.iter().filter_map(|path| Some((path, path.template.matches(segments)?)));
        let mut matching = matching.peekable();
        let specific = matching.peek().map(|(path, _)| path.template.precedence());
        matching.filter(move |(path, _)| Some(path.template.precedence()) == specific)
    }

    /// Returns the template of the collection with a name below each resource of a list, at an undecoded path.
    ///
    /// It has the names of the list's path, then `name`, and further parameters for the resource. These can precede the
    /// last name of the list.
    pub(crate) fn nested(&self, list: &str, name: &str) -> Option<&Template> {
        let segments = route::decode(list).ok()?;
        let (outer, _) = self.matching(&segments).next()?;
        let wanted: Vec<_> = outer.template.literals().chain(name.split('/')).collect();
        let is_nested = |path: &&Path| {
            path.template.is_of_list()
                && path.template.names().count() > outer.template.names().count()
                && path.template.literals().eq(wanted.iter().copied())
        };
        let has = |path: &Path, method: &Method| path.operations.iter().any(|operation| operation.method == *method);
        let nested = self.paths.iter().filter(is_nested);
        let created = nested.clone().find(|path| has(path, &Method::POST));
        created.or_else(|| nested.clone().find(|path| has(path, &Method::GET))).map(|path| &path.template)
    }

    /// Returns the operation with this ID.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation> {
        self.paths.iter().flat_map(|path| &path.operations).find(|operation| *operation.id == *id)
    }

    /// Returns all operations.
    #[cfg(test)]
    pub(crate) fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.paths.iter().flat_map(|path| &path.operations)
    }

    /// Returns the operations of the paths with a [shape](Operation::shape).
    pub(crate) fn of_shape<'a>(&'a self, shape: &str) -> impl Iterator<Item = &'a Operation> {
        self.paths.iter().filter(move |path| *path.shape == *shape).flat_map(|path| &path.operations)
    }

    /// Returns the named schemas.
    pub(crate) fn schemas(&self) -> &Map<String, Value> {
        &self.schemas
    }
}

impl Path {
    /// Creates a path from its operations, of which all have this path.
    fn new(
        operations: &[(&str, &str, &Value)],
        source: &atlas_openapi::Document,
        schemas: &Map<String, Value>,
    ) -> Self {
        let path = operations.first().map_or("", |(path, ..)| path);
        let template = Template::parse(path);
        let names: Vec<_> = template.names().map(str::to_owned).collect();
        let of_one = path.ends_with('}');
        let shape = template.shape().into();
        let group = &template.group();
        let context = PathContext { path, group, shape: &shape, in_path: &names, of_one, source, schemas };
        let operations = operations.iter().filter_map(|(_, method, operation)| {
            Some(Operation::new(method.to_ascii_uppercase().parse().ok()?, operation, context))
        });
        Self { operations: operations.collect(), template, shape }
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
    fn every_operation_of_the_document_has_a_route_and_a_response() {
        let document = Document::embedded().unwrap();
        let operations: Vec<_> = document.paths.iter().flat_map(|path| &path.operations).collect();
        assert!(operations.len() >= 500, "{} operations", operations.len());
        assert!(operations.iter().all(|operation| !operation.media_types.is_empty()));
    }

    #[test]
    fn every_body_schema_compiles() {
        let document = Document::embedded().unwrap();
        let operations = document.paths.iter().flat_map(|path| &path.operations);
        let bodies: Vec<_> = operations.flat_map(|operation| &operation.bodies).collect();
        assert!(bodies.len() >= 190, "{} bodies", bodies.len());
        for validation in [Validation::Full, Validation::Partial] {
            assert!(bodies.iter().all(|(_, schema)| schema.is_checkable(&document, validation)));
        }
    }

    #[test]
    fn a_method_and_path_select_their_operation() {
        let users = "/api/atlas/v2/groups/0123456789abcdef01234567/databaseUsers";
        check(Method::GET, users, "listGroupDatabaseUsers");
        check(Method::POST, users, "createGroupDatabaseUser");
        check(Method::PATCH, &format!("{users}/admin/a%2Fb"), "updateGroupDatabaseUser");
        check(Method::GET, &format!("{users}/someone/certs"), "listGroupDatabaseUserCerts");
        check(Method::HEAD, users, "listGroupDatabaseUsers");
    }
}
