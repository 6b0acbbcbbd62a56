//! Differences between operations: names, feature gates, parameters and bodies.

use heck::ToSnakeCase;

use super::{ApiItem, ChangeKind, Finding, Pairs, REQUEST, RESPONSE, Recorder, Subject};
use crate::lower::{Format, Operation, Parameter, TypeRef};

pub(super) fn compare(pairs: &Pairs<'_>, findings: &mut Vec<Finding>) {
    for (was, now) in &pairs.operations {
        let mut recorder = Recorder { item: ApiItem::Operation(subject(now.unwrap_or(was))), findings };
        match now {
            None => recorder.record(ChangeKind::OperationRemoved, "", None, None, true),
            Some(now) => {
                names(was, now, &mut recorder);
                parameters(was, now, &mut recorder);
                request(was, now, pairs, &mut recorder);
                response(was, now, pairs, &mut recorder);
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

/// Records a move behind the feature `preview`, or out of it.
pub(super) fn preview(was: bool, now: bool, recorder: &mut Recorder<'_>) {
    if was != now {
        recorder.record(ChangeKind::PreviewChanged, "", Some(was.to_string()), Some(now.to_string()), now);
    }
}

/// Compares parameters by name: setters do not depend on the location of a parameter.
fn parameters(was: &Operation, now: &Operation, recorder: &mut Recorder<'_>) {
    let find = |operation: &Operation, name: &str| -> Option<Parameter> {
        operation.parameters.iter().find(|parameter| parameter.name == name).cloned()
    };
    for parameter in &was.parameters {
        let name = format!("{} ({})", parameter.name, parameter.location);
        let Some(parameter_now) = find(now, &parameter.name) else {
            recorder.record(ChangeKind::ParameterRemoved, &name, Some(parameter.ty.to_string()), None, true);
            continue;
        };
        let (old, new) = (parameter.ty.to_string(), parameter_now.ty.to_string());
        if old != new {
            recorder.record(ChangeKind::TypeChanged, &name, Some(old), Some(new), true);
        }
        required(&name, parameter.required, parameter_now.required, recorder);
    }
    for parameter in now.parameters.iter().filter(|parameter| find(was, &parameter.name).is_none()) {
        let name = format!("{} ({})", parameter.name, parameter.location);
        recorder.record(ChangeKind::ParameterAdded, &name, None, Some(parameter.ty.to_string()), parameter.required);
    }
}

fn required(member: &str, was: bool, now: bool, recorder: &mut Recorder<'_>) {
    if was != now {
        recorder.record(ChangeKind::RequiredChanged, member, Some(was.to_string()), Some(now.to_string()), now);
    }
}

fn request(was: &Operation, now: &Operation, pairs: &Pairs<'_>, recorder: &mut Recorder<'_>) {
    match (&was.request, &now.request) {
        (Some(old), Some(new)) => {
            body(REQUEST, (Some(&old.ty), Format::Json), (Some(&new.ty), Format::Json), pairs, recorder);
            required(REQUEST, old.required, new.required, recorder);
        }
        (Some(old), None) => {
            recorder.record(ChangeKind::ParameterRemoved, REQUEST, Some(old.ty.to_string()), None, true)
        }
        (None, Some(new)) => {
            recorder.record(ChangeKind::ParameterAdded, REQUEST, None, Some(new.ty.to_string()), new.required)
        }
        (None, None) => {}
    }
}

fn response(was: &Operation, now: &Operation, pairs: &Pairs<'_>, recorder: &mut Recorder<'_>) {
    let (old, new) = (&was.response, &now.response);
    body(RESPONSE, (old.ty.as_ref(), old.format), (new.ty.as_ref(), new.format), pairs, recorder);
}

type Body<'a> = (Option<&'a TypeRef>, Format);

fn body(member: &str, old: Body<'_>, new: Body<'_>, pairs: &Pairs<'_>, recorder: &mut Recorder<'_>) {
    if describe(old) != describe(new) {
        recorder.record(ChangeKind::TypeChanged, member, Some(describe(old)), Some(describe(new)), true);
        recorder.redundant(old.0.zip(new.0).is_some_and(|(old, new)| pairs.same_after_renames(old, new)));
    }
}

fn describe((ty, format): Body<'_>) -> String {
    match (ty, format) {
        (Some(ty), _) => ty.to_string(),
        (None, Format::Json) => "none".to_owned(),
        (None, Format::Text) => "text".to_owned(),
        (None, Format::Gzip) => "gzip archive".to_owned(),
        (None, Format::Csv) => "CSV".to_owned(),
    }
}
