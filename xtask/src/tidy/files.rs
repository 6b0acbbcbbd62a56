//! The files to check: those written by hand.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

/// Directories whose files are written by programs.
const GENERATED: &[&str] = &["generated", "snapshots", "target", ".git"];
/// Files that are written by programs or by others.
const FOREIGN: &[&str] = &["Cargo.lock", "package-lock.json", "LICENSE-APACHE", "LICENSE-MIT"];
/// The imported document, from the root of the tree.
const DOCUMENT: &str = "spec/openapi.json";

/// Returns the paths of all files written by hand, sorted, from the root with `/` as separator.
///
/// These are the files that git knows or would add. Without git, they are all files of the tree.
pub(super) fn list(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut paths = match git(root) {
        Some(paths) => paths,
        None => walk(root)?,
    };
    paths.retain(|path| is_by_hand(path));
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Returns the text of a file, unless it is deleted or not text.
pub(super) fn read(root: &Path, path: &str) -> anyhow::Result<Option<String>> {
    match fs::read_to_string(root.join(path)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {path}")),
    }
}

/// Returns whether a file is written by hand.
fn is_by_hand(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !path.split('/').any(|part| GENERATED.contains(&part))
        && !FOREIGN.contains(&name)
        && path != DOCUMENT
        && !path.ends_with(".snap")
}

/// Returns the files that git knows or would add; `None` if git cannot tell.
fn git(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let paths: Vec<String> = String::from_utf8(output.stdout).ok()?.split_terminator('\0').map(str::to_owned).collect();
    // A tree in an ignored directory of a repository has no files for git.
    (!paths.is_empty()).then_some(paths)
}

/// Returns all files of a tree.
fn walk(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut paths = Vec::new();
    let mut directories = vec![PathBuf::new()];
    while let Some(directory) = directories.pop() {
        let absolute = root.join(&directory);
        let entries = fs::read_dir(&absolute).with_context(|| format!("cannot read {}", absolute.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = directory.join(entry.file_name());
            let kind = entry.file_type()?;
            if kind.is_dir() && !GENERATED.iter().any(|generated| entry.file_name() == *generated) {
                directories.push(path);
            } else if kind.is_file() {
                paths.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_programs_are_left_out() {
        for (path, expected) in [
            ("a/src/lib.rs", true),
            ("README.md", true),
            ("a/src/generated/b.rs", false),
            ("a/tests/snapshots/b.snap", false),
            ("spec/openapi.json", false),
            ("Cargo.lock", false),
            ("xtask/src/generate/mod.rs", true),
        ] {
            assert_eq!(is_by_hand(path), expected, "{path}");
        }
    }

    #[test]
    fn a_tree_without_git_is_walked() {
        let root = tempfile::tempdir().unwrap();
        for (directory, file) in [("a/src", "lib.rs"), ("target/debug", "b.rs"), ("", "c.md")] {
            fs::create_dir_all(root.path().join(directory)).unwrap();
            fs::write(root.path().join(directory).join(file), "").unwrap();
        }
        assert_eq!(list(root.path()).unwrap(), ["a/src/lib.rs", "c.md"]);
    }
}
