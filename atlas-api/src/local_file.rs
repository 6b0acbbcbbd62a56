//! Local files with settings or tokens: small regular files.

use std::{
    fs::{self, File, Metadata},
    io::{self, ErrorKind, Read},
    path::Path,
};

/// The maximum size of a file: 1 MiB.
const MAX_SIZE: u64 = 1 << 20;

/// Reads a file as text, after `check` has accepted it.
///
/// # Errors
/// If the file is not a regular file, such as a pipe, whose reads may never end; if it has more than 1 MiB.
pub(crate) fn read_text(path: &Path, check: impl FnOnce(&File) -> io::Result<()>) -> io::Result<String> {
    require_regular(path)?;
    let file = File::open(path)?;
    check(&file)?;
    // The file may have been replaced since the first check, and it may grow.
    check_regular(&file.metadata()?)?;
    let mut text = String::new();
    let size = file.take(MAX_SIZE + 1).read_to_string(&mut text)?;
    if size as u64 > MAX_SIZE {
        return Err(too_large());
    }
    Ok(text)
}

/// Returns the mode of a file that other users can read or write.
#[cfg(unix)]
pub(crate) fn shared_mode(file: &File) -> io::Result<Option<u32>> {
    use std::os::unix::fs::PermissionsExt;

    let mode = file.metadata()?.permissions().mode() & 0o777;
    Ok((mode & 0o077 != 0).then_some(mode))
}

/// Returns `None`: on other systems, a file inherits the permissions of its directory.
#[cfg(not(unix))]
pub(crate) fn shared_mode(_: &File) -> io::Result<Option<u32>> {
    Ok(None)
}

/// Rejects a path to anything but a small regular file, before it is opened: opening a pipe waits for its other end.
pub(crate) fn require_regular(path: &Path) -> io::Result<()> {
    check_regular(&fs::metadata(path)?)
}

fn check_regular(metadata: &Metadata) -> io::Result<()> {
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "not a regular file"));
    }
    if metadata.len() > MAX_SIZE { Err(too_large()) } else { Ok(()) }
}

fn too_large() -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, "larger than 1 MiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> Result<String, String> {
        read_text(path, |_| Ok(())).map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_of_a_mib_is_read_and_a_larger_one_is_rejected() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("file");
        fs::write(&path, vec![b'x'; 1 << 20]).unwrap();
        assert_eq!(read(&path).map(|text| text.len()), Ok(1 << 20));
        fs::write(&path, vec![b'x'; (1 << 20) + 1]).unwrap();
        assert_eq!(read(&path), Err("larger than 1 MiB".to_owned()));
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read(&path), Err("larger than 1 MiB".to_owned()));
    }

    #[test]
    fn a_directory_is_rejected_and_a_missing_file_is_not_found() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(read(directory.path()), Err("not a regular file".to_owned()));
        let missing = read_text(&directory.path().join("missing"), |_| Ok(())).unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_a_device_are_rejected_without_waiting() {
        let directory = tempfile::tempdir().unwrap();
        let pipe = directory.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            assert_eq!(read(path), Err("not a regular file".to_owned()), "{path:?}");
        }
    }
}
