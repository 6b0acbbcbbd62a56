//! How a service comes back to where it was.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{Change, StateLog};
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
        let document = Arc::clone(&self.document);
        let route = document.route(&request.method, &request.path).map_err(|error| error.detail)?;
        self.state.store.set_ids(change.ids);
        let (status, detail) = match self.perform(&request, route, change.time) {
            Ok(performed) => (performed.reply.status, String::new()),
            Err(error) => (error.status, error.detail),
        };
        change.difference(status, &detail).map_or(Ok(()), Err)
    }
}
