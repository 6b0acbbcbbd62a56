//! The rotation of a secret, which takes two requests and a third one later.

use super::ServiceAccountSecrets;
use crate::{
    Error, Preview, Request, Secret, Unconfirmed,
    model::ServiceAccountSecret,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// A request that creates a secret which replaces another one; returned by [`ServiceAccountSecrets::rotate`]. Await it to
/// send it.
///
/// It sends a `GET` for the account and then a `POST` for the new secret. Options such as [`timeout`](Self::timeout) apply
/// to both.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct RotateSecret {
    secrets: ServiceAccountSecrets,
    hours: u16,
    options: CallOptions,
}

impl RotateSecret {
    #[inline]
    pub(super) fn new(secrets: ServiceAccountSecrets, hours: u16) -> Self {
        Self { secrets, hours, options: CallOptions::default() }
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    fn with_options<T>(&self, mut request: Request<T>) -> Request<T> {
        request.options_mut().clone_from(&self.options);
        request
    }

    /// Returns the second request as it would be sent, the `POST` for the new secret. The first one reads the account.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.with_options(self.secrets.create(self.hours)).preview()
    }

    /// Sends both requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`ServiceAccountSecrets::rotate`].
    #[inline]
    pub async fn send(self) -> Result<SecretRotation, Error> {
        let create = self.with_options(self.secrets.create(self.hours));
        create.check()?;
        let account = self.with_options(self.secrets.account()).await?;
        let attempts = account.attempts();
        let operation = self.secrets.create_operation();
        let old = only_secret(&account)
            .map_err(|rule| Error::invalid_argument("secrets of the service account", rule).of_operation(operation))?;
        let created = create.await.map_err(|error| error.after(attempts))?.after(attempts);
        let Some(secret) = created.secret.clone() else {
            return Err(created.incomplete(operation, "the secret is missing").at("secret"));
        };
        Ok(SecretRotation { secrets: self.secrets, created: created.into_inner(), secret, old })
    }
}

call_options!(RotateSecret);
into_future!(RotateSecret, SecretRotation);
send_blocking!(RotateSecret, SecretRotation, |rotate| &rotate.secrets.account.atlas);

/// Returns the id of the account's only secret, or the rule that is violated.
#[inline]
fn only_secret(account: &serde_json::Value) -> Result<String, String> {
    let secrets = account["secrets"].as_array().map(Vec::as_slice).unwrap_or_default();
    let ids: Vec<_> = secrets.iter().map(|secret| secret["id"].as_str().unwrap_or_default()).collect();
    match *ids {
        [""] => {
            Err("the response has no id of the old secret; create and delete secrets by `create` and `delete`"
                .to_owned())
        }
        [id] => Ok(id.to_owned()),
        [] => Err("none to replace; use `create`".to_owned()),
        _ => {
            Err(format!("{} exist; delete those that no program uses, and rotate then: {}", ids.len(), ids.join(", ")))
        }
    }
}

/// A new secret of a service account, next to the old one that it replaces. Both are valid.
///
/// Only this value, which has the new secret, has the request that deletes the old one; it cannot delete the new one.
#[derive(Clone, Debug)]
#[must_use = "the new secret is lost, and the old one stays valid; store the new one and then call `delete_old`"]
pub struct SecretRotation {
    secrets: ServiceAccountSecrets,
    created: ServiceAccountSecret,
    secret: Secret,
    old: String,
}

impl SecretRotation {
    /// Returns the new secret. Atlas does not show it again.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Returns the new secret with its id and its expiry.
    #[must_use]
    pub fn created(&self) -> &ServiceAccountSecret {
        &self.created
    }

    /// Returns the id of the old secret. Store it if another process [deletes](ServiceAccountSecrets::delete) the secret.
    #[must_use]
    pub fn old_id(&self) -> &str {
        &self.old
    }

    /// Deletes the old secret. Send it when all programs use the new one; programs that still use the old one lose their
    /// access, such as the client itself if it was built with it.
    #[inline]
    pub fn delete_old(&self) -> Unconfirmed<()> {
        self.secrets.delete(&*self.old)
    }
}
