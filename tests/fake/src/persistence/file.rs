//! Files that are whole after a crash.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Opens a file for reading and adding to its end, by this process alone, or creates it.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let file = options().create(true).open(path)?;
    lock(&file)?;
    // Somebody may have put another file in its place between the two.
    if is_at(&file, path)? { Ok(file) } else { Err(in_use()) }
}

/// Puts a file with this text in the place of another, all of it or nothing. It is on the disk and locked when it is there.
/// Whether it will be there after a crash as well is the second result.
pub(super) fn replace(path: &Path, text: &[u8]) -> io::Result<(File, io::Result<()>)> {
    // A link stays, and what it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".atlas-fake-new");
    let new = path.with_file_name(name);
    // What a crash left there is of no use.
    let _ = fs::remove_file(&new);
    let written = (|| {
        let mut file = options().create_new(true).open(&new)?;
        lock(&file)?;
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

/// A new file is there after a crash only if its directory is written too.
pub(super) fn sync_directory(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    if cfg!(unix) { File::open(parent)?.sync_all() } else { Ok(()) }
}

/// For reading and adding to the end, and where there are such things, for the owner's eyes only.
fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn lock(file: &File) -> io::Result<()> {
    file.try_lock().map_err(|_| in_use())
}

fn in_use() -> io::Error {
    io::Error::other("another process has this state open; stop it first")
}

/// Whether a path leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;

    let [open, there] = [file.metadata()?, fs::metadata(path)?];
    Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
}

/// Whether a path leads to an open file, which elsewhere cannot be replaced while it is open.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
