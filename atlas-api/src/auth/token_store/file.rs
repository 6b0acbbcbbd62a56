//! A token store in a file that only its owner can read.

use std::{
    fs::File,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use super::{StoredToken, TokenAccount, TokenStore, contents::Contents, lock::Lock};
use crate::{
    local_file::{read_text, shared_mode},
    replacement::Replacement,
};

/// A [`TokenStore`] in a file, for any number of service accounts and base URLs.
///
/// On Unix, only the owner can read the file, and a file with wider permissions is rejected. Each change replaces the
/// file atomically. A file with any other content is rejected and left unchanged; delete it to continue. So is anything
/// but a regular file of at most 1 MiB. An empty file with the additional extension `.lock`, in the same directory,
/// coordinates processes, so that they share one token.
/// The directory must exist.
///
/// # Examples
/// ```
/// use atlas_api::{Atlas, FileTokenStore};
///
/// let atlas = Atlas::builder()
///     .service_account("mdb_sa_id_66a7d5c1", "mdb_sa_sk_correct-horse")
///     .token_store(FileTokenStore::new("/var/lib/reports/atlas-tokens.json"))
///     .project_id("5f1a2b3c4d5e6f7a8b9c0d1e")
///     .build()?;
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTokenStore {
    path: PathBuf,
}

impl FileTokenStore {
    /// Creates a store in the file at `path`. The file is created when the first token is saved.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn read(&self) -> io::Result<Contents> {
        let text = match read_text(&self.path, check_private) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Contents::empty()),
            Err(error) => return Err(self.error(&error, "cannot be read")),
        };
        Contents::read(&text).ok_or_else(|| {
            let rule = "not a token store of this crate; delete the file, or use another path";
            self.refuse(ErrorKind::InvalidData, rule)
        })
    }

    fn write(&self, contents: &Contents) -> io::Result<()> {
        let text = contents.write()?;
        let replace = || {
            let (mut file, replacement) = Replacement::create(&self.path)?;
            file.write_all(&text)?;
            replacement.complete(file)
        };
        replace().map_err(|error: io::Error| self.error(&error, "cannot be written"))
    }

    fn error(&self, error: &io::Error, problem: &str) -> io::Error {
        io::Error::new(error.kind(), format!("token store \"{}\": {problem}: {error}", self.path.display()))
    }

    fn refuse(&self, kind: ErrorKind, rule: &str) -> io::Error {
        io::Error::new(kind, format!("token store \"{}\": {rule}", self.path.display()))
    }
}

/// Rejects a file that other users can read or write.
fn check_private(file: &File) -> io::Result<()> {
    let Some(mode) = shared_mode(file)? else { return Ok(()) };
    let rule = format!(
        "readable or writable by other users (mode {mode:03o}), who may know its tokens; delete the file, or restrict it \
         with `chmod 600`"
    );
    Err(io::Error::new(ErrorKind::PermissionDenied, rule))
}

impl TokenStore for FileTokenStore {
    /// Locks a separate file, because each change replaces the file with the tokens. The operating system releases the
    /// lock when the process ends.
    fn lock(&self, _: &TokenAccount, limit: Duration) -> io::Result<Box<dyn Send>> {
        let mut path = self.path.clone().into_os_string();
        path.push(".lock");
        match Lock::acquire(Path::new(&path), limit) {
            Ok(lock) => Ok(Box::new(lock)),
            Err(error) => Err(self.error(&error, "cannot be locked")),
        }
    }

    fn load(&self, account: &TokenAccount) -> io::Result<Option<StoredToken>> {
        Ok(self.read()?.get(account))
    }

    fn save(&self, account: &TokenAccount, token: &StoredToken) -> io::Result<()> {
        let mut contents = self.read()?;
        contents.set(account, token);
        self.write(&contents)
    }

