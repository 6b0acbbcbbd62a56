//! Prose: the parts of a file that people read as sentences.

use super::markdown;

/// The kind of place from which prose was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    /// A comment in source code.
    Comment,
    /// Documentation in source code, which is Markdown.
    Doc,
    /// A string literal.
    Literal,
    /// The name of a function, its words separated by spaces.
    Name,
    /// A Markdown file.
    Markdown,
}

/// A stretch of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prose {
    /// The kind of its place.
    pub(super) medium: Medium,
    /// The number of its first line.
    pub(super) line: usize,
    /// The text as written, without comment markers and quotes.
    pub(super) raw: String,
    /// The same text, byte for byte as long, with code and URLs blanked.
    pub(super) text: String,
}

impl Prose {
    /// Creates prose from the text of one place, and separate prose from the comments in its code blocks.
    pub(super) fn read(medium: Medium, line: usize, raw: String) -> Vec<Self> {
        let blocks = matches!(medium, Medium::Doc | Medium::Markdown);
        let masked = markdown::mask(&raw, blocks);
        let mut all = vec![Self { medium, line, text: masked.text, raw }];
        for (offset, comment) in masked.comments {
            all.extend(Self::read(Medium::Comment, line + offset, comment));
        }
        all
    }

    /// Returns the line of the file on which the byte at `offset` is.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.line + self.raw.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
    }

    /// Returns the text around `offset`, beginning a few words before it.
    pub(super) fn excerpt(&self, offset: usize) -> &str {
        const WORDS_BEFORE: usize = 4;
        let before = &self.raw[..offset];
        let mut spaces = before.trim_end().rmatch_indices(char::is_whitespace);
        let start = spaces.nth(WORDS_BEFORE - 1).map_or(0, |(at, _)| at);
        &self.raw[start..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(raw: &str) -> Prose {
        Prose::read(Medium::Comment, 10, raw.into()).remove(0)
    }

    #[test]
    fn an_offset_leads_to_its_line() {
        let prose = prose("one\ntwo\nthree");
        assert_eq!([0, 3, 4, 8].map(|offset| prose.line_at(offset)), [10, 10, 11, 12]);
    }

    #[test]
    fn an_excerpt_begins_before_the_match() {
        let prose = prose("a b c d e f g");
        assert_eq!(prose.excerpt(12), " c d e f g");
        assert_eq!(prose.excerpt(2), "a b c d e f g");
    }

    #[test]
    fn comments_in_code_blocks_are_prose_of_their_own() {
        let all = Prose::read(Medium::Doc, 5, "Sends.\n```\nlet a = 1; // One.\n```".into());
        let read: Vec<_> = all.iter().map(|prose| (prose.medium, prose.line, prose.text.trim())).collect();
        assert_eq!(read[0].0, Medium::Doc);
        assert_eq!(read[1..], [(Medium::Comment, 7, "One.")]);
    }
}
