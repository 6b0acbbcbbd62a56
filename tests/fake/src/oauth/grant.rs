//! Parsing of requests to the OAuth endpoints: client credentials and form parameters.

use http::header::{AUTHORIZATION, CONTENT_TYPE};

use super::refusal::Refusal;
use crate::auth_params;
use crate::media_type::essence;
use crate::request::Request;

/// The client credentials and the form of a request.
#[derive(PartialEq, Eq)]
pub(super) struct ClientRequest {
    pub(super) client_id: String,
    pub(super) client_secret: String,
    form: Vec<(String, String)>,
}

impl ClientRequest {
    pub(super) fn form(&self, name: &str) -> Option<&str> {
        value(&self.form, name)
    }
}

fn value<'a>(form: &'a [(String, String)], name: &str) -> Option<&'a str> {
    form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Parses a request. Client credentials come from HTTP Basic or from the form, but not from both (RFC 6749, 2.3).
pub(super) fn parse(request: &Request) -> Result<ClientRequest, Refusal> {
    let form = form(request)?;
    let in_form = value(&form, "client_id").zip(value(&form, "client_secret"));
    if !request.headers.contains_key(AUTHORIZATION) {
        let (id, secret) = in_form.ok_or_else(Refusal::no_client)?;
        let (client_id, client_secret) = (id.to_owned(), secret.to_owned());
        return Ok(ClientRequest { client_id, client_secret, form });
    }
    if value(&form, "client_secret").is_some() {
        return Err(Refusal::invalid_request("The request has client credentials in both the header and the body."));
    }
    let (client_id, client_secret) = request.credentials().and_then(basic).ok_or_else(Refusal::no_client)?;
    // The form may repeat the client ID of the header.
    match value(&form, "client_id").filter(|id| *id != client_id) {
        Some(_) => Err(Refusal::invalid_request("The client_id in the body differs from the one in the header.")),
        None => Ok(ClientRequest { client_id, client_secret, form }),
    }
}

/// Parses the form. No parameter may occur twice (RFC 6749, 3.2).
fn form(request: &Request) -> Result<Vec<(String, String)>, Refusal> {
    if essence(request.header(CONTENT_TYPE).unwrap_or_default()) != "application/x-www-form-urlencoded" {
        return Err(Refusal::invalid_request("The body must be application/x-www-form-urlencoded."));
    }
    let form: Vec<_> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let is_repeated = |at: usize| form[..at].iter().any(|(name, _)| *name == form[at].0);
    if (0..form.len()).any(is_repeated) { Err(Refusal::invalid_request("A parameter is repeated.")) } else { Ok(form) }
}

/// Parses HTTP Basic credentials. The ID and the secret are form-encoded before base64 (RFC 6749, 2.3.1).
fn basic(credentials: &str) -> Option<(String, String)> {
    let decoded = String::from_utf8(decode(auth_params::of_scheme(credentials, "basic")?)?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    let plain = |text: &str| {
        let mut pairs = url::form_urlencoded::parse(text.as_bytes());
        let (text, rest) = pairs.next().unwrap_or_default();
        // A separator of forms means that the client did not form-encode the text.
        (rest.is_empty() && pairs.next().is_none()).then(|| text.into_owned())
    };
    Some((plain(id).unwrap_or_else(|| id.to_owned()), plain(secret).unwrap_or_else(|| secret.to_owned())))
}

/// Decodes base64 of the standard alphabet. Returns `None` for invalid input.
fn decode(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for byte in text.trim_end_matches('=').bytes() {
        let six = ALPHABET.iter().position(|known| *known == byte)?;
        bits = (bits << 6 | u32::try_from(six).ok()?) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// Checks that the grant type is `client_credentials`.
pub(super) fn check_grant_type(client: &ClientRequest) -> Result<(), Refusal> {
    match client.form("grant_type") {
        Some("client_credentials") => Ok(()),
        Some(_) => Err(Refusal::unsupported_grant_type()),
        None => Err(Refusal::invalid_request("The grant_type parameter is missing.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_parsed_with_any_padding() {
        for (header, expected) in [
            ("Basic YTpi", Some(("a", "b"))),
            ("basic YTpiYw==", Some(("a", "bc"))),
            ("Basic YWI6OmM=", Some(("ab", ":c"))),
            // `a%20b:c%2Bd` and `a:b&c`.
            ("Basic YSUyMGI6YyUyQmQ=", Some(("a b", "c+d"))),
            ("Basic YTpiJmM=", Some(("a", "b&c"))),
            ("Basic YQ==", None),
            ("Basic ?", None),
            ("Bearer YTpi", None),
            ("Basic", None),
        ] {
            let expected = expected.map(|(id, secret)| (id.to_owned(), secret.to_owned()));
            assert_eq!(basic(header), expected, "{header}");
        }
    }
}
