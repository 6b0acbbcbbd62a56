//! What a request for a token says: who sends it, and what is wanted.

use http::header::AUTHORIZATION;

use super::refusal::Refusal;
use crate::request::Request;

/// Who sends a form, and the form.
pub(super) struct Sender {
    pub(super) client_id: String,
    pub(super) client_secret: String,
    form: Vec<(String, String)>,
}

impl Sender {
    pub(super) fn form(&self, name: &str) -> Option<&str> {
        value(&self.form, name)
    }
}

fn value<'a>(form: &'a [(String, String)], name: &str) -> Option<&'a str> {
    form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The sender by HTTP Basic, or else by the form.
pub(super) fn sender(request: &Request) -> Option<Sender> {
    let form: Vec<_> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let (client_id, client_secret) = match request.header(AUTHORIZATION) {
        Some(header) => basic(header)?,
        None => (value(&form, "client_id")?.to_owned(), value(&form, "client_secret")?.to_owned()),
    };
    Some(Sender { client_id, client_secret, form })
}

fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(decode(encoded.trim())?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

/// Decodes base64 of the common alphabet; `None` for what is none.
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

/// Whether what is wanted is a token for the client itself.
pub(super) fn check(sender: &Sender) -> Result<(), Refusal> {
    match sender.form("grant_type") {
        Some("client_credentials") => Ok(()),
        Some(_) => Err(Refusal::unsupported_grant_type()),
        None => Err(Refusal::invalid_request("The grant_type is missing.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_is_read_whatever_is_left_over() {
        for (header, expected) in [
            ("Basic YTpi", Some(("a", "b"))),
            ("basic YTpiYw==", Some(("a", "bc"))),
            ("Basic YWI6OmM=", Some(("ab", ":c"))),
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
