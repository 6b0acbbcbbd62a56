//! The lock of a token file.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, ErrorKind},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::local_file::require_regular;

/// The pause between two attempts to acquire a lock that another process holds.
const INTERVAL: Duration = Duration::from_millis(20);

/// A file that is locked until it is dropped.
pub(super) struct Lock(File);

impl Lock {
    /// Locks the file at `path`, which is created if necessary. Waits at most `limit` for other processes.
    pub(super) fn acquire(path: &Path, limit: Duration) -> io::Result<Self> {
        let file = open(path)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) => {}
            }
            let left = limit.saturating_sub(begun.elapsed());
            if left.is_zero() {
                let problem = format!("another process holds the lock for more than {} s", limit.as_secs_f64());
                return Err(io::Error::new(ErrorKind::TimedOut, problem));
            }
            thread::sleep(left.min(INTERVAL));
        }
    }
}

impl Drop for Lock {
    /// Unlocks the file. Closing it is not enough: a process that another thread is starting has a copy of the open
    /// file for a moment, and with it the lock.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Opens a file that only its owner can open: anyone who can open it can lock it.
fn open(path: &Path) -> io::Result<File> {
    match require_regular(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.create(true).truncate(false).write(true).open(path)?;
    #[cfg(unix)]
    restrict(&file)?;
    Ok(file)
}

/// Removes the permissions of other users, which a file from an earlier version can have.
#[cfg(unix)]
fn restrict(file: &File) -> io::Result<()> {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};

    if file.metadata()?.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    file.set_permissions(Permissions::from_mode(0o600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_lock_is_released_though_a_copy_of_its_file_is_open() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lock");
        let lock = Lock::acquire(&path, Duration::ZERO).unwrap();
        let copy = lock.0.try_clone().unwrap();
        drop(lock);
        Lock::acquire(&path, Duration::ZERO).unwrap();
        drop(copy);
    }

    #[test]
    fn a_lock_that_another_process_holds_is_an_error_at_the_limit() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lock");
        let held = Lock::acquire(&path, Duration::ZERO).unwrap();
        for (limit, shown) in [(Duration::ZERO, "0 s"), (Duration::from_millis(30), "0.03 s")] {
            let error = Lock::acquire(&path, limit).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::TimedOut);
            assert_eq!(error.to_string(), format!("another process holds the lock for more than {shown}"));
        }
        drop(held);
        Lock::acquire(&path, Duration::ZERO).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_open_the_file() {
        use std::{fs, os::unix::fs::PermissionsExt};

        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lock");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        drop(Lock::acquire(&path, Duration::ZERO).unwrap());
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        drop(Lock::acquire(&path, Duration::ZERO).unwrap());
        assert_eq!(mode(), 0o600);
    }

    #[test]
    fn a_path_to_anything_but_a_file_is_rejected() {
        let directory = tempfile::tempdir().unwrap();
        let error = Lock::acquire(directory.path(), Duration::ZERO).err().unwrap();
        assert_eq!(error.to_string(), "not a regular file");
    }
}
