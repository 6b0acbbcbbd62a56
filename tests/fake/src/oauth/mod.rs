//! Service accounts: the endpoints that give out and end tokens, and requests that carry one.

mod account;
mod grant;
mod refusal;
mod tokens;

use chrono::{DateTime, Utc};
use http::{Method, StatusCode};
use serde_json::json;

pub(crate) use self::account::ServiceAccount;
use self::refusal::Refusal;
use self::tokens::Tokens;
use crate::answer::Answer;
use crate::auth_params;
use crate::error::ApiError;
use crate::request::Request;

const TOKEN: &str = "/api/oauth/token";
const REVOKE: &str = "/api/oauth/revoke";

/// What faults call the endpoints, which are no operations of the API document.
pub(crate) const OPERATIONS: [&str; 2] = ["oauthToken", "oauthRevoke"];

/// The only service account, and its tokens.
pub(crate) struct OAuth {
    account: ServiceAccount,
    tokens: Tokens,
}

/// The name of the endpoint that a request is for, if it is for one.
pub(crate) fn operation(request: &Request) -> Option<&'static str> {
    match request.path.as_str() {
        TOKEN => Some(OPERATIONS[0]),
        REVOKE => Some(OPERATIONS[1]),
        _ => None,
    }
}

impl OAuth {
    pub(crate) fn new(account: ServiceAccount) -> Self {
        Self { account, tokens: Tokens::default() }
    }

    /// Forgets all tokens, and who asked for one.
    pub(crate) fn reset(&mut self) {
        self.tokens = Tokens::default();
    }

    pub(crate) fn client_id(&self) -> &str {
        &self.account.client_id
    }

    /// Lets no token be good any longer that was given out so far.
    pub(crate) fn expire(&mut self) {
        self.tokens.expire();
    }

    /// The answer to a request for one of the endpoints; `None` if it is for neither.
    pub(crate) fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Option<Answer> {
        let endpoint = operation(request)?;
        let answer = match endpoint {
            _ if request.method != Method::POST => Err(Refusal::method_not_allowed()),
            _ if endpoint == OPERATIONS[0] => self.give_out(request, now),
            _ => self.revoke(request),
        };
        Some(answer.unwrap_or_else(Answer::from))
    }

    /// Lets a request in that carries a token that is good; `None` if it carries no token at all.
    pub(crate) fn check(&self, request: &Request, now: DateTime<Utc>) -> Option<Result<(), ApiError>> {
        let token = auth_params::of_scheme(request.credentials()?, "Bearer")?;
        let challenge = || "Bearer realm=\"MMS Public API\", error=\"invalid_token\"".to_owned();
        Some(if self.tokens.is_good(token, now) { Ok(()) } else { Err(ApiError::unauthorized(challenge())) })
    }

    /// The rate is minded before the secret, so that secrets can't be guessed.
    fn give_out(&mut self, request: &Request, now: DateTime<Utc>) -> Result<Answer, Refusal> {
        let sender = grant::sender(request)?;
        self.tokens.admit(request.peer, &sender.client_id, now)?;
        self.account.check(&sender)?;
        grant::check(&sender)?;
        let token = self.tokens.give_out(now)?;
        Ok(success(
            &json!({ "access_token": token, "expires_in": tokens::LIFETIME.num_seconds(), "token_type": "Bearer" }),
        ))
    }

    /// A token that is none, or none any longer, is ended already.
    fn revoke(&mut self, request: &Request) -> Result<Answer, Refusal> {
        let sender = grant::sender(request)?;
        self.account.check(&sender)?;
        let token = sender.form("token").ok_or_else(|| Refusal::invalid_request("The token is missing."))?;
        self.tokens.revoke(token);
        Ok(success(&json!({})))
    }
}

fn success(body: &serde_json::Value) -> Answer {
    Answer {
        status: StatusCode::OK,
        content_type: "application/json".to_owned(),
        headers: refusal::UNKEPT.map(|(name, value)| (name, value.to_owned())).into(),
        body: body.to_string().into_bytes(),
        ..Answer::default()
    }
}
