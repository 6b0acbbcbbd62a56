//! The hash algorithms of HTTP Digest.

use std::fmt;

/// A supported algorithm. The weakest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hash {
    Md5,
    Sha256,
    Sha512Trimmed,
}

/// An algorithm as named by a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Algorithm {
    pub(super) hash: Hash,
    /// Whether the key hash depends on the nonces.
    pub(super) is_session: bool,
}

impl Algorithm {
    /// Returns the algorithm with this name; `None` if it is not supported.
    pub(super) fn by_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (name, is_session) = name.strip_suffix("-sess").map_or((name.as_str(), false), |name| (name, true));
        let hash = match name {
            "md5" => Hash::Md5,
            "sha-256" => Hash::Sha256,
            "sha-512-256" => Hash::Sha512Trimmed,
            _ => return None,
        };
        Some(Self { hash, is_session })
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.hash {
            Hash::Md5 => "MD5",
            Hash::Sha256 => "SHA-256",
            Hash::Sha512Trimmed => "SHA-512-256",
        })?;
        f.write_str(if self.is_session { "-sess" } else { "" })
    }
}

impl Hash {
    /// Returns the hash of a text, in hexadecimal.
    pub(super) fn of(self, text: &str) -> String {
        match self {
            Self::Md5 => hex::encode(*md5::compute(text)),
            Self::Sha256 => hex::encode(ring::digest::digest(&ring::digest::SHA256, text.as_bytes())),
            Self::Sha512Trimmed => hex::encode(ring::digest::digest(&ring::digest::SHA512_256, text.as_bytes())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashes_of_an_empty_text_are_known() {
        for (hash, expected) in [
            (Hash::Md5, "d41d8cd98f00b204e9800998ecf8427e"),
            (Hash::Sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (Hash::Sha512Trimmed, "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a"),
        ] {
            assert_eq!(hash.of(""), expected);
        }
    }

    #[test]
    fn names_are_compared_without_case_and_printed_as_defined() {
        for (name, expected) in [
            ("md5", Some("MD5")),
            ("MD5-sess", Some("MD5-sess")),
            ("SHA-256", Some("SHA-256")),
            ("sha-256-SESS", Some("SHA-256-sess")),
            ("SHA-512-256", Some("SHA-512-256")),
            ("TEA", None),
            ("", None),
        ] {
            assert_eq!(Algorithm::by_name(name).map(|algorithm| algorithm.to_string()).as_deref(), expected, "{name}");
        }
    }
}
