//! The form of a sentence: one complete line of bounded length.

/// The maximal length of a text, in characters.
const MAX_LENGTH: usize = 200;

/// Words that stand for work to do.
const NOTES: &[&str] = &["FIXME", "TBD", "TODO", "XXX"];

/// Returns the corrections that the form of a text needs.
pub(super) fn corrections(text: &str) -> Vec<&'static str> {
    let begins = text.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || first == '`');
    let is_note = |word: &str| NOTES.iter().any(|note| word.eq_ignore_ascii_case(note));
    let corrections = [
        (!begins, "begin with an upper-case letter, a digit or a backtick"),
        (!text.ends_with('.'), "end with a period"),
        (text.contains(['\n', '\r']), "write it on one line"),
        (!text.matches('`').count().is_multiple_of(2), "close the backtick"),
        (text.chars().count() > MAX_LENGTH, "write at most 200 characters"),
        (text.split(|char: char| !char.is_alphanumeric()).any(is_note), "replace the note of work to do"),
    ];
    corrections.into_iter().filter_map(|(is_needed, correction)| is_needed.then_some(correction)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_names_the_problem() {
        let longest = format!("{}.", "É".repeat(MAX_LENGTH - 1));
        for text in ["Id of the team.", "`IDLE` or `UPDATING`.", "7 days at most.", "Élan. A second one.", &longest] {
            assert_eq!(corrections(text), [""; 0], "{text}");
        }
        for (text, expected) in [
            ("id of the team.", "begin with an upper-case letter, a digit or a backtick"),
            (" Id of the team.", "begin with an upper-case letter, a digit or a backtick"),
            ("Id of the team", "end with a period"),
            ("Id of the team. ", "end with a period"),
            ("Id of\nthe team.", "write it on one line"),
            ("Id of the `Team.", "close the backtick"),
            (&format!("É{longest}"), "write at most 200 characters"),
            ("TODO.", "replace the note of work to do"),
            ("Id of the team (fixme).", "replace the note of work to do"),
            ("Id, TBD: of the team.", "replace the note of work to do"),
            ("Id of the XXX.", "replace the note of work to do"),
        ] {
            assert_eq!(corrections(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_text_can_need_several_corrections() {
        assert_eq!(
            corrections("id of the team.\n"),
            ["begin with an upper-case letter, a digit or a backtick", "end with a period", "write it on one line",]
        );
    }
}
