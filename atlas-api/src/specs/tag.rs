//! Tags of clusters and projects.

use atlas_gen::types::ResourceTag;

use super::length::check_length;
use crate::Error;

/// A tag to send: a key and a value, not validated yet.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::specs) struct Tag {
    pub(in crate::specs) key: String,
    pub(in crate::specs) value: String,
}

impl Tag {
    pub(in crate::specs) fn check(&self) -> Result<(), Error> {
        check_length("tag key", &self.key, 1..=255)?;
        check_length("tag value", &self.value, 1..=255)
    }

    pub(in crate::specs) fn into_body(self) -> ResourceTag {
        ResourceTag::new().key(self.key).value(self.value)
    }
}
