//! Restoring a service from its log, and writing the log.

use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;

use super::entry::{Advance, Entry};
use super::{Change, Snapshot, StateLog};
use crate::error::{ApiError, codes};
use crate::reset::invalid;
use crate::service::Service;

/// The number of entries above which a start rewrites the file.
const MAX_ENTRIES: usize = 1000;

impl Service {
    /// Replays a log, and writes further changes to it. With an empty log, the state is created from the seed.
    pub(crate) fn restore(&mut self, path: &Path) -> io::Result<()> {
        let (mut log, entries) = StateLog::open(path)?;
        let (is_new, count) = (entries.is_empty(), entries.len());
        let begun = if is_new { self.begin().map_err(invalid) } else { self.replay(entries, path) };
        if let Err(error) = begun {
            // Without a snapshot, the new file is useless to the next start.
            if is_new {
                let _ = std::fs::remove_file(path);
            }
            return Err(error);
        }
        if is_new {
            // The initial state is one entry, so it is stored either completely or not at all.
            log.append(&self.snapshot())?;
        } else if count > MAX_ENTRIES {
            // If this fails, the long log still works.
            let _ = log.rewrite(&self.snapshot());
        }
        self.log = Some(log);
        Ok(())
    }

    /// Replays the entries of a log.
    fn replay(&mut self, entries: Vec<Entry>, path: &Path) -> io::Result<()> {
        for (index, entry) in entries.into_iter().enumerate() {
            match entry {
                Entry::Snapshot(snapshot) => {
                    self.clock.advance(TimeDelta::milliseconds(snapshot.advanced_ms));
                    snapshot.restore(&mut self.state);
                }
                Entry::Advance(Advance { advanced_ms }) => self.clock.advance(TimeDelta::milliseconds(advanced_ms)),
                Entry::Change(change) => self.repeat(&change).map_err(|why| {
                    // Lines count from 1, and the first one is the header.
                    let place = format!("{}: line {}", path.display(), index + 2);
                    invalid(format!("{place}: {why}; remove the line, or choose another file"))
                })?,
            }
        }
        Ok(())
    }

    fn repeat(&mut self, change: &Change) -> Result<(), String> {
        if let Some((path, body)) = change.inserted() {
            self.state.store.set_ids(change.ids);
            return self.insert_at(path, body, change.time).map(drop).map_err(|error| error.detail);
        }
        let request = change.request().ok_or("not a request")?;
        let document = Arc::clone(&self.document);
        let route = document.route(&request.method, &request.path).map_err(|error| error.detail)?;
        self.state.store.set_ids(change.ids);
        let (status, detail) = match self.execute(&request, route, &self.owner(), change.time) {
            Ok(handled) => (handled.output.status, String::new()),
            Err(error) => (error.status, error.detail),
        };
        change.difference(status, &detail).map_or(Ok(()), Err)
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::of(&self.state, self.clock.ahead().num_milliseconds())
    }

    /// Writes a change to the log. If that fails, the change is undone.
    pub(crate) fn persist(&mut self, change: &Change) -> Result<(), ApiError> {
        let Some(log) = &mut self.log else { return Ok(()) };
        log.append(change).map_err(|_| {
            self.undo();
            codes::STATE_NOT_WRITTEN.of(&[])
        })
    }

    /// Restores the state from the log after a change could not be written.
    fn undo(&mut self) {
        let Some(mut log) = self.log.take() else { return };
        let ahead = self.clock.ahead();
        let is_back = log.read().is_ok_and(|entries| {
            self.clock.set_ahead(TimeDelta::zero());
            self.state = self.initial_state.state(self.clock.now());
            self.replay(entries, &log.path.clone()).is_ok()
        });
        self.clock.set_ahead(ahead);
        log.is_broken |= !is_back;
        self.log = Some(log);
    }

    /// Writes an advance of the clock to the log.
    pub(crate) fn log_advance(&mut self, by: TimeDelta) {
        if let Some(log) = &mut self.log {
            // A failure is harmless: changes are written with their times.
            let _ = log.append(&Advance { advanced_ms: by.num_milliseconds() });
        }
    }

    /// Replaces the log with the current state.
    pub(crate) fn rewrite_log(&mut self) -> io::Result<()> {
        let snapshot = self.snapshot();
        self.log.as_mut().map_or(Ok(()), |log| log.rewrite(&snapshot))
    }
}
