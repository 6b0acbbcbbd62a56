//! The forms of the two parts of an API key.

/// Returns whether the text has the form of a public key: eight lower-case letters.
pub(super) fn looks_like_public_key(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Returns whether the text has the form of a private key: a UUID.
pub(super) fn looks_like_private_key(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_form_of_one_part_at_most() {
        for (text, public, private) in [
            ("abcdefgh", true, false),
            ("abcdefg1", false, false),
            ("Abcdefgh", false, false),
            ("abcdefghi", false, false),
            ("5a1e3e3c-0c5d-4a51-9f0e-000000000001", false, true),
            ("5A1E3E3C-0C5D-4A51-9F0E-00000000000F", false, true),
            ("5a1e3e3c-0c5d-4a51-9f0e", false, false),
            ("5a1e3e3x-0c5d-4a51-9f0e-000000000001", false, false),
            ("", false, false),
        ] {
            assert_eq!((looks_like_public_key(text), looks_like_private_key(text)), (public, private), "{text}");
        }
    }
}
