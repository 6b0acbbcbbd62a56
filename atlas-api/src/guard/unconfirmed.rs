//! Destructive requests, before and after their confirmation.

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
};

use serde_json::Value;

use super::{Confirm, Impact, confirm::Match};
use crate::{
    Error, Preview, Request, Response,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// A destructive request that is not confirmed yet. It cannot be sent.
///
/// [`confirm`](Self::confirm) returns a request that can be sent. [`impact`](Self::impact) describes the resource and
/// the effect on it, so that a program can show them first.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// use atlas_api::Confirm;
///
/// let delete = atlas.database_users().delete("user-1");
/// assert_eq!(delete.impact().to_string(), "database user \"user-1\" will be deleted");
/// assert_eq!(fake.request_count(), 0);
///
/// delete.confirm(Confirm::yes()).await?;
/// # });
/// ```
///
/// Without a confirmation it does not compile:
///
/// ```compile_fail,E0277
/// # async fn delete(atlas: atlas_api::Atlas) -> Result<(), atlas_api::Error> {
/// atlas.database_users().delete("user-1").await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a destructive request is not sent until it is confirmed and awaited"]
pub struct Unconfirmed<T> {
    request: Request<T>,
    impact: Impact,
    /// The request for the name of the resource, and the property with the name.
    name: Option<(Request<Value>, &'static str)>,
}

impl<T> Unconfirmed<T> {
    /// Creates a request that requires a confirmation.
    pub(crate) fn new(request: Request<T>, impact: Impact) -> Self {
        Self { request: request.confirmed(), impact, name: None }
    }

    /// Sets the request for the name of the resource, which is sent if a confirmation requires it.
    pub(crate) fn named_by(mut self, request: Request<Value>, property: &'static str) -> Self {
        self.name = Some((request, property));
        self
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        self.request.options_mut()
    }

    /// Returns the impact of the request. Nothing is sent.
    #[must_use]
    pub fn impact(&self) -> &Impact {
        &self.impact
    }

    /// Checks the arguments and the confirmation without sending anything.
    ///
    /// If the request has only the id of a resource with a name, such as a project, a name that differs from the id is not
    /// checked: that requires a request (see [`Confirm::name`]).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid;
    /// [`is_confirmation_required`](Error::is_confirmation_required) if the confirmation names another resource.
    pub fn check(&self, confirm: &Confirm) -> Result<(), Error> {
        self.request.check()?;
        match self.impact.check(confirm) {
            Match::No(error) => Err(*error),
            Match::Yes | Match::IfNamed => Ok(()),
        }
    }

    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// As [`Request::preview`].
    pub fn preview(&self) -> Result<Preview, Error> {
        self.request.preview()
    }

    /// Confirms the request.
    pub fn confirm(self, confirm: Confirm) -> Confirmed<T> {
        Confirmed { unconfirmed: self, confirm }
    }
}

call_options!(Unconfirmed<T>);

/// A requirement that nothing meets. The compiler's error for an awaited [`Unconfirmed`] names the missing confirmation.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a destructive request cannot be sent before it is confirmed",
    label = "not confirmed",
    note = "call `.confirm(Confirm::yes())`, or `.confirm(Confirm::name(\"…\"))` with the name of the resource, before `.await`"
)]
pub trait IsConfirmed {}

/// Never applies: without it, the compiler would only say that the type is not a future. It must be an implementation of
/// `Future`, and the requirement one on another type, because the error is about `IntoFuture` otherwise.
#[doc(hidden)]
impl<T> Future for Unconfirmed<T>
where
    PhantomData<T>: IsConfirmed,
{
    type Output = Result<Response<T>, Error>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Pending
    }
}

/// A destructive request that has been confirmed. Await it to send it.
#[must_use = "a request is not sent until it is awaited"]
pub struct Confirmed<T> {
    unconfirmed: Unconfirmed<T>,
    confirm: Confirm,
}

impl<T> Confirmed<T> {
    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// As [`Request::preview`].
    pub fn preview(&self) -> Result<Preview, Error> {
        self.unconfirmed.preview()
    }

    /// Sends the request. Awaiting it does the same.
    ///
    /// # Errors
    /// [`is_confirmation_required`](Error::is_confirmation_required) if the [name](Confirm::name) is not the name of
    /// the resource; the destructive request is not sent then. Otherwise the errors of the method that returned the
    /// request.
    pub async fn send(self) -> Result<Response<T>, Error> {
        let Self { unconfirmed: Unconfirmed { request, impact, name }, confirm } = self;
        request.check()?;
        match impact.check(&confirm) {
            Match::Yes => {}
            Match::No(error) => return Err(*error),
            Match::IfNamed => {
                let name = match name {
                    Some((mut lookup, property)) => {
                        *lookup.options_mut() =
                            CallOptions { confirmed: false, version: None, ..request.options().clone() };
                        lookup.await?[property].as_str().map(str::to_owned)
                    }
                    None => None,
                };
                let known = name.unwrap_or_else(|| impact.resource().to_owned());
                if let Match::No(error) = impact.with_name(known).check(&confirm) {
                    return Err(*error);
                }
            }
        }
        request.await
    }
}

into_future!(Confirmed<T> where {T: Send + 'static}, Response<T>);
send_blocking!(Confirmed<T> where {T: Send + 'static}, Response<T>, |confirmed| confirmed.unconfirmed.request.atlas());

impl<T> Clone for Unconfirmed<T> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), impact: self.impact.clone(), name: self.name.clone() }
    }
}

impl<T> Clone for Confirmed<T> {
    fn clone(&self) -> Self {
        Self { unconfirmed: self.unconfirmed.clone(), confirm: self.confirm.clone() }
    }
}

impl<T> fmt::Debug for Confirmed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Confirmed").field("request", &self.unconfirmed.request).field("confirm", &self.confirm).finish()
    }
}

impl<T> fmt::Debug for Unconfirmed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unconfirmed")
            .field("request", &self.request)
            .field("impact", &self.impact)
            .finish_non_exhaustive()
    }
}
