//! Insertion of findings as changes, next to the changes of the same subject.

use std::collections::BTreeMap;

use crate::diff::lowered::{ApiItem, Finding};
use crate::diff::{Change, Subject};

/// The place of an inserted change: behind how many of the existing changes, then the order of subjects there.
type Place = (usize, usize);

/// Inserts findings as changes: after the other changes of their subject, or else after all operations or all changes.
pub(super) fn insert<'a>(changes: &mut Vec<Change>, findings: impl Iterator<Item = &'a Finding>) {
    let mut places = existing(changes);
    let after_operations = changes
        .iter()
        .rposition(|change| matches!(change.subject, Subject::Document | Subject::Operation { .. }))
        .map_or(0, |last| last + 1);
    let mut inserted: Vec<(Place, Change)> = Vec::new();
    for (order, finding) in findings.enumerate() {
        let subject = subject(finding);
        let end = if matches!(subject, Subject::Operation { .. }) { after_operations } else { changes.len() };
        // Subjects without existing changes come after the subject whose changes end there.
        let place = *places.entry(subject.clone()).or_insert((end, order + 1));
        inserted.push((place, change(subject, finding)));
    }
    // The sort is stable: the changes of one subject keep their order.
    inserted.sort_by_key(|(place, _)| *place);
    let mut inserted = inserted.into_iter().peekable();
    let mut all = Vec::with_capacity(changes.len() + inserted.len());
    for (at, change) in std::mem::take(changes).into_iter().enumerate() {
        while let Some((_, change)) = inserted.next_if(|((after, _), _)| *after == at) {
            all.push(change);
        }
        all.push(change);
    }
    all.extend(inserted.map(|(_, change)| change));
    *changes = all;
}

/// Returns the place behind the last change of each subject.
fn existing(changes: &[Change]) -> BTreeMap<Subject, Place> {
    changes.iter().enumerate().map(|(at, change)| (change.subject.clone(), (at + 1, 0))).collect()
}

fn subject(finding: &Finding) -> Subject {
    match &finding.item {
        ApiItem::Operation(subject) => subject.clone(),
        ApiItem::Type { old, new, same_type } => Subject::Type {
            name: old.clone().or_else(|| new.clone()).unwrap_or_default(),
            replacement: new.clone().filter(|_| !same_type),
        },
    }
}

fn change(subject: Subject, finding: &Finding) -> Change {
    Change {
        subject,
        kind: finding.kind,
        member: finding.member.clone(),
        old: finding.old.clone(),
        new: finding.new.clone(),
        breaking: finding.breaking,
        security: finding.security,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::ChangeKind;

    fn operation(id: &str) -> Subject {
        let text = String::new;
        Subject::Operation { id: id.to_owned(), method: text(), path: text(), tag: text() }
    }

    fn ty(name: &str) -> ApiItem {
        ApiItem::Type { old: Some(name.to_owned()), new: Some(name.to_owned()), same_type: true }
    }

    fn finding(item: ApiItem, member: &str) -> Finding {
        Finding {
            item,
            kind: ChangeKind::MetadataChanged,
            member: member.to_owned(),
            old: None,
            new: None,
            breaking: false,
            security: false,
            redundant: false,
        }
    }

    #[test]
    fn findings_follow_the_changes_of_their_subject() {
        let schema = Subject::Schema { name: "S".to_owned() };
        let existing =
            [operation("a"), operation("b"), schema].map(|subject| change(subject, &finding(ty("-"), "old")));
        let mut changes = existing.to_vec();
        let findings = [
            finding(ApiItem::Operation(operation("c")), "1"),
            finding(ApiItem::Operation(operation("a")), "2"),
            finding(ApiItem::Operation(operation("b")), "3"),
            finding(ty("T"), "4"),
            finding(ty("U"), "5"),
            finding(ty("T"), "6"),
            finding(ApiItem::Operation(operation("b")), "7"),
        ];
        insert(&mut changes, findings.iter());
        let line = |change: &Change| format!("{} {}", change.subject.name(), change.member);
        assert_eq!(
            changes.iter().map(line).collect::<Vec<_>>(),
            ["a old", "a 2", "b old", "b 3", "b 7", "c 1", "S old", "T 4", "T 6", "U 5"]
        );
    }
}
