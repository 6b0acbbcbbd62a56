//! The transport that authenticates requests with the token of a service account.

use std::sync::Arc;

use atlas_gen::{CallContext, HttpResponse, Request, Transport, TransportError, TransportFuture};
use http::{StatusCode, header::AUTHORIZATION};

use super::TokenSource;
use crate::{
    request::RetryOptions,
    transport::{Awaited, Deadline, NotSent},
};

/// A transport that adds a token to each request, and retries it once with another token after a `401`.
#[derive(Debug)]
pub(crate) struct ServiceAccountAuth<T> {
    next: T,
    source: Arc<TokenSource>,
}

impl<T: Transport> ServiceAccountAuth<T> {
    /// Returns the transport that sends requests without this authentication.
    pub(in crate::auth) fn next(&self) -> &T {
        &self.next
    }

    pub(crate) fn new(next: T, source: Arc<TokenSource>) -> Self {
        Self { next, source }
    }

    async fn send(&self, mut request: Request, context: CallContext) -> Result<HttpResponse, TransportError> {
        let deadline = Deadline::of(&request);
        let policy = context.extensions().get::<RetryOptions>().and_then(|options| options.policy);
        let lease =
            deadline.wait(Awaited::Token, self.source.lease(policy)).await.map_err(|error| NotSent(error.into()))?;
        let lease = lease.map_err(|error| NotSent(error.into()))?;
        deadline.limit(&mut request, Awaited::Token).map_err(|error| NotSent(error.into()))?;
        let mut retry_request = request.clone();
        request.headers_mut().insert(AUTHORIZATION, lease.header.clone());
        let response = self.next.send(request, context.clone()).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            self.source.accepted(&lease);
            return Ok(response);
        }
        let other = deadline.wait(Awaited::Token, self.source.after_unauthorized(&lease, policy)).await??;
        let Some(lease) = other else {
            return Ok(response);
        };
        // Reading the body to its end makes the connection reusable for the next request.
        let _ = response.into_body().bytes().await;
        deadline.limit(&mut retry_request, Awaited::Token)?;
        retry_request.headers_mut().insert(AUTHORIZATION, lease.header.clone());
        let response = self.next.send(retry_request, context).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            self.source.accepted(&lease);
        }
        Ok(response)
    }
}

impl<T: Transport> Transport for ServiceAccountAuth<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(self.send(request, context))
    }
}
