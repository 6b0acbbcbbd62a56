//! Differences of operations: names, gates, parameters, bodies.

use heck::ToSnakeCase;

use super::{Finding, Kind, Notes, Pairs, Place, REQUEST, RESPONSE, Subject};
use crate::lower::{Format, Operation, Parameter, TypeRef};

pub(super) fn compare(pairs: &Pairs<'_>, findings: &mut Vec<Finding>) {
    for (was, now) in &pairs.operations {
        let mut notes = Notes { place: Place::Operation(subject(now.unwrap_or(was))), findings };
        match now {
            None => notes.note(Kind::OperationRemoved, "", None, None, true),
            Some(now) => {
                names(was, now, &mut notes);
                parameters(was, now, &mut notes);
                request(was, now, pairs, &mut notes);
                response(was, now, pairs, &mut notes);
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

/// What a caller writes up to the operation, and whether that is there without the feature.
fn names(was: &Operation, now: &Operation, notes: &mut Notes<'_>) {
    if was.name != now.name {
        notes.note(Kind::OperationRenamed, "", Some(was.name.clone()), Some(now.name.clone()), true);
    }
    if was.tag.to_snake_case() != now.tag.to_snake_case() {
        notes.note(Kind::TagChanged, "", Some(was.tag.clone()), Some(now.tag.clone()), true);
    }
    preview(was.is_preview(), now.is_preview(), notes);
}

/// Notes that something went behind the `preview` feature, or came out of it.
pub(super) fn preview(was: bool, now: bool, notes: &mut Notes<'_>) {
    if was != now {
        notes.note(Kind::PreviewChanged, "", Some(was.to_string()), Some(now.to_string()), now);
    }
}

/// A setter is called after the name alone; where the parameter goes is not the caller's business.
fn parameters(was: &Operation, now: &Operation, notes: &mut Notes<'_>) {
    let find = |operation: &Operation, name: &str| -> Option<Parameter> {
        operation.parameters.iter().find(|parameter| parameter.name == name).cloned()
    };
    for parameter in &was.parameters {
        let name = format!("{} ({})", parameter.name, parameter.location);
        let Some(found) = find(now, &parameter.name) else {
            notes.note(Kind::ParameterRemoved, &name, Some(parameter.ty.to_string()), None, true);
            continue;
        };
        let (old, new) = (parameter.ty.to_string(), found.ty.to_string());
        if old != new {
            notes.note(Kind::TypeChanged, &name, Some(old), Some(new), true);
        }
        required(&name, parameter.required, found.required, notes);
    }
    for parameter in now.parameters.iter().filter(|parameter| find(was, &parameter.name).is_none()) {
        let name = format!("{} ({})", parameter.name, parameter.location);
        notes.note(Kind::ParameterAdded, &name, None, Some(parameter.ty.to_string()), parameter.required);
    }
}

fn required(member: &str, was: bool, now: bool, notes: &mut Notes<'_>) {
    if was != now {
        notes.note(Kind::RequiredChanged, member, Some(was.to_string()), Some(now.to_string()), now);
    }
}

fn request(was: &Operation, now: &Operation, pairs: &Pairs<'_>, notes: &mut Notes<'_>) {
    match (&was.request, &now.request) {
        (Some(old), Some(new)) => {
            body(REQUEST, (Some(&old.ty), Format::Json), (Some(&new.ty), Format::Json), pairs, notes);
            required(REQUEST, old.required, new.required, notes);
        }
        (Some(old), None) => notes.note(Kind::ParameterRemoved, REQUEST, Some(old.ty.to_string()), None, true),
        (None, Some(new)) => notes.note(Kind::ParameterAdded, REQUEST, None, Some(new.ty.to_string()), new.required),
        (None, None) => {}
    }
}

fn response(was: &Operation, now: &Operation, pairs: &Pairs<'_>, notes: &mut Notes<'_>) {
    let (old, new) = (&was.response, &now.response);
    body(RESPONSE, (old.ty.as_ref(), old.format), (new.ty.as_ref(), new.format), pairs, notes);
}

type Body<'a> = (Option<&'a TypeRef>, Format);

fn body(member: &str, old: Body<'_>, new: Body<'_>, pairs: &Pairs<'_>, notes: &mut Notes<'_>) {
    if describe(old) != describe(new) {
        notes.note(Kind::TypeChanged, member, Some(describe(old)), Some(describe(new)), true);
        notes.echo(old.0.zip(new.0).is_some_and(|(old, new)| pairs.same_but_for_names(old, new)));
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
