//! An answer, read as far as it has to be to be judged.

use atlas_gen::{Operation, TransportError};
use bytes::Bytes;

/// What a request was answered with. It has no `Debug`, which would show the body.
pub(super) enum Answer {
    /// An answer with all of its body.
    Whole(http::Response<Bytes>),
    /// A success whose body is handed on as it comes.
    Stream(reqwest::Response),
}

impl Answer {
    /// Reads the body here, because a body that breaks off is a failure that another try can mend, and after this step
    /// there is none. A download is not held back for that: once it has begun, it is its reader's.
    pub(super) async fn read(
        mut answer: reqwest::Response,
        operation: &'static Operation,
    ) -> Result<Self, TransportError> {
        let success = answer.status().is_success();
        if success && operation.response.is_stream() {
            return Ok(Self::Stream(answer));
        }
        let mut whole = http::Response::new(Bytes::new());
        *whole.status_mut() = answer.status();
        *whole.version_mut() = answer.version();
        *whole.headers_mut() = std::mem::take(answer.headers_mut());
        *whole.extensions_mut() = std::mem::take(answer.extensions_mut());
        *whole.body_mut() = match answer.bytes().await {
            Ok(body) => body,
            // The status of a refusal says more than that its body broke off.
            Err(_) if !success => Bytes::new(),
            Err(error) => return Err(error.without_url().into()),
        };
        Ok(Self::Whole(whole))
    }

    /// The body, if it has been read.
    pub(super) fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Whole(answer) => Some(answer.body()),
            Self::Stream(_) => None,
        }
    }
}

/// The answer for the low-level client, which reads status, headers and body. The address is not among it, which is
/// that of the request: redirects are not followed.
impl From<Answer> for reqwest::Response {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Whole(answer) => answer.into(),
            Answer::Stream(answer) => answer,
        }
    }
}
