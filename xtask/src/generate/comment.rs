//! Text of the document in generated source: comments and Markdown.
//!
//! All text from the document passes through here or through `{:?}`, so that no text can end its comment or its string.

use std::fmt::Write;

/// Appends doc comments, one for each line, with this indentation.
pub(super) fn write(source: &mut String, indent: &str, lines: &[String]) {
    for line in lines.iter().flat_map(|line| line.split('\n')) {
        let comment = format!("{indent}/// {}", plain(line));
        source.push_str(comment.trim_end());
        source.push('\n');
    }
}

/// Returns a text for a comment in one line. Control characters, including line breaks, and characters that change the
/// direction of text are escaped.
pub(super) fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => {
                // Writing to a string does not fail.
                let _ = write!(escaped, "{}", char.escape_unicode());
            }
            char if char.is_control() => {
                let _ = write!(escaped, "{}", char.escape_unicode());
            }
            char => escaped.push(char),
        }
    }
    escaped
}

/// Returns a text as a code span of Markdown in one line.
pub(super) fn code(text: &str) -> String {
    let text = plain(text);
    // A span ends at the same number of backticks as it begins with.
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_comment() {
        let mut source = String::new();
        let lines = ["a\nfn b() {}".to_owned(), String::new(), "c\rd\u{202e}e\0".to_owned()];
        write(&mut source, "    ", &lines);
        assert_eq!(source, "    /// a\n    /// fn b() {}\n    ///\n    /// c\\rd\\u{202e}e\\u{0}\n");
    }

    #[test]
    fn code_is_one_span_in_one_line() {
        for (text, expected) in [
            ("^[a-z]+$", "`^[a-z]+$`"),
            ("a\n}\nfn b() {}", "`a\\n}\\nfn b() {}`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("", "``"),
        ] {
            assert_eq!(code(text), expected);
        }
    }
}
