//! The size of Rust files.

use super::{
    finding::{Finding, Rule},
    source::Source,
};

/// The rule for the size of files.
pub(super) const FILE_SIZE: Rule = Rule::new("file-size", "split the file; the limit is 500 lines");

/// The most lines that a Rust file written by hand may have.
const MAX_LINES: usize = 500;

/// Checks the size of a file.
pub(super) fn check(source: &Source<'_>, findings: &mut Vec<Finding>) {
    let lines = source.text.lines().count();
    if source.is_rust() && lines > MAX_LINES {
        findings.push(FILE_SIZE.at(source.path, MAX_LINES + 1, &format!("{lines} lines")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_rust_files_are_found() {
        for (path, lines, expected) in [("a.rs", 500, 0), ("a.rs", 501, 1), ("a.py", 501, 0)] {
            let (text, mut findings) = ("\n".repeat(lines), Vec::new());
            check(&Source::new(path, &text), &mut findings);
            assert_eq!(findings.len(), expected, "{path}, {lines} lines");
        }
    }
}
