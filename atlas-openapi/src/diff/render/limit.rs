//! Lines of Markdown within a limit of characters.

/// The command that shows all changes.
pub(super) const ALL: &str = "`cargo xtask spec diff --format text`";

/// The number of characters reserved for the statement about changes that are left out.
const STATEMENT: usize = 200;

/// A line, including its line feed and any empty lines before or after it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// The number of changes that the line states; 0 for a heading or a subject.
    pub(super) changes: usize,
    /// The number of changes that the line counts, but does not state.
    pub(super) left_out: usize,
}

impl Line {
    /// Creates a heading or a subject, which is left out if nothing follows it.
    pub(super) fn heading(text: String) -> Self {
        Self { text, changes: 0, left_out: 0 }
    }

    /// Creates the line of one change.
    pub(super) fn change(text: String) -> Self {
        Self { text, changes: 1, left_out: 0 }
    }
}

/// Returns the number of Unicode scalar values, as GitHub counts characters.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

/// Joins the lines of a section, of which the first is its title. If they are longer than `limit`, only the first ones,
/// and a statement of how many changes are missing.
pub(super) fn fit(lines: &[Line], limit: usize) -> String {
    let total: usize = lines.iter().map(|line| length(&line.text)).sum();
    let is_complete = lines.iter().all(|line| line.left_out == 0);
    if is_complete && total <= limit {
        return lines.iter().map(|line| line.text.as_str()).collect();
    }
    let mut budget = limit.saturating_sub(STATEMENT);
    let fitting = lines.iter().take_while(|line| {
        let remaining = budget.checked_sub(length(&line.text));
        budget = remaining.unwrap_or(0);
        remaining.is_some()
    });
    let mut kept: Vec<&Line> = fitting.collect();
    while kept.len() > 1 && kept.last().is_some_and(|line| line.changes == 0) {
        kept.pop();
    }
    let all: usize = lines.iter().map(|line| line.changes + line.left_out).sum();
    let left_out = all - kept.iter().map(|line| line.changes).sum::<usize>();
    let mut text: String = kept.iter().map(|line| line.text.as_str()).collect();
    let verb = if left_out == 1 { "change is" } else { "changes are" };
    text.push_str(&format!("\n**{left_out} of {all} {verb} left out here. {ALL} shows all.**\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a title, a heading and ten changes of 100 characters each.
    fn lines() -> Vec<Line> {
        let line = format!("{}\n", "ä".repeat(99));
        let mut lines = vec![Line::heading("title\n".to_owned()), Line::heading(line.clone())];
        lines.extend(std::iter::repeat_n(Line::change(line), 10));
        lines
    }

    const STATEMENT_OF_FIVE: &str =
        "\n**5 of 10 changes are left out here. `cargo xtask spec diff --format text` shows all.**\n";

    #[test]
    fn lines_within_the_limit_are_complete() {
        assert_eq!(length(&fit(&lines(), 1106)), 1106);
    }

    #[test]
    fn lines_beyond_the_limit_are_cut_with_a_statement() {
        let text = fit(&lines(), 905);
        assert_eq!(text, format!("title\n{}{STATEMENT_OF_FIVE}", format!("{}\n", "ä".repeat(99)).repeat(6)));
    }

    #[test]
    fn a_heading_without_changes_is_left_out_but_not_the_title() {
        let statement = STATEMENT_OF_FIVE.replace("5 of", "10 of");
        assert_eq!(fit(&lines(), 405), format!("title\n{statement}"));
    }

    #[test]
    fn changes_that_a_line_does_not_state_are_counted() {
        let line = Line { text: "7 schemas: a, b\n".to_owned(), changes: 2, left_out: 5 };
        let statement = STATEMENT_OF_FIVE.replace("of 10", "of 7");
        assert_eq!(fit(&[line], 1000), format!("7 schemas: a, b\n{statement}"));
    }
}
