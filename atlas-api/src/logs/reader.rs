//! Reading of lines with a limited length.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// The bytes of a line, and whether the line is longer.
#[derive(Debug, PartialEq, Eq)]
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
    let (mut bytes, mut is_cut, mut has_begun, mut is_complete) = (Vec::new(), false, false, false);
    loop {
        let buffer = reader.fill_buf().await?;
        if buffer.is_empty() {
            break;
        }
        has_begun = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        let room = max - bytes.len();
        bytes.extend_from_slice(&part[..part.len().min(room)]);
        is_cut |= part.len() > room;
        let used = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            is_complete = true;
            break;
        }
    }
    if !is_cut && bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    Ok(has_begun.then_some(RawLine { bytes, is_cut, is_complete }))
}

#[cfg(test)]
mod tests {
    use tokio::io::BufReader;

    use super::*;

    async fn lines(text: &str, max: usize, buffer: usize) -> Vec<(String, bool)> {
        let mut reader = BufReader::with_capacity(buffer, text.as_bytes());
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut reader, max).await.unwrap() {
            lines.push((String::from_utf8(line.bytes).unwrap(), line.is_cut));
        }
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
}
