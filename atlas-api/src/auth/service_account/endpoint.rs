//! The token endpoints: one issues tokens, the other revokes them.

use std::time::Duration;

use atlas_gen::{BodyProblem, BodyTooLarge, Secret, TransportError};
use bytes::Bytes;
use chrono::TimeDelta;
use http::Response;

use super::ServiceAccount;
use crate::{
    RetryPolicy, StoredToken,
    auth::{
        bearer::bearer,
        error::{CredentialError, Reason, Task},
        read_object::read_object,
    },
    clock::Clock,
    transport::{Http, RetryBudget, RetryClass, Timer, jitter},
};

/// A client of the token endpoints below the base URL. The id and the secret of the account go to no other host.
#[derive(Debug)]
pub(crate) struct Endpoint {
    http: Http,
    base_url: String,
    account: ServiceAccount,
    /// The retry policy of requests for calls that do not set one.
    policy: RetryPolicy,
    budget: RetryBudget,
    timer: Timer,
    clock: Clock,
}

/// The required properties of a successful token response.
struct TokenResponse {
    access_token: Secret,
    /// In seconds.
    expires_in: i64,
}

read_object!(TokenResponse { access_token, expires_in, .. });

/// A failed attempt, with the retry class if the failure is transient.
struct FailedAttempt {
    error: CredentialError,
    class: Option<RetryClass>,
}

impl Endpoint {
    pub(crate) fn new(
        http: Http,
        base_url: String,
        account: ServiceAccount,
        (policy, budget): (RetryPolicy, RetryBudget),
        timer: Timer,
        clock: Clock,
    ) -> Self {
        Self { http, base_url, account, policy, budget, timer, clock }
    }

    /// Returns the timeout of an attempt of a call.
    pub(super) fn timeout(&self) -> Duration {
        self.http.total_timeout()
    }

    pub(super) fn client_id(&self) -> &str {
        &self.account.client_id
    }

    /// Requests a new token: `POST /api/oauth/token`.
    ///
    /// `policy` is the retry policy of the call that needs it, if the call has one.
    pub(super) async fn request_token(&self, policy: Option<RetryPolicy>) -> Result<StoredToken, CredentialError> {
        let attempt = || async {
            // The lifetime of a token begins before its response arrives.
            let begun = self.clock.now();
            let response = self.post("token", Task::Obtain, &[("grant_type", "client_credentials")]).await?;
            let invalid = || {
                let error = CredentialError::new(self.client_id(), Task::Obtain, Reason::InvalidResponse);
                FailedAttempt { error, class: None }
            };
            let issued: TokenResponse = serde_json::from_slice(response.body()).map_err(|_| invalid())?;
            let lifetime = TimeDelta::try_seconds(issued.expires_in).ok_or_else(invalid)?;
            let expires = begun.checked_add_signed(lifetime).ok_or_else(invalid)?;
            bearer(&issued.access_token).ok_or_else(invalid)?;
            Ok(StoredToken::new(issued.access_token, begun, expires))
        };
        self.with_retries(policy, attempt).await
    }

    /// Revokes a token: `POST /api/oauth/revoke`. Revoking an expired token is not an error.
    pub(super) async fn revoke(&self, token: &Secret) -> Result<(), CredentialError> {
        self.with_retries(None, || async {
            self.post("revoke", Task::Revoke, &[("token", token.expose())]).await?;
            Ok(())
        })
        .await
    }

    /// Repeats `attempt` after transient failures, with waits between the attempts, within the limits of the policy and
    /// the budget.
    async fn with_retries<V, F>(
        &self,
        policy: Option<RetryPolicy>,
        attempt: impl Fn() -> F,
    ) -> Result<V, CredentialError>
    where
        F: Future<Output = Result<V, FailedAttempt>>,
    {
        let policy = policy.unwrap_or(self.policy);
        let mut elapsed = Duration::ZERO;
        let (mut attempts, mut paid) = (1, 0);
        loop {
            let begun = self.timer.now();
            let outcome = attempt().await;
            elapsed = elapsed.saturating_add(self.timer.now().saturating_duration_since(begun));
            let FailedAttempt { error, class } = match outcome {
                Ok(value) => {
                    self.budget.refill(paid);
                    return Ok(value);
                }
                Err(failed) => failed,
            };
            let retry = class.map(|class| (class, class.wait(attempts, jitter())));
            let retry =
                retry.filter(|(_, wait)| policy.has_attempts_left(attempts) && policy.has_time_for(elapsed, *wait));
            let Some((class, wait)) = retry else { return Err(error) };
            let Some(permit) = self.budget.permit(class) else {
                tracing::info!(attempt = attempts, "retry budget exhausted");
                return Err(error);
            };
            tracing::info!(
                attempt = attempts,
                wait = wait.as_secs_f64(),
                reason = class.reason(),
                "retrying token request"
            );
            self.timer.sleep(wait).await;
            paid += permit.spend();
            elapsed = elapsed.saturating_add(wait);
            attempts += 1;
        }
    }

    async fn post(&self, name: &str, task: Task, form: &[(&str, &str)]) -> Result<Response<Bytes>, FailedAttempt> {
        let url = format!("{}/api/oauth/{name}", self.base_url);
        let ServiceAccount { client_id, client_secret } = &self.account;
        let response = match self.http.post_form(&url, (client_id, client_secret), form).await {
            Ok(response) => response,
            Err(source) => return Err(no_response(client_id, task, source)),
        };
        if response.status().is_success() {
            return match BodyProblem::of_page(response.headers(), response.body()) {
                None => Ok(response),
                Some(_) => {
                    Err(FailedAttempt { error: CredentialError::new(client_id, task, Reason::Html), class: None })
                }
            };
        }
        let class = RetryClass::from_response(&response, self.clock.now());
        Err(FailedAttempt { error: CredentialError::from_response(client_id, task, &response), class })
    }
}

fn no_response(client_id: &str, task: Task, source: TransportError) -> FailedAttempt {
    let class = RetryClass::from_error(&source);
    let reason = if BodyTooLarge::find(&*source).is_some() { Reason::TooLarge } else { Reason::NoResponse };
    FailedAttempt { error: CredentialError::with_source(client_id, task, reason, source), class }
}
