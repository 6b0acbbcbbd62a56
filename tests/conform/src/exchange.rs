//! A recorded exchange.

use serde::Deserialize;
use serde_json::Value;

/// One line of a recording. What is not needed here is not read.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Exchange {
    pub(crate) operation_id: String,
    pub(crate) status: u16,
    /// The dated version that the exchange was recorded at, where that is known.
    #[serde(default)]
    pub(crate) resource_version: Option<String>,
    /// The media type of the answer, where that is known.
    #[serde(default)]
    pub(crate) response_content_type: Option<String>,
    #[serde(default)]
    pub(crate) response_body: Value,
}

impl Exchange {
    /// The body as it went over the wire; text that is no JSON is recorded as a string, no body as `null`.
    pub(crate) fn body(&self) -> Vec<u8> {
        match &self.response_body {
            Value::Null => Vec::new(),
            Value::String(text) => text.clone().into_bytes(),
            body => body.to_string().into_bytes(),
        }
    }

    /// Whether the answer is in another form than `media_type`: CSV where JSON is the usual one.
    pub(crate) fn is_in_other_form_than(&self, media_type: &str) -> bool {
        let form = |media_type: &str| Some(media_type.split(';').next()?.rsplit_once('+')?.1.to_owned());
        self.response_content_type.as_deref().and_then(form).is_some_and(|found| Some(found) != form(media_type))
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
