//! What is known of a failure, for those who look closer.

use std::time::Duration;

use atlas_gen::FieldError;
use chrono::{DateTime, Utc};
use http::header::DATE;

use super::{Error, Kind, place::Place};
use crate::transport::retry_after;

impl Error {
    /// How long Atlas asks to wait before the call is made again: by `Retry-After`, or by the body of a
    /// `RATE_LIMITED_TOKEN_BUCKET`. `None` if it does not say.
    ///
    /// The client has waited by itself as far as its [policy](crate::RetryPolicy) lets it; this is what the last answer
    /// asked for.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let (headers, error) = (self.headers()?, self.api_error()?);
        // A date is meant by the clock of the server, which says what it shows.
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        let now = date.map_or_else(Utc::now, |date| date.to_utc());
        retry_after(headers, error, now)
    }

    /// The properties of the request that Atlas refused, each with what is wrong with it. Empty if it does not name any.
    #[must_use]
    #[doc(alias = "badRequestDetail")]
    pub fn field_errors(&self) -> &[FieldError] {
        self.api_error().map_or(&[], |error| &error.fields)
    }

    /// Where in the JSON of an answer it is that [can't be read](Self::is_decode), such as `results[3].roles`. `None` if it
    /// is the answer as a whole.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.place()?.path.as_deref()
    }

    /// The line and the column, both from 1, at which the JSON of an answer is [broken](Self::is_decode). `None` if it is
    /// whole, and only of another kind than can be meant.
    #[must_use]
    pub fn json_position(&self) -> Option<(usize, usize)> {
        self.place()?.position
    }

    fn place(&self) -> Option<&Place> {
        match &self.0.kind {
            Kind::Decode { place, .. } => Some(place),
            _ => None,
        }
    }
}
