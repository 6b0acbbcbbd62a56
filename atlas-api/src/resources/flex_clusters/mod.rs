//! The flex clusters of a project.

mod create;
mod delete;
mod get;
mod list;
mod update;

pub use self::{
    create::CreateFlexCluster, delete::DeleteFlexCluster, get::GetFlexCluster, list::ListFlexClusters,
    update::UpdateFlexCluster,
};
use crate::{
    Atlas, Unconfirmed,
    specs::{FlexClusterSpec, FlexClusterUpdate},
};

/// The flex clusters of a project; made by [`Atlas::flex_clusters`].
///
/// A flex cluster is a small one on shared machines, which grows with its use. [`Clusters`](crate::Clusters) finds, deletes
/// and waits for clusters of either kind; here is what only a flex cluster has.
#[derive(Clone, Debug)]
pub struct FlexClusters {
    atlas: Atlas,
}

impl FlexClusters {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the flex clusters of the project, as a page or as a stream over all of them.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/flexClusters`][op] · `listGroupFlexClusters` · 2024-11-13. Requires
    /// **Project Read Only**.
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
    /// # atlas.flex_clusters().create(atlas_api::specs::FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1")).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let page = atlas.flex_clusters().list().send().await?;
    /// assert_eq!(page.items()[0].name.as_deref(), Some("Flex0"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Flex-Clusters/operation/listGroupFlexClusters
    pub fn list(&self) -> ListFlexClusters {
        ListFlexClusters::new(self.atlas.clone())
    }

    /// Gets a flex cluster.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/flexClusters/{name}`][op] · `getGroupFlexCluster` · 2024-11-13.
    /// Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if there is no such cluster; the code
    /// `CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API` if it is no flex cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # atlas.flex_clusters().create(atlas_api::specs::FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1")).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let cluster = atlas.flex_clusters().get("Flex0").send().await?;
    /// assert_eq!(cluster.name.as_deref(), Some("Flex0"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Flex-Clusters/operation/getGroupFlexCluster
    pub fn get(&self, name: impl Into<String>) -> GetFlexCluster {
        GetFlexCluster { atlas: self.atlas.clone(), name: name.into() }
    }

    /// Begins to create a flex cluster, and returns what it will be.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/flexClusters`][op] · `createGroupFlexCluster` · 2024-11-13. Requires
    /// **Project Owner**.
    ///
    /// [`Clusters::wait_until_idle`](crate::Clusters::wait_until_idle) waits until it can be used.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec breaks one of its rules, before
    /// anything is sent; the code `DUPLICATE_CLUSTER_NAME` if the name is taken, also by a cluster of the other
    /// kind.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::specs::FlexClusterSpec;
    ///
    /// let cluster = atlas.flex_clusters().create(FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1")).send().await?;
    /// assert_eq!(cluster.name.as_deref(), Some("Flex0"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Flex-Clusters/operation/createGroupFlexCluster
    pub fn create(&self, spec: FlexClusterSpec) -> CreateFlexCluster {
        CreateFlexCluster { atlas: self.atlas.clone(), spec }
    }

    /// Begins to change a flex cluster, and returns what it will be.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/flexClusters/{name}`][op] · `updateGroupFlexCluster` · 2024-11-13.
    /// Requires **Project Owner**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec sets nothing, or breaks one of its
    /// rules, before anything is sent; [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if there
    /// is no such cluster; the code `CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API` if it is no flex cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # atlas.flex_clusters().create(atlas_api::specs::FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1")).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use atlas_api::specs::FlexClusterUpdate;
    ///
    /// let spec = FlexClusterUpdate::new().termination_protection(true);
    /// let cluster = atlas.flex_clusters().update("Flex0", spec).send().await?;
    /// assert_eq!(cluster.termination_protection_enabled, Some(true));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Flex-Clusters/operation/updateGroupFlexCluster
    pub fn update(&self, name: impl Into<String>, spec: FlexClusterUpdate) -> UpdateFlexCluster {
        UpdateFlexCluster { atlas: self.atlas.clone(), name: name.into(), spec }
    }

    /// Begins to delete a flex cluster, with all of its data.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/flexClusters/{name}`][op] · `deleteGroupFlexCluster` · 2024-11-13.
    /// Requires **Project Owner**.
    ///
    /// It can't be brought back. [`Clusters::wait_until_deleted`](crate::Clusters::wait_until_deleted) waits until
    /// it is gone.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is
    /// [confirmed](crate::Confirm), and then nothing is sent; [`is_not_found`](crate::Error::is_not_found)
    /// (`CLUSTER_NOT_FOUND`) if there is no such cluster; the code `CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API` if it
    /// is no flex cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # atlas.flex_clusters().create(atlas_api::specs::FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1")).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// use atlas_api::Confirm;
    ///
    /// atlas.flex_clusters().delete("Flex0").confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Flex-Clusters/operation/deleteGroupFlexCluster
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<DeleteFlexCluster> {
        Unconfirmed::new(DeleteFlexCluster { atlas: self.atlas.clone(), name: name.into() })
    }
}
