//! The `Authorization` header of a bearer token.

use atlas_gen::Secret;
use http::HeaderValue;

/// Returns the value of `Authorization` for a token, or `None` if a header cannot hold the token.
pub(super) fn bearer(token: &Secret) -> Option<HeaderValue> {
    if token.expose().is_empty() || !token.expose().bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.expose())).ok()?;
    value.set_sensitive(true);
    Some(value)
}
