//! Why there is no token to sign with, or why the one that was given does not work.

use std::{error::Error as StdError, fmt, sync::Arc};

use atlas_gen::ApiError;
use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use serde_json::Value;

use crate::error::BoxError;

/// A failure of the credentials. All calls that waited for one token share it.
#[derive(Clone)]
pub(crate) struct CredentialError(Arc<Inner>);

struct Inner {
    /// Of the service account; a token that was given has none that is known.
    client_id: Option<String>,
    task: Task,
    trouble: Trouble,
    answer: Option<Answer>,
    source: Option<BoxError>,
}

/// What was to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// To get a token.
    Draw,
    /// To end one.
    Revoke,
    /// To use one that was given.
    Use,
}

/// What was in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The id or the secret is wrong.
    Rejected,
    /// The account has as many tokens as it can have.
    Full,
    /// Too many tokens were asked for.
    Limited,
    /// Another answer that is no success.
    Refused,
    /// No answer.
    Unreachable,
    /// A success without a token in it.
    Unreadable,
    /// The store of tokens failed.
    Store,
    /// The runtime in which the token was drawn is gone.
    Interrupted,
    /// The token that was given does not work, or does not work any longer.
    Expired,
}

/// What is known of an answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    error: ApiError,
}

impl CredentialError {
    pub(crate) fn new(client_id: &str, task: Task, trouble: Trouble) -> Self {
        Self::with(Some(client_id), task, trouble, None, None)
    }

    pub(crate) fn caused(client_id: &str, task: Task, trouble: Trouble, source: BoxError) -> Self {
        Self::with(Some(client_id), task, trouble, None, Some(source))
    }

    /// An answer of the endpoints for tokens that is no success.
    pub(crate) fn refused(client_id: &str, task: Task, answer: &Response<Bytes>) -> Self {
        let answer = Answer::new(answer);
        let trouble = judge(answer.status, answer.error.code.as_deref());
        Self::with(Some(client_id), task, trouble, Some(answer), None)
    }

    /// A `401` to a token that was given.
    pub(crate) fn expired(answer: &Response<Bytes>) -> Self {
        Self::with(None, Task::Use, Trouble::Expired, Some(Answer::new(answer)), None)
    }

    fn with(
        client_id: Option<&str>,
        task: Task,
        trouble: Trouble,
        answer: Option<Answer>,
        source: Option<BoxError>,
    ) -> Self {
        Self(Arc::new(Inner { client_id: client_id.map(str::to_owned), task, trouble, answer, source }))
    }

    pub(crate) fn status(&self) -> Option<StatusCode> {
        Some(self.0.answer.as_ref()?.status)
    }

    pub(crate) fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.0.answer.as_ref()?.headers)
    }

    pub(crate) fn api_error(&self) -> Option<&ApiError> {
        Some(&self.0.answer.as_ref()?.error)
    }

    /// Whether the same may succeed in a while.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self.0.trouble, Trouble::Limited | Trouble::Unreachable | Trouble::Interrupted)
            || self.status().is_some_and(|status| status.is_server_error())
    }

    /// What a caller can do about it.
    pub(crate) fn advice(&self) -> Option<&'static str> {
        Some(match self.0.trouble {
            Trouble::Rejected => {
                "check the client id and the client secret, and that the secret has not expired; one that was just \
                 created can take a moment to work"
            }
            Trouble::Full => {
                "the account has the 100 tokens that it can have at a time; keep one across runs with `token_store`, end \
                 those that are not needed with `revoke_token`, or wait until they expire, an hour after they were drawn"
            }
            Trouble::Limited => {
                "an account gets 10 tokens a minute; share one client, and keep its token across runs with `token_store`"
            }
            Trouble::Expired => {
                "the access token has probably expired, which one does within an hour; get a new one, or set a service \
                 account, whose tokens the client renews itself"
            }
            _ => return None,
        })
    }
}

