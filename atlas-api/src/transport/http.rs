//! The last step: one exchange over HTTP, within its time limits.

use std::time::Duration;

use atlas_gen::{Operation, Transport, TransportFuture};
use reqwest::redirect::Policy;

use super::tls;
use crate::Error;

/// The time that parts of an exchange can take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Until there is a connection.
    pub(crate) connect: Duration,
    /// Until the next bytes of an answer.
    pub(crate) read: Duration,
    /// For all of it, unless it is a download.
    pub(crate) total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), read: Duration::from_secs(60), total: Duration::from_secs(120) }
    }
}

/// Sends requests as they are.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: reqwest::Client,
    total: Duration,
}

impl Http {
    pub(crate) fn new(user_agent: &str, limits: Limits) -> Result<Self, Error> {
        tls::ensure_provider();
        let client = reqwest::Client::builder()
            .user_agent(user_agent)
            .connect_timeout(limits.connect)
            .read_timeout(limits.read)
            // A redirect would carry a signed request, or the body of one, to where its sender did not mean it to go.
            .redirect(Policy::none())
            .build()
            .map_err(Error::setup)?;
        Ok(Self { client, total: limits.total })
    }
}

impl Transport for Http {
    fn send<'a>(&'a self, mut request: reqwest::Request, operation: &'static Operation) -> TransportFuture<'a> {
        if !operation.response.is_stream() {
            *request.timeout_mut() = Some(self.total);
        }
        // Errors show the address otherwise, and with it the values of the query.
        Box::pin(async move { self.client.execute(request).await.map_err(|error| error.without_url().into()) })
    }
}
