//! How a service comes back to where it was.

use std::io;
use std::path::Path;

use super::{Change, StateLog};
use crate::answer::Answer;
use crate::service::Service;

impl Service {
    /// Carries out what a log holds and writes to it from now on.
    pub(crate) fn restore(&mut self, path: &Path) -> io::Result<()> {
        let (log, changes) = StateLog::open(path)?;
        for (index, change) in changes.iter().enumerate() {
            self.repeat(change).map_err(|why| {
                // The log's first line is its header.
                let place = format!("{}: line {}", path.display(), index + 2);
                let remedy = "take the line out, or give another file";
                io::Error::new(io::ErrorKind::InvalidData, format!("{place}: {why}; {remedy}"))
            })?;
        }
        self.log = Some(log);
        Ok(())
    }

    fn repeat(&mut self, change: &Change) -> Result<(), String> {
        let request = change.request().ok_or("it holds no request")?;
        let route = self.document.route(&request.method, &request.path).map_err(|error| error.detail)?;
        self.state.store.set_ids(change.ids);
        let answer = self.perform(&request, route, &self.owner(), change.time);
        let detail = answer.as_ref().err().map(|error| error.detail.clone()).unwrap_or_default();
        let answer = answer.unwrap_or_else(Answer::from);
        change.difference(answer.status, &detail).map_or(Ok(()), Err)
    }
}
