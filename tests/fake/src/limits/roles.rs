//! What a key's roles let it do.

use http::{Method, StatusCode};
use serde_json::json;

use crate::answer::Answer;

/// The names of a key's roles, `ORG_READ_ONLY` or `GROUP_OWNER`.
#[derive(Debug, Clone)]
pub(crate) struct Roles(Vec<String>);

impl Roles {
    pub(crate) fn new(names: Vec<String>) -> Self {
        Self(names)
    }

    /// Every role of a project or an organization lets a key read; to write it needs an owner's.
    pub(super) fn allow(&self, method: &Method) -> bool {
        match *method {
            Method::GET => self.0.iter().any(|role| role.starts_with("GROUP_") || role.starts_with("ORG_")),
            _ => self.0.iter().any(|role| role.ends_with("_OWNER")),
        }
    }
}

pub(super) fn refusal(operation_id: &str) -> Answer {
    let status = StatusCode::FORBIDDEN;
    let body = json!({
        "detail": "Current user is not authorized to perform this action.",
        "error": status.as_u16(),
        "errorCode": "USER_UNAUTHORIZED",
        "parameters": [operation_id],
        "reason": status.canonical_reason(),
    });
    let body = body.to_string().into_bytes();
    Answer { status, content_type: "application/json".to_owned(), body, ..Answer::default() }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::Roles;

    #[track_caller]
    fn check(roles: &[&str], reads: bool, writes: bool) {
        let found = Roles::new(roles.iter().map(|&role| role.to_owned()).collect());
        assert_eq!((found.allow(&Method::GET), found.allow(&Method::PATCH)), (reads, writes), "{roles:?}");
    }

    #[test]
    fn every_role_reads_and_owners_write() {
        check(&[], false, false);
        check(&["GROUP_READ_ONLY"], true, false);
        check(&["ORG_MEMBER"], true, false);
        check(&["GROUP_READ_ONLY", "GROUP_OWNER"], true, true);
        check(&["ORG_OWNER"], true, true);
    }
}
