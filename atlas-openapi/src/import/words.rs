//! The few words that a document must contain and that are ours, not the source's.

use http::StatusCode;

/// The name of the product, in place of the title.
pub(super) const TITLE: &str = "Atlas Administration API";

/// The description that OpenAPI requires of a response: the reason phrase that HTTP gives to its status.
///
/// A response among the components has a name instead of a status, and is described by that.
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
    fn a_response_is_described_by_its_status_or_by_its_name() {
        assert_eq!(response("200"), "OK");
        assert_eq!(response("429"), "Too Many Requests");
        assert_eq!(response("599"), "Response");
        assert_eq!(response("default"), "Default");
        assert_eq!(response("notFound"), "notFound");
    }
}
