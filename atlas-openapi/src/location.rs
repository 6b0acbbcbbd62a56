//! Locations in a document, displayed as JSON pointers (RFC 6901).

use std::fmt;

/// A location in a document, linked to its parent location.
///
/// A traversal visits a hundred thousand locations and reports at most one. A location is therefore a few words on the
/// stack, and the text of the pointer is built only for display.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Location<'a> {
    parent: Option<&'a Location<'a>>,
    segment: Segment<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Location<'a> {
    /// The whole document.
    pub(crate) const ROOT: Location<'static> = Location { parent: None, segment: Segment::Root };

    /// Returns the location of the member `key` of the object here.
    pub(crate) fn key(&'a self, key: &'a str) -> Location<'a> {
        Location { parent: Some(self), segment: Segment::Key(key) }
    }

    /// Returns the location of the element `index` of the array here.
    pub(crate) fn index(&'a self, index: usize) -> Location<'a> {
        Location { parent: Some(self), segment: Segment::Index(index) }
    }
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.segment {
            Segment::Root => Ok(()),
            Segment::Key(key) => write!(f, "/{}", escape(key)),
            Segment::Index(index) => write!(f, "/{index}"),
        }
    }
}

/// Escapes a name as one reference token of a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The keywords whose values are lists of objects.
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "parameters"];

/// Returns a JSON pointer as a JSONPath, the form of an overlay's target.
pub(crate) fn json_path(pointer: &str) -> String {
    let mut path = String::from("$");
    let mut parent = String::new();
    for segment in pointer.split('/').skip(1) {
        let name = segment.replace("~1", "/").replace("~0", "~");
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let is_number = name.starts_with(|c: char| c.is_ascii_digit());
        if is_number && is_plain && LISTS.contains(&parent.as_str()) {
            path += &format!("[{name}]");
        } else if is_plain && !is_number && !name.is_empty() {
            path += &format!(".{name}");
        } else {
            path += &format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"));
        }
        parent = name;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{Location, json_path};

    #[test]
    fn a_pointer_becomes_the_target_of_an_overlay() {
        for (pointer, path) in [
            ("", "$"),
            ("/components/schemas/A_b/properties/y", "$.components.schemas.A_b.properties.y"),
            ("/components/schemas/A/allOf/1/properties/0", "$.components.schemas.A.allOf[1].properties['0']"),
            ("/paths/~1a~1{id}/get", "$.paths['/a/{id}'].get"),
            ("/it's~0/", "$['it\\'s~']['']"),
        ] {
            assert_eq!(json_path(pointer), path);
            assert!(serde_json_path::JsonPath::parse(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn a_location_is_displayed_as_an_escaped_pointer() {
        let paths = Location::ROOT.key("paths");
        let item = paths.key("/a~b/{id}");
        let parameters = item.key("parameters");
        assert_eq!(parameters.index(2).to_string(), "/paths/~1a~0b~1{id}/parameters/2");
        assert_eq!(Location::ROOT.to_string(), "");
    }
}
