//! Service accounts: the endpoints that give out and end tokens, and requests that carry one.

mod account;
mod grant;
mod refusal;
mod tokens;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use http::header::AUTHORIZATION;
use http::{Method, StatusCode};
use serde_json::json;

pub(crate) use self::account::ServiceAccount;
use self::grant::Sender;
use self::refusal::Refusal;
use self::tokens::Tokens;
use crate::answer::Answer;
use crate::credentials;
use crate::request::Request;
use crate::store::Store;

const TOKEN: &str = "/api/oauth/token";
const REVOKE: &str = "/api/oauth/revoke";

/// What faults call the endpoints, which are no operations of the API document.
pub(crate) const OPERATIONS: [&str; 2] = ["oauthToken", "oauthRevoke"];

/// The service account that is there from the start, and the tokens of all accounts by their client ids.
pub(crate) struct OAuth {
    account: ServiceAccount,
    tokens: HashMap<String, Tokens>,
}

/// The name of the endpoint that a request is for, if it is for one.
pub(crate) fn operation(request: &Request) -> Option<&'static str> {
    match request.path.as_str() {
        _ if request.method != Method::POST => None,
        TOKEN => Some(OPERATIONS[0]),
        REVOKE => Some(OPERATIONS[1]),
        _ => None,
    }
}

impl OAuth {
    pub(crate) fn new(account: ServiceAccount) -> Self {
        Self { account, tokens: HashMap::new() }
    }

    /// Lets no token be good any longer that was given out so far.
    pub(crate) fn expire(&mut self) {
        self.tokens.values_mut().for_each(Tokens::expire);
    }

    /// The answer to a request for one of the endpoints; `None` if it is for neither.
    pub(crate) fn answer(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Option<Answer> {
        let endpoint = operation(request)?;
        let answer = if endpoint == OPERATIONS[0] {
            self.give_out(request, store, now)
        } else {
            self.revoke(request, store, now)
        };
        Some(answer.unwrap_or_else(Answer::from))
    }

    /// Whose token a request carries, if it is good: a token ends with the secret that it was given out for.
    pub(crate) fn client_of(&self, request: &Request, store: &Store, now: DateTime<Utc>) -> Option<&str> {
        let (scheme, token) = request.header(AUTHORIZATION)?.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        let (client, secret) =
            self.tokens.iter().find_map(|(client, tokens)| Some((client, tokens.secret_of(token, now)?)))?;
        self.knows(store, client, secret, now).then_some(client)
    }

    fn knows(&self, store: &Store, client_id: &str, secret: &str, now: DateTime<Utc>) -> bool {
        self.account.is(client_id, secret) || credentials::has_secret(store, client_id, secret, now)
    }

    fn check(&self, sender: &Sender, store: &Store, now: DateTime<Utc>) -> Result<(), Refusal> {
        let is_known = self.knows(store, &sender.client_id, &sender.client_secret, now);
        if is_known { Ok(()) } else { Err(Refusal::invalid_client()) }
    }

    /// The rate is minded before the secret, so that secrets can't be guessed.
    fn give_out(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Result<Answer, Refusal> {
        let sender = grant::sender(request).ok_or_else(Refusal::no_client)?;
        self.tokens.entry(sender.client_id.clone()).or_default().admit(now)?;
        self.check(&sender, store, now)?;
        grant::check(&sender)?;
        let token = self.tokens.entry(sender.client_id).or_default().give_out(&sender.client_secret, now)?;
        Ok(success(
            &json!({ "access_token": token, "expires_in": tokens::LIFETIME.num_seconds(), "token_type": "Bearer" }),
        ))
    }

    /// A token that is none, or none any longer, is ended already.
    fn revoke(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Result<Answer, Refusal> {
        let sender = grant::sender(request).ok_or_else(Refusal::no_client)?;
        self.check(&sender, store, now)?;
        let token = sender.form("token").ok_or_else(|| Refusal::invalid_request("The token is missing."))?;
        self.tokens.entry(sender.client_id.clone()).or_default().revoke(token);
        Ok(success(&json!({})))
    }
}

fn success(body: &serde_json::Value) -> Answer {
    Answer {
        status: StatusCode::OK,
        content_type: "application/json".to_owned(),
        body: body.to_string().into_bytes(),
        ..Answer::default()
    }
}
