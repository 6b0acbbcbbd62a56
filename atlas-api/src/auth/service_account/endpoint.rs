//! The two endpoints for tokens: one gives them out, one ends them.

use std::time::Duration;

use atlas_gen::{Secret, TransportError};
use bytes::Bytes;
use chrono::TimeDelta;
use http::Response;
use serde::Deserialize;

use super::ServiceAccount;
use crate::{
    RetryPolicy, StoredToken,
    auth::{
        bearer::bearer,
        error::{CredentialError, Task, Trouble},
    },
    clock::Clock,
    transport::{Fault, Http, Timer, chance},
};

/// How often the endpoints are asked for one token: with its five attempts, the waits that MongoDB advises are within it.
const ATTEMPTS: u32 = 5;
const MAX_ELAPSED: Duration = Duration::from_secs(120);

/// Asks the endpoints at the base address, and nobody else, with the id and the secret of the account.
#[derive(Debug)]
pub(crate) struct Endpoint {
    http: Http,
    base_url: String,
    account: ServiceAccount,
    timer: Timer,
    clock: Clock,
}

/// A success, as far as it is needed.
#[derive(Deserialize)]
struct Granted {
    access_token: Secret,
    /// In seconds.
    expires_in: i64,
}

/// One exchange without success, and what another try could mend.
struct Failed {
    error: CredentialError,
    fault: Option<Fault>,
}

impl Endpoint {
    pub(crate) fn new(http: Http, base_url: String, account: ServiceAccount, timer: Timer, clock: Clock) -> Self {
        Self { http, base_url, account, timer, clock }
    }

    pub(super) fn client_id(&self) -> &str {
        &self.account.client_id
    }

    /// `POST /api/oauth/token`.
    pub(super) async fn draw(&self) -> Result<StoredToken, CredentialError> {
        let asked = || async {
            // The life of a token begins before its answer comes.
            let begun = self.clock.now();
            let answer = self.post("token", Task::Draw, &[("grant_type", "client_credentials")]).await?;
            let unreadable = || {
                let error = CredentialError::new(self.client_id(), Task::Draw, Trouble::Unreadable);
                Failed { error, fault: None }
            };
            let granted: Granted = serde_json::from_slice(answer.body()).map_err(|_| unreadable())?;
            let lifetime = TimeDelta::try_seconds(granted.expires_in).ok_or_else(unreadable)?;
            let expires = begun.checked_add_signed(lifetime).ok_or_else(unreadable)?;
            bearer(&granted.access_token).ok_or_else(unreadable)?;
            Ok(StoredToken::new(granted.access_token, begun, expires))
        };
        self.persist(asked).await
    }

    /// `POST /api/oauth/revoke`. A token that has ended already is no error.
    pub(super) async fn revoke(&self, token: &Secret) -> Result<(), CredentialError> {
        self.persist(|| async {
            self.post("revoke", Task::Revoke, &[("token", token.expose())]).await?;
            Ok(())
        })
        .await
    }

    /// Does it again where that can help, with waits between, within bounds.
    async fn persist<V, F>(&self, once: impl Fn() -> F) -> Result<V, CredentialError>
    where
        F: Future<Output = Result<V, Failed>>,
    {
        let policy = RetryPolicy::none().attempts(ATTEMPTS).max_elapsed(MAX_ELAPSED);
        let mut elapsed = Duration::ZERO;
        let mut attempts = 1;
        loop {
            let begun = self.timer.now();
            let outcome = once().await;
            elapsed = elapsed.saturating_add(self.timer.now().saturating_duration_since(begun));
            let Failed { error, fault } = match outcome {
                Ok(value) => return Ok(value),
                Err(failed) => failed,
            };
            let wait = fault.map(|fault| (fault, fault.wait(attempts, chance())));
            let wait =
                wait.filter(|(_, wait)| policy.has_attempts_left(attempts) && policy.has_time_for(elapsed, *wait));
            let Some((fault, wait)) = wait else { return Err(error) };
            let wait_seconds = wait.as_secs_f64();
            tracing::info!(
                attempt = attempts,
                wait = wait_seconds,
                reason = fault.reason(),
                "asking again for a token"
            );
            self.timer.sleep(wait).await;
            elapsed = elapsed.saturating_add(wait);
            attempts += 1;
        }
    }

    async fn post(&self, name: &str, task: Task, form: &[(&str, &str)]) -> Result<Response<Bytes>, Failed> {
        let url = format!("{}/api/oauth/{name}", self.base_url);
        let ServiceAccount { client_id, client_secret } = &self.account;
        let answer = match self.http.post_form(&url, (client_id, client_secret), form).await {
            Ok(answer) => answer,
            Err(source) => return Err(unreachable(client_id, task, source)),
        };
        if answer.status().is_success() {
            return Ok(answer);
        }
        let fault = Fault::of_answer(&answer, self.clock.now());
        Err(Failed { error: CredentialError::refused(client_id, task, &answer), fault })
    }
}

fn unreachable(client_id: &str, task: Task, source: TransportError) -> Failed {
    let fault = Fault::of_error(&source);
    Failed { error: CredentialError::caused(client_id, task, Trouble::Unreachable, source), fault }
}
