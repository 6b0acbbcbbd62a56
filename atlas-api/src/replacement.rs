//! Replacement of complete files.

use std::{
    fs::{self, File, OpenOptions},
    hash::{BuildHasher, RandomState},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// The number of names that are tried for a temporary file. They are random, so that one is sufficient in practice.
const MAX_ATTEMPTS: usize = 16;

/// A temporary file that replaces its target when it is complete. It is removed if it is dropped before that.
///
/// It is in the directory of the target, so that the replacement is a rename within one file system. On Unix, only the
/// owner can read it.
#[derive(Debug)]
pub(crate) struct Replacement {
    temporary: PathBuf,
    target: PathBuf,
    is_complete: bool,
}

impl Replacement {
    /// Creates an empty temporary file for the content of `target`, and opens it for writing.
    pub(crate) fn create(target: &Path) -> io::Result<(File, Self)> {
        // Random names, because processes in several containers can have the same id.
        let random = || format!(".atlas-{:016x}", RandomState::new().hash_one(()));
        Self::create_as(target, std::iter::repeat_with(random).take(MAX_ATTEMPTS))
    }

    /// Creates the temporary file under the first of `names` that no other file has.
    fn create_as(target: &Path, names: impl IntoIterator<Item = String>) -> io::Result<(File, Self)> {
        // Absolute, so that a change of the current directory has no effect.
        let target = std::path::absolute(target)?;
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.write(true).create_new(true);
        for name in names {
            let temporary = target.with_file_name(name);
            match options.open(&temporary) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                opened => return Ok((opened?, Self { temporary, target, is_complete: false })),
            }
        }
        Err(io::Error::new(ErrorKind::AlreadyExists, "no temporary file: all names that were tried exist"))
    }

    /// Returns the path of the temporary file.
    #[cfg(feature = "logs")]
    pub(crate) fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// Replaces the target with the temporary file, after its content has been written to the disk.
    pub(crate) fn complete(mut self, file: File) -> io::Result<()> {
        file.sync_all()?;
        drop(file);
        fs::rename(&self.temporary, &self.target)?;
        self.is_complete = true;
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if !self.is_complete {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// Returns the names and the contents of all files in a directory.
    fn files(directory: &Path) -> Vec<(String, String)> {
        let read =
            |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap());
        let mut files: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| read(entry.unwrap())).collect();
        files.sort();
        files
    }

    #[track_caller]
    fn check_files(directory: &Path, expected: &[(&str, &str)]) {
        let files = files(directory);
        let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(files, expected);
    }

    #[test]
    fn a_new_and_an_existing_file_are_replaced_as_a_whole() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("target");
        for text in ["a long text", "short"] {
            let (mut file, replacement) = Replacement::create(&target).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            replacement.complete(file).unwrap();
            check_files(directory.path(), &[("target", text)]);
        }
    }

    #[test]
    fn a_drop_leaves_the_target_and_no_temporary_file() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("target");
        fs::write(&target, "old").unwrap();
        let (mut file, replacement) = Replacement::create(&target).unwrap();
        file.write_all(b"incomplete").unwrap();
        assert_eq!(files(directory.path()).len(), 2);
        drop((file, replacement));
        check_files(directory.path(), &[("target", "old")]);
    }

    #[test]
    fn a_failed_replacement_leaves_the_target_and_no_temporary_file() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("target");
        fs::create_dir(&target).unwrap();
        let (file, replacement) = Replacement::create(&target).unwrap();
        assert!(replacement.complete(file).is_err());
        let left: Vec<_> = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(left, [target]);
    }

    #[test]
    fn an_existing_file_with_the_name_of_the_temporary_file_is_not_changed() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("target");
        fs::write(directory.path().join("left"), "over").unwrap();
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (file, replacement) = Replacement::create_as(&target, names(&["left", "free"])).unwrap();
        check_files(directory.path(), &[("free", ""), ("left", "over")]);
        replacement.complete(file).unwrap();
        check_files(directory.path(), &[("left", "over"), ("target", "")]);

        let error = Replacement::create_as(&target, names(&["left", "left"])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        check_files(directory.path(), &[("left", "over"), ("target", "")]);
    }

    #[test]
    fn a_missing_directory_is_not_found() {
        let directory = tempfile::tempdir().unwrap();
        let error = Replacement::create(&directory.path().join("missing").join("target")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt;

        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("target");
        let (file, replacement) = Replacement::create(&target).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        replacement.complete(file).unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
