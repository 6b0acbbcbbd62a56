//! Single flight: any number of calls wait for the same refresh.

use tokio::{
    runtime::{Handle, Id},
    sync::watch,
};

use super::token_cache::TokenLease;
use crate::auth::CredentialError;

type Outcome = Result<TokenLease, CredentialError>;

/// The receiving end of a refresh. The refresh continues even if the call that started it is canceled.
#[derive(Clone, Debug)]
pub(super) struct InFlight {
    outcome: watch::Receiver<Option<Outcome>>,
    /// The runtime of the call that started it.
    runtime: Id,
}

/// The sending end of a refresh.
#[derive(Debug)]
pub(super) struct Completer(watch::Sender<Option<Outcome>>);

impl InFlight {
    pub(super) fn new() -> (Self, Completer) {
        let (sender, receiver) = watch::channel(None);
        (Self { outcome: receiver, runtime: Handle::current().id() }, Completer(sender))
    }

    /// Returns whether the refresh is still running.
    pub(super) fn is_running(&self) -> bool {
        self.outcome.borrow().is_none() && self.outcome.has_changed().is_ok()
    }

    /// Returns whether another runtime runs the refresh. It may stop running without being shut down.
    pub(super) fn is_foreign(&self) -> bool {
        self.runtime != Handle::current().id()
    }

    /// Waits for the outcome. Returns `None` if the runtime of the refresh was shut down.
    pub(super) async fn outcome(mut self) -> Option<Outcome> {
        self.outcome.wait_for(Option::is_some).await.ok()?.clone()
    }
}

impl Completer {
    pub(super) fn complete(self, outcome: Outcome) {
        // The send fails if no call waits any more, which is fine.
        let _ = self.0.send(Some(outcome));
    }
}
