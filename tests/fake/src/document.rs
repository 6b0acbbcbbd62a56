//! What the API document says: routes, media types, query parameters, and the schemas of bodies.
//!
//! Only what the fake needs is read. Nothing here knows an operation by name.

use std::io;
use std::sync::LazyLock;

use http::{Method, StatusCode};
use serde_json::{Map, Value};

use crate::body::{Extent, Schema};
use crate::error::ApiError;
use crate::media_type::MediaType;
use crate::parameter::{Kind, Parameter};
use crate::route::{self, PathParameters, Template};

const SOURCE: &str = include_str!("../../../spec/openapi.json");

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

/// One operation, in all its versions.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    /// The media types that it answers success with.
    pub(crate) answers: Vec<MediaType>,
    /// What it answers, in the order of `answers`.
    successes: Vec<Success>,
    /// The media types that it takes, each with its schema; none if it takes no body.
    bodies: Vec<(MediaType, Schema)>,
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
        static DOCUMENT: LazyLock<Result<Document, String>> =
            LazyLock::new(|| Document::parse(SOURCE).map_err(|error| error.to_string()));
        DOCUMENT.as_ref().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.as_str()))
    }

    fn parse(source: &str) -> serde_json::Result<Self> {
        let source: source::Document = serde_json::from_str(source)?;
        let shared = source.components;
        let mut paths: Vec<_> = source.paths.into_iter().map(|path| Path::new(path, &shared)).collect();
        paths.sort_by_cached_key(|path| path.template.precedence());
        Ok(Self { paths, schemas: shared.schemas })
    }

    /// The operation that a method and a path as sent mean.
    pub(crate) fn route(&self, method: &Method, path: &str) -> Result<Route<'_>, ApiError> {
        let segments = route::decode(path).map_err(ApiError::invalid_path_parameter)?;
        let matching = self.paths.iter().filter_map(|path| Some((path, path.template.matches(&segments)?)));
        let mut matching = matching.peekable();
        // The most specific templates are meant, whatever the method. Two can differ in the names of their parameters
        // alone, and have a method each.
        let specific = matching.peek().map(|(path, _)| path.template.precedence());
        let mut matching = matching.filter(|(path, _)| Some(path.template.precedence()) == specific);
        let mut allowed = Vec::new();
        let found = matching.find_map(|(path, parameters)| {
            allowed.extend(path.operations.iter().map(|operation| &operation.method));
            let operation = path.operations.iter().find(|operation| operation.method == *method)?;
            Some(Route { operation, parameters })
        });
        found.ok_or_else(|| match &allowed[..] {
            [] => ApiError::resource_not_found(path),
            allowed => ApiError::method_not_allowed(method, allowed),
        })
    }

    /// The operation of this name.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation> {
        self.paths.iter().flat_map(|path| &path.operations).find(|operation| operation.id == id)
    }

    /// The schemas that others refer to, by name.
    pub(crate) fn schemas(&self) -> &Map<String, Value> {
        &self.schemas
    }
}

impl Path {
    fn new((template, item): (String, source::PathItem), shared: &source::Components) -> Self {
        let operations = [
            (Method::GET, item.get),
            (Method::POST, item.post),
            (Method::PUT, item.put),
            (Method::PATCH, item.patch),
            (Method::DELETE, item.delete),
        ];
        let of_one = template.ends_with('}');
        let template = Template::parse(&template);
        let names: Vec<_> = template.names().map(str::to_owned).collect();
        let operations = operations
            .into_iter()
            .filter_map(|(method, operation)| Some(Operation::new(method, operation?, &names, of_one, shared)))
            .collect();
        Self { template, operations }
    }
}

impl Operation {
    fn new(
        method: Method,
        source: source::Operation,
        in_path: &[String],
        of_one: bool,
        shared: &source::Components,
    ) -> Self {
        let mut answers = Vec::new();
        let mut successes = Vec::new();
        for (status, response) in source.responses {
            let Some(status) = status.parse().ok().filter(StatusCode::is_success) else { continue };
            for (text, content) in response.content {
                // Of two successes of one version the first, with the lower status, is the usual one.
                if let Some(media_type) = MediaType::parse(&text).filter(|media_type| !answers.contains(media_type)) {
                    answers.push(media_type);
                    successes.push(Success { status, schema: content.schema });
                }
            }
        }
        let body_required = source.request_body.required;
        let bodies = source.request_body.content.into_iter().filter_map(|(text, content)| {
            Some((MediaType::parse(&text)?, Schema::new(content.schema.unwrap_or_default(), in_path)))
        });
        let parameters = source.parameters.into_iter().filter_map(|parameter| parameter.resolve(&shared.parameters));
        let (query, others): (Vec<_>, Vec<_>) = parameters.partition(|parameter| parameter.place == "query");
        let path = others.into_iter().filter(|parameter| parameter.place == "path");
        Self {
            id: source.operation_id,
            method,
            answers,
            successes,
            bodies: bodies.collect(),
            body_required,
            query: query.into_iter().map(|parameter| parameter.read(&shared.schemas)).collect(),
            path: path.map(|parameter| parameter.read(&shared.schemas)).collect(),
            of_one,
        }
    }

    /// What the operation answers with a media type, one of `answers`.
    pub(crate) fn success(&self, media_type: &MediaType) -> Option<&Success> {
        let place = self.answers.iter().position(|answer| answer == media_type)?;
        self.successes.get(place)
    }

    /// The newest version that it answers with.
    pub(crate) fn newest(&self) -> Option<&MediaType> {
        self.answers.iter().filter(|answer| answer.format() == "json").max_by_key(|answer| answer.date())
    }

    /// Whether the operation takes a body.
    pub(crate) fn takes_body(&self) -> bool {
        !self.bodies.is_empty()
    }

    /// How complete a body has to be.
    pub(crate) fn extent(&self) -> Extent {
        if self.method == Method::PATCH { Extent::Fragment } else { Extent::Whole }
    }

    /// The schema of a body: of the newest version that is not newer than `wanted`, or of the newest at all.
    pub(crate) fn body(&self, wanted: Option<&MediaType>) -> Option<&Schema> {
        let fits = |(offered, _): &&(MediaType, Schema)| wanted.is_none_or(|wanted| offered.satisfies(wanted));
        self.bodies.iter().filter(fits).max_by_key(|(offered, _)| offered.date()).map(|(_, schema)| schema)
    }
}

/// The document as it is written.
mod source {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::{Map, Value};

    use super::Kind;

    #[derive(Deserialize)]
    pub(super) struct Document {
        pub(super) paths: BTreeMap<String, PathItem>,
        pub(super) components: Components,
    }

    #[derive(Deserialize)]
    pub(super) struct Components {
        pub(super) schemas: Map<String, Value>,
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

        pub(super) fn read(self, schemas: &Map<String, Value>) -> super::Parameter {
            let kind = Kind::of(schemas, &Value::Object(self.schema));
            super::Parameter { name: self.name, required: self.required, kind }
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
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::Document;
    use crate::body::Extent;

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
    fn every_schema_of_a_body_can_be_checked_against() {
        let document = Document::embedded().unwrap();
        let operations = document.paths.iter().flat_map(|path| &path.operations);
        let bodies: Vec<_> = operations.flat_map(|operation| &operation.bodies).collect();
        assert!(bodies.len() >= 190, "{} bodies", bodies.len());
        for extent in [Extent::Whole, Extent::Fragment] {
            assert!(bodies.iter().all(|(_, schema)| schema.is_checkable(document, extent)));
        }
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
