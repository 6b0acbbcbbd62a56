//! One fault: what goes wrong, where and how often.

use std::fmt;
use std::time::Duration;

use http::{Method, StatusCode};

use super::kind::Kind;
use super::random::Random;
use crate::document::Document;
use crate::oauth;

/// Something that goes wrong on demand.
///
/// It is given to a fake with [`FakeAtlas::fault`](crate::FakeAtlas::fault) or before its start with
/// [`FakeAtlasBuilder::fault`](crate::FakeAtlasBuilder::fault). Unless it is narrowed, it hits every request that carries
/// credentials, for as long as the fake runs. A request that only asks for a challenge, or for a page at `/`, is spared.
///
/// Of several faults that are due at a request the one that was added first hits; latencies add up and come on top. Which
/// request is hit depends on the requests and nothing else, so a test that sends the same ones in the same order meets
/// the same faults.
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
/// As text it is `OPERATION:KIND[,OPTION]…`, where `OPERATION` is an operation's id or `*` for any:
///
/// | kind | the request is |
/// |---|---|
/// | `status=503`, `status=409,code=SOME_CODE` | answered with an error that has Atlas's body |
/// | `latency=20ms`, `latency=1.5s`, `latency=2m` | answered later |
/// | `reset=before` | not looked at: its connection is reset |
/// | `reset=after` | carried out, and its connection reset instead of an answer |
/// | `cut` | carried out, and half of the answer's body sent |
/// | `html`, `html=503` | answered with a proxy's page; `502` unless it says otherwise |
/// | `empty=401` | answered without a body |
/// | `stale-nonce` | answered `401` with `stale=true` |
/// | `rate-limit`, `rate-limit=5` | answered `429`; with a number, `Retry-After` holds it |
///
/// The options are `times=2`, `after=3`, `probability=0.1`, `seed=7`, `method=GET` (again for each further method) and
/// `challenges`.
#[derive(Debug, Clone)]
#[must_use = "a fault does nothing until a fake is given it"]
pub struct Fault {
    pub(super) kind: Kind,
    pub(super) operation_id: Option<String>,
    pub(super) methods: Vec<Method>,
    pub(super) times: Option<u64>,
    pub(super) after: u64,
    pub(super) probability: f64,
    pub(super) random: Random,
    pub(super) challenges: bool,
}

