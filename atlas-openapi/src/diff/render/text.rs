//! Plain text output, for a terminal.

use super::phrase::phrase;
use super::{groups, summary};
use crate::diff::{Change, Diff};

/// Formats the changes as indented text; notes first, then breaking changes.
pub(in crate::diff) fn text(diff: &Diff) -> String {
    let mut out = summary(diff) + "\n";
    for (index, note) in diff.notes.iter().enumerate() {
        let space = if index == 0 { "\n" } else { "" };
        out.push_str(&format!("{space}NOTE: {note}\n"));
    }
    section(&mut out, "BREAKING", diff.breaking());
    let others = diff.changes.iter().filter(|change| !change.breaking);
    section(&mut out, "NON-BREAKING", others);
    out
}

fn section<'a>(out: &mut String, title: &str, changes: impl Iterator<Item = &'a Change>) {
    for (index, group) in groups(changes).into_iter().enumerate() {
        if index == 0 {
            out.push_str(&format!("\n{title}\n"));
        }
        out.push_str(&format!("{}\n", group.heading));
        for (subject, changes) in group.subjects {
            if !subject.is_empty() {
                out.push_str(&format!("  {subject}\n"));
            }
            for change in changes {
                out.push_str(&format!("    {}\n", phrase(change, str::to_owned)));
            }
        }
    }
}
