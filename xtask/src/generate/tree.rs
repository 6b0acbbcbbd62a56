//! Trees of generated files, which are written to disk or compared with the files there.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::files;

/// Generated files by path, relative to a directory that contains only generated files.
pub(super) type Tree = BTreeMap<PathBuf, String>;

/// The difference between a file on disk and the generated file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// The file does not exist.
    Missing,
    /// The file has another text.
    Stale,
    /// The file is not generated.
    Orphaned,
}

/// Returns the differences between `directory` and `tree`.
pub(super) fn compare(directory: &Path, tree: &Tree) -> Result<BTreeMap<PathBuf, Difference>> {
    let mut differences = BTreeMap::new();
    let present = list(directory)?;
    for (path, text) in tree {
        if !present.contains(path) {
            differences.insert(path.clone(), Difference::Missing);
        } else if read(&directory.join(path))? != *text {
            differences.insert(path.clone(), Difference::Stale);
        }
    }
    let orphans = present.into_iter().filter(|path| !tree.contains_key(path));
    differences.extend(orphans.map(|path| (path, Difference::Orphaned)));
    Ok(differences)
}

/// Writes `tree` to `directory`, and removes all other files there.
pub(super) fn write(directory: &Path, tree: &Tree) -> Result<()> {
    for parent in tree.keys().filter_map(|path| path.parent()).collect::<BTreeSet<_>>() {
        let parent = directory.join(parent);
        fs::create_dir_all(&parent).with_context(|| format!("cannot create directory \"{}\"", parent.display()))?;
    }
    let contents: Vec<_> = tree.iter().map(|(path, text)| (directory.join(path), text.clone())).collect();
    files::replace_all(&contents)?;
    for path in list(directory)?.into_iter().filter(|path| !tree.contains_key(path)) {
        let path = directory.join(path);
        fs::remove_file(&path).with_context(|| format!("cannot remove \"{}\"", path.display()))?;
    }
    Ok(())
}

/// Returns the number of the first line in which two texts differ, counted from one, and both lines.
pub(super) fn first_difference<'a>(old: &'a str, new: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut old, mut new) = (old.lines(), new.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (a, b) if a != b => return Some((number, a.unwrap_or_default(), b.unwrap_or_default())),
            _ => {}
        }
    }
    None
}

/// Reads a file as text.
pub(super) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read \"{}\"", path.display()))
}

/// Returns the paths of all files below `directory`, relative to it.
fn list(directory: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut pending = vec![directory.to_owned()];
    while let Some(parent) = pending.pop() {
        if !parent.exists() {
            continue;
        }
        let entries = fs::read_dir(&parent).with_context(|| format!("cannot read \"{}\"", parent.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
            } else {
                files.insert(path.strip_prefix(directory)?.to_owned());
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stale_missing_and_orphaned_files_are_distinguished_and_writing_fixes_them() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("a")).unwrap();
        for (path, text) in [("same", "1"), ("a/stale", "old"), ("a/orphan", "x"), ("a/.new-1", "new"), (".new-2", "")]
        {
            fs::write(directory.path().join(path), text).unwrap();
        }
        let tree = [("same", "1"), ("a/stale", "new"), ("b/missing", "m")]
            .map(|(path, text)| (PathBuf::from(path), text.to_owned()))
            .into();
        let differences = compare(directory.path(), &tree).unwrap();
        let expected = [
            (".new-2", Difference::Orphaned),
            ("a/.new-1", Difference::Orphaned),
            ("a/orphan", Difference::Orphaned),
            ("a/stale", Difference::Stale),
            ("b/missing", Difference::Missing),
        ]
        .map(|(path, difference)| (PathBuf::from(path), difference))
        .into();
        assert_eq!(differences, expected);
        write(directory.path(), &tree).unwrap();
        assert_eq!(compare(directory.path(), &tree).unwrap(), BTreeMap::new());
    }

    #[test]
    fn the_first_differing_line_is_returned() {
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some((2, "b", "c")));
        assert_eq!(first_difference("a\n", "a\nc\n"), Some((2, "", "c")));
        assert_eq!(first_difference("a\n", "a\n"), None);
    }
}
