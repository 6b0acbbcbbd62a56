//! The clusters of a project.

mod advanced_options;
mod any_cluster;
mod create;
mod delete;
mod failover;
mod get;
mod list;
mod named;
mod resize;
mod update;
mod wait;

use self::named::Named;
pub use self::{
    advanced_options::{GetAdvancedOptions, SetAdvancedOptions},
    any_cluster::AnyCluster,
    create::CreateCluster,
    delete::DeleteCluster,
    failover::TestFailover,
    get::{ClusterExists, GetCluster},
    list::{ListAuthorizedClusters, ListClusters},
    resize::SetInstanceSize,
    update::UpdateCluster,
};
use crate::{
    Atlas, Response, Unconfirmed,
    model::{AdvancedOptions, TlsProtocol},
    specs::{ClusterSpec, ClusterUpdate},
    wait::{Condition, Wait, states},
};

/// The clusters of a project; made by [`Atlas::clusters`].
///
/// Atlas has two kinds of cluster, with operations of their own for each. What can be asked of either, whether it exists,
/// what it is, its end and waiting for it, works here with both, at the cost of a second request for a flex cluster; what
/// only a flex cluster has is with [`FlexClusters`](crate::FlexClusters). A call that can't be made of a flex cluster is
/// refused by Atlas with the code `CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API`.
///
/// Atlas answers before it has done what it was asked for, which takes minutes. The methods
/// [`wait_until_idle`](Self::wait_until_idle) and [`wait_until_deleted`](Self::wait_until_deleted) wait for that. Until
/// then, most changes are refused.
///
/// What can't be the name of a cluster is refused before a request is sent: names have ASCII letters, digits and hyphens.
#[derive(Clone, Debug)]
pub struct Clusters {
    atlas: Atlas,
}

impl Clusters {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    fn named(&self, name: impl Into<String>) -> Named {
        Named { atlas: self.atlas.clone(), name: name.into() }
    }
}

/// What is there.
impl Clusters {
    /// Tells whether there is a cluster of this name, of either kind.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}`][op] · `getGroupCluster` · 2024-08-05. Requires
    /// **Project Read Only**.
    ///
    /// # Errors
    /// Whatever is neither a yes nor a no: a failure of another kind than that there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// assert!(atlas.clusters().exists("Cluster0").send().await?);
    /// assert!(!atlas.clusters().exists("Cluster1").send().await?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/getGroupCluster
    #[doc(alias = "is_existing_cluster")]
    pub fn exists(&self, name: impl Into<String>) -> ClusterExists {
        ClusterExists(self.named(name))
    }

    /// Lists the clusters of the project but flex clusters, as a page or as a stream over all of them.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters`][op] · `listGroupClusters` · 2024-08-05. Requires **Project
    /// Read Only**.
    ///
    /// Flex clusters are listed by [`FlexClusters::list`](crate::FlexClusters::list).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if there is no such page or size.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let mut clusters = atlas.clusters().list().stream();
    /// while let Some(cluster) = clusters.next().await {
    ///     assert_eq!(cluster?.name.as_deref(), Some("Cluster0"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/listGroupClusters
    #[doc(alias = "get_all_clusters")]
    pub fn list(&self) -> ListClusters {
        ListClusters::new(self.atlas.clone())
    }

    /// Lists the projects that the credentials reach, each with an outline of its clusters.
    ///
    /// [`GET /api/atlas/v2/clusters`][op] · `listClusterDetails` · 2023-01-01. Requires no role in particular: what
    /// the credentials reach is listed.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if there is no such page or size.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let page = atlas.clusters().list_authorized().send().await?;
    /// for project in page {
    ///     println!("{:?}: {:?}", project.group_name, project.clusters.map(|clusters| clusters.len()));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/listClusterDetails
    #[doc(alias = "get_all_authorized_clusters")]
    pub fn list_authorized(&self) -> ListAuthorizedClusters {
        ListAuthorizedClusters::new(self.atlas.clone())
    }

