//! Requests of the facade for any operation, without the type of their values.

use std::{future::Future, pin::Pin};

use atlas_api::{Confirm, Error, List, Preview, Request, Unconfirmed, wait::WaitStatus};

/// A request of the facade for one operation.
#[allow(clippy::exhaustive_enums)] // The facade has three kinds of requests.
pub enum Lifted {
    /// A paginated list, and the request for one of its pages.
    List(Box<dyn AnyList>, Box<dyn AnyRequest>),
    /// A destructive request.
    Guarded(Box<dyn AnyGuarded>),
    /// Any other request.
    Request(Box<dyn AnyRequest>),
}

/// The future result of a request, without its value.
pub type Outcome = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// A [`List`] of any items.
pub trait AnyList {
    /// Returns the request for the first page.
    fn preview(&self) -> Result<Preview, Error>;
    /// Reads the first item of the stream.
    fn first(self: Box<Self>) -> Outcome;
}

/// An [`Unconfirmed`] request with any value.
pub trait AnyGuarded {
    /// Returns the request.
    fn preview(&self) -> Result<Preview, Error>;
    /// Returns the effect of the request.
    fn impact(&self) -> String;
    /// Confirms and sends the request.
    fn confirm(self: Box<Self>) -> Outcome;
}

/// A [`Request`] with any value.
pub trait AnyRequest {
    /// Returns the request.
    fn preview(&self) -> Result<Preview, Error>;
    /// Sends the request.
    fn send(self: Box<Self>) -> Outcome;
    /// Waits with a condition that the first response meets.
    fn wait(self: Box<Self>) -> Outcome;
}

impl Lifted {
    pub(crate) fn list<T: Send + 'static, B: Send + 'static>(list: List<T>, page: Request<B>) -> Self {
        Self::List(Box::new(list), Box::new(page))
    }

    pub(crate) fn guarded<T: Send + 'static>(request: Unconfirmed<T>) -> Self {
        Self::Guarded(Box::new(request))
    }

    pub(crate) fn request<T: Send + 'static>(request: Request<T>) -> Self {
        Self::Request(Box::new(request))
    }

    /// Returns the request that would be sent.
    ///
    /// # Errors
    /// [`Error::is_invalid_argument`] if an argument is missing or invalid.
    pub fn preview(&self) -> Result<Preview, Error> {
        match self {
            Self::List(list, _) => list.preview(),
            Self::Guarded(request) => request.preview(),
            Self::Request(request) => request.preview(),
        }
    }
}

impl<T: Send + 'static> AnyList for List<T> {
    fn preview(&self) -> Result<Preview, Error> {
        List::preview(self)
    }

    fn first(self: Box<Self>) -> Outcome {
        let mut items = self.stream();
        Box::pin(async move { items.next().await.transpose().map(drop) })
    }
}

impl<T: Send + 'static> AnyGuarded for Unconfirmed<T> {
    fn preview(&self) -> Result<Preview, Error> {
        Unconfirmed::preview(self)
    }

    fn impact(&self) -> String {
        Unconfirmed::impact(self).to_string()
    }

    fn confirm(self: Box<Self>) -> Outcome {
        let confirmed = Unconfirmed::confirm(*self, Confirm::yes());
        Box::pin(async move { confirmed.await.map(drop) })
    }
}

impl<T: Send + 'static> AnyRequest for Request<T> {
    fn preview(&self) -> Result<Preview, Error> {
        Request::preview(self)
    }

    fn send(self: Box<Self>) -> Outcome {
        let sent = Request::send(*self);
        Box::pin(async move { sent.await.map(drop) })
    }

    fn wait(self: Box<Self>) -> Outcome {
        let wait = self.wait_until(|_: Option<&serde_json::Value>| WaitStatus::succeeded("any"));
        Box::pin(async move { wait.await.map(drop) })
    }
}

impl std::fmt::Debug for Lifted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::List(..) => "List",
            Self::Guarded(_) => "Guarded",
            Self::Request(_) => "Request",
        })
    }
}
