//! Single flight: any number of calls wait for the same refresh.

use tokio::sync::watch;

use super::token_cache::TokenLease;
use crate::auth::CredentialError;

type Outcome = Result<TokenLease, CredentialError>;

/// The receiving end of a refresh. The refresh continues even if the call that started it is canceled.
#[derive(Clone, Debug)]
pub(super) struct InFlight(watch::Receiver<Option<Outcome>>);

/// The sending end of a refresh.
#[derive(Debug)]
pub(super) struct Completer(watch::Sender<Option<Outcome>>);

impl InFlight {
    pub(super) fn new() -> (Self, Completer) {
        let (sender, receiver) = watch::channel(None);
        (Self(receiver), Completer(sender))
    }

    /// Returns whether the refresh is still running.
    pub(super) fn is_running(&self) -> bool {
        self.0.borrow().is_none() && self.0.has_changed().is_ok()
    }

    /// Waits for the outcome. Returns `None` if the runtime of the refresh was shut down.
    pub(super) async fn outcome(mut self) -> Option<Outcome> {
        self.0.wait_for(Option::is_some).await.ok()?.clone()
    }
}

impl Completer {
    pub(super) fn complete(self, outcome: Outcome) {
        // The send fails if no call waits any more, which is fine.
        let _ = self.0.send(Some(outcome));
    }
}
