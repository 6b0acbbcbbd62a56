//! Databases and collections of snapshots.

use super::{SnapshotId, Snapshots, request_by_id};
use crate::{
    List, Request,
    model::{SnapshotCollection, SnapshotDatabase},
    operation_doc,
    segment::check_segment,
};

/// Databases and collections of snapshots.
///
/// [`CollectionRestores`](super::CollectionRestores) restores single ones.
impl Snapshots {
    /// Lists the databases of a snapshot.
    #[doc = operation_doc!("listGroupClusterBackupSnapshotDatabases")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshots = atlas.backups("orders").snapshots();
    /// for database in snapshots.list_databases("5f1a2b3c4d5e6f7a8b9c0d1e").all().await? {
    ///     println!("{:?}", database.name);
    /// }
    /// # });
    /// ```
    pub fn list_databases(&self, id: impl Into<String>) -> List<SnapshotDatabase> {
        let (cluster, id) = (self.cluster.clone(), id.into());
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            let list = api.cloud_backups().list_backup_snapshot_databases().group_id(project).cluster_name(cluster);
            Ok(list.snapshot_id(id.parse::<SnapshotId>()?))
        })
    }

    /// Fetches a database of a snapshot. It has only a name, so this checks that the snapshot contains it.
    #[doc = operation_doc!("getGroupClusterBackupSnapshotDatabase")]
    /// # Errors
    /// As [`get`](Self::get); [`is_not_found`](crate::Error::is_not_found) if the snapshot does not have the database.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshots = atlas.backups("orders").snapshots();
    /// let database = snapshots.get_database("5f1a2b3c4d5e6f7a8b9c0d1e", "sales").await?;
    /// assert_eq!(database.name.as_deref(), Some("sales"));
    /// # });
    /// ```
    pub fn get_database(&self, id: impl Into<String>, database: impl Into<String>) -> Request<SnapshotDatabase> {
        let database = database.into();
        request_by_id(&self.cluster, id, |api, project, cluster, id: SnapshotId| {
            let get = api.cloud_backups().get_backup_snapshot_database().group_id(project).cluster_name(cluster);
            Ok(get.snapshot_id(id).database_name(check_segment("database", &database)?))
        })
    }

    /// Lists the collections of a database of a snapshot.
    #[doc = operation_doc!("listGroupClusterBackupSnapshotDatabaseCollections")]
    /// # Errors
    /// As [`get_database`](Self::get_database).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshots = atlas.backups("orders").snapshots();
    /// for collection in snapshots.list_collections("5f1a2b3c4d5e6f7a8b9c0d1e", "sales").all().await? {
    ///     println!("{:?}", collection.name);
    /// }
    /// # });
    /// ```
    pub fn list_collections(&self, id: impl Into<String>, database: impl Into<String>) -> List<SnapshotCollection> {
        let (cluster, id, database) = (self.cluster.clone(), id.into(), database.into());
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            let list = api.cloud_backups().list_snapshot_database_collections().group_id(project).cluster_name(cluster);
            Ok(list.snapshot_id(id.parse::<SnapshotId>()?).database_name(check_segment("database", &database)?))
        })
    }

    /// Fetches a collection of a snapshot. It has only a name, so this checks that the snapshot contains it.
    #[doc = operation_doc!("getGroupClusterBackupSnapshotDatabaseCollection")]
    /// # Errors
    /// As [`get_database`](Self::get_database).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshots = atlas.backups("orders").snapshots();
    /// let collection = snapshots.get_collection("5f1a2b3c4d5e6f7a8b9c0d1e", "sales", "orders").await?;
    /// assert_eq!(collection.name.as_deref(), Some("orders"));
    /// # });
    /// ```
    pub fn get_collection(
        &self,
        id: impl Into<String>,
        database: impl Into<String>,
        collection: impl Into<String>,
    ) -> Request<SnapshotCollection> {
        let (database, collection) = (database.into(), collection.into());
        request_by_id(&self.cluster, id, |api, project, cluster, id: SnapshotId| {
            let get = api.cloud_backups().get_snapshot_database_collection().group_id(project).cluster_name(cluster);
            let get = get.snapshot_id(id).database_name(check_segment("database", &database)?);
            Ok(get.collection_name(check_segment("collection", &collection)?))
        })
    }
}
