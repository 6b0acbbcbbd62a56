//! Types for ids of 24 hexadecimal digits.

/// Defines an id type; `$what` is its name in error messages.
macro_rules! object_id {
    ($(#[$meta:meta])* $name:ident, $what:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 12]);

        impl ::std::str::FromStr for $name {
            type Err = $crate::Error;

            /// # Errors
            /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the text is not 24 hexadecimal digits.
            #[inline]
            fn from_str(text: &str) -> Result<Self, $crate::Error> {
                $crate::object_id::parse($what, text).map(Self)
            }
        }

        /// Writes the id in lower case, like Atlas.
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&hex::encode(self.0))
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl From<$name> for String {
            #[inline]
            fn from(id: $name) -> Self {
                hex::encode(id.0)
            }
        }

        impl From<&$name> for String {
            #[inline]
            fn from(id: &$name) -> Self {
                hex::encode(id.0)
            }
        }
    };
}
pub(crate) use object_id;

use hex::FromHex;

use crate::{Error, auth::Quoted};

/// Parses an id into its bytes.
pub(crate) fn parse(what: &'static str, text: &str) -> Result<[u8; 12], Error> {
    <[u8; 12]>::from_hex(text)
        .map_err(|_| Error::invalid_argument(what, format!("expected 24 hexadecimal digits, not {}", Quoted(text))))
}

#[cfg(test)]
mod tests {
    object_id! {
        /// A test id.
        ThingId, "thing id"
    }

    #[test]
    fn an_id_of_24_hexadecimal_digits_is_displayed_in_lower_case() {
        let id: ThingId = "5F1A2B3C4D5E6F7A8B9C0D1E".parse().unwrap();
        assert_eq!([String::from(id), String::from(&id)], ["5f1a2b3c4d5e6f7a8b9c0d1e"; 2]);
        assert_eq!(format!("{id:?}"), "ThingId(5f1a2b3c4d5e6f7a8b9c0d1e)");
        assert_eq!(format!("{id:26}|"), "5f1a2b3c4d5e6f7a8b9c0d1e  |");
    }

    #[test]
    fn a_secret_in_place_of_an_id_is_not_shown() {
        for text in ["5a1e3e3c-0c5d-4a51-9f0e-000000000001", "mdb_sa_sk_hunter22"] {
            let error = text.parse::<ThingId>().unwrap_err();
            let expected =
                "thing id: expected 24 hexadecimal digits, not a text in the form of a secret, which is not shown";
            assert_eq!(error.to_string(), expected);
            assert!(!format!("{error:?}").contains(text));
        }
    }

    #[test]
    fn any_other_text_is_rejected() {
        for text in
            ["", "5f1a2b3c4d5e6f7a8b9c0d1", "5f1a2b3c4d5e6f7a8b9c0d1e0", "+f1a2b3c4d5e6f7a8b9c0d1e", "ééééééééabcd"]
        {
            let error = text.parse::<ThingId>().unwrap_err();
            assert_eq!(error.to_string(), format!("thing id: expected 24 hexadecimal digits, not {text:?}"));
        }
    }
}
