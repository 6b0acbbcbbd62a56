//! The location of the Atlas CLI profiles.

use std::{
    env::consts,
    ffi::OsString,
    fs::File,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use super::profile::{has_secrets, refuse};
use crate::{
    Error,
    local_file::{read_text, shared_mode},
};

/// The profile file of a user.
#[derive(Debug)]
pub(super) struct ProfileFile {
    pub(super) text: String,
    path: PathBuf,
    /// The mode of the file, if other users can read or write it.
    shared_mode: Option<u32>,
}

impl ProfileFile {
    /// Warns about a file with secrets that other users can read or write.
    pub(super) fn warn_if_exposed(&self) {
        if let Some(mode) = self.shared_mode.filter(|_| has_secrets(&self.text)) {
            tracing::warn!(
                file = %self.path.display(),
                mode = format!("{mode:03o}"),
                "a file with credentials can be read or written by other users; restrict it with `chmod 600`"
            );
        }
    }
}

/// Returns the profile file of the current user, if there is one.
pub(super) fn read_profiles() -> Result<Option<ProfileFile>, Error> {
    match profile_file(consts::OS, |name| std::env::var_os(name)) {
        Some(path) => read(&path),
        None => Ok(None),
    }
}

/// Returns the path of the file on the operating system `os`, named as in [`consts::OS`].
///
/// A variable with a relative path is ignored, because the file would depend on the working directory.
fn profile_file(os: &str, env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let directory = |name: &str| env(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let config = match os {
        "windows" => directory("APPDATA")?,
        "macos" => directory("HOME")?.join("Library").join("Application Support"),
        _ => directory("XDG_CONFIG_HOME").or_else(|| Some(directory("HOME")?.join(".config")))?,
    };
    Some(config.join("atlascli").join("config.toml"))
}

fn read(path: &Path) -> Result<Option<ProfileFile>, Error> {
    let mut mode = None;
    let check = |file: &File| {
        mode = shared_mode(file)?;
        Ok(())
    };
    match read_text(path, check) {
        Ok(text) => Ok(Some(ProfileFile { text, path: path.to_owned(), shared_mode: mode })),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refuse(format!("file \"{}\" cannot be read: {error}", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns an absolute path on the current system.
    fn root() -> PathBuf {
        PathBuf::from(if cfg!(windows) { r"C:\root" } else { "/root" })
    }

    #[track_caller]
    fn check(os: &str, env: &[(&str, PathBuf)], expected: Option<&str>) {
        let read = |name: &str| env.iter().find(|(set, _)| *set == name).map(|(_, value)| value.clone().into());
        let expected = expected.map(|below| root().join(below).join("atlascli").join("config.toml"));
        assert_eq!(profile_file(os, read), expected);
    }

    #[test]
    fn each_system_has_its_directory_for_settings() {
        let home = ("HOME", root().join("home"));
        let xdg = ("XDG_CONFIG_HOME", root().join("xdg"));
        let app_data = ("APPDATA", root().join("roaming"));
        let all = [home.clone(), xdg.clone(), app_data];
        check("linux", &all, Some("xdg"));
        check("linux", std::slice::from_ref(&home), Some("home/.config"));
        check("freebsd", std::slice::from_ref(&home), Some("home/.config"));
        check("macos", &all, Some("home/Library/Application Support"));
        check("windows", &all, Some("roaming"));
        check("windows", &[home, xdg], None);
        check("linux", &[], None);
    }

    #[test]
    fn a_relative_path_is_ignored() {
        check("linux", &[("XDG_CONFIG_HOME", "".into()), ("HOME", root())], Some(".config"));
        check("linux", &[("XDG_CONFIG_HOME", "here".into())], None);
    }

    #[test]
    fn a_missing_file_is_none_and_an_unreadable_file_is_an_error() {
        assert!(read(&root().join("no such directory").join("config.toml")).unwrap().is_none());
        let error = read(&std::env::temp_dir()).unwrap_err();
        assert!(error.to_string().ends_with("cannot be read: not a regular file"), "{error}");
        let huge = tempfile::NamedTempFile::new().unwrap();
        huge.as_file().set_len(1 << 40).unwrap();
        let error = read(huge.path()).unwrap_err();
        assert!(error.to_string().ends_with("cannot be read: larger than 1 MiB"), "{error}");
    }
}
