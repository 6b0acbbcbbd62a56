//! The versions of an operation, and its bodies at the generated version.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Document;
use crate::document::{MediaType, Version, members, versions_of};

/// The name of a media type with its content.
type MediaTypeEntry<'a> = (&'a str, &'a Value);

/// The bodies of an operation at its newest version.
#[derive(Debug)]
pub(super) struct Bodies<'a> {
    /// The newest stable version, or a preview if there are only previews; `None` for media types without version.
    pub(super) newest: Option<Version>,
    /// Whether the service refuses a request without a body.
    pub(super) is_required: bool,
    /// The media types of the request body.
    request: Vec<MediaTypeEntry<'a>>,
    /// The media types of the responses, by status.
    responses: BTreeMap<&'a str, Vec<MediaTypeEntry<'a>>>,
}

impl<'a> Bodies<'a> {
    pub(super) fn of(document: &'a Document, operation: &'a Value) -> Self {
        let newest = versions_of(document, operation).max();
        let at_newest = |body: &'a Value| pick(document.resolve(body), newest.as_ref());
        let request = operation.get("requestBody").map(at_newest);
        let is_required = operation.get("requestBody").is_some_and(|body| document.resolve(body)["required"] == true);
        let responses =
            members(&operation["responses"]).map(|(status, response)| (status, at_newest(response))).collect();
        Self { is_required, request: request.unwrap_or_default(), responses, newest }
    }

    /// Returns all schemas with generated code.
    pub(super) fn schemas(&self) -> impl Iterator<Item = &'a Value> {
        let responses = self.responses.values().flatten();
        self.request.iter().chain(responses).filter_map(|(_, media_type)| media_type.get("schema"))
    }

    /// Returns the schema of the request body.
    pub(super) fn request(&self) -> Option<&'a Value> {
        self.request.iter().find_map(|(_, media_type)| media_type.get("schema"))
    }

    /// Returns the schema of the successful response.
    pub(super) fn success(&self) -> Option<&'a Value> {
        self.successes().find_map(|(_, media_type)| media_type.get("schema"))
    }

    /// Returns the formats of the successful response other than JSON, such as `csv`, joined with commas.
    pub(super) fn streams(&self) -> Option<String> {
        let formats = self.successes().filter_map(|(name, _)| name.rsplit_once('+')).map(|(_, format)| format);
        let formats: BTreeSet<&str> = formats.filter(|format| *format != "json").collect();
        (!formats.is_empty()).then(|| formats.into_iter().collect::<Vec<_>>().join(", "))
    }

    fn successes(&self) -> impl Iterator<Item = &MediaTypeEntry<'a>> {
        self.responses.iter().filter(|(status, _)| status.starts_with('2')).flat_map(|(_, media_types)| media_types)
    }

    /// Returns whether no code, or only code behind the feature `preview`, is generated from the new bodies anymore.
    pub(super) fn is_lost_in(&self, new: &Self) -> bool {
        match (&self.newest, &new.newest) {
            (Some(Version::Stable(_)), Some(Version::Stable(_))) | (None, _) => false,
            (Some(Version::Stable(_)), _) | (Some(_), None) => true,
            (Some(_), Some(_)) => false,
        }
    }
}

/// Returns the media types of a body at the newest version of its operation, or else at the last version before it.
fn pick<'a>(body: &'a Value, newest: Option<&Version>) -> Vec<MediaTypeEntry<'a>> {
    let versions = || members(&body["content"]).map(|(name, _)| version_of(name));
    let selected = versions().flatten().filter(|version| Some(version) <= newest).max();
    members(&body["content"])
        .filter(|(name, _)| {
            let version = version_of(name);
            version.is_none() || version == selected
        })
        .collect()
}

/// Returns the version of a media type; `None` for one of another vendor.
pub(super) fn version_of(media_type: &str) -> Option<Version> {
    Some(MediaType::of(media_type)?.version)
}

/// Returns the versions of an operation, previews first, then oldest first.
pub(super) fn all(document: &Document, operation: &Value) -> BTreeSet<Version> {
    versions_of(document, operation).collect()
}

/// The sunset dates of a version by body and media type; usually one date for all of them.
pub(super) type Sunsets<'a> = BTreeMap<(&'a str, &'a str), &'a str>;

/// Returns the sunset dates by version.
pub(super) fn sunsets<'a>(document: &'a Document, operation: &'a Value) -> BTreeMap<Version, Sunsets<'a>> {
    let request = operation.get("requestBody").map(|body| ("request", body));
    let mut sunsets = BTreeMap::<Version, Sunsets<'_>>::new();
    for (body, value) in members(&operation["responses"]).chain(request) {
        for (name, media_type) in members(&document.resolve(value)["content"]) {
            if let (Some(version), Some(date)) = (version_of(name), media_type["x-sunset"].as_str()) {
                sunsets.entry(version).or_default().insert((body, name), date);
            }
        }
    }
    sunsets
}
