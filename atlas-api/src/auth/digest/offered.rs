//! The challenges in `WWW-Authenticate`, as RFC 9110 defines them: a header can have several.

use http::{HeaderMap, header::WWW_AUTHENTICATE};

use super::parameters::offers_auth;

/// One challenge of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offered<'a> {
    pub(super) scheme: &'a str,
    /// The parameters, or a single token in their place, separated by commas.
    pub(super) parameters: Vec<&'a str>,
}

impl<'a> Offered<'a> {
    /// Returns all challenges in the headers of a response.
    pub(super) fn all(headers: &'a HeaderMap) -> impl Iterator<Item = Self> {
        headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok()).flat_map(Self::split)
    }

    /// Splits the value of a header into its challenges.
    pub(super) fn split(value: &'a str) -> Vec<Self> {
        let mut challenges: Vec<Self> = Vec::new();
        for part in split_at_commas(value).into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            let name = part.split(|c: char| c.is_ascii_whitespace() || c == '=').next().unwrap_or_default();
            let rest = part[name.len()..].trim_start();
            match challenges.last_mut() {
                // A name and a value, with optional white space around the equals sign.
                Some(challenge) if rest.starts_with('=') => challenge.parameters.push(part),
                _ => challenges.push(Self {
                    scheme: name,
                    parameters: Some(rest).filter(|rest| !rest.is_empty()).into_iter().collect(),
                }),
            }
        }
        challenges
    }

    pub(super) fn is_digest(&self) -> bool {
        self.scheme.eq_ignore_ascii_case("digest")
    }

    /// Returns the value of a parameter, without quotes and escapes.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        self.parameters.iter().find_map(|parameter| {
            let (found, value) = parameter.split_once('=')?;
            found.trim().eq_ignore_ascii_case(name).then(|| unquoted(value.trim()))
        })
    }

    /// Describes a challenge that the client cannot respond to.
    pub(super) fn describe(&self) -> String {
        let Self { scheme, .. } = self;
        match (self.is_digest(), self.parameter("algorithm"), self.parameter("qop")) {
            (true, _, Some(qop)) if !offers_auth(&qop) => format!("{scheme} with the protection {qop:?}"),
            (true, Some(algorithm), _) => format!("{scheme} with the algorithm {algorithm:?}"),
            (true, None, _) => format!("{scheme} with invalid parameters"),
            (false, ..) => scheme.to_string(),
        }
    }
}

/// Returns a quoted string without its quotes and escapes, and any other text unchanged.
fn unquoted(text: &str) -> String {
    let Some(quoted) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return text.to_owned() };
    let mut is_escaped = false;
    quoted
        .chars()
        .filter(|c| {
            is_escaped = *c == '\\' && !is_escaped;
            !is_escaped
        })
        .collect()
}

/// Splits a text at the commas outside of quoted strings.
fn split_at_commas(text: &str) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(|c: char| {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        c == ',' && !is_quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[(&str, &[&str])]) {
        let challenges = Offered::split(value);
        let found: Vec<_> =
            challenges.iter().map(|challenge| (challenge.scheme, challenge.parameters.as_slice())).collect();
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn a_header_can_have_several_challenges() {
        check("", &[]);
        check("Basic", &[("Basic", &[])]);
        check(
            r#"Basic realm="a, b=c", Digest nonce="1", qop="auth""#,
            &[("Basic", &[r#"realm="a, b=c""#]), ("Digest", &[r#"nonce="1""#, r#"qop="auth""#])],
        );
        check(
            r#"Negotiate, NTLM ab==, ,Digest realm="\"x, Basic y" , nonce = 1"#,
            &[("Negotiate", &[]), ("NTLM", &["ab=="]), ("Digest", &[r#"realm="\"x, Basic y""#, "nonce = 1"])],
        );
    }

    #[test]
    fn an_unsupported_challenge_is_described() {
        for (value, expected) in [
            (r#"Basic realm="r""#, "Basic"),
            (r#"Digest nonce="1", qop="auth-int", algorithm=MD5"#, r#"Digest with the protection "auth-int""#),
            (r#"Digest nonce="1", qop="auth", algorithm=TEA"#, r#"Digest with the algorithm "TEA""#),
            (r#"Digest realm="r", qop="auth-int, auth""#, "Digest with invalid parameters"),
        ] {
            assert_eq!(Offered::split(value)[0].describe(), expected);
        }
    }
}
