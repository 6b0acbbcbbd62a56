//! A recorded exchange.

use serde::Deserialize;
use serde_json::Value;

/// One line of a recording; only the properties used here are read.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Exchange {
    pub(crate) operation_id: String,
    pub(crate) status: u16,
    /// The dated version that the exchange was recorded at, if known.
    #[serde(default)]
    pub(crate) resource_version: Option<String>,
    /// The media type of the response, if known.
    #[serde(default)]
    pub(crate) response_content_type: Option<String>,
    #[serde(default)]
    pub(crate) response_body: Value,
}

impl Exchange {
    /// Returns the raw body. A recording holds a body that is not JSON as a string, and no body as `null`.
    pub(crate) fn body(&self) -> Vec<u8> {
        match &self.response_body {
            Value::Null => Vec::new(),
            Value::String(text) => text.clone().into_bytes(),
            body => body.to_string().into_bytes(),
        }
    }

    /// Returns whether the response has another format than `media_type`, for example CSV instead of JSON.
    pub(crate) fn has_other_format_than(&self, media_type: &str) -> bool {
        let format = |media_type: &str| Some(media_type.split(';').next()?.rsplit_once('+')?.1.to_owned());
        self.response_content_type.as_deref().and_then(format).is_some_and(|found| Some(found) != format(media_type))
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
