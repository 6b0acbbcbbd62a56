//! Clusters: dedicated and free ones, and flex clusters where an operation supports them.

mod advanced_options;
mod any_cluster;
mod employee_access;
mod ensure;
mod feature_compatibility;
mod modify;
mod outage_simulation;
mod read_and_change;
mod reading;
mod regions;
mod resize;
mod rolling_index;
mod sample_data;
mod upgrade;
mod validate;

use atlas_gen::{Call, OperationBuilder};

pub use self::{
    any_cluster::AnyCluster,
    ensure::{EnsureInstanceSize, EnsurePaused, Ensured},
    modify::ModifyCluster,
    reading::{ReadCluster, ReadLayout, ReadRegion},
    regions::RegionFilter,
    resize::ResizeCluster,
    sample_data::SampleDataLoadId,
};
#[doc(inline)]
pub use crate::specs::{
    ClusterChange, ClusterRegion, ClusterShard, ClusterSpec, ClusterUpdate, NodesChange, RollingIndexSpec, ShardRef,
};
use crate::{
    Atlas, Error, Exists, Impact, List, Request, Response, Unconfirmed, codes,
    model::{ChangeStatus, Cluster, OrgGroup},
    operation_doc,
    wait::{Wait, states},
};

/// The clusters of a project; returned by [`Atlas::clusters`].
///
/// Atlas has separate operations for flex clusters. [`get`](Self::get), [`exists`](Self::exists),
/// [`delete`](Self::delete) and the waits support both kinds; see [`FlexClusters`](crate::flex_clusters::FlexClusters)
/// for the other operations of flex clusters. Other methods fail for a flex cluster with the code
/// `CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API`.
///
/// Atlas responds as soon as it has accepted a change, which then takes minutes. Until the change is complete, Atlas
/// rejects most other changes of the cluster. [`wait_until_idle`](Self::wait_until_idle) and
/// [`wait_until_deleted`](Self::wait_until_deleted) wait for its completion.
///
/// A name consists of ASCII letters, digits and hyphens. A request with another name is not sent and fails with
/// [`is_invalid_argument`](Error::is_invalid_argument).
#[derive(Clone, Debug)]
pub struct Clusters {
    pub(crate) atlas: Atlas,
}

/// The filter of [`Clusters::list`]. Its setter is [`List::deleted_with_retained_backups`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ClusterFilter {
    deleted_with_retained_backups: Option<bool>,
}

impl List<Cluster, ClusterFilter> {
    /// Sets whether deleted clusters with retained backups are listed too. Default: they are not.
    #[doc(alias = "includeDeletedWithRetainedBackups")]
    #[inline]
    pub fn deleted_with_retained_backups(mut self, included: bool) -> Self {
        self.filter_mut().deleted_with_retained_backups = Some(included);
        self
    }
}

/// Returns whether an error means that the cluster is a flex cluster, which has its own operations.
#[inline]
fn is_flex(error: &Error) -> bool {
    error.code() == Some(codes::CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API)
}

/// Reading.
impl Clusters {
    /// Checks whether a cluster with this name exists, of any kind. It takes one request, also for a flex cluster.
    #[doc = operation_doc!("getGroupCluster")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert!(atlas.clusters().exists("orders").await?);
    /// assert!(!atlas.clusters().exists("sales").await?);
    /// # });
    /// ```
    #[doc(alias = "is_existing_cluster")]
    pub fn exists(&self, name: impl Into<String>) -> Exists {
        self.get(name).exists().or_if(is_flex)
    }

    /// Lists the project's clusters, except [flex clusters](crate::flex_clusters::FlexClusters::list).
    #[doc = operation_doc!("listGroupClusters")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut clusters = atlas.clusters().list().stream();
    /// while let Some(cluster) = clusters.next().await {
    ///     println!("{:?}", cluster?.name);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_all_clusters")]
    #[inline]
    pub fn list(&self) -> List<Cluster, ClusterFilter> {
        List::filtered(&self.atlas, ClusterFilter::default(), |atlas, api, filter| {
            let list = api.clusters().list_clusters().group_id(atlas.project_id()?);
            let deleted = filter.deleted_with_retained_backups;
            Ok(list.maybe(deleted, |list, included| list.include_deleted_with_retained_backups(included)))
        })
    }

    /// Lists all projects that the credentials have access to, each with a summary of its clusters.
    #[doc = operation_doc!("listClusterDetails")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for project in atlas.clusters().list_authorized().await? {
    ///     println!("{:?}: {:?}", project.group_name, project.clusters.map(|clusters| clusters.len()));
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_all_authorized_clusters")]
    #[inline]
    pub fn list_authorized(&self) -> List<OrgGroup> {
        List::new(&self.atlas, |_, api| Ok(api.clusters().list_cluster_details()))
    }

