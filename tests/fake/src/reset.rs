//! The initial state, and the return to it.

use std::io;

use chrono::TimeDelta;

use crate::error::SeedError;
use crate::service::Service;

impl Service {
    /// Resets the state to its initial one, and creates the seed.
    pub(crate) fn begin(&mut self) -> Result<(), SeedError> {
        // A state file has the initial state as a whole, not the requests of the seed.
        #[cfg(feature = "persistence")]
        let log = self.log.take();
        self.state = self.initial_state.state(self.clock.now());
        let seeded = match self.initial_state.seed.clone() {
            Some(seed) => self.seed(&seed),
            None => Ok(()),
        };
        #[cfg(feature = "persistence")]
        {
            self.log = log;
        }
        seeded
    }

    /// Resets the state, the clock, nonces, tokens and rate limits.
    pub(crate) fn reset(&mut self) -> io::Result<()> {
        self.clock.set_ahead(TimeDelta::zero());
        self.digest.expire();
        self.oauth.reset();
        self.limits.reset();
        self.begin().map_err(invalid)?;
        #[cfg(feature = "persistence")]
        self.rewrite_log()?;
        Ok(())
    }

    /// Advances the clock.
    pub(crate) fn advance(&mut self, by: TimeDelta) {
        #[cfg(feature = "persistence")]
        let before = self.clock.ahead();
        self.clock.advance(by);
        #[cfg(feature = "persistence")]
        self.log_advance(self.clock.ahead() - before);
    }
}

/// Returns the error of an invalid seed or state file.
pub(crate) fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
