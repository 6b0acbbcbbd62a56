//! How a token stands in a request.

use atlas_gen::Secret;
use http::HeaderValue;

/// The value of `Authorization` for a token, unless it is none that can be sent.
pub(super) fn bearer(token: &Secret) -> Option<HeaderValue> {
    if token.expose().is_empty() || !token.expose().bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.expose())).ok()?;
    value.set_sensitive(true);
    Some(value)
}
