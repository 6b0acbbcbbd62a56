//! Enumerations of names that Atlas can extend.

/// Implements the conversions of an enumeration from and to the names in Atlas's API. Any other name is the variant
/// `Unknown`. With `ignores`, names can also end with this suffix.
macro_rules! open_enum {
    ($type:ident $(ignores $suffix:literal)? { $($variant:ident => $name:literal),+ $(,)? }) => {
        impl $type {
            /// All variants except for `Unknown`.
            pub(crate) const KNOWN: &[Self] = &[$(Self::$variant),+];

            /// Returns the name in Atlas's API.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Unknown(name) => name,
                }
            }
        }

        impl From<&str> for $type {
            #[inline]
            fn from(name: &str) -> Self {
                $(let name = name.strip_suffix($suffix).unwrap_or(name);)?
                let known = Self::KNOWN.iter().find(|known| known.as_str() == name);
                known.cloned().unwrap_or_else(|| Self::Unknown(name.to_owned()))
            }
        }

        impl From<String> for $type {
            #[inline]
            fn from(name: String) -> Self {
                Self::from(name.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(name))
            }
        }

        impl std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[cfg(test)]
        #[test]
        fn names_round_trip_and_another_name_is_kept() {
            for known in $type::KNOWN {
                assert_eq!($type::from(known.as_str()), *known);
            }
            let other: $type = "anotherName".parse().unwrap();
            assert_eq!((other.to_string(), other), ("anotherName".to_owned(), $type::Unknown("anotherName".to_owned())));
        }
    };
}
pub(crate) use open_enum;
