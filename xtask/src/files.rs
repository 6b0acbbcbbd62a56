//! Files of the workspace: where it is, and how files of it are replaced.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    // Cargo says at run time where the package is, so a copied target directory does not lead back to the original.
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_owned).unwrap_or(package)
}

/// Replaces files, all of them or none, and each as a whole: nobody ever sees half of one.
///
/// A file whose content is already right is not touched, so builds that depend on it do not start anew.
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

/// A file that is to be replaced, and everything needed to do it and to undo it.
struct Replacement {
    path: PathBuf,
    new: NamedTempFile,
    before: Option<Vec<u8>>,
}

/// Puts the new files in place. If one cannot be, those before it get their old content back.
fn persist_all(replacements: Vec<Replacement>) -> anyhow::Result<()> {
    let mut replaced = Vec::new();
    for Replacement { path, new, before } in replacements {
        if let Err(error) = new.persist(&path) {
            for (path, before) in replaced {
                // The error that made us go back is the one worth reporting.
                let _ = put_back(path, before);
            }
            return Err(error.error).with_context(|| format!("cannot write {}", path.display()));
        }
        replaced.push((path, before));
    }
    Ok(())
}

/// Writes the content beside its target: only within one directory is a rename sure to be one step.
fn stage(target: &Path, content: &[u8]) -> anyhow::Result<NamedTempFile> {
    let write = || -> io::Result<NamedTempFile> {
        let directory = target.parent().unwrap_or(Path::new("."));
        let mut file = builder().tempfile_in(directory)?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    write().with_context(|| format!("cannot write {}", target.display()))
}

/// Files that are to be kept have the permissions that any new file has, not those of a secret.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".new-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

fn put_back(path: PathBuf, before: Option<Vec<u8>>) -> anyhow::Result<()> {
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
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
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
    fn files_are_replaced_and_nothing_is_left_beside_them() {
        let directory = tempfile::tempdir().unwrap();
        let (a, b) = (directory.path().join("a"), directory.path().join("b"));
        fs::write(&a, "old").unwrap();
        replace_all(&[(a.clone(), "new".into()), (b.clone(), "b".into())]).unwrap();
        assert_eq!(fs::read_to_string(a).unwrap(), "new");
        assert_eq!(fs::read_to_string(b).unwrap(), "b");
        assert_eq!(names(directory.path()), ["a", "b"]);
    }

    #[test]
    fn if_one_file_cannot_be_replaced_none_is() {
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
    fn what_was_replaced_is_put_back_when_a_later_file_cannot_be() {
        let directory = tempfile::tempdir().unwrap();
        let [a, b, c] = ["a", "b", "c"].map(|name| directory.path().join(name));
        fs::write(&a, "old").unwrap();
        let replacement = |path: &PathBuf| Replacement {
            path: path.clone(),
            new: stage(path, b"new").unwrap(),
            before: read_if_present(path).unwrap(),
        };
        let replacements = [&a, &b, &c].map(replacement).into();
        // What stands in the way of the last appears only after all are staged.
        fs::create_dir_all(c.join("full")).unwrap();
        let error = persist_all(replacements).unwrap_err();
        assert!(error.to_string().ends_with("c"), "{error}");
        assert_eq!(fs::read_to_string(a).unwrap(), "old");
        assert_eq!(names(directory.path()), ["a", "c"]);
    }
}
