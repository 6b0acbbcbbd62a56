//! Which paths a raw request can have: those that stay below the base address and lead where they say.

use crate::Error;

/// Checks a path that is put behind the base address as it is.
pub(super) fn check(path: &str) -> Result<(), Error> {
    let refuse = |why: String| Err(Error::invalid_argument("path", format!("{path:?} {why}")));
    let Some(relative) = path.strip_prefix('/') else {
        return refuse("does not begin with a slash; expected one like /api/atlas/v2/groups".to_owned());
    };
    if path.contains('?') {
        return refuse("has a query in it; set that with `query`".to_owned());
    }
    if let Some(odd) = path.chars().find(|char| !can_stand_in_a_path(*char)) {
        return refuse(format!("has {odd:?} in it, which has to be percent-encoded"));
    }
    for segment in relative.split('/') {
        // An empty name would lead to the resource above: to a list where one of its items was meant.
        if segment.is_empty() {
            return refuse("has an empty segment".to_owned());
        }
        // Parsers of addresses take an encoded dot for a dot here.
        if matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..") {
            return refuse(format!("leads elsewhere, by its segment `{segment}`"));
        }
    }
    Ok(())
}

/// Whether RFC 3986 lets a character stand in a path, be it part of an encoded one.
fn can_stand_in_a_path(char: char) -> bool {
    char.is_ascii_alphanumeric() || "/%-._~!$&'()*+,;=:@".contains(char)
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::*;

    #[test]
    fn a_path_that_is_taken_stands_in_the_address_as_it_is() {
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
    fn a_path_that_leads_elsewhere_is_refused() {
        for (path, why) in [
            ("", "does not begin with a slash"),
            ("api/atlas/v2", "does not begin with a slash"),
            ("https://example.com/api", "does not begin with a slash"),
            ("@example.com/api", "does not begin with a slash"),
            ("//example.com/api", "has an empty segment"),
            ("/", "has an empty segment"),
            ("/api/atlas/v2/groups/", "has an empty segment"),
            ("/api/atlas/v2/groups//databaseUsers", "has an empty segment"),
            ("/api/../secret", "leads elsewhere, by its segment `..`"),
            ("/api/%2E./secret", "leads elsewhere, by its segment `%2E.`"),
            ("/api/atlas/v2/%2e", "leads elsewhere, by its segment `%2e`"),
            ("/api/atlas/v2/groups?pageNum=1", "has a query in it; set that with `query`"),
            ("/api/atlas/v2/groups#a", "has '#' in it, which has to be percent-encoded"),
            ("/api\\..\\secret", "has '\\\\' in it, which has to be percent-encoded"),
            ("/api/.\t./secret", "has '\\t' in it, which has to be percent-encoded"),
            ("/api/atlas/v2/groups/{groupId}", "has '{' in it, which has to be percent-encoded"),
            ("/api/atlas/v2/groups/über", "has 'ü' in it, which has to be percent-encoded"),
        ] {
            let error = check(path).unwrap_err();
            assert!(error.is_invalid_argument());
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
