//! Changes of bodies beside the generated code: media types, older versions, errors and headers.

use std::collections::BTreeSet;

use serde_json::Value;

use super::change::ChangeKind;
use super::log::Log;
use super::version::version_of;
use super::{parameter, schema, serialization, signature};
use crate::document::{Version, members};

/// The extensions of operations, responses and media types that state their version.
pub(super) const VERSION_EXTENSIONS: [&str; 2] = ["x-xgen-preview", "x-xgen-version"];

/// The context of the comparison of a body.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BodyContext<'a> {
    /// The schemas of the generated code, which are compared on their own.
    pub(super) generated: (Option<&'a Value>, Option<&'a Value>),
    /// The versions of the operation before and after. A version of only one of them has a change of its own.
    pub(super) versions: Option<(&'a BTreeSet<Version>, &'a BTreeSet<Version>)>,
    /// The generated version before, for a body whose formats are methods of the generated code.
    pub(super) newest: Option<&'a Version>,
}

/// Compares two responses or request bodies; `name` is their name in changes.
pub(super) fn compare(old: &Value, new: &Value, name: &str, context: BodyContext<'_>, log: &mut Log<'_>) {
    if old == new {
        return;
    }
    let generated = log.generated(false);
    for extension in VERSION_EXTENSIONS.into_iter().chain(["x-sunset"]) {
        log.keyword(ChangeKind::MetadataChanged, name, extension, old, new);
    }
    headers(&old["headers"], &new["headers"], name, log);
    media_types(&old["content"], &new["content"], name, context, log);
    log.generated(generated);
}

/// Compares the headers of a response or of a part of a request.
pub(super) fn headers(old: &Value, new: &Value, owner: &str, log: &mut Log<'_>) {
    for (name, header) in members(old) {
        let member = format!("{owner} header {name}");
        match new.get(name) {
            Some(now) => parameter::changed(header, now, &member, log),
            None => log.record(ChangeKind::MetadataChanged, member, Some(serialization::describe(header)), None),
        }
    }
    for (name, header) in members(new).filter(|(name, _)| old.get(*name).is_none()) {
        let (member, added) = (format!("{owner} header {name}"), serialization::describe(header));
        log.record(ChangeKind::MetadataChanged, member, None, Some(added));
    }
}

fn media_types(old: &Value, new: &Value, body: &str, context: BodyContext<'_>, log: &mut Log<'_>) {
    let has_version = |name: &str, is_old: bool| match (context.versions, version_of(name)) {
        (Some((old, new)), Some(version)) => (if is_old { old } else { new }).contains(&version),
        _ => true,
    };
    for (name, media_type) in members(old) {
        match new.get(name) {
            Some(now) if is_generated(context, media_type, now) => extensions(media_type, now, &of(body, name), log),
            Some(now) => compare_media_type(media_type, now, &of(body, name), log),
            None if has_version(name, false) => {
                let is_method = context.newest.is_some() && version_of(name).as_ref() == context.newest;
                let generated = log.generated(is_method);
                log.record(ChangeKind::MediaTypeRemoved, body, Some(name.to_owned()), None);
                log.generated(generated);
            }
            None => {}
        }
    }
    for (name, _) in members(new).filter(|(name, _)| old.get(*name).is_none() && has_version(name, true)) {
        log.record(ChangeKind::MediaTypeAdded, body, None, Some(name.to_owned()));
    }
}

fn of(body: &str, media_type: &str) -> String {
    format!("{body} as {media_type}")
}

/// Returns whether the schemas of two media types are those of the generated code.
fn is_generated(context: BodyContext<'_>, old: &Value, new: &Value) -> bool {
    let same = |one: Option<&Value>, other: Option<&Value>| match (one, other) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        (None, None) => true,
        _ => false,
    };
    same(context.generated.0, old.get("schema")) && same(context.generated.1, new.get("schema"))
}

/// Compares two media types with the same name.
pub(super) fn compare_media_type(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    match (old.get("schema"), new.get("schema")) {
        (Some(old), Some(new)) => schema::compare(old, new, member, log),
        (None, None) => {}
        (old, new) => {
            let text = |schema: Option<&Value>| schema.map_or_else(|| "none".to_owned(), signature::of);
            log.record(ChangeKind::TypeChanged, member, Some(text(old)), Some(text(new)));
        }
    }
    extensions(old, new, member, log);
}

/// Compares the version and the encodings of two media types.
fn extensions(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    for extension in VERSION_EXTENSIONS {
        log.keyword(ChangeKind::MetadataChanged, member, extension, old, new);
    }
    let (old, new) = (&old["encoding"], &new["encoding"]);
    let names: BTreeSet<&str> = members(old).chain(members(new)).map(|(name, _)| name).collect();
    for name in names {
        let member = format!("{member} encoding of {name}");
        match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => {
                for keyword in ["contentType", "style", "explode", "allowReserved"] {
                    log.keyword(ChangeKind::MetadataChanged, &member, keyword, old, new);
                }
                headers(&old["headers"], &new["headers"], &member, log);
            }
            (old, new) => log.compare(ChangeKind::MetadataChanged, &member, old, new),
        }
    }
}
