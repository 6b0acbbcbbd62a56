//! The HTTP client `reqwest` as a transport.

use super::{Body, CallContext, HttpResponse, Request, Transport, TransportFuture};

/// Sends each request unchanged, without authentication.
impl Transport for reqwest::Client {
    fn send<'a>(&'a self, request: Request, _: CallContext) -> TransportFuture<'a> {
        Box::pin(async move {
            let limit = request.timeout();
            let (method, url, headers, body) = request.into_parts();
            let mut request = self.request(method, url).headers(headers);
            if let Some(body) = body {
                request = request.body(body);
            }
            if let Some(limit) = limit {
                request = request.timeout(limit);
            }
            let mut received = request.send().await?;
            let mut response = HttpResponse::default();
            *response.status_mut() = received.status();
            *response.version_mut() = received.version();
            *response.headers_mut() = std::mem::take(received.headers_mut());
            let length = received.content_length();
            *response.body_mut() = Body::stream(received.bytes_stream(), length);
            Ok(response)
        })
    }
}
