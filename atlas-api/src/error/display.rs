//! The message of an error: the problem without its causes, and advice.

use std::{borrow::Cow, fmt};

use atlas_gen::{BodyProblem, FieldError};
use http::{StatusCode, header::LOCATION};

use super::{Error, Kind, classes::Class};
use crate::auth::unsupported_challenges;
#[cfg(feature = "logs")]
use crate::logs::NotGzip;

/// The maximum number of characters of a path in a message.
const MAX_PATH: usize = 1000;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(called) = self.called() {
            write!(f, "{called} ")?;
            if let Kind::InvalidArgument { .. } = &*self.0.kind {
                return write!(f, "cannot be sent: {}", self.0.kind);
            }
            if let Some(host) = self.host() {
                write!(f, "for host {host} ")?;
            }
            // A single attempt is not mentioned.
            match (self.page(), self.attempts()) {
                (None, ..=1) => {}
                (Some(page), ..=1) => write!(f, "(page {page}) ")?,
                (None, attempts) => write!(f, "({attempts} attempts) ")?,
                (Some(page), attempts) => write!(f, "(page {page}, {attempts} attempts) ")?,
            }
        }
        write!(f, "{}", self.0.kind)?;
        match self.advice() {
            Some(advice) => write!(f, " ({advice})"),
            None => Ok(()),
        }
    }
}

/// Returns the beginning of a path that is too long for a message.
fn shortened(path: &str) -> Cow<'_, str> {
    match path.char_indices().nth(MAX_PATH) {
        Some((end, _)) => format!("{}...", &path[..end]).into(),
        None => path.into(),
    }
}

/// Returns advice about a body that the service did not send.
fn advice_on_body(problem: BodyProblem) -> Option<&'static str> {
    match problem {
        BodyProblem::Html => Some(
            "it is text/html, such as a login page, probably from a proxy or gateway between the client and the service",
        ),
        BodyProblem::Empty => {
            Some("it has no body; a proxy or gateway between the client and the service may have removed it")
        }
        _ => None,
    }
}

/// Returns advice about the body of a log that is not a log.
#[cfg(feature = "logs")]
fn advice_on_log(source: &(dyn std::error::Error + 'static)) -> Option<String> {
    source.downcast_ref::<NotGzip>().map(ToString::to_string)
}

/// Returns `None`: without the feature, there are no logs.
#[cfg(not(feature = "logs"))]
fn advice_on_log(_: &(dyn std::error::Error + 'static)) -> Option<String> {
    None
}

impl Error {
    /// Returns whether the body of an error response is a web page.
    fn is_page(&self) -> bool {
        let (Some(headers), Some(body)) = (self.headers(), self.body()) else { return false };
        BodyProblem::of_page(headers, body).is_some()
    }

    /// Returns the operation, or the method and path of a request without one.
    fn called(&self) -> Option<String> {
        self.operation().map(str::to_owned).or_else(|| Some(format!("{} {}", self.method()?, shortened(self.path()?))))
    }

    /// Returns advice about an error response.
    fn advice(&self) -> Option<String> {
        if let Kind::Credential(error) = &*self.0.kind {
            return error.advice().map(str::to_owned);
        }
        if let Kind::Decode { problem, source, .. } = &*self.0.kind {
            return problem
                .map_or_else(|| advice_on_log(&**source), |problem| advice_on_body(problem).map(str::to_owned));
        }
        let header = |name| self.headers()?.get(name)?.to_str().ok();
        let status = self.status()?;
        let advice = match (self.class(), status) {
            (Some(Class::AccessList), _) => {
                "add the address of this machine to the access list of the API key or the service account"
            }
            (Some(Class::MissingRole), _) => {
                "grant the API key or the service account a role that allows the operation"
            }
            (Some(Class::ProjectLimit), _) => {
                "delete a resource, raise the limit with `Atlas::project_limits`, or ask MongoDB support for a higher one"
            }
            (Some(Class::Limit), _) => "delete a resource, or ask MongoDB support for a higher limit",
            _ if self.is_rate_limited() => match self.retry_after() {
                Some(wait) => return Some(format!("try again after {} s", wait.as_secs_f64().ceil())),
                None => "try again later",
            },
            (_, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) if self.code().is_none() && self.is_page() => {
                "the response is text/html, probably from a proxy or gateway between the client and the service"
            }
            (_, StatusCode::UNAUTHORIZED) => match self.headers().and_then(unsupported_challenges) {
                Some(offered) => {
                    return Some(format!(
                        "the server accepts only {offered}; the client supports access tokens, and Digest with MD5 or SHA-256 \
                         and the protection \"auth\", so check the base URL and proxies"
                    ));
                }
                None => "check the credentials; a new or changed API key takes a moment to work",
            },
            (_, StatusCode::PROXY_AUTHENTICATION_REQUIRED) => {
                "the response is from a proxy; check the user and the password in HTTP_PROXY or ALL_PROXY, such as \
                 http://user:password@proxy.example.com:3128"
            }
            (_, StatusCode::BAD_REQUEST) if !self.field_errors().is_empty() => {
                // Atlas repeats an error for each node type that has the same invalid value.
                let mut errors: Vec<String> = Vec::new();
                for FieldError { field, description, .. } in self.field_errors() {
                    let error = format!("{field}: {description}");
                    if !errors.contains(&error) {
                        errors.push(error);
                    }
                }
                return Some(errors.join("; "));
            }
            (_, StatusCode::NOT_FOUND) if self.path().is_some_and(|path| !path.contains("/api/")) => {
                "the paths of the API start with /api/atlas/v2"
            }
            _ if status.is_redirection() => match header(LOCATION) {
                Some(location) => return Some(format!("redirects are not followed; the location is {location}")),
                None => "redirects are not followed",
            },
            _ => return None,
        };
        Some(advice.to_owned())
    }
}
