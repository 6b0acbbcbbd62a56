//! The transport that authenticates requests, for each kind of credentials.

use std::sync::Arc;

use atlas_gen::{CallContext, Request, Transport, TransportFuture};

use super::{
    AccessToken, ApiKey, DigestAuth, TokenSource, access_token::AccessTokenAuth, service_account::ServiceAccountAuth,
};

/// A transport that authenticates each request.
#[derive(Debug)]
pub(crate) enum Authenticate<T> {
    Digest(DigestAuth<T>),
    ServiceAccount(ServiceAccountAuth<T>),
    AccessToken(AccessTokenAuth<T>),
    /// Requests to other servers have no credentials.
    Anonymous(T),
}

impl<T: Transport> Authenticate<T> {
    pub(crate) fn with_key(next: T, key: ApiKey) -> Self {
        Self::Digest(DigestAuth::new(next, key))
    }

    pub(crate) fn with_account(next: T, source: Arc<TokenSource>) -> Self {
        Self::ServiceAccount(ServiceAccountAuth::new(next, source))
    }

    pub(crate) fn with_token(next: T, token: AccessToken) -> Self {
        Self::AccessToken(AccessTokenAuth::new(next, token))
    }

    pub(crate) fn anonymous(next: T) -> Self {
        Self::Anonymous(next)
    }
}

/// The part of a path that all operations have for which Atlas requires no credentials.
const UNAUTHENTICATED: &str = "/api/atlas/v2/unauth/";

impl<T: Transport> Transport for Authenticate<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        let is_unauthenticated = request.url().path().contains(UNAUTHENTICATED);
        match self {
            Self::Digest(auth) if is_unauthenticated => auth.next().send(request, context),
            Self::ServiceAccount(auth) if is_unauthenticated => auth.next().send(request, context),
            Self::AccessToken(auth) if is_unauthenticated => auth.next().send(request, context),
            Self::Anonymous(next) => next.send(request, context),
            Self::Digest(auth) => Transport::send(auth, request, context),
            Self::ServiceAccount(auth) => Transport::send(auth, request, context),
            Self::AccessToken(auth) => Transport::send(auth, request, context),
        }
    }
}
