//! Comments and strings of the languages beside Rust.

use super::prose::{Medium, Prose};

/// The lexical rules of a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialect {
    /// The marker of a comment that ends with its line.
    line_comment: Option<&'static str>,
    /// Whether the marker begins a comment only after white space.
    comment_after_space: bool,
    /// The markers around a comment that can have several lines.
    block_comment: Option<(&'static str, &'static str)>,
    /// The quotes of strings. Triple quotes come first, and their strings are documentation.
    quotes: &'static [&'static str],
    /// Whether a quote right after a word is an apostrophe.
    apostrophes: bool,
}

/// Python.
pub(super) const PYTHON: Dialect = Dialect {
    line_comment: Some("#"),
    comment_after_space: false,
    block_comment: None,
    quotes: &["\"\"\"", "'''", "\"", "'"],
    apostrophes: false,
};

/// YAML. Its plain scalars are read by [`descriptions`].
pub(super) const YAML: Dialect =
    Dialect { comment_after_space: true, quotes: &["\"", "'"], apostrophes: true, ..PYTHON };

/// TOML.
pub(super) const TOML: Dialect = PYTHON;

/// Shell scripts.
pub(super) const SHELL: Dialect = YAML;

/// JavaScript.
pub(super) const JAVASCRIPT: Dialect = Dialect {
    line_comment: Some("//"),
    comment_after_space: false,
    block_comment: Some(("/*", "*/")),
    quotes: &["\"", "'", "`"],
    apostrophes: false,
};

/// CSS.
pub(super) const CSS: Dialect = Dialect { line_comment: None, quotes: &[], ..JAVASCRIPT };

/// HTML, whose text is read with its tags removed.
pub(super) const HTML: Dialect = Dialect { block_comment: Some(("<!--", "-->")), ..CSS };

/// Reads the comments and strings of a source.
pub(super) fn read(text: &str, dialect: Dialect) -> Vec<Prose> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let piece = piece(text, at, dialect);
        let length = match &piece {
            Some(piece) => piece.length,
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        if let Some(Piece { medium, content, .. }) = piece {
            found.push((
                medium,
                line,
                text[..at].rsplit('\n').next().is_none_or(|before| before.trim().is_empty()),
                content,
            ));
        }
        line += text[at..at + length].matches('\n').count();
        at += length;
    }
    join(found).into_iter().flat_map(|(medium, line, content)| Prose::read(medium, line, content)).collect()
}

/// A comment or string, with the number of bytes that it takes.
struct Piece<'a> {
    medium: Medium,
    length: usize,
    content: &'a str,
}

/// Reads the comment or string that begins at `at`, if one does.
fn piece(text: &str, at: usize, dialect: Dialect) -> Option<Piece<'_>> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    if let Some(after) = dialect.line_comment.and_then(|marker| rest.strip_prefix(marker))
        && (!dialect.comment_after_space || before.is_none_or(char::is_whitespace))
    {
        let content = after.split('\n').next().unwrap_or_default();
        let length = rest.len() - after.len() + content.len();
        return Some(Piece { medium: Medium::Comment, length, content: content.strip_prefix(' ').unwrap_or(content) });
    }
    if let Some((open, close)) = dialect.block_comment
        && let Some(after) = rest.strip_prefix(open)
    {
        let content = after.split(close).next().unwrap_or_default();
        let length = (open.len() + content.len() + close.len()).min(rest.len());
        return Some(Piece { medium: Medium::Comment, length, content });
    }
    if dialect.apostrophes && before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let quote = dialect.quotes.iter().find(|quote| rest.starts_with(**quote))?;
    let content = string(&rest[quote.len()..], quote)?;
    let medium = if quote.len() == 3 { Medium::Doc } else { Medium::Literal };
    Some(Piece { medium, length: content.len() + 2 * quote.len(), content })
}

/// Returns the content of a string up to its closing quote, if it has one. Only triple quotes span lines.
fn string<'a>(text: &'a str, quote: &str) -> Option<&'a str> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if quote.len() == 1 && quote != "`" => return None,
            _ if text[at..].starts_with(quote) => return Some(&text[..at]),
            _ => {}
        }
    }
    None
}

