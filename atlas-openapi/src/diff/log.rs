//! Recording of the changes of one subject.

use serde_json::Value;

use super::breaking::{Context, breaks};
use super::change::{Change, ChangeKind, Subject};

/// A recorder of the changes of one subject.
#[derive(Debug)]
pub(super) struct Log<'a> {
    changes: &'a mut Vec<Change>,
    subject: Subject,
    context: Context,
    sent: bool,
}

impl<'a> Log<'a> {
    /// Creates a log for a subject; `generated` states whether the subject had generated code.
    pub(super) fn new(changes: &'a mut Vec<Change>, subject: Subject, generated: bool) -> Self {
        let context = Context { generated, ..Context::default() };
        Self { changes, subject, context, sent: false }
    }

    /// Records a change.
    pub(super) fn record(
        &mut self,
        kind: ChangeKind,
        member: impl Into<String>,
        old: Option<String>,
        new: Option<String>,
    ) {
        self.push(kind, member.into(), (old, new), self.context);
    }

    /// Records a change; `refused` states whether the service may refuse requests that it accepted before, or understand
    /// them differently.
    pub(super) fn record_refusal(
        &mut self,
        kind: ChangeKind,
        member: impl Into<String>,
        values: (Option<String>, Option<String>),
        refused: bool,
    ) {
        self.push(kind, member.into(), values, Context { refused, ..self.context });
    }

    fn push(
        &mut self,
        kind: ChangeKind,
        member: String,
        (old, new): (Option<String>, Option<String>),
        context: Context,
    ) {
        let (subject, breaking) = (self.subject.clone(), breaks(kind, context));
        self.changes.push(Change { subject, kind, member, old, new, breaking, security: false });
    }

    /// Records a change if the values differ.
    pub(super) fn compare(&mut self, kind: ChangeKind, member: &str, old: Option<&Value>, new: Option<&Value>) {
        if !same(old, new) {
            let text = texts(old, new);
            self.record(kind, member, old.map(text), new.map(text));
        }
    }

    /// Records a change with `keyword value` as values, for a kind of several keywords.
    pub(super) fn keyword(&mut self, kind: ChangeKind, member: &str, keyword: &str, old: &Value, new: &Value) {
        let (old, new) = (old.get(keyword), new.get(keyword));
        if !same(old, new) {
            let text = texts(old, new);
            let text = |value: &Value| format!("{keyword} {}", text(value));
            self.record(kind, member, old.map(text), new.map(text));
        }
    }

    /// Records a change of `required`, if any.
    pub(super) fn required(&mut self, member: &str, was: bool, now: bool) {
        if was != now {
            let values = (Some(was.to_string()), Some(now.to_string()));
            self.record_refusal(ChangeKind::RequiredChanged, member, values, self.sent && now);
        }
    }

    /// Records that a value became a reference, refers to another component, or is not a reference anymore.
    pub(super) fn reference(&mut self, member: &str, old: Option<&str>, new: Option<&str>) {
        if old != new {
            let text =
                |target: Option<&str>| target.map_or_else(|| "no $ref".to_owned(), |target| format!("$ref {target}"));
            self.record(ChangeKind::MetadataChanged, member, Some(text(old)), Some(text(new)));
        }
    }

    /// Sets for the following changes whether requests contain the subject; returns the previous setting.
    pub(super) fn sent(&mut self, sent: bool) -> bool {
        std::mem::replace(&mut self.sent, sent)
    }

    /// Returns whether requests contain the subject.
    pub(super) fn is_sent(&self) -> bool {
        self.sent
    }

    /// Sets for the following changes whether the subject has generated code; returns the previous setting.
    pub(super) fn generated(&mut self, generated: bool) -> bool {
        std::mem::replace(&mut self.context.generated, generated)
    }

    /// Sets for the following changes whether the method of the operation was renamed.
    pub(super) fn method_renamed(&mut self, renamed: bool) {
        self.context.method_renamed = renamed;
    }

    /// Returns the number of recorded changes of all subjects.
    pub(super) fn len(&self) -> usize {
        self.changes.len()
    }

    /// Sets for the following changes whether types changed.
    pub(super) fn types_changed(&mut self, changed: bool) {
        self.context.types_changed = changed;
    }

    /// Returns whether any change after the first `len` is breaking.
    pub(super) fn is_broken_since(&self, len: usize) -> bool {
        self.changes[len..].iter().any(|change| change.breaking)
    }
}

/// Returns whether two values are equal. Numbers can be written as `1e3` or as `1000`.
pub(super) fn same(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(Value::Number(old)), Some(Value::Number(new))) => old == new || old.as_f64() == new.as_f64(),
        _ => old == new,
    }
}

/// Returns a value for display: strings without quotes unless they are empty, other values as JSON.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => text.clone(),
        other => other.to_string(),
    }
}

/// Returns the function that displays two different values: [`short`], unless `true` and `"true"` would look equal.
fn texts(old: Option<&Value>, new: Option<&Value>) -> fn(&Value) -> String {
    if old.map(short) == new.map(short) { Value::to_string } else { short }
}
