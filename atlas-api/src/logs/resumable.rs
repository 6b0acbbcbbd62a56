//! A log whose download restarts after an interruption.

use chrono::{DateTime, TimeDelta, Utc};

use super::{LogDownload, LogLine, delivered::Delivered, open::Open};
use crate::{Error, transport::restart_wait};

/// The lines of a log. A download that breaks off restarts at the time of the last line, without repeating a line.
pub(super) struct Resumable {
    request: LogDownload,
    /// The time of the first request.
    begun: Option<DateTime<Utc>>,
    open: Option<Open>,
    delivered: Delivered,
    /// The number of interruptions since the last new line.
    interruptions: u32,
    /// Whether the bytes of lines are returned.
    keeps_bytes: bool,
}

/// Returns whether a download that failed with this error was interrupted.
pub(super) fn is_interruption(error: &Error) -> bool {
    error.is_incomplete() || error.is_timeout()
}

impl Resumable {
    pub(super) fn new(request: LogDownload) -> Self {
        Self { request, begun: None, open: None, delivered: Delivered::default(), interruptions: 0, keeps_bytes: false }
    }

    /// Continues a download that was interrupted, after the lines that it has. Lines are returned with their bytes.
    pub(super) fn continuing(request: LogDownload, begun: DateTime<Utc>, partial: Open) -> Self {
        Self { begun: Some(begun), open: Some(partial), keeps_bytes: true, ..Self::new(request) }
    }

    /// Returns the next line, with its bytes if they are kept.
    pub(super) async fn next(&mut self) -> Result<Option<(LogLine, Vec<u8>)>, Error> {
        loop {
            let open = match &mut self.open {
                Some(open) => open,
                None => {
                    self.begun.get_or_insert(self.request.atlas.now());
                    self.open.insert(Open::download(self.request.clone().send().await?))
                }
            };
            match open.next().await {
                Ok(None) => return Ok(None),
                Ok(Some(line)) => {
                    let bytes = if self.keeps_bytes { line.bytes.clone() } else { Vec::new() };
                    let line = LogLine::new(line.bytes, line.is_cut);
                    if self.delivered.admit(line.raw(), line.date()) {
                        self.interruptions = 0;
                        return Ok(Some((line, bytes)));
                    }
                }
                Err(error) => self.restart(error).await?,
            }
        }
    }

    /// Prepares the request for the rest of the log, and waits until it may be sent.
    async fn restart(&mut self, error: Error) -> Result<(), Error> {
        self.interruptions += 1;
        let may_restart = self.request.retry_policy().has_attempts_left(self.interruptions);
        if !may_restart || !is_interruption(&error) || !self.delivered.can_restart() {
            return Err(error);
        }
        self.open = None;
        let begun = self.begun.unwrap_or_else(|| self.request.atlas.now());
        // The defaults of the period depend on the time of the request.
        let from = self.request.from.unwrap_or_else(|| begun.checked_sub_signed(TimeDelta::days(1)).unwrap_or(begun));
        self.request.from = Some(self.delivered.restart_at().map_or(from, |restart| restart.max(from)));
        let until = self.delivered.latest().map_or(begun, |latest| latest.max(begun));
        self.request.until.get_or_insert(until);
        self.delivered.restart();
        let wait = restart_wait(self.interruptions);
        tracing::info!(interruptions = self.interruptions, wait = wait.as_secs_f64(), "restarting download of a log");
        self.request.atlas.timer().sleep(wait).await;
        Ok(())
    }
}
