//! Where the tokens of an account come from: memory, the store, the endpoint; one drawing at a time.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use atlas_gen::Secret;
use tokio::sync::oneshot;

use super::{
    endpoint::Endpoint,
    flight::Flight,
    session::{Need, Next, Session, Ticket},
    times::renew_at,
};
use crate::{
    StoredToken, TokenAccount, TokenStore,
    auth::{
        bearer::bearer,
        error::{CredentialError, Task, Trouble},
    },
    clock::Clock,
};

/// The tokens of one service account. It is below the transports that send calls again, and its requests go past them.
#[derive(Debug)]
pub(crate) struct TokenSource {
    account: TokenAccount,
    endpoint: Endpoint,
    store: Option<Arc<dyn TokenStore>>,
    clock: Clock,
    session: Mutex<Session>,
}

impl TokenSource {
    pub(crate) fn new(
        account: TokenAccount,
        endpoint: Endpoint,
        store: Option<Arc<dyn TokenStore>>,
        clock: Clock,
    ) -> Arc<Self> {
        Arc::new(Self { account, endpoint, store, clock, session: Mutex::default() })
    }

    pub(crate) fn client_id(&self) -> &str {
        self.endpoint.client_id()
    }

    /// What a request carries, drawn first if need be.
    pub(super) async fn ticket(self: &Arc<Self>) -> Result<Ticket, CredentialError> {
        let flight = {
            let mut session = self.session();
            match session.need(self.clock.now()) {
                Need::Nothing(ticket) => return Ok(ticket),
                Need::Next(ticket) => {
                    self.join(&mut session, false);
                    return Ok(ticket);
                }
                Need::Token => self.join(&mut session, false),
            }
        };
        self.wait_for(flight, false).await
    }

    /// Takes note that the request with `ticket` was let in.
    pub(super) fn accepted(&self, ticket: &Ticket) {
        self.session().accepted(ticket);
    }

    /// What the request that was answered `401` can carry instead, if that is worth a try.
    pub(super) async fn after_refusal(self: &Arc<Self>, ticket: &Ticket) -> Result<Option<Ticket>, CredentialError> {
        let flight = {
            let mut session = self.session();
            match session.refused(ticket, self.clock.now()) {
                Next::GiveUp => return Ok(None),
                Next::Retry(ticket) => return Ok(Some(ticket)),
                Next::Draw => self.join(&mut session, true),
            }
        };
        self.wait_for(flight, true).await.map(Some)
    }

    /// Ends the token in use, and the one that is kept, if there are any.
    pub(crate) async fn revoke(&self) -> Result<(), CredentialError> {
        let lock = self.lock(Task::Revoke).await?;
        let kept = self.in_store(Task::Revoke, |store, account| store.load(account)).await?.flatten();
        let kept = kept.map(|kept| kept.token().clone());
        let used = self.session().token().cloned().filter(|used| kept.as_ref() != Some(used));
        for token in kept.iter().chain(&used) {
            self.endpoint.revoke(token).await?;
            self.session().forget(token);
        }
        self.in_store(Task::Revoke, |store, account| store.forget(account)).await?;
        drop(lock);
        Ok(())
    }

    /// The drawing that is under way, or one that begins now. It goes on whatever becomes of the calls that wait for it.
    fn join(self: &Arc<Self>, session: &mut Session, replaces: bool) -> Flight {
        if let Some(flight) = session.flight.clone().filter(Flight::is_under_way) {
            return flight;
        }
        let (flight, landing) = Flight::new();
        session.flight = Some(flight.clone());
        let instead_of = session.replaced().cloned();
        if let Some(refused) = instead_of.as_ref().filter(|_| replaces) {
            session.forget(refused);
        }
        let source = Arc::clone(self);
        tokio::spawn(async move {
            let drawn = source.draw(instead_of).await;
            let outcome = source.settle(drawn, replaces);
            landing.settle(outcome);
        });
        flight
    }

    async fn wait_for(self: &Arc<Self>, flight: Flight, replaces: bool) -> Result<Ticket, CredentialError> {
        if let Some(outcome) = flight.outcome().await {
            return outcome;
        }
        // The runtime of the call that began it has ended; in this call's, there is one that has not.
        let flight = self.join(&mut self.session(), replaces);
        let interrupted = || Err(CredentialError::new(self.client_id(), Task::Draw, Trouble::Interrupted));
        flight.outcome().await.unwrap_or_else(interrupted)
    }

    fn settle(&self, drawn: Result<StoredToken, CredentialError>, replaces: bool) -> Result<Ticket, CredentialError> {
        let now = self.clock.now();
        let mut session = self.session();
        session.flight = None;
        let kept = drawn.and_then(|token| match bearer(token.token()) {
            Some(header) => Ok((token, header)),
            None => Err(CredentialError::new(self.client_id(), Task::Draw, Trouble::Unreadable)),
        });
        match kept {
            Ok((token, header)) => Ok(session.keep(token, header, now, replaces)),
            Err(error) => {
                tracing::warn!(client_id = self.client_id(), %error, "no access token");
                session.failed(now);
                Err(error)
            }
        }
    }

    /// A token in the place of another: one that somebody else has put into the store by now, or a new one.
    async fn draw(&self, instead_of: Option<Secret>) -> Result<StoredToken, CredentialError> {
        let lock = self.lock(Task::Draw).await?;
        let kept = self.in_store(Task::Draw, |store, account| store.load(account)).await?.flatten();
        let now = self.clock.now();
        let fresh = |kept: &StoredToken| now < renew_at(kept) && Some(kept.token()) != instead_of.as_ref();
        if let Some(kept) = kept.filter(fresh) {
            tracing::debug!(client_id = self.client_id(), "access token from the store");
            return Ok(kept);
        }
        let token = self.endpoint.draw().await?;
        tracing::debug!(client_id = self.client_id(), "new access token");
        let saved = token.clone();
        if let Err(error) = self.in_store(Task::Draw, move |store, account| store.save(account, &saved)).await {
            tracing::warn!(client_id = self.client_id(), %error, "the access token is not kept");
        }
        drop(lock);
        Ok(token)
    }

    async fn lock(&self, task: Task) -> Result<Option<Box<dyn Send>>, CredentialError> {
        self.in_store(task, |store, account| store.lock(account)).await
    }

    /// Does something with the store, if there is one, on a thread of its own: it may block, and on one of a pool it could
    /// hold up the one that it waits for.
    async fn in_store<V: Send + 'static>(
        &self,
        task: Task,
        act: impl FnOnce(&dyn TokenStore, &TokenAccount) -> io::Result<V> + Send + 'static,
    ) -> Result<Option<V>, CredentialError> {
        let Some(store) = self.store.clone() else { return Ok(None) };
        let account = self.account.clone();
        let (done, outcome) = oneshot::channel();
        let begun = std::thread::Builder::new().name("atlas-token-store".to_owned()).spawn(move || {
            let _ = done.send(act(&*store, &account));
        });
        let gone = |_| Err(io::Error::other("it gave no answer"));
        let outcome = match begun {
            Ok(_) => outcome.await.unwrap_or_else(gone),
            Err(error) => Err(error),
        };
        outcome.map(Some).map_err(|error| CredentialError::caused(self.client_id(), task, Trouble::Store, error.into()))
    }

    /// The session, for the moment of one decision: the guard never lives across an `await`.
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
