//! Files of the workspace: its root directory, atomic replacement of files, and leftovers of interrupted runs.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

/// The prefix of temporary files.
const TEMPORARY: &str = ".new-";

/// Returns the root directory of the workspace.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable at run time, so a copied target directory does not refer to the original workspace.
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_owned).unwrap_or(package)
}

/// Replaces all files or, on any error, none of them. Each file is replaced atomically.
///
/// A file with the same content is not touched, so builds that depend on it are not repeated. Temporary files that
/// interrupted runs left in the directories of the files are removed.
pub(crate) fn replace_all(files: &[(PathBuf, String)]) -> anyhow::Result<()> {
    for directory in files.iter().filter_map(|(path, _)| path.parent()).collect::<BTreeSet<_>>() {
        remove_leftovers(directory)?;
    }
    persist_all(stage_all(files)?)
}

/// Returns the temporary files that interrupted runs left in a directory, sorted.
pub(crate) fn leftovers(directory: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let list = || -> io::Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(TEMPORARY) && entry.file_type()?.is_file() {
                paths.push(entry.path());
            }
        }
        paths.sort();
        Ok(paths)
    };
    match list() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        listed => listed.with_context(|| format!("cannot read \"{}\"", directory.display())),
    }
}

/// Removes the temporary files that interrupted runs left in a directory.
pub(crate) fn remove_leftovers(directory: &Path) -> anyhow::Result<()> {
    for path in leftovers(directory)? {
        fs::remove_file(&path).with_context(|| format!("cannot remove \"{}\"", path.display()))?;
    }
    Ok(())
}

/// Writes the files that change to temporary files.
fn stage_all(files: &[(PathBuf, String)]) -> anyhow::Result<Vec<Replacement>> {
    let mut staged = Vec::new();
    for (path, content) in files {
        let before = read_if_present(path)?;
        if before.as_deref() != Some(content.as_bytes()) {
            staged.push(Replacement { path: path.clone(), new: stage(path, content.as_bytes())?, before });
        }
    }
    Ok(staged)
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
    builder.prefix(TEMPORARY);
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
    fn leftovers_are_removed_even_if_no_file_changes() {
        let directory = tempfile::tempdir().unwrap();
        let a = directory.path().join("a");
        for name in ["a", ".new-1", ".newer", ".new-2"] {
            fs::write(directory.path().join(name), "same").unwrap();
        }
        fs::create_dir(directory.path().join(".new-directory")).unwrap();
        assert_eq!(leftovers(directory.path()).unwrap(), [".new-1", ".new-2"].map(|name| directory.path().join(name)));
        replace_all(&[(a, "same".into())]).unwrap();
        assert_eq!(names(directory.path()), [".new-directory", ".newer", "a"]);
        assert_eq!(leftovers(&directory.path().join("missing")).unwrap(), Vec::<PathBuf>::new());
    }

    /// The directory that [`is_killed_between_two_files`] writes to.
    const DIRECTORY: &str = "XTASK_TEST_DIRECTORY";

    fn files_of_killed_run(directory: &Path) -> [(PathBuf, String); 2] {
        ["a", "b"].map(|name| (directory.join(name), "new".to_owned()))
    }

    #[test]
    #[ignore = "it is the child process of the next test, and waits until it is killed"]
    fn is_killed_between_two_files() {
        let Some(directory) = std::env::var_os(DIRECTORY).map(PathBuf::from) else { return };
        let mut staged = stage_all(&files_of_killed_run(&directory)).unwrap();
        let rest = staged.split_off(1);
        persist_all(staged).unwrap();
        fs::write(directory.join("replaced"), "").unwrap();
        // The parent holds the other end of the pipe until it has killed this process.
        let _ = io::Read::read(&mut io::stdin(), &mut [0]);
        drop(rest);
    }

    #[test]
    #[cfg(unix)]
    fn a_killed_run_is_repaired_by_the_next_one() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        for name in ["a", "b"] {
            fs::write(path(name), "old").unwrap();
        }
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "files::tests::is_killed_between_two_files", "--ignored"])
            .env(DIRECTORY, directory.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while !path("replaced").exists() {
            assert_eq!(child.try_wait().unwrap(), None, "the child process ended early");
            std::thread::yield_now();
        }
        child.kill().unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&child.wait().unwrap()), Some(9));
        fs::remove_file(path("replaced")).unwrap();
        let contents = || ["a", "b"].map(|name| fs::read_to_string(path(name)).unwrap());
        assert_eq!(contents(), ["new", "old"]);
        assert_eq!(leftovers(directory.path()).unwrap().len(), 1);
        replace_all(&files_of_killed_run(directory.path())).unwrap();
        assert_eq!(contents(), ["new", "new"]);
        assert_eq!(names(directory.path()), ["a", "b"]);
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
