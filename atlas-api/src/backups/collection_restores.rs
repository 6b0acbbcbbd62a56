//! Restores of single databases and collections.

use atlas_gen::OperationBuilder;

use super::{CollectionRestoreId, CollectionRestoreSpec, request_by_id};
use crate::{
    Impact, List, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    model::{CollectionRestore, RestoredCollection, RestoredCollectionState},
    operation_doc,
    segment::check_segment,
    wait::{Wait, states},
};

/// The restores of single databases and collections from a cluster's backups; returned by
/// [`Backups::collection_restores`](super::Backups::collection_restores).
#[derive(Clone, Debug)]
pub struct CollectionRestores {
    pub(super) cluster: ClusterRef,
}

/// The filter of [`CollectionRestores::list_collections`]. Its setters are [`List::state`], [`List::source`] and
/// [`List::target`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RestoredCollectionFilter {
    state: Option<RestoredCollectionState>,
    source: Option<String>,
    target: Option<String>,
}

impl List<RestoredCollection, RestoredCollectionFilter> {
    /// Lists only the collections in this state. Default: all.
    pub fn state(mut self, state: impl Into<RestoredCollectionState>) -> Self {
        self.filter_mut().state = Some(state.into());
        self
    }

    /// Lists only the collections that are restored from this namespace. Default: all.
    #[doc(alias = "sourceNamespace")]
    pub fn source(mut self, namespace: impl Into<String>) -> Self {
        self.filter_mut().source = Some(namespace.into());
        self
    }

    /// Lists only the collections that are restored to this namespace. Default: all.
    #[doc(alias = "targetNamespace")]
    pub fn target(mut self, namespace: impl Into<String>) -> Self {
        self.filter_mut().target = Some(namespace.into());
        self
    }
}

impl CollectionRestores {
    /// Lists the restores of collections.
    #[doc = operation_doc!("listGroupClusterCollectionRestoreJobs")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for restore in atlas.backups("orders").collection_restores().list().all().await? {
    ///     println!("{:?}: {:?}", restore.id, restore.state);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<CollectionRestore> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            Ok(api.cloud_backups().list_collection_restore_jobs().group_id(project).cluster_name(cluster))
        })
    }

    /// Fetches a restore of collections.
    #[doc = operation_doc!("getGroupClusterCollectionRestoreJob")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the restore or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let restore = atlas.backups("orders").collection_restores().get("5f1a2b3c4d5e6f7a8b9c0d6e").await?;
    /// println!("{:?} of {:?} documents", restore.restored_documents, restore.total_documents);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<CollectionRestore> {
        request_by_id(&self.cluster, id, |api, project, cluster, id: CollectionRestoreId| {
            Ok(api.cloud_backups().get_collection_restore_job().group_id(project).cluster_name(cluster).job_id(id))
        })
    }

    /// Starts a restore of databases and collections; returns its initial state.
    #[doc = operation_doc!("createGroupClusterCollectionRestoreJob")]
    /// [`Confirm::name`](crate::Confirm::name) takes the name of the target cluster. Collections of the target are
    /// overwritten only if the spec [requests it](CollectionRestoreSpec::overwrite).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the snapshot or a cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, backups::CollectionRestoreSpec};
    ///
    /// let spec = CollectionRestoreSpec::snapshot("5f1a2b3c4d5e6f7a8b9c0d1e", "staging")
    ///     .collection("sales.orders")
    ///     .collection_suffix("_restored");
    /// let restores = atlas.backups("orders").collection_restores();
    /// let restore = restores.start(spec).confirm(Confirm::name("staging")).await?;
    /// restores.wait_until_successful(restore.id.as_deref().unwrap_or_default()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn start(&self, spec: CollectionRestoreSpec) -> Unconfirmed<CollectionRestore> {
        let effect = match spec.target() {
            (_, true) => "will have the restored collections overwritten",
            (_, false) => "will have new collections with the restored data",
        };
        let impact = Impact::on("cluster", spec.target().0, effect);
        let request = self.cluster.request(|api, project, cluster| {
            let body = spec.into_body(project, self.cluster.atlas.now())?;
            Ok(api.cloud_backups().create_collection_restore_job().group_id(project).cluster_name(cluster).body(body))
        });
        Unconfirmed::new(request, impact)
    }

    /// Waits until a restore of collections has succeeded, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the restore fails or is canceled.
    pub fn wait_until_successful(&self, id: impl Into<String>) -> Wait<CollectionRestore, Response<CollectionRestore>> {
        let id = id.into();
        let what = format!("the restore {id:?} of collections of the cluster {:?}", self.cluster.name);
        self.get(id).wait_for(what, states::COLLECTION_RESTORE_SUCCESSFUL).must_exist()
    }

    /// Lists the collections of a restore, with their progress. [`state`](List::state), [`source`](List::source) and
    /// [`target`](List::target) filter them.
    #[doc = operation_doc!("listGroupClusterCollectionRestoreJobCollections")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let restores = atlas.backups("orders").collection_restores();
    /// for collection in restores.list_collections("5f1a2b3c4d5e6f7a8b9c0d6e").state("FAILED").all().await? {
    ///     println!("{:?}", collection.source_namespace);
    /// }
    /// # });
    /// ```
    pub fn list_collections(&self, id: impl Into<String>) -> List<RestoredCollection, RestoredCollectionFilter> {
        let (cluster, id) = (self.cluster.clone(), id.into());
        List::filtered(&self.cluster.atlas, RestoredCollectionFilter::default(), move |_, api, filter| {
            let (project, cluster) = cluster.path()?;
            let id: CollectionRestoreId = id.parse()?;
            let list = api.cloud_backups().list_restore_job_collections().group_id(project).cluster_name(cluster);
            let list = list.job_id(id).maybe(filter.state.as_ref(), |list, state| list.state(state.as_str()));
            let list = list.maybe(filter.source.as_deref(), |list, source| list.source_namespace(source));
            Ok(list.maybe(filter.target.as_deref(), |list, target| list.target_namespace(target)))
        })
    }

    /// Fetches a collection of a restore, by the namespace from which it is restored.
    #[doc = operation_doc!("getGroupClusterCollectionRestoreJobCollection")]
    /// # Errors
    /// As [`get`](Self::get); [`is_not_found`](crate::Error::is_not_found) if the restore does not have the collection.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let restores = atlas.backups("orders").collection_restores();
    /// let collection = restores.get_collection("5f1a2b3c4d5e6f7a8b9c0d6e", "sales.orders").await?;
    /// println!("{:?}", collection.state);
    /// # });
    /// ```
    pub fn get_collection(&self, id: impl Into<String>, source: impl Into<String>) -> Request<RestoredCollection> {
        let source = source.into();
        request_by_id(&self.cluster, id, |api, project, cluster, id: CollectionRestoreId| {
            let get = api.cloud_backups().get_restore_job_collection().group_id(project).cluster_name(cluster);
            Ok(get.job_id(id).source_namespace(check_segment("source namespace", &source)?))
        })
    }
}