    /// Gets a cluster of either kind.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}`][op] · `getGroupCluster` · 2024-08-05. Requires
    /// **Project Read Only**.
    ///
    /// A flex cluster costs a second request, `getGroupFlexCluster`.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let cluster = atlas.clusters().get("Cluster0").send().await?;
    /// assert_eq!(cluster.state(), Some("IDLE"));
    ///
    /// let missing = atlas.clusters().get("Cluster1").send().await.unwrap_err();
    /// assert_eq!(missing.code(), Some("CLUSTER_NOT_FOUND"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/getGroupCluster
    #[doc(alias = "get_single_cluster")]
    #[doc(alias = "get_a_single_cluster")]
    pub fn get(&self, name: impl Into<String>) -> GetCluster {
        GetCluster(self.named(name))
    }
}

/// What changes them.
impl Clusters {
    /// Begins to create a cluster, and returns what it will be.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/clusters`][op] · `createGroupCluster` · 2024-10-23. Requires **Project
    /// Cluster Creator**.
    ///
    /// It costs money from then on, unless it is a free one. [`wait_until_idle`](Self::wait_until_idle) waits until
    /// it can be used, which takes some 7 to 10 minutes.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec breaks one of its rules, before
    /// anything is sent; the code `DUPLICATE_CLUSTER_NAME` if the name is taken, also by a flex cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::specs::{ClusterRegion, ClusterSpec};
    ///
    /// let spec = ClusterSpec::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "M10")).tag("team", "finance");
    /// let cluster = atlas.clusters().create(spec).send().await?;
    /// assert_eq!(cluster.state_name.as_ref().map(|state| state.as_str()), Some("CREATING"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/createGroupCluster
    #[doc(alias = "create_basic_rs")]
    pub fn create(&self, spec: impl Into<ClusterSpec>) -> CreateCluster {
        CreateCluster::new(self.atlas.clone(), spec.into())
    }

    /// Begins to change a cluster, and returns what it will be.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/clusters/{clusterName}`][op] · `updateGroupCluster` · 2024-10-23.
    /// Requires **Project Cluster Manager**, **Project Cluster Resilience Tester** or **Project Replica Set
    /// Manager**.
    ///
    /// What the spec sets replaces what was there as a whole; the rest stays.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec sets nothing, or breaks one of its
    /// rules, before anything is sent; [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if there
    /// is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use atlas_api::specs::ClusterUpdate;
    ///
    /// let spec = ClusterUpdate::new().termination_protection(true);
    /// let cluster = atlas.clusters().update("Cluster0", spec).send().await?;
    /// assert_eq!(cluster.termination_protection_enabled, Some(true));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/updateGroupCluster
    #[doc(alias = "modify_cluster")]
    pub fn update(&self, name: impl Into<String>, spec: impl Into<ClusterUpdate>) -> UpdateCluster {
        UpdateCluster { cluster: self.named(name), spec: spec.into() }
    }

    /// Begins to pause a cluster: its machines stop, its data stays.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/clusters/{clusterName}`][op] · `updateGroupCluster` · 2024-10-23.
    /// Requires **Project Cluster Manager**, **Project Cluster Resilience Tester** or **Project Replica Set
    /// Manager**.
    ///
    /// Atlas resumes it after 30 days by itself. A free cluster can't be paused, nor can a flex cluster.
    ///
    /// # Errors
    /// The code `CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER` within an hour after it was resumed;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let cluster = atlas.clusters().pause("Cluster0").send().await?;
    /// assert_eq!(cluster.paused, Some(true));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/updateGroupCluster
    #[doc(alias = "pause_cluster")]
    pub fn pause(&self, name: impl Into<String>) -> UpdateCluster {
        UpdateCluster { cluster: self.named(name), spec: ClusterUpdate::new().paused(true) }
    }

    /// Begins to resume a cluster that is paused.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/clusters/{clusterName}`][op] · `updateGroupCluster` · 2024-10-23.
    /// Requires **Project Cluster Manager**, **Project Cluster Resilience Tester** or **Project Replica Set
    /// Manager**.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// # atlas.clusters().pause("Cluster0").send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let cluster = atlas.clusters().resume("Cluster0").send().await?;
    /// assert_eq!(cluster.paused, Some(false));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/updateGroupCluster
    #[doc(alias = "resume_cluster")]
    #[doc(alias = "toggle_if_paused")]
    pub fn resume(&self, name: impl Into<String>) -> UpdateCluster {
        UpdateCluster { cluster: self.named(name), spec: ClusterUpdate::new().paused(false) }
    }

