//! State that outlives the process: a log of the requests that changed something, carried out again at the start.
//!
//! A request is in the log before it is answered, on the disk and not only on its way there. What the state looks like
//! inside is none of the log's business: the requests are given to the service again, at the times at which they came.

mod change;
mod restore;

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub(crate) use change::Change;

/// The first line of a log. Another version would be another way to read the rest.
const HEADER: &str = "{\"atlas_fake_state\":1}\n";

/// A log that is open for writing, by this process alone.
#[derive(Debug)]
pub(crate) struct StateLog {
    file: File,
    length: u64,
    /// Set once a change could not be written: from then on the state would be ahead of the log.
    is_broken: bool,
}

impl StateLog {
    /// Opens a log, or begins one, and reads what is in it. A last line that a crash left incomplete is cut off: its
    /// request was not answered.
    pub(crate) fn open(path: &Path) -> io::Result<(Self, Vec<Change>)> {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let mut file = options().open(path).map_err(named)?;
        file.try_lock().map_err(|_| named(io::Error::other("another process has this state open; stop it first")))?;
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(named)?;
        let (changes, length) = parse(&text).map_err(named)?;

        let mut log = Self { file, length, is_broken: false };
        if length < text.len() as u64 {
            log.file.set_len(length).map_err(named)?;
        }
        if length == 0 {
            log.write(HEADER.as_bytes()).map_err(named)?;
            sync_directory(path).map_err(named)?;
        }
        Ok((log, changes))
    }

    /// Whether a change can still be written.
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Writes a change and waits until it is on the disk.
    pub(crate) fn append(&mut self, change: &Change) -> io::Result<()> {
        let mut line = serde_json::to_vec(change)?;
        line.push(b'\n');
        self.write(&line)
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        let written = self.file.write_all(line).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.length += line.len() as u64,
            Err(_) => {
                self.is_broken = true;
                // Half a line at the end is cut off at the next start as well.
                let _ = self.file.set_len(self.length);
            }
        }
        written
    }
}

/// For reading and adding to the end, and where there are such things, for the owner's eyes only.
fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A new file is there after a crash only if its directory is written too.
fn sync_directory(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    if cfg!(unix) { File::open(parent)?.sync_all() } else { Ok(()) }
}

/// Reads a log; how much of it counts is the second result.
fn parse(text: &[u8]) -> io::Result<(Vec<Change>, u64)> {
    let invalid = |number: usize, why: &str| {
        let why = format!("line {number} {why}; take the line out, or give another file");
        io::Error::new(io::ErrorKind::InvalidData, why)
    };
    let complete = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    if complete == 0 && !HEADER.as_bytes().starts_with(text) {
        return Err(invalid(1, "is not how a state of the fake begins"));
    }
    let lines: Vec<_> = text[..complete].split_inclusive(|&byte| byte == b'\n').collect();
    let Some((header, lines)) = lines.split_first() else { return Ok((Vec::new(), 0)) };
    if *header != HEADER.as_bytes() {
        return Err(invalid(1, "is not how a state of the fake begins"));
    }
    let mut changes = Vec::with_capacity(lines.len());
    let mut length = header.len();
    for (index, line) in lines.iter().enumerate() {
        match serde_json::from_slice(line) {
            Ok(change) => changes.push(change),
            // A crash can leave a line whose end is written and whose middle is not.
            Err(_) if index + 1 == lines.len() => break,
            Err(error) => return Err(invalid(index + 2, &format!("is no change ({error})"))),
        }
        length += line.len();
    }
    Ok((changes, length as u64))
}

#[cfg(test)]
mod tests {
    use super::{HEADER, parse};

    const CHANGE: &str = "{\"time\":\"2026-01-02T03:04:05Z\",\"method\":\"DELETE\",\"target\":\"/x\",\"status\":204}\n";

    #[track_caller]
    fn check(text: &str, expected: Result<(usize, usize), &str>) {
        let found = parse(text.as_bytes()).map(|(changes, length)| (changes.len(), length as usize));
        match expected {
            Ok(expected) => assert_eq!(found.ok(), Some(expected), "{text}"),
            Err(part) => assert!(found.is_err_and(|error| error.to_string().contains(part)), "{text}"),
        }
    }

    #[test]
    fn a_log_counts_up_to_its_last_complete_line() {
        let whole = format!("{HEADER}{CHANGE}{CHANGE}");
        check("", Ok((0, 0)));
        check(&HEADER[..5], Ok((0, 0)));
        check(HEADER, Ok((0, HEADER.len())));
        check(&whole, Ok((2, whole.len())));
        for torn in 1..CHANGE.len() {
            check(&format!("{whole}{}", &CHANGE[..torn]), Ok((2, whole.len())));
        }
        check(&format!("{whole}\0\0\0\n"), Ok((2, whole.len())));
    }

    #[test]
    fn a_file_of_another_kind_and_a_broken_line_in_the_middle_are_refused() {
        check("name = 1\n", Err("line 1 is not how"));
        check("something else", Err("line 1 is not how"));
        check(&format!("{HEADER}{{}}\n{CHANGE}"), Err("line 2 is no change"));
    }
}
