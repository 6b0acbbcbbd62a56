//! The words of names and sentences.

/// Words that add nothing to a name, in the singular or as they are.
///
/// An `s` of its own is the end of a genitive, or of the plural of an abbreviation.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "array",
    "as",
    "be",
    "by",
    "corresponding",
    "current",
    "field",
    "flag",
    "for",
    "given",
    "has",
    "have",
    "identifier",
    "in",
    "indicates",
    "is",
    "it",
    "its",
    "list",
    "mongodb",
    "object",
    "of",
    "on",
    "or",
    "parameter",
    "property",
    "represents",
    "returns",
    "s",
    "set",
    "setting",
    "specified",
    "specifies",
    "string",
    "that",
    "the",
    "this",
    "to",
    "unique",
    "use",
    "used",
    "value",
    "was",
    "whether",
    "which",
    "whose",
    "your",
];

/// A word in lower case.
struct Word {
    whole: String,
    /// The singular, by which words are compared.
    stem: String,
}

impl Word {
    fn new(text: &str) -> Self {
        let whole = text.to_lowercase();
        Self { stem: singular(&whole), whole }
    }

    fn is_empty(&self) -> bool {
        [&self.whole, &self.stem].iter().any(|form| EMPTY_WORDS.contains(&form.as_str()))
    }
}

/// Returns the words of a name in their order, in the singular and without those that say nothing.
pub(super) fn words(name: &str) -> Vec<String> {
    tokens(name).flat_map(parts).map(Word::new).filter(|word| !word.is_empty()).map(|word| word.stem).collect()
}

/// Returns the words of a sentence like those of a name, but does not split a word that `is_known` accepts as it is.
pub(super) fn words_beside(sentence: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens(sentence) {
        let word = Word::new(token);
        if is_known(&word.stem) {
            found.push(word.stem);
        } else if !word.is_empty() {
            found.extend(words(token));
        }
    }
    found
}

/// Returns the parts of a text between other characters than letters and digits.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|token| !token.is_empty())
}

/// Splits a token in camel case: `mongoDBVersion` has the parts `mongo`, `DB` and `Version`.
fn parts(token: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = token.char_indices().collect();
    let at = |index: usize| chars.get(index).map(|(_, char)| *char);
    let is_upper = |index: usize| at(index).is_some_and(char::is_uppercase);
    let is_lower = |index: usize| at(index).is_some_and(char::is_lowercase);
    // The end of `IDs`, not the beginning of `IDset`.
    let is_plural = |index: usize| at(index) == Some('s') && !is_lower(index + 1);
    let (mut parts, mut start) = (Vec::new(), 0);
    for (index, (offset, _)) in chars.iter().enumerate().skip(1) {
        let begins = if is_upper(index) {
            !is_upper(index - 1) || is_lower(index + 1) && !is_plural(index + 1)
        } else {
            index > 1 && is_plural(index) && is_upper(index - 1) && is_upper(index - 2)
        };
        if begins {
            parts.push(&token[start..*offset]);
            start = *offset;
        }
    }
    parts.push(&token[start..]);
    parts
}

/// Returns the singular of a word in lower case, by the rules for regular plurals.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("es")
        && ["ss", "x", "ch", "sh"].iter().any(|end| stem.ends_with(end))
    {
        return stem.to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_sorted() {
        assert!(EMPTY_WORDS.is_sorted());
    }

    #[test]
    fn a_name_is_split_at_its_words() {
        for (name, expected) in [
            ("clusterName", "cluster Name"),
            ("mongoDBVersion", "mongo DB Version"),
            ("AWSAccountId", "AWS Account Id"),
            ("IPAddress", "IP Address"),
            ("x509Type", "x509 Type"),
            ("s3BucketName", "s3 Bucket Name"),
            ("TLS", "TLS"),
            ("numCPUs", "num CPU s"),
            ("IDsOfUsers", "ID s Of Users"),
            ("IsOn", "Is On"),
        ] {
            assert_eq!(parts(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn a_word_has_a_singular() {
        for (word, expected) in [
            ("policies", "policy"),
            ("addresses", "address"),
            ("indexes", "index"),
            ("branches", "branch"),
            ("hashes", "hash"),
            ("roles", "role"),
            ("databases", "database"),
            ("access", "access"),
            ("status", "status"),
            ("analysis", "analysis"),
            ("is", "is"),
            ("s", "s"),
        ] {
            assert_eq!(singular(word), expected, "{word}");
        }
    }

    #[test]
    fn a_word_says_nothing_in_either_form() {
        let said = |sentence: &str| words_beside(sentence, |_| false).join(" ");
        for (sentence, expected) in [
            ("Its values, as specified by this list of strings.", ""),
            ("Indicates whether the field is set.", ""),
            ("The MongoDB properties.", ""),
            ("The teams' policies of Atlas.", "team policy atla"),
            ("IDs of a cluster's nodes with TLS.", "id cluster node with tl"),
        ] {
            assert_eq!(said(sentence), expected, "{sentence}");
        }
    }
}
