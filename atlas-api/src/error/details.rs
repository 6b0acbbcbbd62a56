//! Details of an error response.

use std::time::Duration;

use atlas_gen::FieldError;
use chrono::{DateTime, Utc};
use http::header::DATE;

use super::{Error, Kind, json_location::JsonLocation};
use crate::transport::retry_after;

impl Error {
    /// Returns the time to wait before the next attempt, from `Retry-After` or the body of a `RATE_LIMITED_TOKEN_BUCKET`.
    /// `None` if Atlas does not specify it.
    ///
    /// The client itself has retried as its [policy](crate::RetryPolicy) allows; this is the value of the last response.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let (headers, error) = (self.headers()?, self.api_error()?);
        // A date refers to the clock of the server, which is in the header `Date`.
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        let now = date.map_or_else(Utc::now, |date| date.to_utc());
        retry_after(headers, error, now)
    }

    /// Returns the properties of the request that Atlas rejected, each with a reason. Can be empty.
    #[must_use]
    #[doc(alias = "badRequestDetail")]
    pub fn field_errors(&self) -> &[FieldError] {
        self.api_error().map_or(&[], |error| &error.fields)
    }

    /// Returns the path of a [decoding error](Self::is_decode) in the JSON of the response, such as `results[3].roles`. `None`
    /// if it concerns the body as a whole.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.location()?.path.as_deref()
    }

    /// Returns the line and column, from 1, of [invalid JSON](Self::is_decode) in the response. `None` if the JSON is valid but
    /// has another type than expected.
    #[must_use]
    pub fn json_position(&self) -> Option<(usize, usize)> {
        self.location()?.position
    }

    fn location(&self) -> Option<&JsonLocation> {
        match &*self.0.kind {
            Kind::Decode { location, .. } => Some(location),
            _ => None,
        }
    }
}
