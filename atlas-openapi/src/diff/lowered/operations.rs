//! Differences between operations: names, feature gates, parameters and bodies.

use std::collections::BTreeMap;

use heck::ToSnakeCase;

use super::{ApiItem, ChangeKind, Finding, Pairs, REQUEST, RESPONSE, Recorder, Subject, facts, secrets};
use crate::diff::authentication::refuses_roles;
use crate::lower::{Api, Format, Operation, Parameter, TypeRef};

/// The name of the URL of the reference page in changes.
const DOCS: &str = "x-xgen-docs-url";

/// Compares paired operations.
pub(super) fn compare(old: &Api, pairs: &Pairs<'_>, findings: &mut Vec<Finding>) {
    for (was, now) in &pairs.operations {
        let mut recorder = Recorder { item: ApiItem::Operation(subject(now.unwrap_or(was))), findings };
        match now {
            None => recorder.record(ChangeKind::OperationRemoved, "", None, None, true),
            Some(now) => {
                names(was, now, &mut recorder);
                details(was, now, &mut recorder);
                versions(was, now, &mut recorder);
                parameters(was, now, &mut recorder);
                let comparison = Comparison { old, pairs };
                comparison.requests(was, now, &mut recorder);
                comparison.responses(was, now, &mut recorder);
            }
        }
    }
}

fn subject(operation: &Operation) -> Subject {
    Subject::Operation {
        id: operation.id.clone(),
        method: operation.method.clone(),
        path: operation.path.clone(),
        tag: operation.tag.clone(),
    }
}

/// Compares the name, the tag and the feature gate.
fn names(was: &Operation, now: &Operation, recorder: &mut Recorder<'_>) {
    if was.name != now.name {
        recorder.record(ChangeKind::OperationRenamed, "", Some(was.name.clone()), Some(now.name.clone()), true);
    }
    if was.tag.to_snake_case() != now.tag.to_snake_case() {
        recorder.record(ChangeKind::TagChanged, "", Some(was.tag.clone()), Some(now.tag.clone()), true);
    }
    preview(was.is_preview(), now.is_preview(), recorder);
}

/// Compares the facts that have no effect on the types of parameters and bodies.
fn details(was: &Operation, now: &Operation, recorder: &mut Recorder<'_>) {
    recorder.summary("", was.summary.as_ref(), now.summary.as_ref());
    // The builder implements another trait, so that existing confirmations no longer compile.
    let is_breaking = was.effect.is_some() != now.effect.is_some();
    recorder.compare(ChangeKind::EffectChanged, "", (&was.effect, &now.effect), Clone::clone, is_breaking);
    if was.effect.is_some() && now.effect.is_none() {
        recorder.security();
    }
    recorder.compare(ChangeKind::ItemsChanged, "", (&was.items, &now.items), Clone::clone, was.items.is_some());
    let endpoint = |operation: &Operation| format!("{} {}", operation.method, operation.path);
    let text = |endpoint: &String| Some(endpoint.clone());
    recorder.compare(ChangeKind::OperationMoved, "", (&endpoint(was), &endpoint(now)), text, false);
    let roles = |roles: &Vec<String>| (!roles.is_empty()).then(|| roles.join(", "));
    let refused = refuses_roles(&was.roles, &now.roles);
    recorder.compare(ChangeKind::RolesChanged, "", (&was.roles, &now.roles), roles, refused);
    let flag = |flag: &bool| Some(flag.to_string());
    recorder.compare(ChangeKind::DeprecatedChanged, "", (&was.deprecated, &now.deprecated), flag, false);
    let docs = |docs: &String| Some(docs.clone()).filter(|docs| !docs.is_empty());
    recorder.compare(ChangeKind::MetadataChanged, DOCS, (&was.docs, &now.docs), docs, false);
}

