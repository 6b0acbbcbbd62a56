//! An access token that the caller has got elsewhere.

use std::fmt;

use atlas_gen::{Operation, Secret, Transport, TransportError, TransportFuture};
use http::{HeaderValue, Response, StatusCode, header::AUTHORIZATION};
use reqwest::Request;

use super::{CredentialError, bearer::bearer};
use crate::Error;

/// A token of a form that can be sent, as the value of a header.
#[derive(Clone)]
pub(crate) struct AccessToken(HeaderValue);

impl AccessToken {
    pub(crate) fn new(token: &Secret) -> Result<Self, Error> {
        let refuse = |rule: &str| Err(Error::invalid_argument("access token", rule));
        let text = token.expose();
        if text.is_empty() {
            return refuse("it is empty");
        }
        if text.starts_with("mdb_sa_") {
            return refuse("this is the id or the secret of a service account; set both with `service_account`");
        }
        match bearer(token) {
            Some(header) => Ok(Self(header)),
            None => refuse("it has to be of visible ASCII characters only, without `Bearer` before it"),
        }
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken")
    }
}

/// Puts the token on each request. There is nothing to be done about one that does not work any longer but to say so.
#[derive(Debug)]
pub(crate) struct AccessTokenAuth<T> {
    next: T,
    token: AccessToken,
}

impl<T: Transport> AccessTokenAuth<T> {
    pub(crate) fn new(next: T, token: AccessToken) -> Self {
        Self { next, token }
    }

    async fn send(
        &self,
        mut request: Request,
        operation: &'static Operation,
    ) -> Result<reqwest::Response, TransportError> {
        request.headers_mut().insert(AUTHORIZATION, self.token.0.clone());
        let mut answer = self.next.send(request, operation).await?;
        if answer.status() != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        let mut refusal = Response::new(());
        *refusal.status_mut() = answer.status();
        *refusal.headers_mut() = std::mem::take(answer.headers_mut());
        // The status says more than that its body broke off.
        let body = answer.bytes().await.unwrap_or_default();
        Err(CredentialError::expired(&refusal.map(|()| body)).into())
    }
}

impl<T: Transport> Transport for AccessTokenAuth<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(self.send(request, operation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_no_token_is_refused_and_not_shown() {
        for (text, rule) in [
            ("", "it is empty"),
            ("Bearer hunter22", "it has to be of visible ASCII characters only, without `Bearer` before it"),
            ("hunter22\n", "it has to be of visible ASCII characters only, without `Bearer` before it"),
            (
                "mdb_sa_sk_hunter22",
                "this is the id or the secret of a service account; set both with `service_account`",
            ),
        ] {
            let error = AccessToken::new(&text.into()).unwrap_err();
            assert!(error.is_invalid_argument());
            assert_eq!(error.to_string(), format!("access token: {rule}"));
        }
        assert_eq!(format!("{:?}", AccessToken::new(&"hunter22".into()).unwrap()), "AccessToken");
    }
}
