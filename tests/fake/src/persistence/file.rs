//! Files that are complete after a crash.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

/// An open file that is locked against other processes until it is dropped.
#[derive(Debug)]
pub(super) struct LockedFile(File);

impl LockedFile {
    fn new(file: File) -> io::Result<Self> {
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(in_use()),
            Err(TryLockError::Error(error)) => {
                Err(io::Error::new(error.kind(), format!("cannot be locked against other processes: {error}")))
            }
        }
    }
}

impl Deref for LockedFile {
    type Target = File;

    fn deref(&self) -> &File {
        &self.0
    }
}

impl DerefMut for LockedFile {
    fn deref_mut(&mut self) -> &mut File {
        &mut self.0
    }
}

impl Drop for LockedFile {
    /// Unlocks the file. Closing it is not enough: a process that another thread is starting has a copy of the open
    /// file for a moment, and with it the lock.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Opens or creates a file for reading and appending, and locks it against other processes.
pub(super) fn open(path: &Path) -> io::Result<LockedFile> {
    let file = LockedFile::new(options().create(true).open(path)?)?;
    // Another process may have replaced the file before it was locked.
    if is_at(&file, path)? { Ok(file) } else { Err(in_use()) }
}

/// Replaces a file atomically. Returns the new file, synced and locked.
///
/// The second result is whether the directory was synced too, so that the replacement survives a crash.
pub(super) fn replace(path: &Path, text: &[u8]) -> io::Result<(LockedFile, io::Result<()>)> {
    // A symbolic link stays; its target is replaced.
    let path = fs::canonicalize(path)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".atlas-fake-new");
    let new = path.with_file_name(name);
    // A crash can have left an incomplete file.
    let _ = fs::remove_file(&new);
    let written = (|| {
        let mut file = LockedFile::new(options().create_new(true).open(&new)?)?;
        file.write_all(text)?;
        file.sync_all()?;
        fs::rename(&new, &path)?;
        Ok(file)
    })();
    match written {
        Ok(file) => Ok((file, sync_directory(&path))),
        Err(error) => {
            let _ = fs::remove_file(&new);
            Err(error)
        }
    }
}

/// Syncs the directory of a file, without which a new file may be lost in a crash.
pub(super) fn sync_directory(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    if cfg!(unix) { File::open(parent)?.sync_all() } else { Ok(()) }
}

/// Returns the options to read and append; on Unix, a new file is readable by its owner only.
fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn in_use() -> io::Error {
    io::Error::other("in use by another process; stop that process first")
}

/// Returns whether a path refers to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;

    let [open, there] = [file.metadata()?, fs::metadata(path)?];
    Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
}

/// Returns `true`, because an open file cannot be replaced on these systems.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_file_is_unlocked_though_a_copy_is_open() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.jsonl");
        let file = open(&path).unwrap();
        let copy = file.try_clone().unwrap();
        assert_eq!(open(&path).unwrap_err().to_string(), in_use().to_string());
        drop(file);
        assert!(open(&path).is_ok());
        drop(copy);
    }
}