/// Compares the versions, the sunset date and the formats of the response.
fn versions(was: &Operation, now: &Operation, recorder: &mut Recorder<'_>) {
    let version = |version: &String| Some(version.clone());
    recorder.compare(ChangeKind::NewestVersionMoved, "", (&was.version, &now.version), version, false);
    for version in was.versions.iter().filter(|version| !now.versions.contains(version)) {
        recorder.record(ChangeKind::VersionRemoved, version, None, None, false);
    }
    for version in now.versions.iter().filter(|version| !was.versions.contains(version)) {
        recorder.record(ChangeKind::VersionAdded, version, None, None, false);
    }
    recorder.compare(ChangeKind::SunsetChanged, &now.version, (&was.sunset, &now.sunset), Clone::clone, false);
    let formats = |formats: &Vec<Format>| {
        let names: Vec<&str> = formats.iter().map(|format| name(*format)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let (old, new) = (&was.response.other_formats, &now.response.other_formats);
    // Each format is a method of the builder.
    let is_breaking = old.iter().any(|format| !new.contains(format));
    recorder.compare(ChangeKind::FormatsChanged, RESPONSE, (old, new), formats, is_breaking);
}

/// Records a move behind the feature `preview`, or out of it.
pub(super) fn preview(was: bool, now: bool, recorder: &mut Recorder<'_>) {
    if was != now {
        recorder.record(ChangeKind::PreviewChanged, "", Some(was.to_string()), Some(now.to_string()), now);
    }
}

/// Compares parameters by name: setters do not depend on the location of a parameter.
fn parameters(was: &Operation, now: &Operation, recorder: &mut Recorder<'_>) {
    let (before, after) = (by_name(was), by_name(now));
    for parameter in &was.parameters {
        let name = format!("{} ({})", parameter.name, parameter.location);
        let Some(parameter_now) = after.get(parameter.name.as_str()) else {
            recorder.record(ChangeKind::ParameterRemoved, &name, Some(parameter.ty.to_string()), None, true);
            continue;
        };
        let (old, new) = (parameter.ty.to_string(), parameter_now.ty.to_string());
        if old != new {
            recorder.record(ChangeKind::TypeChanged, &name, Some(old), Some(new), true);
        }
        let locations = (&parameter.location, &parameter_now.location);
        let text = |location: &String| Some(location.clone());
        recorder.compare(ChangeKind::ParameterMoved, &name, locations, text, false);
        required(&name, parameter.required, parameter_now.required, recorder);
        facts::compare(&parameter.facts, &parameter_now.facts, &name, recorder);
    }
    for parameter in now.parameters.iter().filter(|parameter| !before.contains_key(parameter.name.as_str())) {
        let name = format!("{} ({})", parameter.name, parameter.location);
        recorder.record(ChangeKind::ParameterAdded, &name, None, Some(parameter.ty.to_string()), parameter.required);
    }
}

/// Returns the parameters by name. Each has a setter of its own, so that names are unique.
fn by_name(operation: &Operation) -> BTreeMap<&str, &Parameter> {
    operation.parameters.iter().map(|parameter| (parameter.name.as_str(), parameter)).collect()
}

fn required(member: &str, was: bool, now: bool, recorder: &mut Recorder<'_>) {
    if was != now {
        recorder.record(ChangeKind::RequiredChanged, member, Some(was.to_string()), Some(now.to_string()), now);
    }
}

/// The comparison of bodies.
struct Comparison<'a> {
    old: &'a Api,
    pairs: &'a Pairs<'a>,
}

type Body<'a> = (Option<&'a TypeRef>, Format);

impl Comparison<'_> {
    fn requests(&self, was: &Operation, now: &Operation, recorder: &mut Recorder<'_>) {
        match (&was.request, &now.request) {
            (Some(old), Some(new)) => {
                self.bodies(REQUEST, (Some(&old.ty), Format::Json), (Some(&new.ty), Format::Json), recorder);
                required(REQUEST, old.required, new.required, recorder);
            }
            (Some(old), None) => {
                recorder.record(ChangeKind::ParameterRemoved, REQUEST, Some(old.ty.to_string()), None, true);
            }
            (None, Some(new)) => {
                recorder.record(ChangeKind::ParameterAdded, REQUEST, None, Some(new.ty.to_string()), new.required);
            }
            (None, None) => {}
        }
    }

    fn responses(&self, was: &Operation, now: &Operation, recorder: &mut Recorder<'_>) {
        let (old, new) = (&was.response, &now.response);
        self.bodies(RESPONSE, (old.ty.as_ref(), old.format), (new.ty.as_ref(), new.format), recorder);
    }

    fn bodies(&self, member: &str, old: Body<'_>, new: Body<'_>, recorder: &mut Recorder<'_>) {
        let text = TypeRef::Text;
        let now = new.0.or((new.1 == Format::Text).then_some(&text));
        let secret = old.0.is_some_and(|was| secrets::compare(self.old, was, now, member, recorder));
        if describe(old) != describe(new) && !secret {
            recorder.record(ChangeKind::TypeChanged, member, Some(describe(old)), Some(describe(new)), true);
            let renamed = old.0.zip(new.0).is_some_and(|(old, new)| self.pairs.same_after_renames(old, new));
            recorder.redundant(renamed);
        }
    }
}

fn describe((ty, format): Body<'_>) -> String {
    match (ty, format) {
        (Some(ty), _) => ty.to_string(),
        (None, Format::Json) => "none".to_owned(),
        (None, format) => name(format).to_owned(),
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Text => "text",
        Format::Gzip => "gzip archive",
        Format::Csv => "CSV",
    }
}
