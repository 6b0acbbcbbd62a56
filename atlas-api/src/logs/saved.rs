//! The lines of a log that was saved.

use std::{
    fmt,
    io::{self, BufRead, BufReader, Cursor, Read},
    iter::FusedIterator,
    time::Duration,
};

use flate2::read::MultiGzDecoder;

use super::{
    LogLine,
    content::MAGIC,
    reader::{MAX_LENGTH, next_line_blocking},
};

/// The lines of a log that was [saved](super::LogDownload::save), as an iterator. Nothing is sent.
///
/// It reads a gzip file or plain text, from a [`File`](std::fs::File) or any other [`Read`]; the first bytes decide which. It has
/// a buffer, holds one line at a time, and [cuts](LogLine::is_cut) a line of more than 1 MiB (1,048,576 bytes). It blocks the
/// thread; async code calls it in `tokio::task::spawn_blocking`.
///
/// An item is an [`io::Error`] if the file cannot be read, or if a gzip file is damaged or truncated. It is the last one:
/// the lines before it are valid, and an incomplete line is dropped.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// # let directory = std::env::temp_dir().join(format!("atlas-api-saved-{}", std::process::id()));
/// # std::fs::create_dir_all(&directory)?;
/// # let path = directory.join("mongodb.gz");
/// use std::{fs::File, time::Duration};
///
/// use atlas_api::logs::LogReader;
///
/// atlas.logs().download("orders-shard-00-00.abcde.example.com", "mongodb").save(&path).await?;
///
/// for line in LogReader::new(File::open(&path)?).slow_queries(Duration::from_millis(500)) {
///     let line = line?;
///     println!("{:?} took {:?}: {:?}", line.namespace(), line.duration(), line.plan_summary());
/// }
/// # assert!(LogReader::new(File::open(&path)?).count() > 1);
/// # std::fs::remove_dir_all(&directory)?;
/// # });
/// ```
#[must_use = "an iterator does nothing unless consumed"]
pub struct LogReader<R> {
    state: State<R>,
    min: Option<Duration>,
}

/// A reader whose first bytes were read.
type Started<R> = io::Chain<Cursor<Vec<u8>>, R>;

enum State<R> {
    /// Nothing has been read yet.
    New(R),
    Gzip(BufReader<MultiGzDecoder<Started<R>>>),
    Plain(BufReader<Started<R>>),
    /// The log ended, or cannot be read.
    Ended,
}

impl<R: Read> LogReader<R> {
    /// Returns the lines of a log. Nothing is read until the first line is requested.
    pub fn new(reader: R) -> Self {
        Self { state: State::New(reader), min: None }
    }

    /// Returns only the lines about operations that took at least this time, as
    /// [`LogLines::slow_queries`](super::LogLines::slow_queries) does.
    pub fn slow_queries(mut self, min: Duration) -> Self {
        self.min = Some(min);
        self
    }

    fn next_line(&mut self) -> io::Result<Option<LogLine>> {
        loop {
            match &mut self.state {
                State::New(_) => {
                    if let State::New(reader) = std::mem::replace(&mut self.state, State::Ended) {
                        self.state = start(reader)?;
                    }
                }
                State::Gzip(reader) => return parsed(reader),
                State::Plain(reader) => return parsed(reader),
                State::Ended => return Ok(None),
            }
        }
    }

    fn is_selected(&self, line: &LogLine) -> bool {
        self.min.is_none_or(|min| line.duration().is_some_and(|time| time >= min))
    }
}

impl<R: Read> Iterator for LogReader<R> {
    type Item = io::Result<LogLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let next = self.next_line();
            match next {
                Ok(Some(line)) if self.is_selected(&line) => return Some(Ok(line)),
                Ok(Some(_)) => {}
                ended => {
                    self.state = State::Ended;
                    return ended.transpose();
                }
            }
        }
    }
}

impl<R: Read> FusedIterator for LogReader<R> {}

impl<R> fmt::Debug for LogReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogReader").field("min", &self.min).finish_non_exhaustive()
    }
}

/// Reads the first bytes, and decides by them.
fn start<R: Read>(mut reader: R) -> io::Result<State<R>> {
    let mut first = Vec::new();
    reader.by_ref().take(MAGIC.len() as u64).read_to_end(&mut first)?;
    let is_gzip = first == MAGIC;
    let whole = Cursor::new(first).chain(reader);
    Ok(if is_gzip {
        State::Gzip(BufReader::new(MultiGzDecoder::new(whole)))
    } else {
        State::Plain(BufReader::new(whole))
    })
}

fn parsed(reader: &mut impl BufRead) -> io::Result<Option<LogLine>> {
    let line = next_line_blocking(reader, MAX_LENGTH)?;
    Ok(line.map(|line| LogLine::new(line.bytes, line.is_cut)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    const TEXT: &str = concat!(
        "{\"msg\":\"Slow query\",\"attr\":{\"ns\":\"shop.orders\",\"durationMillis\":950}}\n",
        "{\"msg\":\"Connection accepted\"}\r\n",
        "{\"msg\":\"Slow query\",\"attr\":{\"durationMillis\":120}}",
    );

    /// A reader that returns one byte at a time.
    struct Slowly<'a>(&'a [u8]);

    impl Read for Slowly<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn raw(lines: LogReader<impl Read>) -> Vec<String> {
        lines.map(|line| line.unwrap().raw().to_owned()).collect()
    }

    #[test]
    fn plain_text_and_gzip_files_have_the_same_lines() {
        let expected: Vec<_> = TEXT.lines().collect();
        // A log that was written in parts is a sequence of gzip files.
        let (first, rest) = TEXT.split_at(100);
        for file in [TEXT.as_bytes().to_vec(), gzip(TEXT), [gzip(first), gzip(rest)].concat()] {
            assert_eq!(raw(LogReader::new(&*file)), expected);
            assert_eq!(raw(LogReader::new(Slowly(&file))), expected);
            let slow: Vec<_> = LogReader::new(&*file).slow_queries(Duration::from_millis(500)).collect();
            let [Ok(line)] = &slow[..] else { panic!("{slow:?}") };
            assert_eq!((line.namespace(), line.duration()), (Some("shop.orders"), Some(Duration::from_millis(950))));
        }
        for empty in [Vec::new(), gzip("")] {
            assert_eq!(raw(LogReader::new(&*empty)), [""; 0]);
        }
        assert_eq!(raw(LogReader::new(&b"\x1f"[..])), ["\u{1f}"]);
    }

    #[test]
    fn an_error_is_the_last_item_and_is_not_filtered() {
        let file = gzip(&format!("{TEXT}\n"));
        let truncated = &file[..file.len() - 4];
        let items: Vec<_> = LogReader::new(truncated).collect();
        let (last, lines) = items.split_last().unwrap();
        assert_eq!(last.as_ref().unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        assert!(lines.iter().all(Result::is_ok));
        let slow: Vec<_> = LogReader::new(truncated).slow_queries(Duration::from_secs(60)).collect();
        assert!(matches!(&slow[..], [Err(_)]), "{slow:?}");
        let mut damaged = LogReader::new(&b"\x1f\x8b\x08 not a gzip file"[..]);
        assert!(damaged.next().unwrap().is_err());
        assert!(damaged.next().is_none());
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = format!("{}\nshort", "x".repeat(MAX_LENGTH + 1));
        let lines: Vec<_> = LogReader::new(text.as_bytes()).map(Result::unwrap).collect();
        assert_eq!(
            lines.iter().map(|line| (line.raw().len(), line.is_cut())).collect::<Vec<_>>(),
            [(MAX_LENGTH, true), (5, false)]
        );
    }
}
