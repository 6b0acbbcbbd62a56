//! The step that signs, in the way of the client's credentials.

use std::sync::Arc;

use atlas_gen::{Operation, Transport, TransportFuture};
use reqwest::Request;

use super::{
    AccessToken, ApiKey, DigestAuth, TokenSource, access_token::AccessTokenAuth, service_account::ServiceAccountAuth,
};

/// Signs each request and hands it to the next transport.
#[derive(Debug)]
pub(crate) enum Signed<T> {
    Digest(DigestAuth<T>),
    ServiceAccount(ServiceAccountAuth<T>),
    AccessToken(AccessTokenAuth<T>),
}

impl<T: Transport> Signed<T> {
    pub(crate) fn with_key(next: T, key: ApiKey) -> Self {
        Self::Digest(DigestAuth::new(next, key))
    }

    pub(crate) fn with_account(next: T, source: Arc<TokenSource>) -> Self {
        Self::ServiceAccount(ServiceAccountAuth::new(next, source))
    }

    pub(crate) fn with_token(next: T, token: AccessToken) -> Self {
        Self::AccessToken(AccessTokenAuth::new(next, token))
    }
}

impl<T: Transport> Transport for Signed<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        match self {
            Self::Digest(auth) => Transport::send(auth, request, operation),
            Self::ServiceAccount(auth) => Transport::send(auth, request, operation),
            Self::AccessToken(auth) => Transport::send(auth, request, operation),
        }
    }
}
