//! Changes of operations: additions, removals, names, versions, parameters and bodies.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::change::{Change, ChangeKind, Subject};
use super::content::{self, BodyContext, VERSION_EXTENSIONS};
use super::log::{Log, short};
use super::version::{Bodies, Sunsets, all, sunsets};
use super::{authentication, parameter, schema, signature, unknown};
use crate::Document;
use crate::document::{Version, members, reference};

/// The extension that gives an operation a shorter name than its `operationId`.
const SHORT_NAME: &str = "x-xgen-operation-id-override";

/// An operation with its path and method.
#[derive(Clone, Copy)]
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    value: &'a Value,
}

impl Operation<'_> {
    fn id(&self) -> &str {
        self.value["operationId"].as_str().unwrap_or_default()
    }

    /// Returns the name of the generated method, before conversion.
    fn name(&self) -> &str {
        self.value[SHORT_NAME].as_str().unwrap_or(self.id())
    }

    fn tag(&self) -> &str {
        self.value["tags"][0].as_str().unwrap_or_default()
    }

    /// Returns the method and path, `GET /a`.
    fn endpoint(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    fn subject(&self) -> Subject {
        Subject::Operation {
            id: self.id().to_owned(),
            method: self.method.to_uppercase(),
            path: self.path.to_owned(),
            tag: self.tag().to_owned(),
        }
    }
}

/// Compares all operations, paired by `operationId`, or by method and path if the `operationId` is new.
pub(super) fn compare_all(old: &Document, new: &Document, changes: &mut Vec<Change>) {
    let (before, after) = (by_id(old), by_id(new));
    let free = operations(new).filter(|operation| !before.contains_key(operation.id()));
    let mut free: BTreeMap<String, Operation<'_>> = free.map(|operation| (operation.endpoint(), operation)).collect();
    for operation in operations(old) {
        let same_id = after.get(operation.id()).copied();
        match same_id.or_else(|| free.remove(&operation.endpoint())) {
            Some(now) => {
                let mut log = Log::new(changes, now.subject(), true);
                compare((old, operation), (new, now), &mut log);
            }
            None => Log::new(changes, operation.subject(), true).record(ChangeKind::OperationRemoved, "", None, None),
        }
    }
    for operation in free.into_values() {
        let versions = join(all(new, operation.value));
        Log::new(changes, operation.subject(), true).record(ChangeKind::OperationAdded, "", None, versions);
    }
}

fn operations(document: &Document) -> impl Iterator<Item = Operation<'_>> {
    document.operations().map(|(path, method, value)| Operation { path, method, value })
}

fn by_id(document: &Document) -> BTreeMap<&str, Operation<'_>> {
    operations(document).filter_map(|operation| Some((operation.value["operationId"].as_str()?, operation))).collect()
}

fn compare(
    (old_document, old): (&Document, Operation<'_>),
    (new_document, new): (&Document, Operation<'_>),
    log: &mut Log<'_>,
) {
    let before_all = log.len();
    names(old, new, log);
    parameter::compare((old_document, old.path, old.value), (new_document, new.path, new.value), log);
    let (before, after) = (Bodies::of(old_document, old.value), Bodies::of(new_document, new.value));
    let len = log.len();
    bodies(&before, &after, log);
    if before.newest != after.newest {
        log.types_changed(before.is_lost_in(&after) || log.is_broken_since(len));
        let text = |bodies: &Bodies<'_>| bodies.newest.as_ref().map(ToString::to_string);
        log.record(ChangeKind::NewestVersionMoved, "", text(&before), text(&after));
    }
    versions((old_document, old.value), (new_document, new.value), log);
    statuses(old.value, new.value, log);
    parts((old_document, old.value, &before), (new_document, new.value, &after), log);
    authentication::of_operation((old_document, old.value), (new_document, new.value), log);
    let keys = ["x-xgen-docs-url", "x-xgen-method-verb-override", "servers", "x-sunset"];
    for key in keys.into_iter().chain(VERSION_EXTENSIONS) {
        log.compare(ChangeKind::MetadataChanged, key, old.value.get(key), new.value.get(key));
    }
    let servers = |document: &Document, path: &str| document.as_value()["paths"][path].get("servers").cloned();
    let (old_servers, new_servers) = (servers(old_document, old.path), servers(new_document, new.path));
    log.compare(ChangeKind::MetadataChanged, "servers of the path", old_servers.as_ref(), new_servers.as_ref());
    if log.len() == before_all {
        unknown::compare(old.value, new.value, log);
    }
}

/// Compares the names, the endpoint, the tag, the deprecation and the roles.
fn names(old: Operation<'_>, new: Operation<'_>, log: &mut Log<'_>) {
    log.method_renamed(old.name() != new.name());
    log.compare(ChangeKind::OperationRenamed, "", old.value.get("operationId"), new.value.get("operationId"));
    log.compare(ChangeKind::ShortNameChanged, "", old.value.get(SHORT_NAME), new.value.get(SHORT_NAME));
    if old.endpoint() != new.endpoint() {
        log.record(ChangeKind::OperationMoved, "", Some(old.endpoint()), Some(new.endpoint()));
    }
    log.compare(ChangeKind::TagChanged, "", old.value["tags"].get(0), new.value["tags"].get(0));
    let more_tags = |operation: Operation<'_>| {
        let tags = operation.value["tags"].as_array();
        join(tags.into_iter().flatten().skip(1).map(short))
    };
    if more_tags(old) != more_tags(new) {
        log.record(ChangeKind::MetadataChanged, "further tags", more_tags(old), more_tags(new));
    }
    log.compare(
        ChangeKind::DeprecatedChanged,
        "",
        Some(parameter::flag(old.value, "deprecated")),
        Some(parameter::flag(new.value, "deprecated")),
    );
    let roles = |operation: Operation<'_>| -> Vec<String> {
        operation.value["x-rolesRequirements"].as_array().into_iter().flatten().map(short).collect()
    };
    let (before, after) = (roles(old), roles(new));
    if before != after {
        let refused = authentication::refuses_roles(&before, &after);
        log.record_refusal(ChangeKind::RolesChanged, "", (join(before), join(after)), refused);
    }
}