    /// Begins to give the nodes of a cluster another instance size, such as `M30`.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/clusters/{clusterName}`][op] · `updateGroupCluster` · 2024-10-23.
    /// Requires **Project Cluster Manager**, **Project Cluster Resilience Tester** or **Project Replica Set
    /// Manager**.
    ///
    /// It takes two requests, because Atlas replaces the layout of a cluster as a whole: the first gets it, the
    /// second sends it back with another size, and nothing besides. All electable and read-only nodes in all
    /// regions and shards get the size; analytics nodes keep theirs unless [they are to get it
    /// too](SetInstanceSize::with_analytics_nodes).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if all nodes have the size already, or if it is a
    /// flex cluster, before anything is changed; [`is_not_found`](crate::Error::is_not_found) if there is no such
    /// cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let cluster = atlas.clusters().set_instance_size("Cluster0", "M20").send().await?;
    /// println!("{:?}", cluster.replication_specs);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/updateGroupCluster
    #[doc(alias = "modify_cluster_instance_size")]
    pub fn set_instance_size(&self, name: impl Into<String>, size: impl Into<String>) -> SetInstanceSize {
        SetInstanceSize::new(self.named(name), size.into())
    }

    /// Begins to delete a cluster of either kind, with all of its data.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/clusters/{clusterName}`][op] · `deleteGroupCluster` · 2023-02-01.
    /// Requires **Project Owner**.
    ///
    /// It can't be brought back. [`wait_until_deleted`](Self::wait_until_deleted) waits until it is gone. A flex
    /// cluster costs a second request, `deleteGroupFlexCluster`.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is
    /// [confirmed](crate::Confirm), and then nothing is sent; the code
    /// `CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED` if it is protected;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.clusters().delete("Cluster0");
    /// let dry_run = delete.clone().send().await.unwrap_err();
    /// assert!(dry_run.is_confirmation_required());
    ///
    /// delete.confirm(Confirm::name("Cluster0")).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/deleteGroupCluster
    #[doc(alias = "delete_cluster")]
    #[doc(alias = "delete_a_cluster")]
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<DeleteCluster> {
        Unconfirmed::new(DeleteCluster { cluster: self.named(name), retain_backups: None })
    }

    /// Makes the primaries of a cluster step down, to see how programs get over it.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restartPrimaries`][op] ·
    /// `restartGroupClusterPrimaries` · 2023-02-01. Requires **Project Cluster Manager**.
    ///
    /// # Errors
    /// The code `CLUSTER_RESTART_IN_PROGRESS` if that is going on already;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// atlas.clusters().test_failover("Cluster0").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/restartGroupClusterPrimaries
    pub fn test_failover(&self, name: impl Into<String>) -> TestFailover {
        TestFailover(self.named(name))
    }
}

/// The options of their servers.
impl Clusters {
    /// Gets the advanced options of a cluster: the oplog, TLS, JavaScript and so on.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/processArgs`][op] · `getGroupClusterProcessArgs`
    /// · 2024-08-05. Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let options = atlas.clusters().advanced_options("Cluster0").send().await?;
    /// println!("{:?}", options.minimum_enabled_tls_protocol);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/getGroupClusterProcessArgs
    #[doc(alias = "process_args")]
    #[doc(alias = "get_single_cluster_advanced_options")]
    pub fn advanced_options(&self, name: impl Into<String>) -> GetAdvancedOptions {
        GetAdvancedOptions(self.named(name))
    }

    /// Begins to change advanced options of a cluster, and returns what they will be.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/processArgs`][op] ·
    /// `updateGroupClusterProcessArgs` · 2024-08-05. Requires **Project Cluster Manager**.
    ///
    /// What is set is sent, be it `false` or zero; `None` is sent as `null`, which gives the option its default
    /// back; the rest stays. Some options restart the servers one after the other.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if no option is set;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use atlas_api::model::AdvancedOptions;
    ///
    /// let options = AdvancedOptions::new().javascript_enabled(false).oplog_min_retention_hours(48.0);
    /// let options = atlas.clusters().set_advanced_options("Cluster0", options).send().await?;
    /// assert_eq!(options.javascript_enabled, Some(false));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/updateGroupClusterProcessArgs
    #[doc(alias = "modify_cluster_advanced_options")]
    pub fn set_advanced_options(&self, name: impl Into<String>, options: AdvancedOptions) -> SetAdvancedOptions {
        SetAdvancedOptions { cluster: self.named(name), options }
    }

