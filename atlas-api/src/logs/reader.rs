//! Reading of lines with a limited length.

use std::io::{self, BufRead, ErrorKind};

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// The longest line that is kept complete. MongoDB itself truncates messages far earlier.
pub(super) const MAX_LENGTH: usize = 1 << 20;

/// The bytes of a line, and whether the line is longer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RawLine {
    pub(super) bytes: Vec<u8>,
    pub(super) is_cut: bool,
    /// Whether the line ends with a line break.
    pub(super) is_complete: bool,
}

/// Returns the next line without its line break, cut to `max` bytes; the rest of the line is skipped. `None` at the end
/// of the log. The last line does not need a line break.
pub(super) async fn next_line<R>(reader: &mut R, max: usize) -> io::Result<Option<RawLine>>
where
    R: AsyncBufRead + Unpin,
{
    let mut line: Option<RawLine> = None;
    loop {
        let buffer = reader.fill_buf().await?;
        if buffer.is_empty() {
            return Ok(line.map(|line| line.trimmed(max)));
        }
        let line = line.get_or_insert_with(RawLine::default);
        let used = line.extend(buffer, max);
        reader.consume(used);
        if line.is_complete {
            return Ok(Some(std::mem::take(line).trimmed(max)));
        }
    }
}

/// Returns the next line as [`next_line`] does, and blocks the thread.
pub(super) fn next_line_blocking(reader: &mut impl BufRead, max: usize) -> io::Result<Option<RawLine>> {
    let mut line: Option<RawLine> = None;
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(line.map(|line| line.trimmed(max)));
        }
        let line = line.get_or_insert_with(RawLine::default);
        let used = line.extend(buffer, max);
        reader.consume(used);
        if line.is_complete {
            return Ok(Some(std::mem::take(line).trimmed(max)));
        }
    }
}

impl RawLine {
    /// Adds the part of a buffer that belongs to the line. Returns its size, with the line break. One byte more than
    /// `max` is kept, for the carriage return of a line break.
    fn extend(&mut self, buffer: &[u8], max: usize) -> usize {
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        let room = max + 1 - self.bytes.len();
        self.bytes.extend_from_slice(&part[..part.len().min(room)]);
        self.is_cut |= part.len() > room;
        self.is_complete = end.is_some();
        end.map_or(buffer.len(), |end| end + 1)
    }

    /// Removes the carriage return of a line break, then the bytes after `max`.
    fn trimmed(mut self, max: usize) -> Self {
        if !self.is_cut && self.bytes.last() == Some(&b'\r') {
            self.bytes.pop();
        }
        self.is_cut |= self.bytes.len() > max;
        self.bytes.truncate(max);
        self
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::BufReader;

    use super::*;

    async fn lines(text: &str, max: usize, buffer: usize) -> Vec<(String, bool)> {
        let mut reader = BufReader::with_capacity(buffer, text.as_bytes());
        let mut lines = Vec::new();
        let mut blocking = std::io::BufReader::with_capacity(buffer, text.as_bytes());
        while let Some(line) = next_line(&mut reader, max).await.unwrap() {
            assert_eq!(next_line_blocking(&mut blocking, max).unwrap().as_ref(), Some(&line));
            lines.push((String::from_utf8(line.bytes).unwrap(), line.is_cut));
        }
        assert_eq!(next_line_blocking(&mut blocking, max).unwrap(), None);
        lines
    }

    #[tokio::test]
    async fn lines_have_no_line_breaks_with_any_buffer_size() {
        for buffer in [1, 2, 3, 1000] {
            let read = lines("one\r\n\ntwo\nthree", 100, buffer).await;
            let read: Vec<_> = read.iter().map(|(line, is_cut)| (line.as_str(), *is_cut)).collect();
            assert_eq!(read, [("one", false), ("", false), ("two", false), ("three", false)], "{buffer}");
            assert_eq!(lines("", 100, buffer).await, []);
        }
    }

    #[tokio::test]
    async fn a_long_line_is_cut_and_the_next_one_is_complete() {
        for buffer in [1, 3, 1000] {
            let read = lines("12345\n1234\n123456", 4, buffer).await;
            let cut = |line: &str, is_cut| (line.to_owned(), is_cut);
            assert_eq!(read, [cut("1234", true), cut("1234", false), cut("1234", true)], "{buffer}");
        }
    }

    #[tokio::test]
    async fn a_carriage_return_counts_only_within_a_line() {
        for buffer in [1, 3, 5, 1000] {
            let read = lines("1234\r\n12345\r\n123\r5\n1234\r6\n1234\r\r\n", 4, buffer).await;
            let read: Vec<_> = read.iter().map(|(line, is_cut)| (line.as_str(), *is_cut)).collect();
            let expected = [("1234", false), ("1234", true), ("123\r", true), ("1234", true), ("1234", true)];
            assert_eq!(read, expected, "{buffer}");
        }
    }
}
