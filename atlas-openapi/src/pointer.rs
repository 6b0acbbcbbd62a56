//! Where in a document a walk stands, written as a JSON pointer (RFC 6901) once somebody has to be told.

use std::fmt;

/// A place in a document, linked to the place it was reached from.
///
/// Walks visit a hundred thousand places and report one at most, so a place is two words on the stack
/// and the text of the pointer is made only when it is displayed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The document itself.
    pub(crate) const ROOT: Place<'static> = Place { parent: None, step: Step::Root };

    /// The member `key` of the object at this place.
    pub(crate) fn key(&'a self, key: &'a str) -> Place<'a> {
        Place { parent: Some(self), step: Step::Key(key) }
    }

    /// The element `index` of the array at this place.
    pub(crate) fn index(&'a self, index: usize) -> Place<'a> {
        Place { parent: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Key(key) => write!(f, "/{}", escape(key)),
            Step::Index(index) => write!(f, "/{index}"),
        }
    }
}

/// Writes a name as one token of a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_written_as_an_escaped_pointer() {
        let paths = Place::ROOT.key("paths");
        let item = paths.key("/a~b/{id}");
        let parameters = item.key("parameters");
        assert_eq!(parameters.index(2).to_string(), "/paths/~1a~0b~1{id}/parameters/2");
        assert_eq!(Place::ROOT.to_string(), "");
    }
}
