//! The lines of a log that were delivered before an interruption.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use chrono::{DateTime, Utc};

/// How far a line may be behind a later one, in seconds. Threads of a server write their lines slightly out of order.
const DISORDER: i64 = 1;

/// The maximum number of different lines that are remembered.
const MAX_RECENT: usize = 100_000;

/// Hashes of lines, with the number of each.
type Counts = HashMap<u64, u32>;

/// The last lines that were delivered, so that a restarted download skips them.
///
/// Atlas selects lines by their dates, in seconds. A restarted download begins a second before the last line. The lines
/// since then arrive again, and are recognized by their content.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    /// The delivered lines by the second of their dates. A line without a date belongs to the line before it.
    recent: BTreeMap<i64, Counts>,
    /// The number of entries in `recent`.
    len: usize,
    /// The last second with a line that was not remembered.
    forgotten: Option<i64>,
    /// The second of the previous line.
    second: Option<i64>,
    /// The last second with a line.
    latest: Option<i64>,
    /// The lines that arrive again after a restart.
    repeated: Counts,
    /// The last second with such lines.
    repeated_until: i64,
}

impl Delivered {
    /// Returns whether a line was not delivered before, and remembers it.
    pub(super) fn admit(&mut self, line: &str, date: Option<DateTime<Utc>>) -> bool {
        let second = date.map(|date| date.timestamp()).or(self.second).unwrap_or(i64::MIN);
        self.second = Some(second);
        let hash = hash(line);
        if second > self.repeated_until {
            self.repeated.clear();
        }
        if let Some(count) = self.repeated.get_mut(&hash) {
            *count -= 1;
            if *count == 0 {
                self.repeated.remove(&hash);
            }
            return false;
        }
        self.remember(second, hash);
        true
    }

    fn remember(&mut self, second: i64, hash: u64) {
        if self.latest.is_none_or(|latest| second > latest) {
            self.latest = Some(second);
            let kept = self.recent.split_off(&second.saturating_sub(DISORDER));
            self.len -= self.recent.values().map(HashMap::len).sum::<usize>();
            self.recent = kept;
        }
        let lines = self.recent.entry(second).or_default();
        if let Some(count) = lines.get_mut(&hash) {
            *count += 1;
        } else if self.len < MAX_RECENT {
            lines.insert(hash, 1);
            self.len += 1;
        } else {
            self.forgotten = self.forgotten.max(Some(second));
        }
    }

    /// Returns the second from which a restarted download has to begin; `None` for the beginning of the log.
    pub(super) fn restart_at(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.latest?.checked_sub(DISORDER)?, 0)
    }

    /// Returns the second of the latest line.
    pub(super) fn latest(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.latest?, 0)
    }

    /// Returns whether all lines are remembered that would arrive again.
    pub(super) fn can_restart(&self) -> bool {
        let first = self.latest.map_or(i64::MIN, |latest| latest.saturating_sub(DISORDER));
        self.forgotten.is_none_or(|second| second < first)
    }

    /// Expects the remembered lines again.
    pub(super) fn restart(&mut self) {
        self.second = None;
        self.repeated.clear();
        for (hash, count) in self.recent.values().flatten() {
            *self.repeated.entry(*hash).or_default() += count;
        }
        self.repeated_until = self.latest.unwrap_or(i64::MIN).saturating_add(DISORDER);
    }
}

fn hash(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with a second and a text; a negative second stands for a line without a date.
    type Line = (i64, &'static str);

    fn admitted(delivered: &mut Delivered, lines: &[Line]) -> Vec<Line> {
        let is_new = |line: &&Line| {
            let date = (line.0 >= 0).then(|| DateTime::from_timestamp(line.0, 0).unwrap());
            delivered.admit(line.1, date)
        };
        lines.iter().filter(is_new).copied().collect()
    }

    /// Checks that a download that breaks off after any number of lines delivers each line once, in order.
    #[track_caller]
    fn check(lines: &[Line]) {
        for broken in 0..=lines.len() {
            let mut delivered = Delivered::default();
            let mut all = admitted(&mut delivered, &lines[..broken]);
            for _ in 0..2 {
                assert!(delivered.can_restart());
                let from = delivered.restart_at().map(|from| from.timestamp());
                delivered.restart();
                let mut second = None;
                let is_sent = |line: &&Line| {
                    second = if line.0 >= 0 { Some(line.0) } else { second };
                    from.is_none_or(|from| second.is_some_and(|second| second >= from))
                };
                let sent: Vec<_> = lines.iter().filter(is_sent).copied().collect();
                // The second download ends one line later than the first one.
                let end = (all.len() + 1).min(lines.len());
                let end = sent.iter().position(|line| Some(line) == lines.get(end - 1)).map_or(sent.len(), |at| at + 1);
                all.extend(admitted(&mut delivered, &sent[..end]));
            }
            let from = delivered.restart_at().map(|from| from.timestamp());
            delivered.restart();
            let mut second = None;
            let is_sent = |line: &&Line| {
                second = if line.0 >= 0 { Some(line.0) } else { second };
                from.is_none_or(|from| second.is_some_and(|second| second >= from))
            };
            let sent: Vec<_> = lines.iter().filter(is_sent).copied().collect();
            all.extend(admitted(&mut delivered, &sent));
            assert_eq!(all, lines, "interrupted after {broken} lines");
        }
    }

    #[test]
    fn each_line_is_delivered_once_wherever_a_download_breaks_off() {
        check(&[(1, "a"), (2, "b"), (3, "c"), (9, "d"), (10, "e")]);
        check(&[(5, "a"), (5, "b"), (5, "c"), (5, "d")]);
    }

    #[test]
    fn equal_lines_are_counted() {
        let lines = [(5, "a"), (5, "a"), (5, "b"), (5, "a")];
        let mut delivered = Delivered::default();
        assert_eq!(admitted(&mut delivered, &lines[..2]), lines[..2]);
        delivered.restart();
        assert_eq!(admitted(&mut delivered, &lines), lines[2..]);
    }

    #[test]
    fn lines_without_a_date_and_out_of_order_are_delivered_once() {
        check(&[(-1, "start"), (-1, "of"), (5, "a"), (-1, "at x"), (6, "b"), (-1, "at y"), (5, "c"), (7, "d")]);
    }

    #[test]
    fn a_line_that_repeats_later_is_delivered() {
        let mut delivered = Delivered::default();
        admitted(&mut delivered, &[(5, "a"), (-1, "at x")]);
        delivered.restart();
        // The service sends no line without a date at the beginning.
        assert_eq!(admitted(&mut delivered, &[(5, "a"), (8, "b"), (-1, "at x")]), [(8, "b"), (-1, "at x")]);
    }

    #[test]
    fn a_download_with_too_many_lines_in_a_second_cannot_restart_there() {
        let mut delivered = Delivered::default();
        for number in 0..=MAX_RECENT {
            assert!(delivered.can_restart());
            delivered.admit(&number.to_string(), DateTime::from_timestamp(5, 0));
        }
        assert!(!delivered.can_restart());
        // Lines of later seconds do not make room for it.
        for second in [6, 7] {
            delivered.admit("later", DateTime::from_timestamp(second, 0));
            assert!(!delivered.can_restart());
        }
        delivered.admit("later", DateTime::from_timestamp(8, 0));
        assert!(delivered.can_restart());
        assert_eq!(delivered.len, 2);
    }
}
