//! Plain text output, for a terminal.

use super::escape::visible;
use super::fold::fold;
use super::phrase::phrase;
use super::{groups, subject, summary};
use crate::diff::{Change, Diff};

/// Formats all changes as indented text; notes first, then breaking changes.
pub(in crate::diff) fn text(diff: &Diff) -> String {
    let mut out = summary(diff) + "\n";
    for (index, note) in diff.notes.iter().enumerate() {
        let space = if index == 0 { "\n" } else { "" };
        out.push_str(&format!("{space}NOTE: {}\n", visible(note)));
    }
    section(&mut out, "BREAKING", diff.breaking());
    let others = diff.changes.iter().filter(|change| !change.breaking);
    section(&mut out, "NON-BREAKING", others);
    out
}

fn section<'a>(out: &mut String, title: &str, changes: impl Iterator<Item = &'a Change>) {
    let (folded, single) = fold(changes);
    let (security, single): (Vec<_>, Vec<_>) = single.into_iter().partition(|change| change.security);
    if !(folded.is_empty() && security.is_empty() && single.is_empty()) {
        out.push_str(&format!("\n{title}\n"));
    }
    list(out, security);
    if !folded.is_empty() {
        out.push_str("Equal changes\n");
    }
    for folded in folded {
        let statement = folded.changes.first().map_or_else(String::new, |change| phrase(change, visible));
        out.push_str(&format!("  {}: {statement}\n", folded.count()));
        for change in folded.changes {
            out.push_str(&format!("    {}\n", visible(&subject(change))));
        }
    }
    list(out, single);
}

fn list(out: &mut String, changes: Vec<&Change>) {
    for group in groups(changes) {
        out.push_str(&format!("{}\n", visible(&group.heading.title())));
        for (subject, changes) in group.subjects {
            if !subject.is_empty() {
                out.push_str(&format!("  {}\n", visible(&subject)));
            }
            for change in changes {
                out.push_str(&format!("    {}\n", phrase(change, visible)));
            }
        }
    }
}
