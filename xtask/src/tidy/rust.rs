//! Rust sources: their tokens, and the prose among them.

use ra_ap_rustc_lexer::{DocStyle, FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

use super::prose::{Medium, Prose};

/// A token of code, which is neither white space nor a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The kind of the token.
    pub(super) kind: TokenKind,
    /// The text of the token.
    pub(super) text: &'a str,
    /// The line on which it begins.
    pub(super) line: usize,
}

/// A Rust source taken apart.
#[derive(Debug, Default)]
pub(super) struct Rust<'a> {
    /// The tokens of its code.
    pub(super) tokens: Vec<Token<'a>>,
    /// Comments, documentation, string literals and names of functions.
    pub(super) prose: Vec<Prose>,
}

/// Reads a Rust source.
pub(super) fn read(text: &str) -> Rust<'_> {
    let mut rust = Rust::default();
    let mut block: Option<Block> = None;
    let (mut offset, mut line, mut own_line) = (0, 1, true);
    for token in tokenize(text, FrontmatterAllowed::No) {
        let source = &text[offset..offset + token.len as usize];
        match token.kind {
            TokenKind::Whitespace => own_line |= source.contains('\n'),
            TokenKind::LineComment { doc_style } => {
                let content = strip_marker(source, doc_style);
                match &mut block {
                    Some(open) if own_line && open.continues(line, doc_style) => open.push(content),
                    open => {
                        rust.prose.extend(open.take().into_iter().flat_map(Block::into_prose));
                        let text = content.to_owned();
                        *open = Some(Block { doc_style, own_line, first: line, last: line, text });
                    }
                }
                own_line = false;
            }
            TokenKind::BlockComment { doc_style, .. } => {
                rust.prose.extend(Prose::read(medium(doc_style), line, block_comment(source)));
            }
            kind => {
                own_line = false;
                if let Some(content) = literal(kind, source) {
                    rust.prose.extend(Prose::read(Medium::Literal, line, content));
                }
                if rust.tokens.last().is_some_and(|last| last.text == "fn") && kind == TokenKind::Ident {
                    rust.prose.extend(Prose::read(Medium::Name, line, source.replace('_', " ")));
                }
                rust.tokens.push(Token { kind, text: source, line });
            }
        }
        offset += source.len();
        line += source.matches('\n').count();
    }
    rust.prose.extend(block.into_iter().flat_map(Block::into_prose));
    rust
}

/// Comments of one style on consecutive lines.
struct Block {
    doc_style: Option<DocStyle>,
    own_line: bool,
    first: usize,
    last: usize,
    text: String,
}

impl Block {
    fn continues(&self, line: usize, doc_style: Option<DocStyle>) -> bool {
        self.own_line && self.last + 1 == line && self.doc_style == doc_style
    }

    fn push(&mut self, content: &str) {
        self.text.push('\n');
        self.text.push_str(content);
        self.last += 1;
    }

    fn into_prose(self) -> Vec<Prose> {
        Prose::read(medium(self.doc_style), self.first, self.text)
    }
}

fn medium(doc_style: Option<DocStyle>) -> Medium {
    if doc_style.is_some() { Medium::Doc } else { Medium::Comment }
}

/// Removes the marker of a line comment, and the space after it.
fn strip_marker(source: &str, doc_style: Option<DocStyle>) -> &str {
    let content = source.get(if doc_style.is_some() { 3 } else { 2 }..).unwrap_or_default();
    content.strip_prefix(' ').unwrap_or(content)
}

/// Removes the markers of a block comment, and the asterisks before its lines.
fn block_comment(source: &str) -> String {
    let content = source.trim_start_matches(['/', '*', '!']).trim_end_matches(['/', '*']);
    let lines: Vec<_> =
        content.split('\n').map(|line| line.trim_start().trim_start_matches('*').trim_start()).collect();
    lines.join("\n")
}

/// Returns the content of a string literal, with escapes replaced by as many bytes.
fn literal(kind: TokenKind, source: &str) -> Option<String> {
    let TokenKind::Literal { kind, .. } = kind else { return None };
    let (start, end) = (source.find('"')? + 1, source.rfind('"')?);
    let content = source.get(start..end)?;
    match kind {
        LiteralKind::Str { .. } | LiteralKind::ByteStr { .. } | LiteralKind::CStr { .. } => Some(
            // A vertical tab stands for a line end of the string, which is not one of the file.
            content.replace("\\\n", " \n").replace("\\n", "\u{b} ").replace("\\t", "\t ").replace("\\\"", " \""),
        ),
        LiteralKind::RawStr { .. } | LiteralKind::RawByteStr { .. } | LiteralKind::RawCStr { .. } => {
            Some(content.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns medium, line and text of all prose in a source.
    fn prose(source: &str) -> Vec<(Medium, usize, String)> {
        read(source).prose.into_iter().map(|prose| (prose.medium, prose.line, prose.raw)).collect()
    }

    #[test]
    fn comments_on_consecutive_lines_are_one_text() {
        let source = "//! Module.\n\n/// Doc one,\n/// two.\n// Comment.\nuse a; // Trailing.\n// Next.\n";
        let expected = [
            (Medium::Doc, 1, "Module."),
            (Medium::Doc, 3, "Doc one,\ntwo."),
            (Medium::Comment, 5, "Comment."),
            (Medium::Comment, 6, "Trailing."),
            (Medium::Comment, 7, "Next."),
        ];
        assert_eq!(prose(source), expected.map(|(medium, line, text)| (medium, line, text.to_owned())));
    }

    #[test]
    fn literals_of_all_kinds_are_read_and_characters_are_not() {
        let source = r##"f("a\n b", r#"c "d""#, b"e", 'g', '"', "h \
            i")"##;
        let texts: Vec<_> = prose(source).into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(texts, ["a\u{b}  b", "c \"d\"", "e", "h  \n            i"]);
    }

    #[test]
    fn a_comment_in_a_string_is_not_a_comment() {
        assert_eq!(prose(r#"let url = "http://a b";"#), [(Medium::Literal, 1, "http://a b".to_owned())]);
    }

    #[test]
    fn names_of_functions_are_prose() {
        assert_eq!(prose("fn a_value_is_kept<'a>() {}"), [(Medium::Name, 1, "a value is kept".to_owned())]);
    }

    #[test]
    fn block_comments_lose_their_markers() {
        assert_eq!(prose("/* a\n * b */"), [(Medium::Comment, 1, "a\nb ".to_owned())]);
    }

    #[test]
    fn tokens_have_lines_and_no_comments() {
        let tokens: Vec<_> = read("fn a() // b\n{}").tokens.iter().map(|token| (token.line, token.text)).collect();
        assert_eq!(tokens, [(1, "fn"), (1, "a"), (1, "("), (1, ")"), (2, "{"), (2, "}")]);
    }
}