    /// Fetches a cluster of any kind. For a flex cluster, the client sends a second request, `getGroupFlexCluster`.
    #[doc = operation_doc!("getGroupCluster")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let cluster = atlas.clusters().get("orders").await?;
    /// assert_eq!(cluster.state(), Some("IDLE"));
    /// # });
    /// ```
    #[doc(alias("get_single_cluster", "get_a_single_cluster"))]
    pub fn get(&self, name: impl Into<String>) -> Request<AnyCluster> {
        let cluster = self.atlas.cluster(name);
        let get =
            cluster.request(|api, project, name| Ok(api.clusters().get_cluster().group_id(project).cluster_name(name)));
        get.map_call(Call::convert).or_else(is_flex, move |api| {
            let (project, name) = cluster.path()?;
            Ok(api.flex_clusters().get_flex_cluster().group_id(project).name(name).send().convert())
        })
    }
}

/// Creating, changing and deleting.
impl Clusters {
    /// Starts creating a cluster; returns its initial state.
    #[doc = operation_doc!("createGroupCluster")]
    /// Atlas charges for the cluster from now on, unless it is a free one. It can be used once it is
    /// [`IDLE`](Self::wait_until_idle), after some 7 to 10 minutes.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid;
    /// [`is_duplicate`](Error::is_duplicate) (`DUPLICATE_CLUSTER_NAME`) if a cluster of any kind has the name.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::{ClusterSpec, ReadCluster};
    ///
    /// let spec = ClusterSpec::new("sales", "AWS", "US_EAST_1", "M10").auto_scale("M10", "M40").tag("team", "finance");
    /// let cluster = atlas.clusters().create(spec).await?;
    /// assert_eq!(cluster.state(), Some("CREATING"));
    /// # });
    /// ```
    #[doc(alias = "create_basic_rs")]
    pub fn create(&self, spec: impl Into<ClusterSpec>) -> Request<Cluster> {
        Request::in_project(&self.atlas, |api, project| {
            let body = ClusterSpec::into_body(spec.into())?;
            Ok(api.clusters().create_cluster().group_id(project).body(body))
        })
    }

    /// Starts changing a cluster; returns its new configuration.
    #[doc = operation_doc!("updateGroupCluster")]
    /// Each property in the spec, such as the tags, replaces the old value as a whole. Other properties keep their
    /// values. [`modify`](Self::modify) changes single nodes, regions, shards and tags.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is empty or invalid;
    /// [`is_confirmation_required`](Error::is_confirmation_required) if it disables backups or replaces the shards;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::ClusterUpdate;
    ///
    /// let cluster = atlas.clusters().update("orders", ClusterUpdate::new().termination_protection(true)).await?;
    /// assert_eq!(cluster.termination_protection_enabled, Some(true));
    /// # });
    /// ```
    #[doc(alias = "modify_cluster")]
    pub fn update(&self, name: impl Into<String>, spec: impl Into<ClusterUpdate>) -> Request<Cluster> {
        self.update_if(name.into(), spec.into(), false)
    }

