//! Whether the request that arrived is the one that was meant.

use atlas_conform::missing;
use atlas_fake::RecordedRequest;
use atlas_gen::Operation;
use serde_json::Value;

use super::request::texts;

/// The request that is meant. The order of the query means nothing.
pub(crate) struct Meant<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) media_type: &'a str,
    pub(crate) path: &'a [(&'static str, String)],
    pub(crate) query: &'a [(&'static str, Value)],
    pub(crate) headers: &'a [(&'static str, Value)],
    pub(crate) body: Option<&'a Value>,
}

impl Meant<'_> {
    /// Says in what the request that arrived differs.
    pub(crate) fn check(&self, arrived: &RecordedRequest) -> Result<(), String> {
        let path = path_parameters(self.operation.path, arrived.path());
        let path =
            path.as_ref().map(|path| path.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
        let meant_path: Vec<_> = self.path.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut query = arrived.query().to_vec();
        let values =
            self.query.iter().flat_map(|(name, value)| texts(value).map(move |text| ((*name).to_owned(), text)));
        let mut meant_query: Vec<_> = values.collect();
        query.sort();
        meant_query.sort();
        let header = |(name, value): &(&str, Value)| arrived.header(name).map(str::to_owned) == texts(value).next();
        let content_type = self.body.and(self.operation.content_type(None));
        let body = match (self.body, arrived.json()) {
            (Some(meant), Some(body)) => missing(meant, &body).is_empty() && missing(&body, meant).is_empty(),
            (meant, _) => meant.is_none() && arrived.body().is_empty(),
        };
        let rows = [
            ("operation", arrived.operation_id() == Some(self.operation.id)),
            ("method", arrived.method().as_str() == self.operation.method),
            ("path", path == Some(meant_path)),
            ("query", query == meant_query),
            ("headers", self.headers.iter().all(header)),
            ("accept", arrived.header("accept") == Some(self.media_type)),
            ("content-type", arrived.header("content-type") == content_type.as_deref()),
            ("body", body),
        ];
        let wrong: Vec<_> = rows.iter().filter(|(_, holds)| !holds).map(|(what, _)| *what).collect();
        wrong.is_empty().then_some(()).ok_or_else(|| format!("other {wrong:?} than meant: {arrived:?}"))
    }
}

/// The values that a path has for the parameters of a template, decoded; `None` if it is not of the template.
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
fn a_path_gives_back_what_its_template_was_filled_with() {
    let found = path_parameters("/groups/{groupId}/logs/{logName}.gz", "/groups/6a/logs/a%2Fb.gz");
    assert_eq!(found, Some(vec![("groupId", "6a".to_owned()), ("logName", "a/b".to_owned())]));
    assert_eq!(path_parameters("/groups/{groupId}", "/groups/a/b"), None);
    assert_eq!(path_parameters("/groups/{groupId}", "/orgs/a"), None);
}
