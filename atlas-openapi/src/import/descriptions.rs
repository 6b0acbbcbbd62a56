//! Our own texts for descriptions that OpenAPI requires.

use http::StatusCode;

/// The title of an imported document.
pub(super) const TITLE: &str = "Atlas Administration API";

/// Returns the description of a response: the reason phrase of its HTTP status.
///
/// A component response has a name instead of a status; the name is its description.
pub(super) fn response(status_or_name: &str) -> &str {
    match status_or_name {
        "default" => "Default",
        "1XX" => "Informational",
        "2XX" => "Success",
        "3XX" => "Redirection",
        "4XX" => "Client Error",
        "5XX" => "Server Error",
        other => match other.parse::<StatusCode>() {
            Ok(status) => status.canonical_reason().unwrap_or("Response"),
            Err(_) => other,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::response;

    #[test]
    fn a_response_is_described_by_its_status_or_name() {
        assert_eq!(response("200"), "OK");
        assert_eq!(response("429"), "Too Many Requests");
        assert_eq!(response("599"), "Response");
        assert_eq!(response("default"), "Default");
        assert_eq!(response("notFound"), "notFound");
    }
}
