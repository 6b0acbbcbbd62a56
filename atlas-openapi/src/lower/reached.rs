//! The parts of a document from which code is generated.

use std::{cell::RefCell, collections::BTreeSet};

/// The parts of the document that the lowering has read.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    /// The components, such as `/components/schemas/Cluster`.
    components: BTreeSet<String>,
    /// The media types of bodies, such as `/paths/~1a/get/responses/200/content/application~1json`.
    media_types: BTreeSet<String>,
}

/// A [`Reached`] that is being recorded.
#[derive(Debug, Default)]
pub(super) struct Recorder(RefCell<Reached>);

impl Recorder {
    /// Records that a pointer was read.
    pub(super) fn record(&self, pointer: &str) {
        let mut reached = self.0.borrow_mut();
        if let Some(component) = component(pointer) {
            insert(&mut reached.components, component);
        } else if let Some(media_type) = media_type(pointer) {
            insert(&mut reached.media_types, media_type);
        }
    }

    pub(super) fn finish(self) -> Reached {
        self.0.into_inner()
    }
}

fn insert(set: &mut BTreeSet<String>, pointer: &str) {
    if !set.contains(pointer) {
        set.insert(pointer.to_owned());
    }
}

impl Reached {
    /// Returns whether generated code depends on the value at a pointer. Code is generated from each operation, so only
    /// bodies of other versions, and components that nothing refers to, are not reached.
    pub(crate) fn contains(&self, pointer: &str) -> bool {
        match (component(pointer), media_type(pointer)) {
            (Some(component), _) => self.components.contains(component),
            (None, Some(media_type)) => self.media_types.contains(media_type),
            (None, None) => true,
        }
    }
}

/// Returns the pointer to the component that contains a pointer.
fn component(pointer: &str) -> Option<&str> {
    let rest = pointer.strip_prefix("/components/")?;
    let kinds = ["schemas/", "parameters/", "responses/", "requestBodies/"];
    let kind = kinds.into_iter().find(|kind| rest.starts_with(kind))?;
    let begin = pointer.len() - rest.len() + kind.len();
    let end = pointer[begin..].find('/').map_or(pointer.len(), |at| begin + at);
    Some(&pointer[..end])
}

/// Returns the pointer to the media type of an operation that contains a pointer.
fn media_type(pointer: &str) -> Option<&str> {
    let begin = pointer.strip_prefix("/paths/")?.find("/content/")? + "/paths/".len() + "/content/".len();
    let end = pointer[begin..].find('/').map_or(pointer.len(), |at| begin + at);
    Some(&pointer[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_reached_with_its_component_or_media_type() {
        let recorder = Recorder::default();
        recorder.record("/components/schemas/Thing/properties/a");
        recorder.record("/paths/~1a/get/responses/200/content/application~1json/schema");
        recorder.record("/paths");
        let reached = recorder.finish();
        for (pointer, expected) in [
            ("/components/schemas/Thing", true),
            ("/components/schemas/Thing/properties/b", true),
            ("/components/schemas/Things", false),
            ("/components/parameters/Thing", false),
            ("/components/headers/Thing", true),
            ("/paths/~1a/get/responses/200/content/application~1json", true),
            ("/paths/~1a/get/responses/200/content/application~1csv/schema", false),
            ("/paths/~1a/get", true),
            ("/info/title", true),
        ] {
            assert_eq!(reached.contains(pointer), expected, "{pointer}");
        }
    }
}
