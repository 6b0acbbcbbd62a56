//! Files of the workspace: its root directory, and atomic replacement of files.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

/// Returns the root directory of the workspace.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable at run time, so a copied target directory does not refer to the original workspace.
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_owned).unwrap_or(package)
}

/// Replaces all files or, on any error, none of them. Each file is replaced atomically.
///
/// A file with the same content is not touched, so builds that depend on it are not repeated.
pub(crate) fn replace_all(files: &[(PathBuf, String)]) -> anyhow::Result<()> {
    let mut staged = Vec::new();
    for (path, content) in files {
        let before = read_if_present(path)?;
        if before.as_deref() != Some(content.as_bytes()) {
            staged.push(Replacement { path: path.clone(), new: stage(path, content.as_bytes())?, before });
        }
    }
    persist_all(staged)
}

/// A pending replacement of a file, with the old content for a rollback.
struct Replacement {
    path: PathBuf,
    new: NamedTempFile,
    before: Option<Vec<u8>>,
}

/// Moves the new files to their targets. If one of them fails, the files replaced before are restored.
fn persist_all(replacements: Vec<Replacement>) -> anyhow::Result<()> {
    let mut replaced = Vec::new();
    for Replacement { path, new, before } in replacements {
        if let Err(error) = new.persist(&path) {
            for (path, before) in replaced {
                // The first error is more useful than an error of the rollback.
                let _ = restore(path, before);
            }
            return Err(error.error).with_context(|| format!("cannot write \"{}\"", path.display()));
        }
        replaced.push((path, before));
    }
    Ok(())
}

/// Writes the content to a temporary file in the directory of its target, so that the later rename is atomic.
fn stage(target: &Path, content: &[u8]) -> anyhow::Result<NamedTempFile> {
    let write = || -> io::Result<NamedTempFile> {
        let directory = target.parent().unwrap_or(Path::new("."));
        let mut file = builder().tempfile_in(directory)?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    write().with_context(|| format!("cannot write \"{}\"", target.display()))
}

/// Returns a builder of temporary files with the permissions of ordinary new files, not of secret ones.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".new-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

fn restore(path: PathBuf, before: Option<Vec<u8>>) -> anyhow::Result<()> {
    match before {
        Some(content) => stage(&path, &content)?.persist(path).map(drop)?,
        None => fs::remove_file(path)?,
    }
    Ok(())
}

fn read_if_present(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read \"{}\"", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_replaced_and_no_temporary_files_remain() {
        let directory = tempfile::tempdir().unwrap();
        let (a, b) = (directory.path().join("a"), directory.path().join("b"));
        fs::write(&a, "old").unwrap();
        replace_all(&[(a.clone(), "new".into()), (b.clone(), "b".into())]).unwrap();
        assert_eq!(fs::read_to_string(a).unwrap(), "new");
        assert_eq!(fs::read_to_string(b).unwrap(), "b");
        assert_eq!(names(directory.path()), ["a", "b"]);
    }

    #[test]
    fn no_file_is_replaced_if_one_of_them_cannot_be_written() {
        let directory = tempfile::tempdir().unwrap();
        let (a, new) = (directory.path().join("a"), directory.path().join("new"));
        let missing = directory.path().join("missing/b");
        fs::write(&a, "old").unwrap();
        let files = [(a.clone(), "A".into()), (new, "N".into()), (missing, "B".into())];
        let error = replace_all(&files).unwrap_err();
        assert!(error.to_string().contains("cannot write"), "{error}");
        assert_eq!(fs::read_to_string(a).unwrap(), "old");
        assert_eq!(names(directory.path()), ["a"]);
    }

    #[test]
    fn replaced_files_are_restored_if_a_later_replacement_fails() {
        let directory = tempfile::tempdir().unwrap();
        let [a, b, c] = ["a", "b", "c"].map(|name| directory.path().join(name));
        fs::write(&a, "old").unwrap();
        let replacement = |path: &PathBuf| Replacement {
            path: path.clone(),
            new: stage(path, b"new").unwrap(),
            before: read_if_present(path).unwrap(),
        };
        let replacements = [&a, &b, &c].map(replacement).into();
        // A directory at the last path makes the rename fail after all files are staged.
        fs::create_dir_all(c.join("full")).unwrap();
        let error = persist_all(replacements).unwrap_err();
        assert!(error.to_string().ends_with("c\""), "{error}");
        assert_eq!(fs::read_to_string(a).unwrap(), "old");
        assert_eq!(names(directory.path()), ["a", "c"]);
    }
}
