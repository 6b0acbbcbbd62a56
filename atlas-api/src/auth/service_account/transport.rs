//! Puts the token of a service account on each request.

use std::sync::Arc;

use atlas_gen::{Operation, Transport, TransportError, TransportFuture};
use http::{StatusCode, header::AUTHORIZATION};
use reqwest::{Request, Response};

use super::TokenSource;

/// Hands each request to the next transport with a token, and once more with another if that is refused.
#[derive(Debug)]
pub(crate) struct ServiceAccountAuth<T> {
    next: T,
    source: Arc<TokenSource>,
}

impl<T: Transport> ServiceAccountAuth<T> {
    pub(crate) fn new(next: T, source: Arc<TokenSource>) -> Self {
        Self { next, source }
    }

    async fn send(&self, mut request: Request, operation: &'static Operation) -> Result<Response, TransportError> {
        let ticket = self.source.ticket().await?;
        // A body that is a stream can't be sent twice; its request has one try.
        let spare = request.try_clone();
        request.headers_mut().insert(AUTHORIZATION, ticket.header.clone());
        let answer = self.next.send(request, operation).await?;
        if answer.status() != StatusCode::UNAUTHORIZED {
            self.source.accepted(&ticket);
            return Ok(answer);
        }
        let (Some(ticket), Some(mut request)) = (self.source.after_refusal(&ticket).await?, spare) else {
            return Ok(answer);
        };
        // Read to its end, the answer leaves its connection free for the next request.
        let _ = answer.bytes().await;
        request.headers_mut().insert(AUTHORIZATION, ticket.header.clone());
        let answer = self.next.send(request, operation).await?;
        if answer.status() != StatusCode::UNAUTHORIZED {
            self.source.accepted(&ticket);
        }
        Ok(answer)
    }
}

impl<T: Transport> Transport for ServiceAccountAuth<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(self.send(request, operation))
    }
}
