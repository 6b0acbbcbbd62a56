//! Markdown: which parts of a text are code or URLs rather than sentences.

/// A text without its code.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Masked {
    /// The text, byte for byte as long as the original, with code and URLs blanked.
    pub(super) text: String,
    /// Comments in code blocks, each with the number of lines before it.
    pub(super) comments: Vec<(usize, String)>,
}

/// Blanks code spans and URLs in a text, and code blocks if it can have `blocks`.
pub(super) fn mask(text: &str, blocks: bool) -> Masked {
    let mut masked = Masked::default();
    let mut fence: Option<&str> = None;
    let mut paragraph = String::new();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let marker = ["```", "~~~"].into_iter().find(|marker| line.trim_start().starts_with(marker));
        if blocks && (fence.is_some() || marker.is_some()) {
            masked.text += &spans(&std::mem::take(&mut paragraph));
            masked.text += &blank(line, ' ');
            match (fence, marker) {
                (None, _) => fence = marker,
                (Some(open), Some(close)) if open == close => fence = None,
                _ => keep_comment(&mut masked.comments, number, line),
            }
            continue;
        }
        paragraph += line;
        if line.trim().is_empty() {
            masked.text += &spans(&std::mem::take(&mut paragraph));
        }
    }
    masked.text += &spans(&paragraph);
    masked
}

/// Adds the comment of a line of code, to the comment of the line before where both fill their lines.
fn keep_comment(comments: &mut Vec<(usize, String)>, number: usize, line: &str) {
    let Some((code, comment)) = line.split_once("// ") else { return };
    if code.ends_with(':') || code.contains('"') {
        return;
    }
    match comments.last_mut() {
        Some((first, text)) if code.trim().is_empty() && *first + text.lines().count() == number => *text += comment,
        _ => comments.push((number, comment.to_owned())),
    }
}

/// Blanks the code spans and URLs of a paragraph.
fn spans(paragraph: &str) -> String {
    let mut masked = String::with_capacity(paragraph.len());
    let mut rest = paragraph;
    while let Some(at) = rest.find('`') {
        let ticks = rest[at..].bytes().take_while(|byte| *byte == b'`').count();
        let inside = at + ticks;
        masked += &rest[..inside];
        rest = &rest[inside..];
        if let Some(end) = closing(rest, ticks) {
            masked += &blank(&rest[..end], '_');
            masked += &rest[end..end + ticks];
            rest = &rest[end + ticks..];
        }
    }
    masked += rest;
    urls(&masked)
}

/// Finds the run of exactly as many backticks as opened a code span.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        if run == ticks {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Blanks URLs, and the targets of links.
fn urls(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = ["https://", "http://", "]("].into_iter().filter_map(|start| rest.find(start)).min() {
        let start = if rest[at..].starts_with("](") { at + 2 } else { at };
        let end = rest[start..].find(|c: char| c.is_whitespace() || ")>\"`".contains(c));
        let url = &rest[start..end.map_or(rest.len(), |end| start + end)];
        let length = url.trim_end_matches(['.', ',', ';']).len();
        masked += &rest[..start];
        masked += &blank(&rest[start..start + length], '_');
        rest = &rest[start + length..];
    }
    masked + rest
}

/// Replaces each byte, except line ends.
fn blank(text: &str, with: char) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { with }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_urls_are_blanked() {
        for (text, masked) in [
            ("is `no` one", "is `__` one"),
            ("``a`b`` c", "``___`` c"),
            ("`a\nb` c", "`_\n_` c"),
            ("an odd ` tick\n\nand `code`", "an odd ` tick\n\nand `____`"),
            ("see https://a.b/c, d", "see _____________, d"),
            ("[text](a/b.md) more", "[text](______) more"),
        ] {
            assert_eq!(mask(text, false), Masked { text: masked.into(), comments: Vec::new() });
        }
    }

    #[test]
    fn code_blocks_are_blanked_and_their_comments_kept() {
        let text = "a\n```rust\nlet b = 1;\n// One\n// two.\nlet c = \"http://d\"; // no\n```\nend";
        let masked = mask(text, true);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.text.split_whitespace().collect::<Vec<_>>(), ["a", "end"]);
        assert_eq!(masked.comments, [(3, "One\ntwo.\n".to_owned())]);
    }

    #[test]
    fn a_text_that_cannot_have_blocks_keeps_its_lines() {
        assert_eq!(mask("~~~\na\n~~~", false).text, "~~~\na\n~~~");
    }
}
