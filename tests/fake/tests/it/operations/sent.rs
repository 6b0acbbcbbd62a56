//! The check of a received request against the expected one.

use atlas_conform::missing;
use atlas_fake::RecordedRequest;
use atlas_gen::Operation;
use serde_json::Value;

use super::request::texts;

/// The expected request. The order of query parameters is ignored.
pub(crate) struct Expected<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) media_type: &'a str,
    pub(crate) path: &'a [(&'static str, String)],
    pub(crate) query: &'a [(&'static str, Value)],
    pub(crate) headers: &'a [(&'static str, Value)],
    pub(crate) body: Option<&'a Value>,
}

impl Expected<'_> {
    /// Compares the received request with the expected one; the error names the differences.
    pub(crate) fn check(&self, received: &RecordedRequest) -> Result<(), String> {
        let path = path_parameters(self.operation.path, received.path());
        let path =
            path.as_ref().map(|path| path.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
        let expected_path: Vec<_> = self.path.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut query = received.query().to_vec();
        let values =
            self.query.iter().flat_map(|(name, value)| texts(value).map(move |text| ((*name).to_owned(), text)));
        let mut expected_query: Vec<_> = values.collect();
        query.sort();
        expected_query.sort();
        let header = |(name, value): &(&str, Value)| received.header(name).map(str::to_owned) == texts(value).next();
        let content_type = self.body.and(self.operation.content_type(None));
        let body = match (self.body, received.json()) {
            (Some(expected), Some(body)) => missing(expected, &body).is_empty() && missing(&body, expected).is_empty(),
            (expected, _) => expected.is_none() && received.body().is_empty(),
        };
        let rows = [
            ("operation", received.operation_id() == Some(self.operation.id)),
            ("method", received.method().as_str() == self.operation.method),
            ("path", path == Some(expected_path)),
            ("query", query == expected_query),
            ("headers", self.headers.iter().all(header)),
            ("accept", received.header("accept") == Some(self.media_type)),
            ("content-type", received.header("content-type") == content_type.as_deref()),
            ("body", body),
        ];
        let different: Vec<_> = rows.iter().filter(|(_, equal)| !equal).map(|(name, _)| *name).collect();
        different.is_empty().then_some(()).ok_or_else(|| format!("unexpected {different:?}: {received:?}"))
    }
}

/// Returns the decoded values of the parameters in a path; `None` if the path does not match the template.
fn path_parameters<'a>(template: &'a str, path: &str) -> Option<Vec<(&'a str, String)>> {
    if template.split('/').count() != path.split('/').count() {
        return None;
    }
    let mut parameters = Vec::new();
    for (template, segment) in template.split('/').zip(path.split('/')) {
        match template.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
            None => (template == segment).then_some(())?,
            Some((before, (name, after))) => {
                let value = segment.strip_prefix(before)?.strip_suffix(after)?;
                parameters.push((name, percent_encoding::percent_decode_str(value).decode_utf8().ok()?.into_owned()));
            }
        }
    }
    Some(parameters)
}

#[test]
fn parameters_are_extracted_from_a_path_by_its_template() {
    let found = path_parameters("/groups/{groupId}/logs/{logName}.gz", "/groups/6a/logs/a%2Fb.gz");
    assert_eq!(found, Some(vec![("groupId", "6a".to_owned()), ("logName", "a/b".to_owned())]));
    assert_eq!(path_parameters("/groups/{groupId}", "/groups/a/b"), None);
    assert_eq!(path_parameters("/groups/{groupId}", "/orgs/a"), None);
}
