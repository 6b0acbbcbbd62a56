//! Names and values of a document in text, Markdown and HTML.

/// Returns the text with control characters as escape sequences: a name cannot start a line or change a terminal.
pub(super) fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => visible.extend(c.escape_default()),
            c if is_invisible(c) => visible.extend(c.escape_unicode()),
            c => visible.push(c),
        }
    }
    visible
}

/// Returns whether a character affects the display of others: controls, marks of direction, separators of lines.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Returns a name or a value as a Markdown code span, cut if it is long.
pub(super) fn code_span(text: &str) -> String {
    literal(&shorten(&visible(text)))
}

/// Returns a Markdown code span, in which no character has a meaning.
///
/// The fence is longer than any run of backticks in the text, because patterns can contain them.
pub(super) fn literal(text: &str) -> String {
    let mut text = visible(text);
    if text.trim().is_empty() {
        text = format!("\"{text}\"");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 || text.starts_with(' ') && text.ends_with(' ') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns an HTML code element, for places in which GitHub does not interpret Markdown.
pub(super) fn code_element(text: &str) -> String {
    let mut html = String::from("<code>");
    for c in shorten(&visible(text)).chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html + "</code>"
}

/// Returns a heading: the text itself if no character can have a meaning in Markdown, or else a code span.
pub(super) fn heading(text: &str) -> String {
    let is_plain = !text.is_empty() && text.len() <= MAX_VALUE && text.chars().all(|c| c.is_alphanumeric() || c == ' ');
    if is_plain { text.to_owned() } else { code_span(text) }
}

/// The number of characters of a value in Markdown. The text and JSON output have the whole value.
const MAX_VALUE: usize = 300;

fn shorten(text: &str) -> String {
    match text.char_indices().nth(MAX_VALUE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_shows_all_characters_literally() {
        let check = |text, expected| assert_eq!(code_span(text), expected);
        check("<b>|*", "`<b>|*`");
        check("a`b", "`` a`b ``");
        check("``", "``` `` ```");
        check("a\n\n# b\r", r"`a\n\n# b\r`");
        check("\u{202e}x\u{1b}[1m", r"`\u{202e}x\u{1b}[1m`");
        check("", "`\"\"`");
        check(" a ", "`  a  `");
    }

    #[test]
    fn a_code_element_shows_all_characters_literally() {
        assert_eq!(code_element("</details>\n&\"`"), r"<code>&lt;/details&gt;\n&amp;&quot;`</code>");
    }

    #[test]
    fn a_heading_with_special_characters_is_code() {
        assert_eq!(heading("Database Users"), "Database Users");
        assert_eq!(heading("@team <b>"), "`@team <b>`");
        assert_eq!(heading("a\n# b"), r"`a\n# b`");
    }

    #[test]
    fn a_long_value_is_cut() {
        assert_eq!(code_span(&"ä".repeat(301)), format!("`{}…`", "ä".repeat(300)));
        assert_eq!(code_span(&"ä".repeat(300)), format!("`{}`", "ä".repeat(300)));
    }
}
