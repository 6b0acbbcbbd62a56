//! State that outlives the process: a log of the requests that changed the state, replayed at the next start.
//!
//! A request is synced to the disk before its response is sent. A start that replays many changes then rewrites the
//! file as one snapshot of the state, so that the next start is fast. Tokens and nonces are not stored: clients request
//! new ones.

mod change;
mod entry;
mod execute;
mod file;
mod restore;
mod snapshot;

use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

pub(crate) use change::Change;
use entry::{Entry, HEADER};
use file::LockedFile;
use snapshot::Snapshot;

/// A log that is open for writing and locked against other processes.
#[derive(Debug)]
pub(crate) struct StateLog {
    path: PathBuf,
    file: LockedFile,
    length: u64,
    /// Set when the log no longer matches the state. From then on every change is rejected.
    is_broken: bool,
}

impl StateLog {
    /// Opens or creates a log, and reads its entries.
    fn open(path: &Path) -> io::Result<(Self, Vec<Entry>)> {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let file = file::open(path).map_err(named)?;
        let mut log = Self { path: path.to_owned(), file, length: 0, is_broken: false };
        let entries = log.read().map_err(named)?;
        if log.length == 0 {
            log.write(HEADER.as_bytes()).map_err(named)?;
            file::sync_directory(path).map_err(named)?;
        }
        Ok((log, entries))
    }

    /// Reads the entries of the file, and truncates an invalid end.
    fn read(&mut self) -> io::Result<Vec<Entry>> {
        let mut text = Vec::new();
        self.file.rewind()?;
        self.file.read_to_end(&mut text)?;
        let (entries, length) = entry::parse(&text)?;
        if length < text.len() as u64 {
            self.file.set_len(length)?;
        }
        self.length = length;
        Ok(entries)
    }

    /// Returns whether the log can no longer be written.
    fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Writes an entry and syncs it to the disk.
    fn append(&mut self, entry: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        self.write(&line)
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        let written = self.file.write_all(line).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.length += line.len() as u64,
            // An incomplete line would corrupt the line after it, so it is removed at once.
            Err(_) => self.is_broken = self.file.set_len(self.length).and_then(|()| self.file.sync_data()).is_err(),
        }
        written
    }

    /// Replaces all entries with a snapshot. If that fails, the entries stay, or the log is broken.
    fn rewrite(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        let mut text = HEADER.as_bytes().to_vec();
        serde_json::to_writer(&mut text, snapshot)?;
        text.push(b'\n');
        let (file, is_there) = file::replace(&self.path, &text)?;
        // The previous file has no name any more, so writes to it would be lost.
        self.file = file;
        self.length = text.len() as u64;
        self.is_broken = is_there.is_err();
        is_there
    }
}
