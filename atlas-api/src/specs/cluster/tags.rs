//! Tags of clusters.

use atlas_gen::types::ResourceTag;

use crate::Error;

/// A tag in the making.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag {
    pub(super) key: String,
    pub(super) value: String,
}

impl Tag {
    pub(super) fn check(&self) -> Result<(), Error> {
        for (argument, text) in [("tag key", &self.key), ("tag value", &self.value)] {
            let length = text.chars().count();
            if !(1..=255).contains(&length) {
                let rule = format!("it needs 1 to 255 characters, and has {length}");
                return Err(Error::invalid_argument(argument, rule));
            }
        }
        Ok(())
    }

    pub(super) fn into_body(self) -> ResourceTag {
        ResourceTag::new().key(self.key).value(self.value)
    }
}
