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

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn a_location_is_displayed_as_an_escaped_pointer() {
        let paths = Location::ROOT.key("paths");
        let item = paths.key("/a~b/{id}");
        let parameters = item.key("parameters");
        assert_eq!(parameters.index(2).to_string(), "/paths/~1a~0b~1{id}/parameters/2");
        assert_eq!(Location::ROOT.to_string(), "");
    }
}