    /// Starts changing a cluster, also if it disables backups or replaces the shards. Returns its new configuration.
    #[doc = operation_doc!("updateGroupCluster")]
    /// Atlas deletes the snapshots of a cluster without backups, and the history for restores to a point in time without
    /// continuous backup. The shards of a `ClusterInput` replace those of the cluster. Otherwise as [`update`](Self::update).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) and [`is_not_found`](Error::is_not_found) as `update`.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, clusters::ClusterUpdate};
    ///
    /// let update = atlas.clusters().update_discarding("orders", ClusterUpdate::new().backup(false));
    /// println!("{}", update.impact());
    /// update.confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    pub fn update_discarding(&self, name: impl Into<String>, spec: impl Into<ClusterUpdate>) -> Unconfirmed<Cluster> {
        let (name, spec) = (name.into(), spec.into());
        let effect = spec.loss().unwrap_or_else(|| "will be updated".to_owned());
        Unconfirmed::new(self.update_if(name.clone(), spec, true), Impact::on("cluster", name, effect))
    }

    #[inline]
    fn update_if(&self, name: String, spec: ClusterUpdate, may_discard: bool) -> Request<Cluster> {
        self.atlas.cluster(name).request(|api, project, name| {
            let loss = spec.loss().filter(|_| !may_discard);
            let body = spec.into_body()?;
            if let Some(effect) = loss {
                let advice = "pass the update to `update_discarding` and confirm it";
                return Err(Error::unconfirmed(format!("cluster {name:?} {effect}"), advice));
            }
            Ok(api.clusters().update_cluster().group_id(project).cluster_name(name).body(body))
        })
    }

    /// Starts pausing a cluster: its servers stop, its data remains.
    #[doc = operation_doc!("updateGroupCluster")]
    /// Atlas resumes the cluster after 30 days. Free and flex clusters cannot be paused.
    ///
    /// # Errors
    /// [`is_cluster_busy`](Error::is_cluster_busy) (`CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER`) within an hour after the
    /// cluster was resumed; [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if it does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let cluster = atlas.clusters().pause("orders").await?;
    /// assert_eq!(cluster.paused, Some(true));
    /// # });
    /// ```
    #[doc(alias = "pause_cluster")]
    pub fn pause(&self, name: impl Into<String>) -> Request<Cluster> {
        self.update(name, ClusterUpdate::new().paused(true))
    }

    /// Starts resuming a paused cluster.
    #[doc = operation_doc!("updateGroupCluster")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let cluster = atlas.clusters().resume("old").await?;
    /// assert_eq!(cluster.paused, Some(false));
    /// # });
    /// ```
    #[doc(alias("resume_cluster", "toggle_if_paused"))]
    pub fn resume(&self, name: impl Into<String>) -> Request<Cluster> {
        self.update(name, ClusterUpdate::new().paused(false))
    }

    /// Starts changing the instance size of a cluster's nodes, such as to `M30`.
    #[doc = operation_doc!("updateGroupCluster")]
    /// It takes two requests, because Atlas replaces the layout of a cluster as a whole: the first fetches the layout,
    /// the second sends it back with the new size. A change of the layout between the two requests is overwritten.
    ///
    /// All electable and read-only nodes in all regions and shards are resized; Atlas requires that those of a shard have
    /// the same size. Shards that differ get the same size only [on request](ResizeCluster::equalizing_shards). Analytics
    /// nodes can have another size, and are resized only [on request](ResizeCluster::with_analytics_nodes).
    ///
    /// The layout is sent with the sizes that it has at the moment: disks and nodes that auto-scaling has changed, and that
    /// are not resized, keep their current size. Shards keep their ids.
    ///
    /// Nodes keep their disk size. The IOPS and the volume type of their disks (`diskIOPS`, `ebsVolumeType`) belong to
    /// the old size and are not sent, so that Atlas applies its defaults for the new size. If the old or the
    /// new size has local disks (`_NVME`), the disk size is not sent either.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument), before anything is changed, if all these nodes have the
    /// size already (see [`ensure_instance_size`](Self::ensure_instance_size)), if compute auto-scaling has bounds that
    /// exclude it (see [`moving_autoscaling_bounds`](ResizeCluster::moving_autoscaling_bounds)), if the shards have
    /// different sizes (see [`equalizing_shards`](ResizeCluster::equalizing_shards)), or if the cluster is a flex cluster; [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if it does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let cluster = atlas.clusters().set_instance_size("orders", "M20").await?;
    /// println!("{:?}", cluster.replication_specs);
    /// # });
    /// ```
    #[doc(alias = "modify_cluster_instance_size")]
    pub fn set_instance_size(&self, name: impl Into<String>, size: impl Into<String>) -> ResizeCluster {
        ResizeCluster::new(self.clone(), name.into(), size.into())
    }

    /// Starts deleting a cluster of any kind, with all of its data and its snapshots.
    #[doc = operation_doc!("deleteGroupCluster")]
    /// It cannot be undone. [`wait_until_deleted`](Self::wait_until_deleted) waits until the cluster is gone. If it is a
    /// flex cluster, the client sends a second request, `deleteGroupFlexCluster`.
    ///
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist; the code
    /// `CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED` if it is protected, and
    /// `CLUSTER_ALREADY_REQUESTED_DELETION` if it is being deleted already.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.clusters().delete("orders");
    /// println!("{}", delete.impact());
    /// delete.confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    #[doc(alias("delete_cluster", "delete_a_cluster"))]
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let cluster = self.atlas.cluster(name);
        let impact = Impact::on("cluster", &*cluster.name, "will be deleted, with all of its data and its snapshots");
        let delete = cluster
            .request(|api, project, name| Ok(api.clusters().delete_cluster().group_id(project).cluster_name(name)));
        let delete = delete.or_else(is_flex, move |api| {
            let (project, name) = cluster.path()?;
            Ok(api.flex_clusters().delete_flex_cluster().group_id(project).name(name).send())
        });
        Unconfirmed::new(delete.deletes(), impact)
    }

    /// Starts deleting a cluster with all of its data. Atlas retains its snapshots until they expire.
    #[doc = operation_doc!("deleteGroupCluster")]
    /// A flex cluster is not deleted, because Atlas cannot retain its snapshots.
    ///
    /// # Errors
    /// As [`delete`](Self::delete); and the code `CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API` for a flex cluster.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.clusters().delete_retaining_backups("orders").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "retainBackups")]
    pub fn delete_retaining_backups(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let cluster = self.atlas.cluster(name);
        let delete = cluster.request(|api, project, name| {
            Ok(api.clusters().delete_cluster().group_id(project).cluster_name(name).retain_backups(true))
        });
        let impact = Impact::on("cluster", cluster.name, "will be deleted, with all of its data except its snapshots");
        Unconfirmed::new(delete.deletes(), impact)
    }

    /// Fetches whether all changes of users, roles and similar settings of the project are applied to a cluster.
    #[doc = operation_doc!("getGroupClusterStatus")]
    /// Read it after a change of a database user, to know when the user can log in to this cluster, or
    /// [wait for it](Self::wait_until_changes_applied). For changes of the cluster itself, use
    /// [`wait_until_idle`](Self::wait_until_idle).
    ///
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// println!("{:?}", atlas.clusters().change_status("orders").await?.change_status);
    /// # });
    /// ```
    #[inline]
    pub fn change_status(&self, name: impl Into<String>) -> Request<ChangeStatus> {
        self.atlas
            .cluster(name)
            .request(|api, project, name| Ok(api.clusters().get_cluster_status().group_id(project).cluster_name(name)))
    }

    /// Starts a test failover: the primaries of a cluster step down, so that applications can be tested.
    #[doc = operation_doc!("restartGroupClusterPrimaries")]
    /// # Errors
    /// [`is_cluster_busy`](Error::is_cluster_busy) (`CLUSTER_RESTART_IN_PROGRESS`) during another one;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.clusters().test_failover("orders").await?;
    /// # });
    /// ```
    pub fn test_failover(&self, name: impl Into<String>) -> Request<()> {
        self.atlas
            .cluster(name)
            .request(|api, project, name| Ok(api.clusters().restart_primaries().group_id(project).cluster_name(name)))
    }
}

