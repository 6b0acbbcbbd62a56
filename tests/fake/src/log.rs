//! Gzip-compressed logs of any size.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::response::Repeated;

const LINE: &[u8] =
    b"{\"t\":{\"$date\":\"2025-01-01T00:00:00.000+00:00\"},\"s\":\"I\",\"c\":\"CONTROL\",\"msg\":\"An example of a line.\"}\n";

/// The size of a compressed piece of a log.
const PIECE: u64 = 64 * 1024;

/// Returns a log of `size` bytes as a gzip file.
///
/// Concatenated gzip files are one gzip file, so a piece is compressed once and sent repeatedly.
pub(crate) fn gzip(size: u64) -> Repeated {
    let text = |length: u64| LINE.iter().copied().cycle().take(length as usize).collect::<Vec<_>>();
    let compress = |length: u64| compress(&text(length)).map(Bytes::from).unwrap_or_default();
    let (times, rest) = (size / PIECE, size % PIECE);
    let piece = if times > 0 { compress(PIECE) } else { Bytes::new() };
    // An empty log is a gzip file too.
    let rest = if rest > 0 || times == 0 { compress(rest) } else { Bytes::new() };
    Repeated { piece, times, rest }
}

fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}
