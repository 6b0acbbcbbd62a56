//! The last step: one exchange over HTTP, within its time limits.

use std::time::Duration;

use atlas_gen::{Operation, Secret, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http::{Response, header::ACCEPT};
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

/// The longest that an exchange about a token can take. Calls wait for it.
const TOKEN_LIMIT: Duration = Duration::from_secs(30);

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

    /// Sends a form with HTTP Basic, and reads the answer to its end.
    pub(crate) async fn post_form(
        &self,
        url: &str,
        (name, password): (&str, &Secret),
        form: &[(&str, &str)],
    ) -> Result<Response<Bytes>, TransportError> {
        let request = self.client.post(url).basic_auth(name, Some(password.expose())).form(form);
        let request = request.header(ACCEPT, "application/json").timeout(self.total.min(TOKEN_LIMIT));
        let mut answer = request.send().await.map_err(reqwest::Error::without_url)?;
        let mut whole = Response::new(Bytes::new());
        *whole.status_mut() = answer.status();
        *whole.headers_mut() = std::mem::take(answer.headers_mut());
        *whole.body_mut() = match answer.bytes().await {
            Ok(body) => body,
            // The status of a refusal says more than that its body broke off.
            Err(_) if !whole.status().is_success() => Bytes::new(),
            Err(error) => return Err(error.without_url().into()),
        };
        Ok(whole)
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