/// Compares the request and response bodies at the generated versions.
fn bodies(old: &Bodies<'_>, new: &Bodies<'_>, log: &mut Log<'_>) {
    let request = "request body";
    match (old.request(), new.request()) {
        (Some(old), Some(new)) => {
            log.sent(true);
            schema::compare(old, new, request, log);
            log.sent(false);
        }
        (Some(old), None) => log.record(ChangeKind::ParameterRemoved, request, Some(signature::of(old)), None),
        (None, Some(schema)) => {
            let values = (None, Some(signature::of(schema)));
            log.record_refusal(ChangeKind::ParameterAdded, request, values, new.is_required);
        }
        (None, None) => {}
    }
    let response = "response body";
    match (old.success(), new.success()) {
        (Some(old), Some(new)) => schema::compare(old, new, response, log),
        (None, None) => {
            // Streams have no schema.
            if let (Some(streams), None) = (old.streams(), new.streams()) {
                log.record(ChangeKind::TypeChanged, response, Some(streams), Some("none".to_owned()));
            }
        }
        // Adding or removing the body changes the return type of the method.
        (old, new) => {
            let text = |schema: Option<&Value>| schema.map_or_else(|| "none".to_owned(), signature::of);
            log.record(ChangeKind::TypeChanged, response, Some(text(old)), Some(text(new)));
        }
    }
}

fn versions((old_document, old): (&Document, &Value), (new_document, new): (&Document, &Value), log: &mut Log<'_>) {
    let (before, after) = (all(old_document, old), all(new_document, new));
    for version in before.difference(&after) {
        log.record(ChangeKind::VersionRemoved, version.to_string(), None, None);
    }
    for version in after.difference(&before) {
        log.record(ChangeKind::VersionAdded, version.to_string(), None, None);
    }
    let (sunsets_before, sunsets_after) = (sunsets(old_document, old), sunsets(new_document, new));
    for version in &after {
        sunset(version, sunsets_before.get(version), sunsets_after.get(version), log);
    }
}

/// Compares the sunset dates of a version: as dates, or else as dates of media types.
fn sunset(version: &Version, old: Option<&Sunsets<'_>>, new: Option<&Sunsets<'_>>, log: &mut Log<'_>) {
    let dates = |sunsets: Option<&Sunsets<'_>>| {
        join(sunsets.into_iter().flat_map(BTreeMap::values).copied().collect::<BTreeSet<&str>>())
    };
    let dates_by_media_type = |sunsets: Option<&Sunsets<'_>>| {
        let sunsets = sunsets.into_iter().flatten();
        join(sunsets.map(|((body, media_type), date)| format!("{date} ({body} as {media_type})")))
    };
    if dates(old) != dates(new) {
        log.record(ChangeKind::SunsetChanged, version.to_string(), dates(old), dates(new));
    } else if old != new {
        let (old, new) = (dates_by_media_type(old), dates_by_media_type(new));
        log.record(ChangeKind::SunsetChanged, version.to_string(), old, new);
    }
}

type Part<'a> = (&'a Document, &'a Value, &'a Bodies<'a>);

/// Compares the parts of the request and of the responses that have no generated code.
fn parts((old_document, old, before): Part<'_>, (new_document, new, after): Part<'_>, log: &mut Log<'_>) {
    let (old_versions, new_versions) = (all(old_document, old), all(new_document, new));
    let compare = |old: &Value, new: &Value, name: &str, generated, newest, log: &mut Log<'_>| {
        if reference(old) != reference(new) {
            log.reference(name, reference(old), reference(new));
        } else if reference(old).is_some() {
            return; // Changes of shared components are reported once.
        }
        let context = BodyContext { generated, versions: Some((&old_versions, &new_versions)), newest };
        content::compare(old_document.resolve(old), new_document.resolve(new), name, context, log);
    };
    if let (Some(old), Some(new)) = (old.get("requestBody"), new.get("requestBody")) {
        compare(old, new, "request", (before.request(), after.request()), None, log);
        log.sent(true);
        log.required("request body", before.is_required, after.is_required);
        log.sent(false);
    }
    for (status, response) in members(&old["responses"]) {
        if let Some(now) = new["responses"].get(status) {
            let newest = before.newest.as_ref().filter(|_| status.starts_with('2'));
            compare(response, now, &format!("response {status}"), (before.success(), after.success()), newest, log);
        }
    }
}

fn statuses(old: &Value, new: &Value, log: &mut Log<'_>) {
    let (old, new) = (&old["responses"], &new["responses"]);
    for (status, _) in members(old).filter(|(status, _)| new.get(*status).is_none()) {
        log.record(ChangeKind::ResponseRemoved, status, None, None);
    }
    for (status, _) in members(new).filter(|(status, _)| old.get(*status).is_none()) {
        log.record(ChangeKind::ResponseAdded, status, None, None);
    }
}

/// Joins items with commas; returns `None` without items.
fn join(items: impl IntoIterator<Item: ToString>) -> Option<String> {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    (!items.is_empty()).then(|| items.join(", "))
}
