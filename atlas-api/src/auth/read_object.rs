//! Deserialization of structs from JSON objects, without the derive macro of serde.
//!
//! The derive macro would add seconds to the build time of every program that depends on this crate. Only the feature
//! `serde` enables it.

/// Implements `Deserialize` for a struct whose properties are all required. With `..`, other properties are ignored;
/// without it, they are rejected. A repeated property is rejected.
macro_rules! read_object {
    ($type:ident { $($property:ident),+ , .. }) => {
        $crate::auth::read_object::read_object!($type { $($property),+ }, rejects_others = false);
    };
    ($type:ident { $($property:ident),+ }) => {
        $crate::auth::read_object::read_object!($type { $($property),+ }, rejects_others = true);
    };
    ($type:ident { $($property:ident),+ }, rejects_others = $rejects_others:literal) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
                struct ObjectVisitor;

                impl<'de> serde::de::Visitor<'de> for ObjectVisitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<M: serde::de::MapAccess<'de>>(self, mut object: M) -> Result<$type, M::Error> {
                        $(let mut $property = None;)+
                        while let Some(name) = object.next_key::<String>()? {
                            match name.as_str() {
                                $(stringify!($property) => {
                                    if $property.replace(object.next_value()?).is_some() {
                                        return Err(serde::de::Error::duplicate_field(stringify!($property)));
                                    }
                                })+
                                other if $rejects_others => {
                                    return Err(serde::de::Error::unknown_field(other, &[$(stringify!($property)),+]));
                                }
                                _ => {
                                    object.next_value::<serde::de::IgnoredAny>()?;
                                }
                            }
                        }
                        let missing = <M::Error as serde::de::Error>::missing_field;
                        Ok($type { $($property: $property.ok_or_else(|| missing(stringify!($property)))?),+ })
                    }
                }

                json.deserialize_map(ObjectVisitor)
            }
        }
    };
}
pub(in crate::auth) use read_object;

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    #[derive(Debug, PartialEq)]
    struct Strict {
        id: String,
        size: i64,
    }

    #[derive(Debug, PartialEq)]
    struct Lenient {
        id: String,
        size: i64,
    }

    read_object!(Strict { id, size });
    read_object!(Lenient { id, size, .. });

    fn read<T: DeserializeOwned>(json: &str) -> Result<T, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[track_caller]
    fn check_rejected(json: &str, message: &str) {
        for error in [read::<Strict>(json).unwrap_err(), read::<Lenient>(json).unwrap_err()] {
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn an_object_with_all_properties_is_read() {
        let json = r#"{"size":2,"id":"a"}"#;
        assert_eq!(read(json), Ok(Strict { id: "a".to_owned(), size: 2 }));
        assert_eq!(read(json), Ok(Lenient { id: "a".to_owned(), size: 2 }));
    }

    #[test]
    fn another_property_is_rejected_or_ignored() {
        let json = r#"{"id":"a","other":{"id":[1]},"size":2}"#;
        let error = read::<Strict>(json).unwrap_err();
        assert!(error.starts_with("unknown field `other`, expected `id` or `size`"), "{error}");
        assert_eq!(read(json), Ok(Lenient { id: "a".to_owned(), size: 2 }));
    }

    #[test]
    fn a_missing_a_repeated_and_an_invalid_property_are_rejected() {
        check_rejected(r#"{"id":"a"}"#, "missing field `size`");
        check_rejected(r#"{"id":"a","size":2,"id":"b"}"#, "duplicate field `id`");
        check_rejected(r#"{"id":"a","size":2.5}"#, "invalid type: floating point `2.5`, expected i64");
        check_rejected(r#"{"id":null,"size":2}"#, "invalid type: null, expected a string");
        check_rejected(r#"["a",2]"#, "invalid type: sequence, expected an object");
    }
}
