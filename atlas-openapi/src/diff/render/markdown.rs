//! Markdown output, for a pull request.

use super::phrase::phrase;
use super::{groups, summary};
use crate::diff::{Change, Diff};

/// Formats the changes as nested lists under headings; notes first, then breaking changes.
pub(in crate::diff) fn markdown(diff: &Diff) -> String {
    let mut out = format!("## Atlas API\n\n{}.\n", summary(diff));
    for note in &diff.notes {
        out.push_str(&format!("\n> **Note:** {note}\n"));
    }
    section(&mut out, "Breaking", diff.breaking());
    let others = diff.changes.iter().filter(|change| !change.breaking);
    section(&mut out, "Non-breaking", others);
    out
}

fn section<'a>(out: &mut String, title: &str, changes: impl Iterator<Item = &'a Change>) {
    for (index, group) in groups(changes).into_iter().enumerate() {
        if index == 0 {
            out.push_str(&format!("\n### {title}\n"));
        }
        out.push_str(&format!("\n#### {}\n\n", group.heading));
        for (subject, changes) in group.subjects {
            let indent = if subject.is_empty() { "" } else { "  " };
            if !subject.is_empty() {
                out.push_str(&format!("* {}\n", code(&subject)));
            }
            for change in changes {
                out.push_str(&format!("{indent}* {}\n", phrase(change, code)));
            }
        }
    }
}

/// Returns a code span. The fence is longer than any run of backticks in the text, because patterns can contain them.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest == 0 { "" } else { " " };
    format!("{fence}{space}{text}{space}{fence}")
}
