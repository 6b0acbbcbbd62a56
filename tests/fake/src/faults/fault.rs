//! A fault: its kind, the requests that it applies to, and how often.

use std::fmt;
use std::time::Duration;

use http::{Method, StatusCode};

use super::kind::FaultKind;
use super::random::Random;
use crate::document::Document;
use crate::oauth;

/// A fault to inject into requests.
///
/// [`FakeAtlas::fault`](crate::FakeAtlas::fault) adds it to a running fake, and
/// [`FakeAtlasBuilder::fault`](crate::FakeAtlasBuilder::fault) before the start. By default a fault applies to every
/// request with credentials, for as long as the fake runs. It does not apply to a request for a challenge or for a page
/// at `/`.
///
/// If several faults apply to a request, the first one added takes effect. Latencies add up, in addition to that fault.
/// The selection depends only on the requests, so a test that repeats the same requests in the same order gets the same
/// faults.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use atlas_fake::{FakeAtlas, Fault};
///
/// let atlas = FakeAtlas::builder().fault(Fault::latency(Duration::from_millis(20))).start().await?;
/// atlas.fault(Fault::status(503).on("getGroupCluster").times(2));
/// atlas.fault(Fault::reset_after().methods(["POST", "PATCH"]).probability(0.1).seed(7));
/// atlas.fault("listGroupDatabaseUsers:rate-limit=5,after=3,times=1".parse()?);
/// # Ok(())
/// # }
/// ```
///
/// The text form is `OPERATION:KIND[,OPTION]…`, where `OPERATION` is an operation ID or `*` for any operation:
///
/// | kind | effect |
/// |---|---|
/// | `status=503`, `status=409,code=SOME_CODE` | an error response with Atlas's body |
/// | `latency=20ms`, `latency=1.5s`, `latency=2m` | a delayed response |
/// | `reset=before` | connection reset before the request is handled |
/// | `reset=after` | connection reset after the request is handled, without a response |
/// | `cut` | request handled, half of the response body sent |
/// | `html`, `html=503` | the HTML page of a proxy, by default with status `502` |
/// | `empty=401` | a response without a body |
/// | `stale-nonce` | `401` with `stale=true` |
/// | `rate-limit`, `rate-limit=5` | `429`; the number is the value of `Retry-After` |
///
/// The options are `times=2`, `after=3`, `probability=0.1`, `seed=7`, `method=GET` (repeated for further methods) and
/// `challenges`.
#[derive(Debug, Clone)]
#[must_use = "a fault has no effect until it is added to a fake"]
pub struct Fault {
    pub(super) kind: FaultKind,
    pub(super) operation_id: Option<String>,
    pub(super) methods: Vec<Method>,
    pub(super) times: Option<u64>,
    pub(super) after: u64,
    pub(super) probability: f64,
    pub(super) random: Random,
    pub(super) challenges: bool,
}

