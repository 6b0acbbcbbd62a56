//! Changes of the document as a whole, and of its shared components.

use std::collections::BTreeSet;

use serde_json::Value;

use super::change::ChangeKind;
use super::content::{self, BodyContext};
use super::log::Log;
use super::{authentication, parameter};
use crate::Document;
use crate::document::members;

/// The members of the document that are compared as a whole, except the security requirements, with their names in changes.
const MEMBERS: [(&str, &str); 5] = [
    ("OpenAPI version", "/openapi"),
    ("document version", "/info/version"),
    ("license of the source", "/info/x-source-license"),
    ("servers", "/servers"),
    ("tags", "/tags"),
];

/// The kinds of shared components, with the name of one of them. Schemas and security schemes are compared on
/// their own.
const COMPONENTS: [(&str, &str); 4] = [
    ("responses", "shared response"),
    ("requestBodies", "shared request body"),
    ("headers", "shared header"),
    ("parameters", "shared parameter"),
];

/// Compares the metadata of the document and the shared components.
pub(super) fn compare(old: &Document, new: &Document, log: &mut Log<'_>) {
    for (name, pointer) in MEMBERS {
        let (old, new) = (old.as_value().pointer(pointer), new.as_value().pointer(pointer));
        log.compare(ChangeKind::MetadataChanged, name, old, new);
    }
    authentication::of_document(old, new, log);
    authentication::of_schemes(old, new, log);
    for (kind, label) in COMPONENTS {
        let (old, new) = (&old.as_value()["components"][kind], &new.as_value()["components"][kind]);
        let names: BTreeSet<&str> = members(old).chain(members(new)).map(|(name, _)| name).collect();
        for name in names {
            let member = format!("{label} {name}");
            match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) => component(kind, old, new, &member, log),
                (Some(_), None) => log.record(ChangeKind::MetadataChanged, label, Some(name.to_owned()), None),
                (None, _) => log.record(ChangeKind::MetadataChanged, label, None, Some(name.to_owned())),
            }
        }
    }
}

fn component(kind: &str, old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    match kind {
        "responses" | "requestBodies" => {
            log.sent(kind == "requestBodies");
            log.required(member, old["required"] == true, new["required"] == true);
            log.sent(false);
            content::compare(old, new, member, BodyContext::default(), log);
        }
        "headers" => parameter::changed(old, new, member, log),
        // Parameters have changes of their own: see `parameter::compare_shared`.
        _ => {}
    }
}
