//! HTTP Digest, with a challenge that is kept.
//!
//! A client that asks for a challenge before each call pays every call twice. The nonce of a challenge is good for
//! many requests, as long as each counts one further, so here it is drawn once and kept: a hundred calls cost a hundred
//! and one requests.

mod challenge;
mod prepared;
mod session;

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use atlas_gen::{Operation, Transport, TransportError, TransportFuture};
use http::{StatusCode, header::AUTHORIZATION};
use reqwest::{Request, Response};

use self::{
    challenge::Challenge,
    session::{Next, Session, Ticket, after_unauthorized},
};
use super::ApiKey;

/// Signs each request with an API key and hands it to the next transport.
#[derive(Debug)]
pub(crate) struct DigestAuth<T> {
    next: T,
    key: ApiKey,
    session: Mutex<Session>,
    /// Held by the one call that draws the first challenge.
    drawing: tokio::sync::Mutex<()>,
    /// Whether the server has let in a request that was not signed, so that there is no challenge to wait for.
    unasked: AtomicBool,
}

impl<T: Transport> DigestAuth<T> {
    pub(crate) fn new(next: T, key: ApiKey) -> Self {
        Self {
            next,
            key,
            session: Mutex::default(),
            drawing: tokio::sync::Mutex::default(),
            unasked: AtomicBool::new(false),
        }
    }

    async fn send(&self, mut request: Request, operation: &'static Operation) -> Result<Response, TransportError> {
        let mut ticket = self.session().ticket();
        let mut drawing = None;
        if ticket.is_none() && !self.unasked.load(Relaxed) {
            // The first of many concurrent calls draws the challenge; the others wait for it, once. If it drew none,
            // they go on side by side, so that one dead connection does not hold up all of them in turn.
            match self.drawing.try_lock() {
                Ok(guard) => drawing = Some(guard),
                Err(_) => drop(self.drawing.lock().await),
            }
            ticket = self.session().ticket();
        }
        loop {
            // A body that is a stream can't be sent twice; its request has one try.
            let spare = request.try_clone();
            if let Some(ticket) = &ticket {
                self.sign(&mut request, ticket)?;
            }
            let answer = self.next.send(request, operation).await?;
            if answer.status() != StatusCode::UNAUTHORIZED {
                match ticket {
                    Some(ticket) => self.session().accepted(ticket),
                    None => self.unasked.store(answer.status().is_success(), Relaxed),
                }
                return Ok(answer);
            }
            let (Some(challenge), Some(spare)) = (Challenge::from_headers(answer.headers()), spare) else {
                return Ok(answer);
            };
            let stale = challenge.is_stale();
            ticket = match after_unauthorized(ticket.as_ref(), stale) {
                Next::GiveUp => return Ok(answer),
                Next::Share => Some(self.session().share(challenge)),
                Next::Renew { generation } => Some(Ticket::renewed(challenge, generation)),
            };
            tracing::debug!(stale, "new digest challenge");
            drawing.take();
            // Read to its end, the answer leaves its connection free for the next request.
            let _ = answer.bytes().await;
            request = spare;
        }
    }

    fn sign(&self, request: &mut Request, ticket: &Ticket) -> Result<(), TransportError> {
        let url = request.url();
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let authorization = ticket.challenge.answer(ticket.count, &self.key, request.method(), &target)?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        Ok(())
    }

    /// The session, for the moment of one decision: the guard never lives across an `await`.
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Transport> Transport for DigestAuth<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(self.send(request, operation))
    }
}
