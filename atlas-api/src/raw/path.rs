//! Validation of the path of a raw request.

use crate::Error;

/// Checks that a path can be appended to the base URL, and that a URL parser does not change it.
pub(super) fn check(path: &str) -> Result<(), Error> {
    let reject = |rule: String| Err(Error::invalid_argument("path", format!("{path:?} {rule}")));
    let Some(relative) = path.strip_prefix('/') else {
        return reject("does not begin with \"/\"; expected for example /api/atlas/v2/groups".to_owned());
    };
    if path.contains('?') {
        return reject("contains a query; set its parameters with `query`".to_owned());
    }
    if let Some(invalid) = path.chars().find(|char| !is_path_character(*char)) {
        return reject(format!("contains {invalid:?}; percent-encode it"));
    }
    for segment in relative.split('/') {
        // With an empty name, the path would address the list instead of one of its items.
        if segment.is_empty() {
            return reject("has an empty segment; expected a name".to_owned());
        }
        // URL parsers treat an encoded dot like a dot here.
        if matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..") {
            return reject(format!("has the segment {segment:?}; expected a name"));
        }
    }
    Ok(())
}

/// Returns whether RFC 3986 permits a character in a path, including `%` for encoded characters.
fn is_path_character(char: char) -> bool {
    char.is_ascii_alphanumeric() || "/%-._~!$&'()*+,;=:@".contains(char)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[test]
    fn a_valid_path_is_appended_unchanged() {
        for path in [
            "/api/atlas/v2",
            "/api/atlas/v2/groups/5f1a2b3c4d5e6f7a8b9c0d1e/databaseUsers/$external/CN=a,OU=b%2Fx",
            "/api/atlas/v2/groups/g/clusters/a:unpin",
            "/api/atlas/v2/.../..a/%2e%2e%2e/%252e%252e/100%25",
            "/api/atlas/v2/users/me@example.com/(a)*!'~",
        ] {
            check(path).unwrap();
            let url = Url::parse(&format!("https://example.com/proxy{path}")).unwrap();
            assert_eq!(url.path(), format!("/proxy{path}"));
            assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("example.com"), None, None));
        }
    }

    #[test]
    fn a_path_that_would_change_or_has_a_query_is_rejected() {
        for (path, problem) in [
            ("", r#"does not begin with "/""#),
            ("api/atlas/v2", r#"does not begin with "/""#),
            ("https://example.com/api", r#"does not begin with "/""#),
            ("@example.com/api", r#"does not begin with "/""#),
            ("//example.com/api", "has an empty segment"),
            ("/", "has an empty segment"),
            ("/api/atlas/v2/groups/", "has an empty segment"),
            ("/api/atlas/v2/groups//databaseUsers", "has an empty segment"),
            ("/api/../secret", r#"has the segment "..""#),
            ("/api/%2E./secret", r#"has the segment "%2E.""#),
            ("/api/atlas/v2/%2e", r#"has the segment "%2e""#),
            ("/api/atlas/v2/groups?pageNum=1", "contains a query; set its parameters with `query`"),
            ("/api/atlas/v2/groups#a", "contains '#'; percent-encode it"),
            ("/api\\..\\secret", "contains '\\\\'; percent-encode it"),
            ("/api/.\t./secret", "contains '\\t'; percent-encode it"),
            ("/api/atlas/v2/groups/{groupId}", "contains '{'; percent-encode it"),
            ("/api/atlas/v2/groups/über", "contains 'ü'; percent-encode it"),
        ] {
            let error = check(path).unwrap_err();
            assert!(error.is_invalid_argument());
            assert!(error.to_string().contains(problem), "{error}");
        }
    }
}
