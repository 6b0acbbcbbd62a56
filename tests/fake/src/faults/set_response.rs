//! Responses that a test sets.

use std::fmt;
use std::sync::Arc;

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::fault::{Fault, checked};
use super::kind::FaultKind;
use crate::document::Document;
use crate::response::Response;

/// A response that a test sets for an operation, sent instead of the fake's own.
///
/// [`FakeAtlas::respond`](crate::FakeAtlas::respond) sets it. The request is authenticated as usual and recorded in the
/// journal, but not handled: it is not validated, and the state does not change.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use atlas_fake::{FakeAtlas, SetResponse};
/// use serde_json::json;
///
/// let atlas = FakeAtlas::start().await?;
/// let cluster = json!({ "name": "orders", "stateName": "REPAIRING" });
/// atlas.respond("getGroupCluster", SetResponse::json(200, &cluster).times(2));
/// let advice = json!({ "shapes": [], "suggestedIndexes": [] });
/// atlas.respond("listGroupClusterPerformanceAdvisorSuggestedIndexes", SetResponse::json(200, &advice));
/// atlas.respond("getOrgInvoiceCsv", SetResponse::bytes(200, "text/csv", "a,b\n1,2\n"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a response has no effect until it is set for an operation"]
pub struct SetResponse {
    status: StatusCode,
    /// The media type, or `None` for that of the operation.
    content_type: Option<String>,
    headers: Vec<(HeaderName, String)>,
    body: Vec<u8>,
    times: Option<u64>,
    after: u64,
}

impl SetResponse {
    fn new(status: u16, content_type: Option<String>, body: Vec<u8>) -> Self {
        Self { status: checked(status), content_type, headers: Vec::new(), body, times: None, after: 0 }
    }

    /// Returns a response with a JSON body. Its media type is that of the operation's newest version, or
    /// `application/json` for an error.
    ///
    /// # Panics
    /// If the status is not from 200 to 599.
    #[track_caller]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, None, body.to_string().into_bytes())
    }

    /// Returns a response with a body of a media type.
    ///
    /// # Panics
    /// If the status is not from 200 to 599, or the media type is not allowed in a header.
    #[track_caller]
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        assert!(HeaderValue::from_str(media_type).is_ok(), "media type {media_type:?}: not allowed in a header");
        Self::new(status, Some(media_type.to_owned()), body.into())
    }

    /// Adds a header.
    ///
    /// # Panics
    /// If the name or the value is not allowed in a header.
    #[track_caller]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        let (Ok(header), Ok(_)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value)) else {
            panic!("header {name:?}: {value:?} is not allowed")
        };
        if header == CONTENT_TYPE {
            self.content_type = Some(value);
        } else {
            self.headers.push((header, value));
        }
        self
    }

    /// Sets how many requests get the response. Later ones are handled as usual. Default: unlimited.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Sets how many requests are handled as usual before the first one that gets the response. Default: 0.
    pub fn after(mut self, requests: u64) -> Self {
        self.after = requests;
        self
    }

    /// Returns the fault that sends this response.
    #[track_caller]
    pub(crate) fn on(self, operation_id: &str) -> Fault {
        let Self { status, content_type, headers, body, times, after } = self;
        let content_type = content_type.unwrap_or_else(|| media_type(operation_id, status));
        let response = Response { status, content_type, headers, body, repeated: None };
        let fault = Fault::new(FaultKind::Response(Arc::new(response))).on(operation_id).after(after);
        match times {
            Some(times) => fault.times(times),
            None => fault,
        }
    }
}

/// Returns the media type of a JSON response to an operation.
fn media_type(operation_id: &str, status: StatusCode) -> String {
    let document = Document::embedded().ok();
    let newest = document.as_ref().and_then(|document| document.operation(operation_id)?.newest());
    let newest = newest.filter(|_| status.is_success()).map(|newest| format!("{newest};charset=utf-8"));
    newest.unwrap_or_else(|| "application/json".to_owned())
}

/// Prints the length of the body instead of its content, which can have secrets.
impl fmt::Debug for SetResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetResponse")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("body_length", &self.body.len())
            .field("times", &self.times)
            .field("after", &self.after)
            .finish_non_exhaustive()
    }
}
