//! A file to check, taken apart according to its language.

use super::{
    prose::{Medium, Prose},
    rust::{self, Token},
    scan,
};

/// A file to check.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// The path from the root of the checked tree, with `/` as separator.
    pub(super) path: &'a str,
    /// The text of the file.
    pub(super) text: &'a str,
    /// The parts that people read as sentences.
    pub(super) prose: Vec<Prose>,
    /// The tokens of Rust code; none for another language.
    pub(super) tokens: Vec<Token<'a>>,
}

impl<'a> Source<'a> {
    /// Takes a file apart.
    pub(super) fn new(path: &'a str, text: &'a str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let mut tokens = Vec::new();
        let prose = match extension {
            "rs" => {
                let rust = rust::read(text);
                tokens = rust.tokens;
                rust.prose
            }
            "md" => Prose::read(Medium::Markdown, 1, text.to_owned()),
            "py" => scan::read(text, scan::PYTHON),
            "toml" => scan::read(text, scan::TOML),
            "yaml" | "yml" => [scan::read(text, scan::YAML), scan::descriptions(text)].concat(),
            "js" => scan::read(text, scan::JAVASCRIPT),
            "css" => scan::read(text, scan::CSS),
            "html" => [scan::read(text, scan::HTML), scan::html_text(text)].concat(),
            _ if extension == "sh" || text.starts_with("#!") => scan::read(text, scan::SHELL),
            _ => Vec::new(),
        };
        Self { path, text, prose, tokens }
    }

    /// Returns whether the file is Rust.
    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Returns the first line from which on the file is compiled for tests only, if it has one.
    ///
    /// That is line 1 for a file of tests, and otherwise the line of its `#[cfg(test)] mod`, which comes last.
    pub(super) fn tests_from(&self) -> Option<usize> {
        let below = match self.path.split_once("/src/") {
            Some((_, below)) => below,
            None if self.path.contains("/benches/") => "",
            None => self.path,
        };
        if self.is_rust() && below.split('/').any(|part| part == "tests" || part == "tests.rs") {
            return Some(1);
        }
        let attribute = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
        let found =
            self.tokens.windows(attribute.len()).find(|tokens| tokens.iter().map(|token| token.text).eq(attribute))?;
        Some(found[0].line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_read() {
        for (path, text) in [
            ("a.rs", "// Prose."),
            ("a.md", "Prose."),
            ("a.py", "# Prose."),
            ("a.toml", "# Prose."),
            ("a.yaml", "# Prose."),
            ("a.js", "// Prose."),
            ("a.css", "/*Prose.*/"),
            ("a.html", "<p>Prose.</p>"),
            (".ci/run", "#! Prose."),
        ] {
            let prose = Source::new(path, text).prose;
            assert_eq!(
                prose.iter().map(|prose| prose.text.trim_start_matches("! ")).collect::<Vec<_>>(),
                ["Prose."],
                "{path}"
            );
        }
        assert_eq!(Source::new("a.json", "{\"a\": \"b\"}").prose, []);
    }

    #[test]
    fn tests_are_found() {
        for (path, text, line) in [
            ("a/src/lib.rs", "fn a() {}", None),
            ("a/src/lib.rs", "fn a() {}\n\n#[cfg(test)]\nmod tests {}", Some(3)),
            ("a/src/b/tests.rs", "", Some(1)),
            ("a/src/b/tests/c.rs", "", Some(1)),
            ("tests/suite/tests/it/a.rs", "", Some(1)),
            ("tests/fake/src/fake.rs", "", None),
            ("tests/fake/benches/load.rs", "", None),
            ("tests/suite/tests/it/a.py", "", None),
        ] {
            assert_eq!(Source::new(path, text).tests_from(), line, "{path}");
        }
    }
}