impl Fault {
    pub(super) fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            operation_id: None,
            methods: Vec::new(),
            times: None,
            after: 0,
            probability: 1.0,
            random: Random::default(),
            challenges: false,
        }
    }

    /// Responds with an error of this status and Atlas's body. The request is not handled.
    ///
    /// Its error code is `UNEXPECTED_ERROR`, or `RATE_LIMITED` for `429`, unless [`code`](Self::code) sets another.
    ///
    /// # Panics
    /// If the status is not from 200 to 599.
    pub fn status(status: u16) -> Self {
        Self::new(FaultKind::Status { status: checked(status), code: None })
    }

    /// Delays the response this long, by the system's clock. The request is handled before the delay.
    pub fn latency(latency: Duration) -> Self {
        Self::new(FaultKind::Latency(latency))
    }

    /// Resets the connection as soon as the request's head is read. The request is not handled.
    pub fn reset_before() -> Self {
        Self::new(FaultKind::ResetBefore)
    }

    /// Handles the request, and resets the connection instead of sending the response.
    pub fn reset_after() -> Self {
        Self::new(FaultKind::ResetAfter)
    }

    /// Handles the request, sends half of the response body and closes the connection.
    ///
    /// `Content-Length` is that of the complete body. A response without a body is not sent at all.
    pub fn cut_body() -> Self {
        Self::new(FaultKind::CutBody)
    }

    /// Responds with the HTML page of a proxy and status `502`. The request is not handled.
    pub fn html_page() -> Self {
        Self::new(FaultKind::HtmlPage(StatusCode::BAD_GATEWAY))
    }

    /// Responds with this status and without a body; a `401` has no challenge. The request is not handled.
    ///
    /// # Panics
    /// If the status is not from 200 to 599.
    pub fn empty(status: u16) -> Self {
        Self::new(FaultKind::Empty(checked(status)))
    }

    /// Expires all nonces before the request is handled.
    ///
    /// A request with valid digest credentials then gets a `401` with `stale=true`.
    pub fn stale_nonce() -> Self {
        Self::new(FaultKind::StaleNonce)
    }

    /// Responds with `429` and the error code `RATE_LIMITED`. The request is not handled.
    ///
    /// See also [`retry_after`](Self::retry_after).
    pub fn rate_limited() -> Self {
        Self::new(FaultKind::RateLimited { retry_after: None })
    }

    /// Sets the seconds in `Retry-After` of [`rate_limited`](Self::rate_limited), and adds the headers
    /// `RateLimit-Limit: 100` and `RateLimit-Remaining: 0`. Ignored for other kinds.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        if let FaultKind::RateLimited { retry_after } = &mut self.kind {
            *retry_after = Some(seconds);
        }
        self
    }

    /// Sets the error code of [`status`](Self::status). Ignored for other kinds.
    pub fn code(mut self, error_code: impl Into<String>) -> Self {
        if let FaultKind::Status { code, .. } = &mut self.kind {
            *code = Some(error_code.into());
        }
        self
    }

    /// Restricts the fault to one operation, by its ID in the API document, for example `getGroupCluster`. The
    /// endpoints for access tokens, which are not in the document, have the IDs `oauthToken` and `oauthRevoke`.
    ///
    /// # Panics
    /// If the document has no such operation, because the fault would never apply.
    #[track_caller]
    pub fn on(mut self, operation_id: impl Into<String>) -> Self {
        let operation_id = operation_id.into();
        assert!(is_operation(&operation_id), "operation {operation_id:?}: not in the API document");
        self.operation_id = Some(operation_id);
        self
    }

    /// Restricts the fault to requests with these methods.
    ///
    /// # Panics
    /// If one of them is not an HTTP method.
    #[track_caller]
    pub fn methods<'a>(mut self, methods: impl IntoIterator<Item = &'a str>) -> Self {
        for name in methods {
            let Ok(method) = Method::from_bytes(name.to_ascii_uppercase().as_bytes()) else {
                panic!("method {name:?}: not an HTTP method")
            };
            self.methods.push(method);
        }
        self
    }

    /// Sets how many requests the fault applies to. Default: unlimited.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Sets how many matching requests are skipped before the first one that the fault applies to. Default: 0.
    pub fn after(mut self, requests: u64) -> Self {
        self.after = requests;
        self
    }

    /// Sets the probability, from 0 to 1, that the fault applies to a matching request. Default: 1.
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = probability;
        self
    }

    /// Sets the random seed of [`probability`](Self::probability). The same seed selects the same requests. Default: 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.random = Random::new(seed);
        self
    }

    /// Extends the fault to requests without credentials, such as requests for a challenge.
    pub fn challenges_too(mut self) -> Self {
        self.challenges = true;
        self
    }

    pub(super) fn is_latency(&self) -> bool {
        matches!(self.kind, FaultKind::Latency(_))
    }

    /// Returns the effect on the next request, if any, and counts the request if it matches.
    pub(super) fn apply(
        &mut self,
        operation_id: Option<&str>,
        method: &Method,
        has_credentials: bool,
    ) -> Option<FaultKind> {
        let matches = (has_credentials || self.challenges)
            && self.operation_id.as_deref().is_none_or(|wanted| operation_id == Some(wanted))
            && (self.methods.is_empty() || self.methods.contains(method));
        if !matches || self.times == Some(0) || !self.random.happens(self.probability) {
            return None;
        }
        if self.after > 0 {
            self.after -= 1;
            return None;
        }
        self.times = self.times.map(|times| times - 1);
        Some(self.kind.clone())
    }
}