/// What an answer without success says about the account.
fn judge(status: StatusCode, code: Option<&str>) -> Trouble {
    match (status, code) {
        (StatusCode::TOO_MANY_REQUESTS, _) => Trouble::Limited,
        (_, Some("invalid_client")) | (StatusCode::UNAUTHORIZED, _) => Trouble::Rejected,
        (StatusCode::FORBIDDEN, Some("access_denied")) => Trouble::Full,
        _ => Trouble::Refused,
    }
}

impl Answer {
    /// Reads the body in Atlas's form and in that of OAuth, which has other names for the same.
    fn new(answer: &Response<Bytes>) -> Self {
        let mut error = ApiError::from_body(answer.body());
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        error.code = error.code.or_else(|| text("error"));
        error.detail = error.detail.or_else(|| text("error_description"));
        Self { status: answer.status(), headers: answer.headers().clone(), error }
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { client_id, task, trouble, answer, .. } = &*self.0;
        match (task, client_id) {
            (Task::Draw, Some(id)) => write!(f, "got no access token for the service account {id}: ")?,
            (Task::Revoke, Some(id)) => write!(f, "could not revoke the access token of the service account {id}: ")?,
            _ => f.write_str("was refused: ")?,
        }
        if let Some(Answer { status, error, .. }) = answer {
            write!(f, "{status}")?;
            if let Some(code) = &error.code {
                write!(f, ", {code}")?;
            }
            return match &error.detail {
                Some(detail) => write!(f, ": {detail}"),
                None => Ok(()),
            };
        }
        f.write_str(match trouble {
            Trouble::Unreachable => "the endpoint for tokens did not answer",
            Trouble::Unreadable => "the answer of the endpoint for tokens has none that can be read",
            Trouble::Interrupted => "the runtime in which it was asked for has ended",
            Trouble::Store => {
                // The store says which file it is and what to do; a chain of causes is not always shown.
                return write!(
                    f,
                    "the store of tokens failed: {}",
                    self.0.source.as_deref().map_or_else(String::new, ToString::to_string,)
                );
            }
            _ => "it was refused",
        })
    }
}

/// The secret is no part of it, and neither is a token.
impl fmt::Debug for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { client_id, task, trouble, source, .. } = &*self.0;
        f.debug_struct("CredentialError")
            .field("client_id", client_id)
            .field("task", task)
            .field("trouble", trouble)
            .field("status", &self.status())
            .field("api_error", &self.api_error())
            .field("source", source)
            .finish()
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = self.0.source.as_deref()?;
        Some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_what_is_wrong_with_the_account() {
        for (status, code, expected) in [
            (401, None, Trouble::Rejected),
            (401, Some("invalid_client"), Trouble::Rejected),
            (400, Some("invalid_client"), Trouble::Rejected),
            (403, Some("access_denied"), Trouble::Full),
            (403, Some("IP_ADDRESS_NOT_ON_ACCESS_LIST"), Trouble::Refused),
            (403, None, Trouble::Refused),
            (429, None, Trouble::Limited),
            (429, Some("invalid_client"), Trouble::Limited),
            (400, Some("invalid_request"), Trouble::Refused),
            (503, None, Trouble::Refused),
        ] {
            assert_eq!(judge(StatusCode::from_u16(status).unwrap(), code), expected, "{status}, {code:?}");
        }
    }

    #[test]
    fn an_error_of_oauth_is_read_like_one_of_atlas() {
        let body = br#"{"error":"invalid_client","error_description":"No such client."}"#;
        let answer = Response::builder().status(401).body(Bytes::from_static(body)).unwrap();
        let error = CredentialError::refused("mdb_sa_id_1", Task::Draw, &answer);
        let expected = "got no access token for the service account mdb_sa_id_1: 401 Unauthorized, invalid_client: No such client.";
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.api_error().unwrap().code.as_deref(), Some("invalid_client"));
    }
}
