//! Markdown output, for a pull request.

use std::collections::BTreeMap;

use super::escape::{code_element, code_span, heading, literal};
use super::fold::{Folded, fold};
use super::limit::{ALL, Line, fit, length};
use super::phrase::phrase;
use super::{groups, subject, summary};
use crate::diff::{Change, ChangeKind, Diff};

/// The number of characters that GitHub accepts in the description of a pull request.
pub(super) const LIMIT: usize = 65_536;
/// The number of characters of all notes.
const MAX_NOTES: usize = 8_000;
/// The number of characters of the list of subjects of folded changes.
const MAX_SUBJECTS: usize = 6_000;
/// The number of characters reserved for each section.
const MIN_SECTION: usize = 300;

/// Formats the changes as lists under headings, within the limit of GitHub: counts and notes first, then breaking
/// changes, which have precedence if there is not enough space.
pub(in crate::diff) fn markdown(diff: &Diff) -> String {
    let mut out = format!("## Atlas API\n\n{}.\n", summary(diff));
    out.push_str(&table(diff));
    out.push_str(&notes(&diff.notes));
    let breaking = section("Breaking", diff.breaking());
    let others = section("Non-breaking", diff.changes.iter().filter(|change| !change.breaking));
    let reserved = if others.is_empty() { 0 } else { MIN_SECTION };
    for (lines, reserved) in [(breaking, reserved), (others, 0)] {
        if !lines.is_empty() {
            let available = LIMIT.saturating_sub(length(&out) + reserved);
            out.push_str(&fit(&lines, available));
        }
    }
    out
}

/// Returns a table with the number of changes of each kind.
fn table(diff: &Diff) -> String {
    let mut counts = BTreeMap::<ChangeKind, (usize, usize)>::new();
    for change in &diff.changes {
        let (breaking, others) = counts.entry(change.kind).or_default();
        *(if change.breaking { breaking } else { others }) += 1;
    }
    if counts.is_empty() {
        return String::new();
    }
    let rows =
        counts.iter().map(|(kind, (breaking, others))| format!("| {} | {breaking} | {others} |\n", kind.words()));
    format!("\n| change | breaking | non-breaking |\n|---|---:|---:|\n{}", rows.collect::<String>())
}

fn notes(notes: &[String]) -> String {
    let mut text = String::new();
    for (index, note) in notes.iter().enumerate() {
        let line = format!("\n> **Note:** {}\n", literal(note));
        if length(&text) + length(&line) > MAX_NOTES {
            text.push_str(&format!("\n> **More notes:** {}, see {ALL}\n", notes.len() - index));
            break;
        }
        text.push_str(&line);
    }
    text
}

/// Returns the lines of a section: security matters and folded changes first.
fn section<'a>(title: &str, changes: impl Iterator<Item = &'a Change>) -> Vec<Line> {
    let (folded, single) = fold(changes);
    let (security, single): (Vec<_>, Vec<_>) = single.into_iter().partition(|change| change.security);
    let mut lines = Vec::new();
    for group in groups(security) {
        list(&group.heading.title(), group.subjects, &mut lines);
    }
    if !folded.is_empty() {
        lines.push(Line::heading("\n#### Equal changes\n\n".to_owned()));
        lines.extend(folded.iter().map(details));
    }
    for group in groups(single) {
        list(&group.heading.title(), group.subjects, &mut lines);
    }
    if !lines.is_empty() {
        lines.insert(0, Line::heading(format!("\n### {title}\n")));
    }
    lines
}

fn list(title: &str, subjects: super::Subjects<'_>, lines: &mut Vec<Line>) {
    lines.push(Line::heading(format!("\n#### {}\n\n", heading(title))));
    for (subject, changes) in subjects {
        let indent = if subject.is_empty() { "" } else { "  " };
        if !subject.is_empty() {
            lines.push(Line::heading(format!("* {}\n", code_span(&subject))));
        }
        lines.extend(changes.iter().map(|change| Line::change(format!("{indent}* {}\n", phrase(change, code_span)))));
    }
}

/// Returns folded changes in one line, with a list of subjects that GitHub shows after a click.
fn details(folded: &Folded<'_>) -> Line {
    let statement = folded.changes.first().map_or_else(String::new, |change| phrase(change, code_element));
    let mut subjects = String::new();
    let mut listed = 0;
    for change in &folded.changes {
        let separator = if listed == 0 { "" } else { ", " };
        let next = format!("{separator}{}", code_element(&subject(change)));
        if length(&subjects) + length(&next) > MAX_SUBJECTS {
            break;
        }
        subjects.push_str(&next);
        listed += 1;
    }
    let left_out = folded.changes.len() - listed;
    if left_out > 0 {
        subjects.push_str(&format!(", and {left_out} more"));
    }
    let summary = format!("{}: {statement}", folded.count());
    let text = format!("* <details><summary>{summary}</summary>{subjects}</details>\n");
    Line { text, changes: listed, left_out }
}
