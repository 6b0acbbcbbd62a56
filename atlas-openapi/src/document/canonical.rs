//! Canonical JSON of a document.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;
use serde_json::ser::PrettyFormatter;

/// Serializes a value as JSON with sorted keys, one space of indentation and a final line feed.
pub(super) fn to_json(value: &Value) -> String {
    let mut bytes = Vec::new();
    // The document nests twenty levels deep: wider indentation would be a third of the file.
    let formatter = PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    let written = Sorted(value).serialize(&mut serializer);
    debug_assert!(written.is_ok(), "serialization of an in-memory value cannot fail");
    bytes.push(b'\n');
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A value whose objects are serialized sorted by key.
///
/// `serde_json` sorts keys only as long as no crate in the build enables `preserve_order`.
struct Sorted<'a>(&'a Value);

impl Serialize for Sorted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| *name);
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, member) in members {
                    map.serialize_entry(name, &Sorted(member))?;
                }
                map.end()
            }
            Value::Array(elements) => {
                let mut list = serializer.serialize_seq(Some(elements.len()))?;
                for element in elements {
                    list.serialize_element(&Sorted(element))?;
                }
                list.end()
            }
            scalar => scalar.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_arrays_are_not() {
        let value = json!({"b": [3, 1], "a": {"z": 1.0, "y": null}, "empty": {}});
        assert_eq!(
            super::to_json(&value),
            "{\n \"a\": {\n  \"y\": null,\n  \"z\": 1.0\n },\n \"b\": [\n  3,\n  1\n ],\n \"empty\": {}\n}\n"
        );
    }
}
