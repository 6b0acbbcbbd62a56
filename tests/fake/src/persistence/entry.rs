//! The lines of a log, and the parser that reads them.

use std::io;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::snapshot::Snapshot;

/// The first line of a log, with the version of its format.
pub(super) const HEADER: &str = "{\"atlas_fake_state\":2}\n";

/// A line after the header.
#[derive(Debug)]
pub(crate) enum Entry {
    /// The whole state when the file was rewritten.
    Snapshot(Box<Snapshot>),
    /// The clock was advanced.
    Advance(Advance),
    Change(Change),
}

/// An amount by which the clock was advanced.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Advance {
    pub(crate) advanced_ms: i64,
}

const NOT_A_HEADER: &str = "not the header of an atlas-fake state file; choose another file";

#[derive(Deserialize)]
struct Header {
    atlas_fake_state: u64,
}

/// The beginning of a line determines the kind of the entry.
const SNAPSHOT: &[u8] = b"{\"ids\":";
const ADVANCE: &[u8] = b"{\"advanced_ms\":";

impl Entry {
    fn parse(line: &[u8]) -> serde_json::Result<Self> {
        if line.starts_with(SNAPSHOT) {
            serde_json::from_slice(line).map(Self::Snapshot)
        } else if line.starts_with(ADVANCE) {
            serde_json::from_slice(line).map(Self::Advance)
        } else {
            serde_json::from_slice(line).map(Self::Change)
        }
    }
}

/// Parses a log. Returns its entries and the length of its valid part.
///
/// A last line that a crash left incomplete is not valid. Its request never got a response.
pub(super) fn parse(text: &[u8]) -> io::Result<(Vec<Entry>, u64)> {
    let invalid =
        |number: usize, why: &str| io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {why}"));
    let complete = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    if complete == 0 && !HEADER.as_bytes().starts_with(text) {
        return Err(invalid(1, NOT_A_HEADER));
    }
    let mut lines = text[..complete].split_inclusive(|&byte| byte == b'\n').enumerate();
    let Some((_, header)) = lines.next() else { return Ok((Vec::new(), 0)) };
    if header != HEADER.as_bytes() {
        let why = match serde_json::from_slice(header) {
            Ok(Header { atlas_fake_state: version }) => {
                format!("format {version} of another version of atlas-fake; choose another file")
            }
            Err(_) => NOT_A_HEADER.to_owned(),
        };
        return Err(invalid(1, &why));
    }
    let (mut entries, mut length) = (Vec::new(), header.len());
    for (index, line) in lines {
        match Entry::parse(line) {
            Ok(entry) => entries.push(entry),
            // A crash can leave a line whose end is written and whose middle is not. Valid JSON is not the result of a
            // crash.
            Err(_) if length + line.len() == complete && serde_json::from_slice::<IgnoredAny>(line).is_err() => break,
            Err(error) => {
                return Err(invalid(
                    index + 1,
                    &format!("not a valid entry ({error}); remove the line, or choose another file"),
                ));
            }
        }
        length += line.len();
    }
    Ok((entries, length as u64))
}

#[cfg(test)]
mod tests {
    use super::{HEADER, parse};

    const CHANGE: &str = "{\"time\":\"2026-01-02T03:04:05Z\",\"method\":\"DELETE\",\"target\":\"/x\",\"status\":204}\n";
    const ADVANCE: &str = "{\"advanced_ms\":60000}\n";

    #[track_caller]
    fn check(text: &str, expected: Result<(usize, usize), &str>) {
        let found = parse(text.as_bytes()).map(|(entries, length)| (entries.len(), length as usize));
        match expected {
            Ok(expected) => assert_eq!(found.ok(), Some(expected), "{text}"),
            Err(part) => assert!(found.is_err_and(|error| error.to_string().contains(part)), "{text}"),
        }
    }

    #[test]
    fn a_log_is_valid_up_to_its_last_complete_line() {
        let whole = format!("{HEADER}{CHANGE}{ADVANCE}");
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
    fn a_foreign_file_and_an_invalid_line_in_the_middle_are_rejected() {
        check("name = 1\n", Err("line 1: not the header of"));
        check("something else", Err("line 1: not the header of"));
        check("{\"atlas_fake_state\":9}\n", Err("line 1: format 9 of another version of atlas-fake;"));
        check(&format!("{HEADER}{{}}\n{CHANGE}"), Err("line 2: not a valid entry"));
        check(&format!("{HEADER}{{\"tim\n{CHANGE}"), Err("line 2: not a valid entry"));
        check(&format!("{HEADER}{CHANGE}{{}}\n"), Err("line 3: not a valid entry"));
    }
}
