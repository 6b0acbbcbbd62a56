//! Logs: gzip-compressed lines of any size within the requested period, or the lines that a test inserted.

use std::io::{self, Write};

use bytes::Bytes;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Map, Value};

use crate::dates;
use crate::error::ApiError;
use crate::resources::processes;
use crate::response::{Content, Repeated};
use crate::state::Call;
use crate::store::{Resource, Store};

/// The size of a compressed piece of a log.
const PIECE: u64 = 64 * 1024;

/// The collection of inserted logs, with a host as scope and the name of the log as key.
const COLLECTION: &str = "logs";
const LINES: &str = "lines";

/// The operation that downloads the log of a host.
pub(crate) const OF_HOST: &str = "downloadGroupClusterLog";

/// The requested period, from `start` to `end` in seconds. It has no lines from the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Period {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

impl Period {
    /// Returns the period of a query with times in seconds.
    ///
    /// Without an end, it ends a day after the start, or now. Without a start, it has the last five minutes before the
    /// end, or the last day if it has no end either.
    fn of(start: Option<DateTime<Utc>>, end: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        let (day, five_minutes) = (TimeDelta::days(1), TimeDelta::minutes(5));
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) => (start, end),
            (Some(start), None) => (start, start.checked_add_signed(day).unwrap_or(now)),
            (None, Some(end)) => (end - five_minutes, end),
            (None, None) => (now - day, now),
        };
        Self { start, end: end.min(now) }
    }

    /// Returns the period of a request. A time after the last date counts as that date.
    fn from_query(call: &Call<'_>) -> Self {
        let time = |name| {
            let seconds = call.request.query.value(name)?.parse().ok()?;
            Some(DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::<Utc>::MAX_UTC))
        };
        Self::of(time("startDate"), time("endDate"), call.now)
    }

    fn contains(&self, time: DateTime<Utc>) -> bool {
        (self.start..=self.end).contains(&time)
    }
}

/// Returns the log that a call downloads.
pub(crate) fn content(store: &Store, call: &Call<'_>) -> Content {
    let period = Period::from_query(call);
    match store.get(COLLECTION, &scope(call), key(call)) {
        Some(log) => Content::Bytes(inserted(log, period)),
        None => Content::Repeated(generated(call.log_size, period)),
    }
}

fn scope(call: &Call<'_>) -> String {
    let part = |name| call.parameter(name).unwrap_or_default();
    format!("{}/{}", part("groupId"), part("hostName"))
}

fn key<'a>(call: &Call<'a>) -> &'a str {
    call.parameter("logName").unwrap_or_default()
}

/// Replaces the log of a host by the lines of a body.
pub(crate) fn insert(store: &mut Store, call: &Call<'_>, body: Map<String, Value>) -> Result<Value, ApiError> {
    processes::check_path(store, call)?;
    let lines = body.get(LINES).ok_or_else(|| ApiError::missing_attribute(LINES))?;
    if !lines.as_array().is_some_and(|lines| lines.iter().all(|line| line.is_string() || line.is_object())) {
        return Err(ApiError::wrong_type(LINES));
    }
    let key = key(call).to_owned();
    store.put(COLLECTION, Resource { scope: scope(call), key, body: body.clone(), ..Resource::default() });
    Ok(body.into())
}

/// Returns the inserted lines of a period as a gzip file, sorted by their dates. A line without a date, such as a part of
/// a stack trace, stays behind the line before it.
fn inserted(log: &Resource, period: Period) -> Vec<u8> {
    let lines = log.body.get(LINES).and_then(Value::as_array).into_iter().flatten();
    let mut last = None;
    let mut dated = |line| {
        last = date_of(line).or(last);
        (last, line)
    };
    let mut lines: Vec<_> = lines.map(&mut dated).collect();
    lines.retain(|(date, _)| date.is_none_or(|date| period.contains(date)));
    lines.sort_by_key(|(date, _)| *date);
    let line = |line: &Value| line.as_str().map_or_else(|| line.to_string(), str::to_owned) + "\n";
    let text: String = lines.into_iter().map(|(_, value)| line(value)).collect();
    compress(text.as_bytes()).unwrap_or_default()
}

