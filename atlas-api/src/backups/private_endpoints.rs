//! Private endpoints for exports of snapshots.

use atlas_gen::types::ObjectStoragePrivateEndpointRequest;

use super::BackupPrivateEndpointId;
use crate::{
    Atlas, Impact, List, Request, Response, Unconfirmed,
    model::{BackupPrivateEndpoint, BackupPrivateEndpointRegion},
    operation_doc,
    wait::{Wait, states},
};

/// The provider with private endpoints for object storage.
const PROVIDER: &str = "AWS";

/// The private endpoints of a project for exports of snapshots to buckets at AWS; returned by
/// [`Atlas::backup_private_endpoints`](crate::Atlas::backup_private_endpoints).
///
/// [`ExportBucketSpec::private_networking`](super::ExportBucketSpec::private_networking) restricts a bucket to them.
/// Other providers do not have them.
#[derive(Clone, Debug)]
pub struct BackupPrivateEndpoints {
    pub(crate) atlas: Atlas,
}

impl BackupPrivateEndpoints {
    /// Lists the private endpoints.
    #[doc = operation_doc!("listGroupBackupPrivateEndpoints")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for endpoint in atlas.backup_private_endpoints().list().all().await? {
    ///     println!("{:?}: {:?}", endpoint.region_name, endpoint.status);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<BackupPrivateEndpoint> {
        List::new(&self.atlas, |atlas, api| {
            let list = api.cloud_backups().list_backup_private_endpoints().group_id(atlas.project_id()?);
            Ok(list.cloud_provider(PROVIDER))
        })
    }

    /// Fetches a private endpoint.
    #[doc = operation_doc!("getGroupBackupPrivateEndpoint")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the endpoint does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let endpoint = atlas.backup_private_endpoints().get("5f1a2b3c4d5e6f7a8b9c0d6f").await?;
    /// println!("{:?}", endpoint.status);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<BackupPrivateEndpoint> {
        Request::by_id(&self.atlas, id, |api, project, id: BackupPrivateEndpointId| {
            let get = api.cloud_backups().get_backup_private_endpoint().group_id(project);
            Ok(get.cloud_provider(PROVIDER).endpoint_id(id))
        })
    }

    /// Starts creating a private endpoint in a region; returns its initial state.
    #[doc = operation_doc!("createGroupBackupPrivateEndpoint")]
    /// # Errors
    /// [`is_conflict`](crate::Error::is_conflict) if the region has one.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let endpoints = atlas.backup_private_endpoints();
    /// let endpoint = endpoints.create("US_EAST_1").await?;
    /// endpoints.wait_until_active(endpoint.id.as_deref().unwrap_or_default()).await?;
    /// # });
    /// ```
    pub fn create(&self, region: impl Into<BackupPrivateEndpointRegion>) -> Request<BackupPrivateEndpoint> {
        let region = region.into();
        Request::in_project(&self.atlas, |api, project| {
            let body = ObjectStoragePrivateEndpointRequest::new().cloud_provider(PROVIDER).region_name(region);
            let create = api.cloud_backups().create_backup_private_endpoint().group_id(project);
            Ok(create.cloud_provider(PROVIDER).body(body))
        })
    }

    /// Waits until a private endpoint is `ACTIVE`, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if it fails or is being deleted.
    pub fn wait_until_active(
        &self,
        id: impl Into<String>,
    ) -> Wait<BackupPrivateEndpoint, Response<BackupPrivateEndpoint>> {
        let id = id.into();
        let what = format!("the private endpoint {id:?} for backups");
        self.get(id).wait_for(what, states::BACKUP_PRIVATE_ENDPOINT_ACTIVE).must_exist()
    }

    /// Waits until a private endpoint is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<BackupPrivateEndpoint, ()> {
        let id = id.into();
        let what = format!("the private endpoint {id:?} for backups");
        self.get(id).wait_for(what, states::BACKUP_PRIVATE_ENDPOINT_DELETED).finishing(|_| Ok(()))
    }

    /// Starts deleting a private endpoint. Exports to buckets that require one stop working.
    #[doc = operation_doc!("deleteGroupBackupPrivateEndpoint")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let endpoints = atlas.backup_private_endpoints();
    /// endpoints.delete("5f1a2b3c4d5e6f7a8b9c0d6f").confirm(Confirm::yes()).await?;
    /// endpoints.wait_until_deleted("5f1a2b3c4d5e6f7a8b9c0d6f").await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let request = Request::by_id(&self.atlas, &*id, |api, project, id: BackupPrivateEndpointId| {
            let delete = api.cloud_backups().delete_backup_private_endpoint().group_id(project);
            Ok(delete.cloud_provider(PROVIDER).endpoint_id(id))
        });
        let effect = "will be deleted, and exports to buckets that require it will fail";
        Unconfirmed::new(request.deletes(), Impact::on("private endpoint", id, effect))
    }
}
