//! Online archives: documents that Atlas moves from a cluster to cheaper storage, where they can still be queried.

mod id;

use atlas_gen::OperationBuilder;

pub use self::id::OnlineArchiveId;
#[doc(inline)]
pub use crate::specs::{ArchiveCriteria, ArchiveSchedule, OnlineArchiveSpec, OnlineArchiveUpdate};
use crate::{
    Error, Impact, List, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    logs::LogDownload,
    model::OnlineArchive,
    operation_doc,
    wait::{Wait, states},
};

/// The online archives of a cluster; returned by [`Atlas::online_archives`](crate::Atlas::online_archives).
///
/// Each archive moves the old documents of one collection. Clients query the cluster and its archives together through a
/// connection string of their own.
#[derive(Clone, Debug)]
pub struct OnlineArchives {
    pub(crate) cluster: ClusterRef,
}

impl OnlineArchives {
    /// Lists the online archives of the cluster.
    #[doc = operation_doc!("listGroupClusterOnlineArchives")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for archive in atlas.online_archives("orders").list().all().await? {
    ///     println!("{:?}.{:?}: {:?}", archive.db_name, archive.coll_name, archive.state);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<OnlineArchive> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            Ok(api.online_archive().list_online_archives().group_id(project).cluster_name(cluster))
        })
    }

    /// Fetches an online archive.
    #[doc = operation_doc!("getGroupClusterOnlineArchive")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the archive does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let archive = atlas.online_archives("orders").get("5f1a2b3c4d5e6f7a8b9c0da0").await?;
    /// assert_eq!(archive.coll_name.as_deref(), Some("events"));
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<OnlineArchive> {
        let id = id.into();
        self.cluster.request(|api, project, cluster| {
            let get = api.online_archive().get_online_archive().group_id(project).cluster_name(cluster);
            Ok(get.archive_id(id.parse::<OnlineArchiveId>()?))
        })
    }

    /// Starts creating an online archive; returns its initial state.
    #[doc = operation_doc!("createGroupClusterOnlineArchive")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::online_archives::{ArchiveCriteria, OnlineArchiveSpec};
    ///
    /// let archives = atlas.online_archives("orders");
    /// let spec = OnlineArchiveSpec::new("sales", "orders", ArchiveCriteria::date("created", 90)).partition_by("region");
    /// let id = archives.create(spec).await?.id.clone().unwrap_or_default();
    /// archives.wait_until_active(id).await?;
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: OnlineArchiveSpec) -> Request<OnlineArchive> {
        self.cluster.request(|api, project, cluster| {
            let create = api.online_archive().create_online_archive().group_id(project).cluster_name(cluster);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Updates an online archive, and returns it. Properties that are not in the spec keep their values.
    #[doc = operation_doc!("updateGroupClusterOnlineArchive")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is empty or invalid;
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) if it sets an expiration; otherwise as
    /// [`get`](Self::get). The code `ONLINE_ARCHIVE_CANNOT_MODIFY_FIELD` if the criteria have another date field.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::online_archives::{ArchiveSchedule, OnlineArchiveUpdate};
    ///
    /// let spec = OnlineArchiveUpdate::new().schedule(ArchiveSchedule::daily((22, 0), (4, 0)));
    /// atlas.online_archives("orders").update("5f1a2b3c4d5e6f7a8b9c0da0", spec).await?;
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: OnlineArchiveUpdate) -> Request<OnlineArchive> {
        self.update_if(id.into(), spec, false)
    }

    /// Updates an online archive, and lets Atlas delete archived documents that are older than its expiration. Returns the
    /// archive.
    #[doc = operation_doc!("updateGroupClusterOnlineArchive")]
    /// Otherwise as [`update`](Self::update).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is empty or invalid; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, online_archives::OnlineArchiveUpdate};
    ///
    /// let spec = OnlineArchiveUpdate::new().expire_after_days(365);
    /// let archives = atlas.online_archives("orders");
    /// let update = archives.update_deleting_documents("5f1a2b3c4d5e6f7a8b9c0da0", spec);
    /// println!("{}", update.impact());
    /// update.confirm(Confirm::name("5f1a2b3c4d5e6f7a8b9c0da0")).await?;
    /// # });
    /// ```
    pub fn update_deleting_documents(
        &self,
        id: impl Into<String>,
        spec: OnlineArchiveUpdate,
    ) -> Unconfirmed<OnlineArchive> {
        let id = id.into();
        let effect = self.effect(&spec).unwrap_or_else(|| "will be updated".to_owned());
        Unconfirmed::new(self.update_if(id.clone(), spec, true), Impact::on("online archive", id, effect))
    }

    #[inline]
    fn update_if(&self, id: String, spec: OnlineArchiveUpdate, may_delete: bool) -> Request<OnlineArchive> {
        self.cluster.request(|api, project, cluster| {
            let effect = self.effect(&spec).filter(|_| !may_delete);
            let body = spec.into_body()?;
            if let Some(effect) = effect {
                let advice = "pass the update to `update_deleting_documents` and confirm it";
                return Err(Error::unconfirmed(format!("online archive {id:?} {effect}"), advice));
            }
            let update = api.online_archive().update_online_archive().group_id(project).cluster_name(cluster);
            Ok(update.archive_id(id.parse::<OnlineArchiveId>()?).body(body))
        })
    }

    /// Returns the effect of an update that deletes archived documents.
    #[inline]
    fn effect(&self, spec: &OnlineArchiveUpdate) -> Option<String> {
        let days = spec.expiration_days()?;
        Some(format!("of the cluster {:?} will lose the documents that are older than {days} days", self.cluster.name))
    }

    /// Starts pausing an online archive; returns its state. Archived documents can still be queried.
    #[doc = operation_doc!("updateGroupClusterOnlineArchive")]
    /// # Errors
    /// [`is_conflict`](crate::Error::is_conflict) (`ONLINE_ARCHIVE_MUST_BE_ACTIVE_TO_PAUSE`) if it is not active;
    /// otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let archives = atlas.online_archives("orders");
    /// archives.pause("5f1a2b3c4d5e6f7a8b9c0da0").await?;
    /// archives.wait_until_paused("5f1a2b3c4d5e6f7a8b9c0da0").await?;
    /// # });
    /// ```
    pub fn pause(&self, id: impl Into<String>) -> Request<OnlineArchive> {
        self.update(id, OnlineArchiveUpdate::paused(true))
    }

    /// Resumes a paused online archive; returns its state.
    #[doc = operation_doc!("updateGroupClusterOnlineArchive")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let archives = atlas.online_archives("orders");
    /// # archives.pause("5f1a2b3c4d5e6f7a8b9c0da0").await?;
    /// let archive = archives.resume("5f1a2b3c4d5e6f7a8b9c0da0").await?;
    /// assert_eq!(archive.paused, Some(false));
    /// # });
    /// ```
    pub fn resume(&self, id: impl Into<String>) -> Request<OnlineArchive> {
        self.update(id, OnlineArchiveUpdate::paused(false))
    }

    /// Deletes an online archive. The documents in it are lost; they do not return to the cluster.
    #[doc = operation_doc!("deleteGroupClusterOnlineArchive")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let archives = atlas.online_archives("orders");
    /// archives.delete("5f1a2b3c4d5e6f7a8b9c0da0").confirm(Confirm::name("5f1a2b3c4d5e6f7a8b9c0da0")).await?;
    /// archives.wait_until_deleted("5f1a2b3c4d5e6f7a8b9c0da0").await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = format!("of the cluster {:?} will be deleted, with the documents in it", self.cluster.name);
        let impact = Impact::on("online archive", &*id, effect);
        let request = self.cluster.request(|api, project, cluster| {
            let delete = api.online_archive().delete_online_archive().group_id(project).cluster_name(cluster);
            Ok(delete.archive_id(id.parse::<OnlineArchiveId>()?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Downloads the log of queries of the cluster and its online archives, as gzip file or line by line.
    #[doc = operation_doc!("downloadGroupClusterOnlineArchiveQueryLogs")]
    /// A download that is interrupted is not retried.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if a date is before 2008, or if the period ends before
    /// it starts; [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut lines = atlas.online_archives("orders").query_logs().lines();
    /// while let Some(line) = lines.next().await {
    ///     println!("{}", line?.raw());
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn query_logs(&self) -> LogDownload {
        self.download(None)
    }

    /// Downloads the log of queries of the online archives alone.
    #[doc = operation_doc!("downloadGroupClusterOnlineArchiveQueryLogs")]
    /// # Errors
    /// As [`query_logs`](Self::query_logs).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let directory = std::env::temp_dir().join(format!("atlas-api-archive-logs-{}", std::process::id()));
    /// # std::fs::create_dir_all(&directory)?;
    /// atlas.online_archives("orders").archive_query_logs().save(directory.join("queries.gz")).await?;
    /// # std::fs::remove_dir_all(&directory)?;
    /// # });
    /// ```
    #[inline]
    pub fn archive_query_logs(&self) -> LogDownload {
        self.download(Some(true))
    }

    #[inline]
    fn download(&self, archive_only: Option<bool>) -> LogDownload {
        let cluster = self.cluster.clone();
        LogDownload::new(&self.cluster.atlas, move |api, _, period| {
            let (project, cluster) = cluster.path()?;
            let download = api.online_archive().download_query_logs().group_id(project).cluster_name(cluster);
            let download = download.maybe(archive_only, |download, only| download.archive_only(only));
            let download = download.maybe(period.from, |download, from| download.start_date(from));
            Ok(download.maybe(period.until, |download, until| download.end_date(until)))
        })
    }

    /// Waits until an online archive is `ACTIVE` or `IDLE`.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the archive is deleted, or
    /// `ORPHANED`: its collection does not exist anymore.
    pub fn wait_until_active(&self, id: impl Into<String>) -> Wait<OnlineArchive, Response<OnlineArchive>> {
        self.wait(id, states::ONLINE_ARCHIVE_ACTIVE).must_exist()
    }

    /// Waits until an online archive is `PAUSED`.
    ///
    /// # Errors
    /// As [`wait_until_active`](Self::wait_until_active).
    pub fn wait_until_paused(&self, id: impl Into<String>) -> Wait<OnlineArchive, Response<OnlineArchive>> {
        self.wait(id, states::ONLINE_ARCHIVE_PAUSED).must_exist()
    }

    /// Waits until an online archive is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<OnlineArchive, ()> {
        self.wait(id, states::ONLINE_ARCHIVE_DELETED).finishing(|_| Ok(()))
    }

    fn wait(&self, id: impl Into<String>, condition: states::States) -> Wait<OnlineArchive> {
        let id = id.into();
        let what = format!("online archive {id:?}");
        self.get(id).wait_for(what, condition)
    }
}
