//! An access token obtained by the caller.

use std::fmt;

use atlas_gen::{CallContext, HttpResponse, Request, Secret, Transport, TransportError, TransportFuture};
use http::{HeaderValue, Response, StatusCode, header::AUTHORIZATION};

use super::{CredentialError, bearer::bearer, pasted};
use crate::Error;

/// A validated access token, as the value of the `Authorization` header.
#[derive(Clone)]
pub(crate) struct AccessToken(HeaderValue);

impl AccessToken {
    pub(crate) fn new(token: &Secret) -> Result<Self, Error> {
        let refuse = |rule: &str| Err(Error::invalid_argument("access token", rule));
        let text = token.expose();
        if text.is_empty() {
            return refuse("must not be empty");
        }
        if let Some(rule) = pasted::mistake(text) {
            return refuse(rule);
        }
        if text.starts_with("mdb_sa_") {
            return refuse("value is the id or the secret of a service account; set both with `service_account`");
        }
        match bearer(token) {
            Some(header) => Ok(Self(header)),
            None => refuse("must contain only visible ASCII characters; pass the token without the prefix `Bearer`"),
        }
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken")
    }
}

/// A transport that adds the access token to each request.
///
/// The client cannot refresh this token, so a `401` becomes an error.
#[derive(Debug)]
pub(crate) struct AccessTokenAuth<T> {
    next: T,
    token: AccessToken,
}

impl<T: Transport> AccessTokenAuth<T> {
    /// Returns the transport that sends requests without this authentication.
    pub(in crate::auth) fn next(&self) -> &T {
        &self.next
    }

    pub(crate) fn new(next: T, token: AccessToken) -> Self {
        Self { next, token }
    }

    async fn send(&self, mut request: Request, context: CallContext) -> Result<HttpResponse, TransportError> {
        request.headers_mut().insert(AUTHORIZATION, self.token.0.clone());
        let response = self.next.send(request, context).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        let (head, body) = response.into_parts();
        // The status is more useful to the caller than an error about an incomplete body.
        let body = body.bytes().await.unwrap_or_default();
        Err(CredentialError::expired(&Response::from_parts(head, body)).into())
    }
}

impl<T: Transport> Transport for AccessTokenAuth<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(self.send(request, context))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_token_is_rejected_and_not_shown() {
        let characters = "must contain only visible ASCII characters; pass the token without the prefix `Bearer`";
        for (text, rule) in [
            ("", "must not be empty"),
            ("Bearer hunter22", characters),
            ("hunter22\n", characters),
            ("\"hunter22\"", "must not be in quotes; pass the text between them"),
            (
                r#"{"access_token":"hunter22"}"#,
                "value is JSON, such as a secret store returns; pass the text of one of its properties",
            ),
            (
                "mdb_sa_sk_hunter22",
                "value is the id or the secret of a service account; set both with `service_account`",
            ),
        ] {
            let error = AccessToken::new(&text.into()).unwrap_err();
            assert!(error.is_invalid_argument());
            assert_eq!(error.to_string(), format!("access token: {rule}"));
        }
        assert_eq!(format!("{:?}", AccessToken::new(&"hunter22".into()).unwrap()), "AccessToken");
    }
}
