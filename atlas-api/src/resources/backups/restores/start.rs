//! Starting a restore.

use crate::{
    Error, Response, Unconfirmed,
    guard::{Destroy, Doomed},
    model::SnapshotRestoreJob,
    resources::backups::source::Source,
    specs::RestoreSpec,
};

/// A request to start a restore; made by [`Restores::start`](super::Restores::start).
#[derive(Clone, Debug)]
pub struct StartRestore {
    source: Source,
    spec: RestoreSpec,
    allows_same_cluster: bool,
}

impl StartRestore {
    pub(super) fn new(source: Source, spec: RestoreSpec) -> Self {
        Self { source, spec, allows_same_cluster: false }
    }

    /// The cluster that would be overwritten; none by a download.
    fn target(&self) -> Option<&str> {
        self.spec.overwrites()
    }

    /// Whether the data would go back to the cluster that it came from. Names that differ in case only are taken for one:
    /// a word too many is better than a cluster too few.
    fn is_onto_its_source(&self) -> bool {
        let project = self.source.atlas.project_id();
        self.spec.stays_in(project)
            && self.target().is_some_and(|target| target.eq_ignore_ascii_case(&self.source.cluster))
    }
}

/// What a restore needs besides its confirmation.
impl Unconfirmed<StartRestore> {
    /// Lets the restore overwrite the very cluster whose backup it is, all that was written there since included. Without
    /// this word such a restore is not sent, not even when it is confirmed.
    #[doc(alias = "allow_same")]
    pub fn allow_same_cluster(self) -> Self {
        self.map(|request| StartRestore { allows_same_cluster: true, ..request })
    }
}

impl Destroy for StartRestore {
    type Output = Response<SnapshotRestoreJob>;

    fn destroys(&self) -> bool {
        self.target().is_some()
    }

    fn doomed(&self) -> Doomed {
        Doomed {
            kind: "cluster",
            name: self.target().unwrap_or_default().to_owned(),
            fate: "would have all of its data overwritten by the restore",
        }
    }

    fn check(&self) -> Result<(), Error> {
        self.source.check()?;
        self.spec.check()?;
        self.spec.check_time(self.source.atlas.now())?;
        if self.is_onto_its_source() && !self.allows_same_cluster {
            let doomed = format!(
                "cluster {}, whose backup this is, would have all of its data overwritten, with what was written since \
                 the backup",
                self.source.cluster
            );
            let advice = "name another target, or say `allow_same_cluster()` and confirm it if that is meant";
            return Err(Error::unconfirmed(doomed, advice));
        }
        Ok(())
    }

    async fn destroy(self) -> Result<Response<SnapshotRestoreJob>, Error> {
        let Source { atlas, cluster } = self.source;
        let body = self.spec.into_body(atlas.project_id())?;
        let operation = atlas.low().cloud_backups().create_backup_restore_job();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster).body(body);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}
