//! The last transport: a single HTTP exchange, with timeouts.

use std::time::Duration;

use atlas_gen::{CallContext, Secret, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http::{Response, header::ACCEPT};
use reqwest::redirect::Policy;

use super::tls;
use crate::Error;

/// The timeouts of an exchange.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    /// The time to establish a connection.
    pub(crate) connect: Duration,
    /// The time between two reads of a response.
    pub(crate) read: Duration,
    /// The time for the complete exchange. Downloads have no such timeout.
    pub(crate) total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), read: Duration::from_secs(60), total: Duration::from_secs(120) }
    }
}

/// The maximum timeout of a token request. Calls wait for it.
const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);

/// The last transport, which sends requests unchanged.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: reqwest::Client,
    total: Duration,
}

impl Http {
    pub(crate) fn new(user_agent: &str, timeouts: Timeouts) -> Result<Self, Error> {
        tls::ensure_provider();
        let client = reqwest::Client::builder()
            .user_agent(user_agent)
            .connect_timeout(timeouts.connect)
            .read_timeout(timeouts.read)
            // A redirect would send a signed request, or its body, to a host that the caller did not choose.
            .redirect(Policy::none())
            .build()
            .map_err(Error::setup)?;
        Ok(Self { client, total: timeouts.total })
    }

    /// Sends a form with HTTP Basic authentication and reads the complete response.
    pub(crate) async fn post_form(
        &self,
        url: &str,
        (name, password): (&str, &Secret),
        form: &[(&str, &str)],
    ) -> Result<Response<Bytes>, TransportError> {
        let request = self.client.post(url).basic_auth(name, Some(password.expose())).form(form);
        let request = request.header(ACCEPT, "application/json").timeout(self.total.min(TOKEN_TIMEOUT));
        let mut response = request.send().await.map_err(reqwest::Error::without_url)?;
        let mut buffered = Response::new(Bytes::new());
        *buffered.status_mut() = response.status();
        *buffered.headers_mut() = std::mem::take(response.headers_mut());
        *buffered.body_mut() = match response.bytes().await {
            Ok(body) => body,
            // The error status is more useful to the caller than an error about an incomplete body.
            Err(_) if !buffered.status().is_success() => Bytes::new(),
            Err(error) => return Err(error.without_url().into()),
        };
        Ok(buffered)
    }
}

impl Transport for Http {
    fn send<'a>(&'a self, mut request: reqwest::Request, context: CallContext) -> TransportFuture<'a> {
        // A call can have a timeout of its own.
        if !context.operation().response.is_stream() && request.timeout().is_none() {
            *request.timeout_mut() = Some(self.total);
        }
        // Otherwise the error would show the URL, including the values of the query.
        Box::pin(async move { self.client.execute(request).await.map_err(|error| error.without_url().into()) })
    }
}