impl Fault {
    pub(super) fn new(kind: Kind) -> Self {
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

    /// An error of this status with Atlas's body. The request is not carried out.
    ///
    /// Its error code is `UNEXPECTED_ERROR`, or `RATE_LIMITED` for `429`, unless [`code`](Self::code) names another.
    ///
    /// # Panics
    /// If the status is not from 200 to 599.
    pub fn status(status: u16) -> Self {
        Self::new(Kind::Status { status: checked(status), code: None })
    }

    /// Holds the answer back this long, by the system's clock. The request is carried out before.
    pub fn latency(latency: Duration) -> Self {
        Self::new(Kind::Latency(latency))
    }

    /// Resets the connection as soon as the request's head is read. The request is not carried out.
    pub fn reset_before() -> Self {
        Self::new(Kind::ResetBefore)
    }

    /// Carries the request out and resets the connection instead of answering.
    pub fn reset_after() -> Self {
        Self::new(Kind::ResetAfter)
    }

    /// Carries the request out, sends half of the answer's body and closes the connection. `Content-Length` promises the
    /// whole. An answer without a body is not sent at all.
    pub fn cut_body() -> Self {
        Self::new(Kind::CutBody)
    }

    /// A proxy's page of HTML with the status `502`. The request is not carried out.
    pub fn html_page() -> Self {
        Self::new(Kind::HtmlPage(StatusCode::BAD_GATEWAY))
    }

    /// This status without a body, and for a `401` without a challenge. The request is not carried out.
    ///
    /// # Panics
    /// If the status is not from 200 to 599.
    pub fn empty(status: u16) -> Self {
        Self::new(Kind::Empty(checked(status)))
    }

    /// Forgets all nonces before the request is looked at, which so is answered `401` with `stale=true`, if it came with
    /// a right answer to a challenge.
    pub fn stale_nonce() -> Self {
        Self::new(Kind::StaleNonce)
    }

    /// `429` with the error code `RATE_LIMITED`; see [`retry_after`](Self::retry_after). The request is not carried out.
    pub fn rate_limited() -> Self {
        Self::new(Kind::RateLimited { retry_after: None })
    }

    /// Lets [`rate_limited`](Self::rate_limited) say in `Retry-After` how many seconds to wait; no other kind says so.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        if let Kind::RateLimited { retry_after } = &mut self.kind {
            *retry_after = Some(seconds);
        }
        self
    }

    /// The error code of [`status`](Self::status); no other kind has one to choose.
    pub fn code(mut self, error_code: impl Into<String>) -> Self {
        if let Kind::Status { code, .. } = &mut self.kind {
            *code = Some(error_code.into());
        }
        self
    }

    /// Hits this operation only, called as the API document calls it, `getGroupCluster`. The endpoints for access tokens,
    /// which are none of the document's, are called `oauthToken` and `oauthRevoke`.
    ///
    /// # Panics
    /// If the document has no such operation: the fault would hit nothing.
    #[track_caller]
    pub fn on(mut self, operation_id: impl Into<String>) -> Self {
        let operation_id = operation_id.into();
        assert!(is_operation(&operation_id), "the API document has no operation {operation_id:?}");
        self.operation_id = Some(operation_id);
        self
    }

    /// Hits requests of these methods only.
    ///
    /// # Panics
    /// If one of them is no method.
    #[track_caller]
    pub fn methods<'a>(mut self, methods: impl IntoIterator<Item = &'a str>) -> Self {
        for name in methods {
            let Ok(method) = Method::from_bytes(name.to_ascii_uppercase().as_bytes()) else {
                panic!("{name:?} is no method")
            };
            self.methods.push(method);
        }
        self
    }

    /// Hits this many requests. Default: any number.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Spares this many of the requests that it would have hit, before the first. Default: none.
    pub fn after(mut self, requests: u64) -> Self {
        self.after = requests;
        self
    }

    /// Hits each request with this probability, from 0 to 1. Default: 1.
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = probability;
        self
    }

    /// Where the chance of [`probability`](Self::probability) begins: the same seed hits the same requests. Default: 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.random = Random::new(seed);
        self
    }

    /// Hits requests without credentials too, such as those that ask for a challenge.
    pub fn challenges_too(mut self) -> Self {
        self.challenges = true;
        self
    }

    pub(super) fn is_latency(&self) -> bool {
        matches!(self.kind, Kind::Latency(_))
    }

    /// What happens to the next request, if anything; it counts if it is one of those that this is for.
    pub(super) fn meet(&mut self, operation_id: Option<&str>, method: &Method, has_credentials: bool) -> Option<Kind> {
        let is_meant = (has_credentials || self.challenges)
            && self.operation_id.as_deref().is_none_or(|wanted| operation_id == Some(wanted))
            && (self.methods.is_empty() || self.methods.contains(method));
        if !is_meant || self.times == Some(0) || !self.random.happens(self.probability) {
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

/// As text that is read as the same fault again, as it is by then: `times` and `after` count what is still to come.
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

/// Whether a fault can be for an operation of this name.
pub(crate) fn is_operation_of(document: &Document, id: &str) -> bool {
    oauth::OPERATIONS.contains(&id) || document.operation(id).is_some()
}

pub(super) fn checked_status(status: u16) -> Option<StatusCode> {
    StatusCode::from_u16(status).ok().filter(|_| (200..600).contains(&status))
}

#[track_caller]
fn checked(status: u16) -> StatusCode {
    match checked_status(status) {
        Some(status) => status,
        None => panic!("{status} is no status from 200 to 599"),
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::{Fault, Kind, checked_status};

    #[test]
    fn a_status_is_one_that_ends_an_exchange() {
        let found = [0, 100, 199, 200, 599, 600, 1000].map(|status| checked_status(status).map(|found| found.as_u16()));
        assert_eq!(found, [None, None, None, Some(200), Some(599), None, None]);
    }

    #[test]
    fn methods_are_called_in_any_letter_case() {
        assert_eq!(
            Fault::cut_body().methods(["get", "PATCH"]).methods(["Post"]).methods,
            [Method::GET, Method::PATCH, Method::POST]
        );
    }

    #[test]
    #[should_panic(expected = "\"GET POST\" is no method")]
    fn what_is_no_method_is_refused() {
        drop(Fault::cut_body().methods(["GET", "GET POST"]));
    }

    #[test]
    #[should_panic(expected = "600 is no status from 200 to 599")]
    fn what_is_no_status_is_refused() {
        drop(Fault::empty(600));
    }

    /// What happens to requests that are all meant.
    fn hits(mut fault: Fault, requests: usize) -> String {
        let met = (0..requests).map(|_| fault.meet(Some("getGroupCluster"), &Method::GET, true));
        met.map(|kind| if kind == Some(Kind::CutBody) { 'x' } else { '.' }).collect()
    }

    #[test]
    fn times_and_after_count_the_requests_that_are_meant_and_chosen() {
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