/// Formats the fault in its text form, in its current state: `times` and `after` are the remaining numbers.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.operation_id.as_deref().unwrap_or("*"), self.kind)?;
        for (name, value) in [("times", self.times), ("after", Some(self.after).filter(|&after| after > 0))] {
            if let Some(value) = value {
                write!(f, ",{name}={value}")?;
            }
        }
        if self.probability < 1.0 {
            write!(f, ",probability={},seed={}", self.probability, self.random.seed)?;
        }
        for method in &self.methods {
            write!(f, ",method={method}")?;
        }
        if self.challenges { f.write_str(",challenges") } else { Ok(()) }
    }
}

pub(super) fn is_operation(id: &str) -> bool {
    Document::embedded().is_ok_and(|document| is_operation_of(&document, id))
}

/// Returns whether a fault can be restricted to an operation with this ID.
pub(crate) fn is_operation_of(document: &Document, id: &str) -> bool {
    oauth::OPERATIONS.contains(&id) || document.operation(id).is_some()
}

pub(super) fn checked_status(status: u16) -> Option<StatusCode> {
    StatusCode::from_u16(status).ok().filter(|_| (200..600).contains(&status))
}

#[track_caller]
pub(super) fn checked(status: u16) -> StatusCode {
    match checked_status(status) {
        Some(status) => status,
        None => panic!("status {status}: not from 200 to 599"),
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::{Fault, FaultKind, checked_status};

    #[test]
    fn an_informational_status_is_rejected() {
        let found = [0, 100, 199, 200, 599, 600, 1000].map(|status| checked_status(status).map(|found| found.as_u16()));
        assert_eq!(found, [None, None, None, Some(200), Some(599), None, None]);
    }

    #[test]
    fn methods_are_case_insensitive() {
        assert_eq!(
            Fault::cut_body().methods(["get", "PATCH"]).methods(["Post"]).methods,
            [Method::GET, Method::PATCH, Method::POST]
        );
    }

    #[test]
    #[should_panic(expected = "method \"GET POST\": not an HTTP method")]
    fn an_invalid_method_panics() {
        drop(Fault::cut_body().methods(["GET", "GET POST"]));
    }

    #[test]
    #[should_panic(expected = "status 600: not from 200 to 599")]
    fn an_invalid_status_panics() {
        drop(Fault::empty(600));
    }

    /// Returns the effects on matching requests, `x` for each that the fault applies to.
    fn hits(mut fault: Fault, requests: usize) -> String {
        let met = (0..requests).map(|_| fault.apply(Some("getGroupCluster"), &Method::GET, true));
        met.map(|kind| if kind == Some(FaultKind::CutBody) { 'x' } else { '.' }).collect()
    }

    #[test]
    fn times_and_after_count_matching_requests() {
        assert_eq!(hits(Fault::cut_body(), 4), "xxxx");
        assert_eq!(hits(Fault::cut_body().times(2), 4), "xx..");
        assert_eq!(hits(Fault::cut_body().after(3).times(1), 6), "...x..");
        assert_eq!(hits(Fault::cut_body().times(0), 2), "..");
        assert_eq!(hits(Fault::cut_body().on("listGroupClusters"), 2), "..");
        assert_eq!(hits(Fault::cut_body().methods(["POST"]), 2), "..");
        let chosen = hits(Fault::cut_body().probability(0.5).seed(7), 64);
        assert_eq!(chosen, hits(Fault::cut_body().probability(0.5).seed(7), 64));
        let spared = hits(Fault::cut_body().probability(0.5).seed(7).after(1), 64);
        assert_eq!(spared, chosen.replacen('x', ".", 1));
    }
}