    /// Begins to set the oldest version of TLS that a cluster accepts.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/processArgs`][op] ·
    /// `updateGroupClusterProcessArgs` · 2024-08-05. Requires **Project Cluster Manager**.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use atlas_api::model::TlsProtocol;
    ///
    /// let options = atlas.clusters().set_minimum_tls("Cluster0", TlsProtocol::Tls12).send().await?;
    /// assert_eq!(options.minimum_enabled_tls_protocol, Some(TlsProtocol::Tls12));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Clusters/operation/updateGroupClusterProcessArgs
    #[doc(alias = "modify_cluster_tls")]
    pub fn set_minimum_tls(&self, name: impl Into<String>, protocol: TlsProtocol) -> SetAdvancedOptions {
        SetAdvancedOptions::minimum_tls(self.named(name), protocol)
    }
}

/// Waiting for them.
impl Clusters {
    /// Waits until Atlas has done with a cluster of either kind what it was asked for, and the cluster is `IDLE`. It gives the
    /// cluster as it is then.
    ///
    /// A cluster that was idle all along is one only when it has been so for a [while](Wait::settle): shortly after a change
    /// was asked for, Atlas still shows the old state.
    ///
    /// # Errors
    /// [`is_wait_timeout`](crate::Error::is_wait_timeout) if it takes longer than the [time limit](Wait::time_limit);
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster, or no more.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use std::time::Duration;
    ///
    /// let mut states = atlas.clusters().wait_until_idle("Cluster0").interval(Duration::from_millis(10)).states();
    /// while let Some(seen) = states.next().await {
    ///     let seen = seen?;
    ///     println!("{} after {:?}", seen.state(), seen.elapsed());
    /// }
    ///
    /// let cluster = atlas.clusters().wait_until_idle("Cluster0").settle(Duration::ZERO).await?;
    /// println!("{:?}", cluster.connection_string());
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until_idle(&self, name: impl Into<String>) -> Wait<AnyCluster, Response<AnyCluster>> {
        self.wait_until(name, states::CLUSTER_IDLE).finishing(wait::present)
    }

    /// Waits until a cluster of either kind is gone.
    ///
    /// # Errors
    /// [`is_wait_timeout`](crate::Error::is_wait_timeout) if it takes longer than the [time limit](Wait::time_limit).
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use std::time::Duration;
    ///
    /// use atlas_api::Confirm;
    ///
    /// atlas.clusters().delete("Cluster0").confirm(Confirm::yes()).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// atlas.clusters().wait_until_deleted("Cluster0").interval(Duration::from_millis(10)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until_deleted(&self, name: impl Into<String>) -> Wait<AnyCluster, ()> {
        self.wait_until(name, states::CLUSTER_DELETED).finishing(wait::gone)
    }

    /// Waits until a cluster of either kind is as it is wanted. It gives the cluster as it is then, or `None` if it is gone and
    /// was to be.
    ///
    /// # Errors
    /// [`is_wait_timeout`](crate::Error::is_wait_timeout) if it takes longer than the [time limit](Wait::time_limit);
    /// [`is_failed_state`](crate::Error::is_failed_state) if the condition judges so;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such cluster and that is none of what is wanted.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use atlas_api::wait::Judgement;
    /// use serde_json::Value;
    ///
    /// let has_an_address = |seen: Option<&Value>| match seen.map(|cluster| &cluster["connectionStrings"]["standardSrv"]) {
    ///     Some(Value::String(_)) => Judgement::done("reachable"),
    ///     Some(_) => Judgement::going("no address yet"),
    ///     None => Judgement::failed("gone"),
    /// };
    /// let cluster = atlas.clusters().wait_until("Cluster0", has_an_address).await?;
    /// assert!(cluster.is_some());
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until(&self, name: impl Into<String>, condition: impl Condition + 'static) -> Wait<AnyCluster> {
        wait::wait_until(self.named(name), condition)
    }
}
