//! Update of a cluster.

use atlas_gen::types::ClusterInput;

use crate::{
    Error,
    model::ClusterVersionReleaseSystem,
    specs::{check_not_empty, tag::Tag},
};

/// An [update](crate::clusters::Clusters::update) of a cluster.
///
/// Only properties that are set are sent, and the others keep their values. Setting tags replaces the whole list of
/// tags.
///
/// A [`ClusterChange`](super::ClusterChange) changes single nodes, regions, shards and tags. For a property without a
/// setter here, convert from the type of the request body, [`ClusterInput`](crate::model::ClusterInput), which is sent
/// unchanged. Its `replication_specs` replace all shards, so they require
/// [`update_discarding`](crate::clusters::Clusters::update_discarding). To resize the existing nodes, use
/// [`Clusters::set_instance_size`](crate::clusters::Clusters::set_instance_size).
///
/// ```
/// use atlas_api::{model::ClusterInput, specs::ClusterUpdate};
///
/// let spec = ClusterUpdate::new().backup(true).termination_protection(true);
/// let from_body = ClusterUpdate::from(ClusterInput::new().redact_client_log_data(true));
/// # let _ = (spec, from_body);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ClusterUpdate {
    tags: Option<Vec<Tag>>,
    body: ClusterInput,
}

impl ClusterUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether the cluster is paused.
    #[inline]
    pub(crate) fn paused(mut self, paused: bool) -> Self {
        self.body = self.body.paused(paused);
        self
    }

    /// Sets the major version of MongoDB, such as `8.0`. Atlas upgrades one major version at a time. A downgrade
    /// requires help from Atlas support.
    #[doc(alias = "mongoDBMajorVersion")]
    pub fn mongodb_version(mut self, version: impl Into<String>) -> Self {
        self.body = self.body.mongo_db_major_version(version.into());
        self
    }

    /// Sets whether the cluster stays on its major version (`LTS`) or follows every release (`CONTINUOUS`).
    pub fn version_release_system(mut self, system: impl Into<ClusterVersionReleaseSystem>) -> Self {
        let system: ClusterVersionReleaseSystem = system.into();
        self.body = self.body.version_release_system(system);
        self
    }

    /// Sets whether Atlas takes backup snapshots. Without backups, Atlas deletes the existing snapshots, so `false` requires
    /// [`update_discarding`](crate::clusters::Clusters::update_discarding).
    #[doc(alias = "backupEnabled")]
    #[inline]
    pub fn backup(mut self, enabled: bool) -> Self {
        self.body = self.body.backup_enabled(enabled);
        self
    }

    /// Sets whether continuous backup is enabled, which allows restores to any point in time. Requires
    /// [backups](Self::backup). Its history is lost with `false`, which requires
    /// [`update_discarding`](crate::clusters::Clusters::update_discarding).
    #[doc(alias = "pitEnabled")]
    #[inline]
    pub fn point_in_time_restore(mut self, enabled: bool) -> Self {
        self.body = self.body.pit_enabled(enabled);
        self
    }

    /// Sets whether Atlas rejects requests to delete the cluster.
    #[inline]
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.body = self.body.termination_protection_enabled(enabled);
        self
    }

    /// Adds a tag to the list that replaces the cluster's tags. The key and the value have 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// Removes all tags: those of the cluster, and those added to this update earlier.
    #[inline]
    pub fn clear_tags(mut self) -> Self {
        self.tags = Some(Vec::new());
        self
    }

    /// Returns whether the update replaces the tags or the nodes as a whole.
    #[inline]
    pub(super) fn replaces_lists(&self) -> bool {
        self.tags.is_some() || self.body.tags.is_some() || self.body.replication_specs.is_some()
    }

    /// Returns the effect of an update that can lose backups, nodes or shards.
    #[inline]
    pub(crate) fn loss(&self) -> Option<String> {
        let backups = lost_backups(self.body.backup_enabled, self.body.pit_enabled);
        let replaces_layout = self.body.replication_specs.is_some();
        let layout = replaces_layout.then_some("the shards, regions and nodes that the update does not have");
        let lost: Vec<_> = backups.into_iter().chain(layout).collect();
        (!lost.is_empty()).then(|| format!("will lose {}", lost.join(", and ")))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<ClusterInput, Error> {
        let Self { tags, mut body } = self;
        if let Some(tags) = tags {
            tags.iter().try_for_each(Tag::check)?;
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        check_not_empty("cluster", &body)?;
        Ok(body)
    }
}

/// Returns the backups that a cluster loses with these values of `backupEnabled` and `pitEnabled`.
#[inline]
pub(super) fn lost_backups(snapshots: Option<bool>, point_in_time: Option<bool>) -> Option<&'static str> {
    if snapshots == Some(false) {
        Some("all of its snapshots")
    } else if point_in_time == Some(false) {
        Some("the history for restores to a point in time")
    } else {
        None
    }
}

/// Converts the request body, which is sent unchanged apart from properties that are set afterwards.
impl From<ClusterInput> for ClusterUpdate {
    fn from(body: ClusterInput) -> Self {
        Self { tags: None, body }
    }
}
