//! State that outlives the process: a log of the requests that changed something, carried out again at the start.
//!
//! A request is in the log before it is answered, on the disk and not only on its way there. At a start after many changes
//! the file is written anew, with all that is there by then in place of the requests that made it, so that the next start
//! is quick. Tokens and nonces are not in it: clients ask for new ones.

mod change;
mod entry;
mod file;
mod restore;
mod snapshot;

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

pub(crate) use change::Change;
use entry::{Entry, HEADER};
use snapshot::Snapshot;

/// A log that is open for writing, by this process alone.
#[derive(Debug)]
pub(crate) struct StateLog {
    path: PathBuf,
    file: File,
    length: u64,
    /// Set once the log is not what the state is: from then on nothing changes.
    is_broken: bool,
}

impl StateLog {
    /// Opens a log, or begins one, and reads what is in it.
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

    /// Reads what is in the file, and cuts off what does not count.
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

    /// Whether nothing can be written any more.
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Writes an entry and waits until it is on the disk.
    fn append(&mut self, entry: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        self.write(&line)
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        let written = self.file.write_all(line).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.length += line.len() as u64,
            // Half a line would spoil the next one; at the end it would be cut off at the next start.
            Err(_) => self.is_broken = self.file.set_len(self.length).and_then(|()| self.file.sync_data()).is_err(),
        }
        written
    }

    /// Puts a snapshot in the place of all entries. If that fails, they stay, or nothing is written any more.
    fn rewrite(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        let mut text = HEADER.as_bytes().to_vec();
        serde_json::to_writer(&mut text, snapshot)?;
        text.push(b'\n');
        let (file, is_there) = file::replace(&self.path, &text)?;
        // The other file has no name any more, so whatever went there would be lost.
        self.file = file;
        self.length = text.len() as u64;
        self.is_broken = is_there.is_err();
        is_there
    }
}