    fn delete(&self, account: &TokenAccount) -> io::Result<()> {
        let mut contents = self.read()?;
        if contents.remove(account) { self.write(&contents) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use chrono::TimeDelta;

    use super::*;

    fn account(id: &str) -> TokenAccount {
        TokenAccount::new("https://cloud.mongodb.com", id)
    }

    fn token(text: &str) -> StoredToken {
        let issued = "2026-01-02T03:04:05Z".parse().unwrap();
        StoredToken::new(text, issued, issued + TimeDelta::hours(1))
    }

    #[test]
    fn each_account_has_its_own_token() {
        let directory = tempfile::tempdir().unwrap();
        let store = FileTokenStore::new(directory.path().join("tokens.json"));
        assert_eq!(store.load(&account("a")).unwrap(), None);
        store.save(&account("a"), &token("t1")).unwrap();
        store.save(&account("b"), &token("t2")).unwrap();
        let elsewhere = TokenAccount::new("https://cloud.mongodbgov.com", "a");
        assert_eq!(store.load(&elsewhere).unwrap(), None);
        store.delete(&account("b")).unwrap();
        store.delete(&account("b")).unwrap();
        let again = FileTokenStore::new(store.path());
        assert_eq!(again.load(&account("a")).unwrap(), Some(token("t1")));
        assert_eq!(again.load(&account("b")).unwrap(), None);
    }

    #[test]
    fn a_file_with_other_content_is_rejected_and_left_unchanged() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("tokens.json");
        for text in ["", "{", "hunter22", r#"{"version":2,"tokens":{}}"#, r#"{"version":1,"tokens":[]}"#] {
            write_private(&path, text);
            let store = FileTokenStore::new(&path);
            let errors = [
                store.load(&account("a")).unwrap_err(),
                store.save(&account("a"), &token("t1")).unwrap_err(),
                store.delete(&account("a")).unwrap_err(),
            ];
            for error in errors {
                let error = error.to_string();
                assert!(error.contains("tokens.json\": not a token store of this crate"), "{error}");
                assert!(!error.contains("hunter22"), "{error}");
            }
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    fn write_private(path: &Path, text: &str) {
        let mut options = fs::OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.create(true).truncate(true).write(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_private_and_a_file_with_wider_permissions_is_rejected() {
        use std::os::unix::fs::PermissionsExt;

        let directory = tempfile::tempdir().unwrap();
        let store = FileTokenStore::new(directory.path().join("tokens.json"));
        store.save(&account("a"), &token("t1")).unwrap();
        assert_eq!(fs::metadata(store.path()).unwrap().permissions().mode() & 0o777, 0o600);

        fs::set_permissions(store.path(), fs::Permissions::from_mode(0o640)).unwrap();
        let error = store.load(&account("a")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        assert!(
            error.to_string().contains("tokens.json\": cannot be read: readable or writable by other users (mode 640)"),
            "{error}"
        );
    }

    #[test]
    fn a_lock_excludes_other_processes_until_it_is_dropped() {
        let directory = tempfile::tempdir().unwrap();
        let store = FileTokenStore::new(directory.path().join("tokens.json"));
        let lock = store.lock(&account("a"), Duration::ZERO).unwrap();
        let other = File::open(directory.path().join("tokens.json.lock")).unwrap();
        assert!(matches!(other.try_lock(), Err(fs::TryLockError::WouldBlock)));
        drop(lock);
        other.try_lock().unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_a_huge_file_are_rejected_and_left_unchanged() {
        let directory = tempfile::tempdir().unwrap();
        let pipe = directory.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let huge = directory.path().join("huge");
        write_private(&huge, "");
        File::options().write(true).open(&huge).unwrap().set_len(1 << 40).unwrap();
        for (path, problem) in [(pipe, "not a regular file"), (huge, "larger than 1 MiB")] {
            let store = FileTokenStore::new(&path);
            let expected = format!("token store \"{}\": cannot be read: {problem}", path.display());
            assert_eq!(store.load(&account("a")).unwrap_err().to_string(), expected);
            assert_eq!(store.save(&account("a"), &token("t1")).unwrap_err().to_string(), expected);
            assert_eq!(store.delete(&account("a")).unwrap_err().to_string(), expected);
        }
    }
}
