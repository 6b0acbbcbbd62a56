//! The section "Atlas API" of the changelog.

use anyhow::Context;
use atlas_openapi::{Change, ChangeKind, Diff, Document, Subject};

const HEADING: &str = "### Atlas API\n";

/// The number of operations that a line lists.
const MAX_LISTED: usize = 12;

/// Returns the lines about an update.
pub(super) fn lines(diff: &Diff, document: &Document) -> Vec<String> {
    let newest = document.newest_version().unwrap_or_else(|| "none".to_owned());
    let mut lines = vec![format!(
        "* A document with {} operations (before: {}), with {newest} as its newest stable version.",
        diff.operations.new, diff.operations.old
    )];
    for (kind, label) in [
        (ChangeKind::OperationAdded, "New operations"),
        (ChangeKind::OperationRemoved, "Removed operations"),
        (ChangeKind::NewestVersionMoved, "Operations at a newer version"),
    ] {
        let ids: Vec<&str> = diff.changes.iter().filter(|change| change.kind == kind).filter_map(id).collect();
        if !ids.is_empty() {
            lines.push(format!("* {label}: {}.", list(&ids)));
        }
    }
    match diff.breaking().count() {
        0 => lines.push("* No breaking changes.".to_owned()),
        1 => lines.push("* One breaking change.".to_owned()),
        count => lines.push(format!("* {count} breaking changes.")),
    }
    lines
}

fn id(change: &Change) -> Option<&str> {
    match &change.subject {
        Subject::Operation { id, .. } => Some(id),
        _ => None,
    }
}

fn list(ids: &[&str]) -> String {
    let listed: Vec<String> = ids.iter().take(MAX_LISTED).map(|id| format!("`{id}`")).collect();
    match ids.len().saturating_sub(MAX_LISTED) {
        0 => listed.join(", "),
        more => format!("{} and {more} more", listed.join(", ")),
    }
}

/// Returns the changelog with the lines at the beginning of the section for unreleased changes of the API. A line that is
/// there already is not repeated.
pub(super) fn with_section(changelog: &str, lines: &[String]) -> anyhow::Result<String> {
    let unreleased = changelog.find("## Unreleased").context("CHANGELOG.md: missing section \"Unreleased\"; add it")?;
    let heading = changelog[unreleased..]
        .find(HEADING)
        .map(|at| unreleased + at + HEADING.len())
        .context("CHANGELOG.md: missing section \"Atlas API\" below \"Unreleased\"; add it")?;
    let (before, after) = changelog.split_at(heading);
    let new: String =
        lines.iter().filter(|line| !after.contains(line.as_str())).flat_map(|line| wrapped(line)).collect();
    let after = after.trim_start_matches('\n');
    Ok(if new.is_empty() { changelog.to_owned() } else { format!("{before}\n{new}{after}") })
}

/// Returns the lines of an item, at most 120 characters wide.
fn wrapped(item: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in item.split(' ') {
        let fits =
            lines.last().is_some_and(|line| line.is_empty() || line.chars().count() + word.chars().count() < 120);
        if !fits {
            lines.push(" ".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str =
        "# Changelog\n\n## Unreleased\n\n### Atlas API\n\n* The first.\n\n## 0.1.0\n\n### Atlas API\n";

    #[test]
    fn lines_are_added_once_at_the_beginning_of_the_section() {
        let lines = ["* One.".to_owned(), "* The first.".to_owned()];
        let once = with_section(CHANGELOG, &lines).unwrap();
        let expected =
            "# Changelog\n\n## Unreleased\n\n### Atlas API\n\n* One.\n* The first.\n\n## 0.1.0\n\n### Atlas API\n";
        assert_eq!(once, expected);
        assert_eq!(with_section(&once, &lines).unwrap(), expected);
    }

    #[test]
    fn a_missing_section_is_an_error() {
        let error = with_section("## Unreleased\n", &[]).unwrap_err().to_string();
        assert_eq!(error, "CHANGELOG.md: missing section \"Atlas API\" below \"Unreleased\"; add it");
    }

    #[test]
    fn a_long_item_is_wrapped_and_indented() {
        let item = format!("* {}", ["word"; 40].join(" "));
        let lines = wrapped(&item);
        assert!(lines.iter().all(|line| line.trim_end().len() <= 120));
        assert!(lines[1].starts_with("  word"), "{lines:?}");
        assert_eq!(lines.concat().split_whitespace().count(), 41);
    }

    #[test]
    fn a_long_list_has_a_count() {
        assert_eq!(list(&["a", "b"]), "`a`, `b`");
        assert!(list(&["a"; 14]).ends_with(" and 2 more"));
    }
}
