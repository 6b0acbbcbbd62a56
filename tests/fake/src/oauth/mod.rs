//! Service accounts: the endpoints that give out and end tokens, and requests that carry one.

mod account;
mod grant;
mod refusal;
mod requests;
mod tokens;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use http::{Method, StatusCode};
use serde_json::json;

pub(crate) use self::account::ServiceAccount;
use self::grant::ClientRequest;
use self::refusal::Refusal;
use self::requests::Requests;
use self::tokens::Tokens;
use crate::auth_params;
use crate::credentials;
use crate::error::ApiError;
use crate::request::Request;
use crate::response::Response;
use crate::store::Store;

const TOKEN: &str = "/api/oauth/token";
const REVOKE: &str = "/api/oauth/revoke";

/// What faults call the endpoints, which are no operations of the API document.
pub(crate) const OPERATIONS: [&str; 2] = ["oauthToken", "oauthRevoke"];

/// The service account that is there from the start, and the tokens of all accounts by their client ids.
pub(crate) struct OAuth {
    account: ServiceAccount,
    /// By client id.
    tokens: HashMap<String, Tokens>,
    requests: Requests,
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
        Self { account, tokens: HashMap::new(), requests: Requests::default() }
    }

    /// Forgets all tokens, and who asked for one.
    pub(crate) fn reset(&mut self) {
        self.tokens.clear();
        self.requests = Requests::default();
    }

    /// Lets no token be good any longer that was given out so far.
    pub(crate) fn expire(&mut self) {
        self.tokens.values_mut().for_each(Tokens::expire);
    }

    /// The answer to a request for one of the endpoints; `None` if it is for neither.
    pub(crate) fn respond(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Option<Response> {
        let endpoint = operation(request)?;
        let response = match endpoint {
            _ if request.method != Method::POST => Err(Refusal::method_not_allowed()),
            _ if endpoint == OPERATIONS[0] => self.give_out(request, store, now),
            _ => self.revoke(request, store, now),
        };
        Some(response.unwrap_or_else(Response::from))
    }

    /// Whose token a request carries, if it is good: a token ends with the secret that it was given out for. `None` if it
    /// carries no token at all.
    pub(crate) fn check(&self, request: &Request, store: &Store, now: DateTime<Utc>) -> Option<Result<&str, ApiError>> {
        let token = auth_params::of_scheme(request.credentials()?, "Bearer")?;
        let challenge = || "Bearer realm=\"MMS Public API\", error=\"invalid_token\"".to_owned();
        let known = self.tokens.iter().find_map(|(client, tokens)| Some((client, tokens.secret_of(token, now)?)));
        let client =
            known.filter(|(client, secret)| self.knows(store, client, secret, now)).map(|(client, _)| &**client);
        Some(client.ok_or_else(|| ApiError::unauthorized(challenge())))
    }

    fn knows(&self, store: &Store, client_id: &str, secret: &str, now: DateTime<Utc>) -> bool {
        self.account.is(client_id, secret) || credentials::has_secret(store, client_id, secret, now)
    }

    fn admit(&self, client: &ClientRequest, store: &Store, now: DateTime<Utc>) -> Result<(), Refusal> {
        let is_known = self.knows(store, &client.client_id, &client.client_secret, now);
        if is_known { Ok(()) } else { Err(Refusal::invalid_client()) }
    }

    /// The rate is minded before the secret, so that secrets can't be guessed.
    fn give_out(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Result<Response, Refusal> {
        let client = grant::client(request)?;
        self.requests.admit(request.peer, &client.client_id, now)?;
        self.admit(&client, store, now)?;
        grant::check(&client)?;
        let token = self.tokens.entry(client.client_id).or_default().give_out(&client.client_secret, now)?;
        Ok(success(
            &json!({ "access_token": token, "expires_in": tokens::LIFETIME.num_seconds(), "token_type": "Bearer" }),
        ))
    }

    /// A token that is none, or none any longer, is ended already.
    fn revoke(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Result<Response, Refusal> {
        let client = grant::client(request)?;
        self.admit(&client, store, now)?;
        let token = client.form("token").ok_or_else(|| Refusal::invalid_request("The token is missing."))?;
        self.tokens.entry(client.client_id.clone()).or_default().revoke(token);
        Ok(success(&json!({})))
    }
}

fn success(body: &serde_json::Value) -> Response {
    Response {
        status: StatusCode::OK,
        content_type: "application/json".to_owned(),
        headers: refusal::UNKEPT.map(|(name, value)| (name, value.to_owned())).into(),
        body: body.to_string().into_bytes(),
        ..Response::default()
    }
}