/// Joins comments that fill consecutive lines.
fn join(pieces: Vec<(Medium, usize, bool, &str)>) -> Vec<(Medium, usize, String)> {
    let mut joined: Vec<(Medium, usize, String)> = Vec::new();
    let mut last_own_line = false;
    for (medium, line, own_line, content) in pieces {
        match joined.last_mut() {
            Some((Medium::Comment, first, text))
                if medium == Medium::Comment
                    && own_line
                    && last_own_line
                    && *first + text.matches('\n').count() + 1 == line =>
            {
                text.push('\n');
                text.push_str(content);
            }
            _ => joined.push((medium, line, content.to_owned())),
        }
        last_own_line = own_line;
    }
    joined
}

/// Reads the plain scalars of YAML that people read: titles, summaries and descriptions.
pub(super) fn descriptions(yaml: &str) -> Vec<Prose> {
    let mut found = Vec::new();
    for (number, line) in yaml.lines().enumerate() {
        let value = ["title: ", "summary: ", "description: "].iter().find_map(|key| Some(line.split_once(key)?.1));
        if let Some(value) = value.filter(|value| !value.starts_with(['"', '\'', '{', '|', '>'])) {
            found.extend(Prose::read(Medium::Literal, number + 1, value.trim_end_matches('}').to_owned()));
        }
    }
    found
}

/// Reads the text of an HTML page between its tags.
pub(super) fn html_text(html: &str) -> Vec<Prose> {
    let mut found = Vec::new();
    let mut line = 1;
    for (number, part) in html.split(['<', '>']).enumerate() {
        // Each tag is a part of an odd number, and begins with the name of its element.
        if number % 2 == 0 && !part.trim().is_empty() {
            found.extend(Prose::read(Medium::Literal, line, part.to_owned()));
        }
        line += part.matches('\n').count();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dialect: Dialect, source: &str, expected: &[(Medium, usize, &str)]) {
        let prose = read(source, dialect);
        let prose: Vec<_> = prose.iter().map(|prose| (prose.medium, prose.line, prose.raw.as_str())).collect();
        assert_eq!(prose, expected);
    }

    #[test]
    fn comments_and_strings_are_distinguished() {
        use Medium::{Comment, Doc, Literal};
        check(
            PYTHON,
            "\"\"\"A\nb.\"\"\"\nx = '# c'  # D\n# e\n# f",
            &[(Doc, 1, "A\nb."), (Literal, 3, "# c"), (Comment, 3, "D"), (Comment, 4, "e\nf")],
        );
        check(YAML, "a: it's b#c # d\ne: \"f # g\"", &[(Comment, 1, "d"), (Literal, 2, "f # g")]);
        check(TOML, "a = \"b\" # c", &[(Literal, 1, "b"), (Comment, 1, "c")]);
        check(SHELL, "echo $# \"a $b\" # c", &[(Literal, 1, "a $b"), (Comment, 1, "c")]);
        check(
            JAVASCRIPT,
            "f('//a'); // b\n/* c\n*/ `d\ne`",
            &[(Literal, 1, "//a"), (Comment, 1, "b"), (Comment, 2, " c\n"), (Literal, 3, "d\ne")],
        );
        check(CSS, "a { content: \"b\" } /* c */", &[(Comment, 1, " c ")]);
        check(HTML, "<p>it's</p><!-- a -->", &[(Comment, 1, " a ")]);
    }

    #[test]
    fn plain_descriptions_of_yaml_are_read() {
        let yaml = "info:\n  title: A title\n- update: {summary: Lists it.}\n- {description: \"quoted\"}";
        let prose = descriptions(yaml);
        let prose: Vec<_> = prose.iter().map(|prose| (prose.line, prose.raw.as_str())).collect();
        assert_eq!(prose, [(2, "A title"), (3, "Lists it.")]);
    }

    #[test]
    fn text_of_html_is_read_without_tags() {
        let prose = html_text("<body>\n<p>One</p>\n<b class=\"x\">two</b>");
        let prose: Vec<_> = prose.iter().map(|prose| (prose.line, prose.raw.as_str())).collect();
        assert_eq!(prose, [(2, "One"), (3, "two")]);
    }
}
