//! A drawing that is under way, which any number of calls wait for.

use tokio::sync::watch;

use super::session::Ticket;
use crate::auth::CredentialError;

type Outcome = Result<Ticket, CredentialError>;

/// The waiting end. It outlives the call that began the drawing.
#[derive(Clone, Debug)]
pub(super) struct Flight(watch::Receiver<Option<Outcome>>);

/// The drawing end.
#[derive(Debug)]
pub(super) struct Landing(watch::Sender<Option<Outcome>>);

impl Flight {
    pub(super) fn new() -> (Self, Landing) {
        let (sender, receiver) = watch::channel(None);
        (Self(receiver), Landing(sender))
    }

    /// Whether somebody still works on it.
    pub(super) fn is_under_way(&self) -> bool {
        self.0.borrow().is_none() && self.0.has_changed().is_ok()
    }

    /// What comes of it; `None` if the runtime that worked on it has ended.
    pub(super) async fn outcome(mut self) -> Option<Outcome> {
        self.0.wait_for(Option::is_some).await.ok()?.clone()
    }
}

impl Landing {
    pub(super) fn settle(self, outcome: Outcome) {
        // Nobody may wait any more.
        let _ = self.0.send(Some(outcome));
    }
}
