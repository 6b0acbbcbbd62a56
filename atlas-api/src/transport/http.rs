//! The last transport: a single HTTP exchange, with timeouts.

use std::time::Duration;

use atlas_gen::{CallContext, Request, Secret, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http::{
    Response,
    header::{ACCEPT, AUTHORIZATION},
};
use reqwest::redirect::Policy;

use super::{
    body_limit::{BodyLimit, MAX_TOKEN_RESPONSE},
    response_body,
    runtime_clients::RuntimeClients,
    sent_secrets::{SentParts, SentSecrets},
    tls,
};
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

impl Timeouts {
    /// Limits each timeout to one that can be added to the current time.
    fn bounded(self) -> Self {
        let Self { connect, read, total } = self;
        Self { connect: connect.min(MAX_TIMEOUT), read: read.min(MAX_TIMEOUT), total: total.min(MAX_TIMEOUT) }
    }
}

/// The maximum timeout. The HTTP client panics if the end of a timeout is not representable.
const MAX_TIMEOUT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The maximum timeout of a token request. Calls wait for it.
const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);

/// The last transport, which sends requests unchanged.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    clients: RuntimeClients,
    total: Duration,
    /// The limit on the body of a success.
    max_response: u64,
}

impl Http {
    /// Creates the transport, which keeps at most `max_idle` unused connections open for each runtime. A server on
    /// this machine `is_local`: requests to it bypass proxies, which would receive the credentials in plain text.
    pub(crate) fn new(
        user_agent: &str,
        timeouts: Timeouts,
        max_response: u64,
        max_idle: u32,
        is_local: bool,
    ) -> Result<Self, Error> {
        let max_idle = usize::try_from(max_idle).unwrap_or(usize::MAX).max(1);
        tls::ensure_provider();
        let timeouts = timeouts.bounded();
        let user_agent = user_agent.to_owned();
        let settings = move || {
            let builder = reqwest::Client::builder()
                .user_agent(&user_agent)
                .connect_timeout(timeouts.connect)
                .read_timeout(timeouts.read)
                .pool_max_idle_per_host(max_idle)
                // A redirect would send a signed request, or its body, to a host that the caller did not choose.
                .redirect(Policy::none())
                // `response_body` decompresses bodies. Another crate may have enabled these features.
                .no_gzip()
                .no_brotli()
                .no_deflate()
                .no_zstd();
            if is_local { builder.no_proxy() } else { builder }
        };
        let clients = RuntimeClients::new(settings).map_err(Error::setup)?;
        Ok(Self { clients, total: timeouts.total, max_response })
    }

    /// Returns the timeout of an attempt.
    pub(crate) fn total_timeout(&self) -> Duration {
        self.total
    }

    /// Returns the limit on the body of a success.
    pub(crate) fn max_response(&self) -> u64 {
        self.max_response
    }

    /// Sends a form with HTTP Basic authentication and reads the complete response.
    pub(crate) async fn post_form(
        &self,
        url: &str,
        (name, password): (&str, &Secret),
        form: &[(&str, &str)],
    ) -> Result<Response<Bytes>, TransportError> {
        let request = self.clients.current()?.post(url).basic_auth(name, Some(password.expose())).form(form);
        let request = request.header(ACCEPT, "application/json").timeout(self.total.min(TOKEN_TIMEOUT));
        let request = request.build().map_err(reqwest::Error::without_url)?;
        let mut secrets = SentSecrets::of(request.headers().get(AUTHORIZATION), None);
        secrets.add(password.expose());
        form.iter().filter(|(name, _)| *name == "token").for_each(|(_, token)| secrets.add(token));
        let response = self.clients.current()?.execute(request).await.map_err(reqwest::Error::without_url)?;
        let limit = BodyLimit::of(response.status(), false, MAX_TOKEN_RESPONSE);
        let mut response = response_body::receive(response, limit);
        if !response.status().is_success() {
            response = secrets.remove_from(response).await;
        }
        let (head, body) = response.into_parts();
        Ok(Response::from_parts(head, body.bytes().await?))
    }
}

impl Transport for Http {
    fn send<'a>(&'a self, mut request: Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(async move {
            let client = self.clients.current()?;
            response_body::accept_gzip(&mut request);
            let sent = SentParts::of(&request);
            // Otherwise the error would show the URL, including the values of the query.
            let response = client.execute(build(request)).await.map_err(reqwest::Error::without_url)?;
            let is_stream = context.operation().response.is_stream();
            let limit = BodyLimit::of(response.status(), is_stream, self.max_response);
            let response = response_body::receive(response, limit);
            // An error shows parts of the response, which can echo the request.
            if response.status().is_success() { Ok(response) } else { Ok(sent.secrets().remove_from(response).await) }
        })
    }
}

/// Returns the request as one of the HTTP client.
fn build(request: Request) -> reqwest::Request {
    let timeout = request.timeout();
    let (method, url, headers, body) = request.into_parts();
    let mut built = reqwest::Request::new(method, url);
    *built.headers_mut() = headers;
    *built.body_mut() = body.map(Into::into);
    *built.timeout_mut() = timeout;
    built
}
