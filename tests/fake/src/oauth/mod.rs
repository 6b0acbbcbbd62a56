//! OAuth for service accounts: the token and revocation endpoints, and validation of access tokens.

mod account;
mod grant;
mod rate_limit;
mod refusal;
mod tokens;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use http::{Method, StatusCode};
use serde_json::json;

pub(crate) use self::account::ServiceAccount;
use self::grant::ClientRequest;
use self::rate_limit::TokenRateLimit;
use self::refusal::Refusal;
use self::tokens::Tokens;
use crate::auth_params;
use crate::credentials;
use crate::error::ApiError;
use crate::request::Request;
use crate::response::Response;
use crate::store::Store;

const TOKEN: &str = "/api/oauth/token";
const REVOKE: &str = "/api/oauth/revoke";

/// The operation IDs of the endpoints in faults. The API document does not contain these endpoints.
pub(crate) const OPERATIONS: [&str; 2] = ["oauthToken", "oauthRevoke"];

/// The state of the OAuth endpoints.
pub(crate) struct OAuth {
    /// The initial service account.
    account: ServiceAccount,
    /// The tokens of all service accounts, by client ID.
    tokens: HashMap<String, Tokens>,
    rate_limit: TokenRateLimit,
}

/// Returns the operation ID of the requested endpoint, or `None` for any other request.
pub(crate) fn operation(request: &Request) -> Option<&'static str> {
    match request.path.as_str() {
        TOKEN => Some(OPERATIONS[0]),
        REVOKE => Some(OPERATIONS[1]),
        _ => None,
    }
}

impl OAuth {
    pub(crate) fn new(account: ServiceAccount) -> Self {
        Self { account, tokens: HashMap::new(), rate_limit: TokenRateLimit::default() }
    }

    /// Removes all tokens and resets the rate limit.
    pub(crate) fn reset(&mut self) {
        self.tokens.clear();
        self.rate_limit = TokenRateLimit::default();
    }

    /// Expires all tokens issued so far.
    pub(crate) fn expire(&mut self) {
        self.tokens.values_mut().for_each(Tokens::expire);
    }

    /// Responds to a request for one of the endpoints. Returns `None` for any other request.
    pub(crate) fn respond(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Option<Response> {
        let endpoint = operation(request)?;
        let response = match endpoint {
            _ if request.method != Method::POST => Err(Refusal::method_not_allowed()),
            _ if endpoint == OPERATIONS[0] => self.issue(request, store, now),
            _ => self.revoke(request, store, now),
        };
        Some(response.unwrap_or_else(Response::from))
    }

    /// Validates the access token of a request and returns its client ID, or `None` for a request without a token.
    ///
    /// A token becomes invalid together with the client secret that it was issued for.
    pub(crate) fn check(&self, request: &Request, store: &Store, now: DateTime<Utc>) -> Option<Result<&str, ApiError>> {
        let token = auth_params::of_scheme(request.credentials()?, "Bearer")?;
        let challenge = || "Bearer realm=\"MMS Public API\", error=\"invalid_token\"".to_owned();
        let known = self.tokens.iter().find_map(|(client, tokens)| Some((client, tokens.secret_of(token, now)?)));
        let client =
            known.filter(|(client, secret)| self.is_valid(store, client, secret, now)).map(|(client, _)| &**client);
        Some(client.ok_or_else(|| ApiError::unauthorized(challenge())))
    }

    fn is_valid(&self, store: &Store, client_id: &str, secret: &str, now: DateTime<Utc>) -> bool {
        self.account.is(client_id, secret) || credentials::has_secret(store, client_id, secret, now)
    }

    fn authenticate(&self, client: &ClientRequest, store: &Store, now: DateTime<Utc>) -> Result<(), Refusal> {
        let is_valid = self.is_valid(store, &client.client_id, &client.client_secret, now);
        if is_valid { Ok(()) } else { Err(Refusal::invalid_client()) }
    }

    /// Issues a token. The rate limit is checked before the secret, so that it also slows down guessing.
    fn issue(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Result<Response, Refusal> {
        let client = grant::parse(request)?;
        self.rate_limit.admit(request.peer, &client.client_id, now)?;
        self.authenticate(&client, store, now)?;
        grant::check_grant_type(&client)?;
        let token = self.tokens.entry(client.client_id).or_default().issue(&client.client_secret, now)?;
        Ok(success(
            &json!({ "access_token": token, "expires_in": tokens::LIFETIME.num_seconds(), "token_type": "Bearer" }),
        ))
    }

    /// Revokes a token. An unknown or expired token is not an error (RFC 7009, 2.2).
    fn revoke(&mut self, request: &Request, store: &Store, now: DateTime<Utc>) -> Result<Response, Refusal> {
        let client = grant::parse(request)?;
        self.authenticate(&client, store, now)?;
        let token = client.form("token").ok_or_else(|| Refusal::invalid_request("The token parameter is missing."))?;
        self.tokens.entry(client.client_id.clone()).or_default().revoke(token);
        Ok(success(&json!({})))
    }
}

fn success(body: &serde_json::Value) -> Response {
    Response {
        status: StatusCode::OK,
        content_type: "application/json".to_owned(),
        headers: refusal::NO_STORE.map(|(name, value)| (name, value.to_owned())).into(),
        body: body.to_string().into_bytes(),
        ..Response::default()
    }
}