/// Waiting. For other conditions, use [`Request::wait_until`] of [`get`](Self::get).
impl Clusters {
    /// Waits until a cluster of any kind is `IDLE`, with no change in progress. Returns the cluster.
    ///
    /// Shortly after a request for a change, Atlas can still return the old state. A cluster that was `IDLE` from the
    /// start must therefore [stay so](Wait::stable_for) until the next poll. A paused cluster is `IDLE` too.
    ///
    /// # Errors
    /// [`is_wait_timeout`](Error::is_wait_timeout) after the [time limit](Wait::time_limit);
    /// [`is_failed_state`](Error::is_failed_state) if the cluster is being deleted;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist, or is deleted during the
    /// wait.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use std::time::Duration;
    ///
    /// let wait = atlas.clusters().wait_until_idle("orders").interval(Duration::from_millis(10));
    /// println!("{:?}", wait.await?.connection_string());
    /// # });
    /// ```
    pub fn wait_until_idle(&self, name: impl Into<String>) -> Wait<AnyCluster, Response<AnyCluster>> {
        let name = name.into();
        let description = format!("cluster {name:?}");
        self.get(name).wait_for(description, states::CLUSTER_IDLE).must_exist()
    }

    /// Waits until all changes of users, roles and similar settings of the project are applied to a cluster. Returns the
    /// [status](Self::change_status).
    ///
    /// Shortly after a change, Atlas can still return the old status. A status that was `APPLIED` from the start must
    /// therefore [stay so](Wait::stable_for) until the next poll.
    ///
    /// # Errors
    /// [`is_wait_timeout`](Error::is_wait_timeout) after the [time limit](Wait::time_limit);
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist, or is deleted during the
    /// wait.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use std::time::Duration;
    /// use atlas_api::database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs};
    ///
    /// let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password").add_role("sales", RoleSpecs::Read)?;
    /// atlas.database_users().create(spec).await?;
    /// let wait = atlas.clusters().wait_until_changes_applied("orders");
    /// let status = wait.interval(Duration::from_millis(10)).await?;
    /// assert_eq!(status.change_status.as_ref().map(|status| status.as_str()), Some("APPLIED"));
    /// # });
    /// ```
    #[inline]
    pub fn wait_until_changes_applied(&self, name: impl Into<String>) -> Wait<ChangeStatus, Response<ChangeStatus>> {
        let name = name.into();
        let description = format!("changes of users of cluster {name:?}");
        self.change_status(name).wait_for(description, states::CLUSTER_CHANGES_APPLIED).must_exist()
    }

    /// Waits until a cluster of any kind is gone.
    ///
    /// # Errors
    /// [`is_wait_timeout`](Error::is_wait_timeout) after the [time limit](Wait::time_limit).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.clusters().delete("orders").confirm(Confirm::yes()).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// atlas.clusters().wait_until_deleted("orders").await?;
    /// # });
    /// ```
    pub fn wait_until_deleted(&self, name: impl Into<String>) -> Wait<AnyCluster, ()> {
        let name = name.into();
        let description = format!("cluster {name:?}");
        self.get(name).wait_for(description, states::CLUSTER_DELETED).finishing(|_| Ok(()))
    }
}