/// Returns the date of a line: `t` of a server's log, or `ts` of an audit log.
fn date_of(line: &Value) -> Option<DateTime<Utc>> {
    let parsed: Value;
    let line = match line.as_str() {
        Some(text) => {
            parsed = serde_json::from_str(text).ok()?;
            &parsed
        }
        None => line,
    };
    ["t", "ts"].iter().find_map(|name| dates::instant(line[*name]["$date"].as_str()?))
}

/// Returns a log of `size` bytes as a gzip file.
///
/// Concatenated gzip files are one gzip file, so a piece is compressed once and sent repeatedly. All its lines are at
/// the start of the period. The lines of the rest are evenly spaced.
fn generated(size: u64, period: Period) -> Repeated {
    if period.start > period.end {
        return Repeated { piece: Bytes::new(), times: 0, rest: packed(&[]) };
    }
    let (times, rest) = match size / PIECE {
        0 => (0, size),
        // The rest has a piece too, for lines up to the end.
        pieces => (pieces - 1, PIECE + size % PIECE),
    };
    let at_start = Period { end: period.start, ..period };
    let piece = if times > 0 { packed(&lines(PIECE as usize, at_start)) } else { Bytes::new() };
    Repeated { piece, times, rest: packed(&lines(rest as usize, period)) }
}

/// Returns lines of `size` bytes. The last one is longer than the others by the remainder.
fn lines(size: usize, period: Period) -> Vec<u8> {
    let length = line(period.start, 0).len();
    let count = size / length;
    let span = (period.end - period.start).num_milliseconds();
    let mut text = Vec::with_capacity(size);
    for index in 0..count {
        let at = period.start + TimeDelta::milliseconds((span as i128 * index as i128 / count as i128) as i64);
        let padding = if index + 1 == count { size - count * length } else { 0 };
        text.extend(line(at, padding).into_bytes());
    }
    // Not even one line fits.
    text.resize(size, b'\n');
    text
}

/// Returns a line. All lines with the same padding have the same length.
fn line(at: DateTime<Utc>, padding: usize) -> String {
    let at = at.to_rfc3339_opts(SecondsFormat::Millis, false);
    let padding = ".".repeat(padding);
    format!(
        "{{\"t\":{{\"$date\":\"{at}\"}},\"s\":\"I\",\"c\":\"CONTROL\",\"id\":20001,\"ctx\":\"main\",\"msg\":\"An example of a \
         line.{padding}\"}}\n"
    )
}

fn packed(text: &[u8]) -> Bytes {
    compress(text).map(Bytes::from).unwrap_or_default()
}

fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::{Period, lines};

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[track_caller]
    fn check(start: Option<i64>, end: Option<i64>, expected: (i64, i64)) {
        let period = Period::of(start.map(at), end.map(at), at(1_000_000));
        assert_eq!((period.start.timestamp(), period.end.timestamp()), expected, "{start:?} to {end:?}");
    }

    #[test]
    fn a_period_has_a_default_start_and_end() {
        check(None, None, (913_600, 1_000_000));
        check(Some(500_000), None, (500_000, 586_400));
        check(Some(999_000), None, (999_000, 1_000_000));
        check(None, Some(900_000), (899_700, 900_000));
        check(Some(1), Some(2), (1, 2));
        check(Some(1), Some(2_000_000), (1, 1_000_000));
    }

    #[test]
    fn the_lines_of_a_log_have_exactly_the_requested_size() {
        let period = Period { start: at(0), end: at(100) };
        for size in [0, 1, 100, 150, 1000, 4096] {
            let text = lines(size, period);
            assert_eq!(text.len(), size);
            assert!(text.is_empty() || text.ends_with(b"\n"), "{size}");
        }
    }
}
