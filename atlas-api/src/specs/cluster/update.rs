//! The spec of what is to change of a cluster.

use atlas_gen::types::ClusterInput;

use crate::{Error, specs::tag::Tag};

/// What is to [change](crate::Clusters::update) of a cluster.
///
/// Only what is set is sent, and what is sent replaces what was there as a whole, tags too. What this spec has no method
/// for, such as the nodes, is set on the type of the body itself, [`ClusterInput`](crate::model::ClusterInput), which
/// converts to a spec that is sent as it is; [`Clusters::set_instance_size`](crate::Clusters::set_instance_size) changes
/// the size of the nodes that are there.
///
/// ```
/// use atlas_api::{model::ClusterInput, specs::ClusterUpdateSpecs};
///
/// let spec = ClusterUpdateSpecs::new().backup(true).termination_protection(true);
/// let other = ClusterUpdateSpecs::from(ClusterInput::new().redact_client_log_data(true));
/// # let _ = (spec, other);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `update`"]
pub struct ClusterUpdateSpecs {
    tags: Option<Vec<Tag>>,
    body: ClusterInput,
}

impl ClusterUpdateSpecs {
    /// A spec that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the cluster is paused.
    pub(crate) fn paused(mut self, paused: bool) -> Self {
        self.body = self.body.paused(paused);
        self
    }

    /// The version of MongoDB, such as `8.0`. Atlas goes up one version at a time, and down not without its support.
    #[doc(alias = "mongoDBMajorVersion")]
    pub fn mongodb_version(mut self, version: impl Into<String>) -> Self {
        self.body = self.body.mongo_db_major_version(version.into());
        self
    }

    /// Whether snapshots are taken.
    #[doc(alias = "backupEnabled")]
    pub fn backup(mut self, enabled: bool) -> Self {
        self.body = self.body.backup_enabled(enabled);
        self
    }

    /// Whether the cluster can be restored to any moment, which needs [backups](Self::backup).
    #[doc(alias = "pitEnabled")]
    pub fn point_in_time_restore(mut self, enabled: bool) -> Self {
        self.body = self.body.pit_enabled(enabled);
        self
    }

    /// Whether Atlas refuses to delete the cluster.
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.body = self.body.termination_protection_enabled(enabled);
        self
    }

    /// Adds a tag to the list that replaces the cluster's: a key and a value of 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// Takes all tags away.
    pub fn clear_tags(mut self) -> Self {
        self.tags = Some(Vec::new());
        self
    }

    pub(crate) fn into_body(self) -> Result<ClusterInput, Error> {
        let Self { tags, mut body } = self;
        if let Some(tags) = tags {
            tags.iter().try_for_each(Tag::check)?;
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        if body == ClusterInput::default() {
            return Err(Error::invalid_argument("cluster", "nothing is set in the spec, so that nothing would change"));
        }
        Ok(body)
    }
}

/// Sent as it is.
impl From<ClusterInput> for ClusterUpdateSpecs {
    fn from(body: ClusterInput) -> Self {
        Self { tags: None, body }
    }
}
