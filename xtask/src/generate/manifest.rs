//! The features in the manifest of `atlas-gen`: one for each tag of the document.

use std::fmt::Write;

use anyhow::{Context, Result};

/// The lines before and after the generated features.
const BEGIN: &str = "# The features below are written by `cargo xtask gen`.\n";
const END: &str = "# The features above are written by `cargo xtask gen`.\n";

/// Returns the manifest with a feature for each tag, and `full` for all of them.
pub(crate) fn with_features(manifest: &str, tags: &[String]) -> Result<String> {
    let (before, rest) = manifest.split_once(BEGIN).with_context(|| format!("no line `{}`", BEGIN.trim_end()))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("no line `{}`", END.trim_end()))?;
    let mut features = "full = [\n".to_owned();
    for tag in tags {
        writeln!(features, "    {tag:?},")?;
    }
    features.push_str("]\n");
    for tag in tags {
        writeln!(features, "{tag} = []")?;
    }
    Ok(format!("{before}{BEGIN}{features}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_features_between_the_lines_are_replaced() {
        let manifest = format!("[features]\ndefault = [\"full\"]\n{BEGIN}old = []\n{END}\n[lints]\n");
        let expected = format!(
            "[features]\ndefault = [\"full\"]\n{BEGIN}full = [\n    \"a\",\n    \"b_c\",\n]\na = []\nb_c = []\n{END}\n[lints]\n"
        );
        let tags = ["a".to_owned(), "b_c".to_owned()];
        assert_eq!(with_features(&manifest, &tags).unwrap(), expected);
        assert_eq!(with_features(&expected, &tags).unwrap(), expected);
        let error = with_features("[features]\n", &tags).unwrap_err().to_string();
        assert_eq!(error, "no line `# The features below are written by `cargo xtask gen`.`");
    }
}
