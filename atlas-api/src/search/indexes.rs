//! Search and vector indexes of a cluster.

use atlas_gen::types::SearchIndexUpdateRequest;

use super::{IndexDefinition, SearchIndexId, SearchIndexSpec};
use crate::{
    Impact, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    model::SearchIndex,
    operation_doc,
    segment::check_segment,
    wait::{Wait, states},
};

/// The search and vector indexes of a cluster; returned by
/// [`Atlas::search_indexes`](crate::Atlas::search_indexes).
///
/// An index has an id. Its name is unique only in its collection. A change takes effect later, when the index is built:
/// until then, queries use the old definition. [`wait_until_ready`](Self::wait_until_ready) waits for it.
#[derive(Clone, Debug)]
pub struct SearchIndexes {
    pub(crate) cluster: ClusterRef,
}

impl SearchIndexes {
    /// Lists all search indexes of the cluster. Atlas returns them at once.
    #[doc = operation_doc!("listGroupClusterSearchIndexes")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for index in atlas.search_indexes("orders").list().await?.into_inner() {
    ///     println!("{:?} of {:?}: {:?}", index.name, index.collection_name, index.status);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<SearchIndex>> {
        self.cluster.request(|api, project, cluster| {
            Ok(api.atlas_search().list_cluster_search_indexes().group_id(project).cluster_name(cluster))
        })
    }

    /// Lists the search indexes of a collection.
    #[doc = operation_doc!("listGroupClusterSearchIndex")]
    /// # Errors
    /// As [`list`](Self::list). A collection that does not exist has no indexes.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let indexes = atlas.search_indexes("orders").list_for_collection("sales", "orders").await?;
    /// println!("{}", indexes.len());
    /// # });
    /// ```
    pub fn list_for_collection(
        &self,
        database: impl Into<String>,
        collection: impl Into<String>,
    ) -> Request<Vec<SearchIndex>> {
        let (database, collection) = (database.into(), collection.into());
        self.cluster.request(|api, project, cluster| {
            check_segment("database", &database)?;
            check_segment("collection", &collection)?;
            let list = api.atlas_search().list_search_index().group_id(project).cluster_name(cluster);
            Ok(list.database_name(database).collection_name(collection))
        })
    }

    /// Fetches a search index.
    #[doc = operation_doc!("getGroupClusterSearchIndex")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the index does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let index = atlas.search_indexes("orders").get("5f1a2b3c4d5e6f7a8b9c0d4a").await?;
    /// println!("{:?}, version {:?}", index.latest_definition, index.latest_definition_version);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<SearchIndex> {
        let id = id.into();
        self.cluster.request(|api, project, cluster| {
            let index: SearchIndexId = id.parse()?;
            let get = api.atlas_search().get_cluster_search_index().group_id(project);
            Ok(get.cluster_name(cluster).index_id(index))
        })
    }

    /// Fetches a search index of a collection by its name.
    #[doc = operation_doc!("getGroupClusterSearchIndexByName")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the collection has no index of this name.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let index = atlas.search_indexes("orders").get_by_name("sales", "orders", "default").await?;
    /// println!("{:?}", index.index_id);
    /// # });
    /// ```
    pub fn get_by_name(
        &self,
        database: impl Into<String>,
        collection: impl Into<String>,
        name: impl Into<String>,
    ) -> Request<SearchIndex> {
        let (database, collection, name) = (database.into(), collection.into(), name.into());
        self.cluster.request(|api, project, cluster| {
            check_segment("database", &database)?;
            check_segment("collection", &collection)?;
            check_segment("search index", &name)?;
            let get = api.atlas_search().get_index_by_name().group_id(project).cluster_name(cluster);
            Ok(get.database_name(database).collection_name(collection).index_name(name))
        })
    }

    /// Starts creating a search or vector index; returns its initial state.
    #[doc = operation_doc!("createGroupClusterSearchIndex")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; [`is_duplicate`](crate::Error::is_duplicate)
    /// if the collection has an index of this name.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use std::time::Duration;
    ///
    /// use atlas_api::search::{SearchIndexSpec, Similarity, VectorDefinition};
    ///
    /// let definition = VectorDefinition::new().vector("embedding", 1536, Similarity::Cosine).filter("country");
    /// let indexes = atlas.search_indexes("orders");
    /// let index = indexes.create(SearchIndexSpec::new("sales", "products", "vectors", definition)).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// indexes.wait_until_ready(index.index_id.as_deref().unwrap_or_default()).stable_for(Duration::ZERO).await?;
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: SearchIndexSpec) -> Request<SearchIndex> {
        self.cluster.request(|api, project, cluster| {
            let create = api.atlas_search().create_cluster_search_index().group_id(project);
            Ok(create.cluster_name(cluster).body(spec.into_body()?))
        })
    }

    /// Replaces the definition of a search index, and returns the index. Atlas builds it again in the background.
    #[doc = operation_doc!("updateGroupClusterSearchIndex")]
    /// Nothing of the old definition remains. The name and the kind of the index cannot be changed. A definition with
    /// analyzers of its own or synonyms needs [any operation](crate#any-operation).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the definition is invalid; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::search::SearchDefinition;
    ///
    /// let definition = SearchDefinition::dynamic().analyzer("lucene.english");
    /// atlas.search_indexes("orders").replace("5f1a2b3c4d5e6f7a8b9c0d4a", definition).await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn replace(&self, id: impl Into<String>, definition: impl Into<IndexDefinition>) -> Request<SearchIndex> {
        let (id, definition) = (id.into(), definition.into());
        self.cluster.request(|api, project, cluster| {
            let index: SearchIndexId = id.parse()?;
            let update = api.atlas_search().update_cluster_search_index().group_id(project);
            let body = SearchIndexUpdateRequest::new().definition(definition.into_update()?);
            Ok(update.cluster_name(cluster).index_id(index).body(body))
        })
    }

    /// Replaces the definition of a search index by its name; otherwise as [`replace`](Self::replace).
    #[doc = operation_doc!("updateGroupClusterSearchIndexByName")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the definition is invalid; otherwise as
    /// [`get_by_name`](Self::get_by_name).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::search::SearchDefinition;
    ///
    /// let indexes = atlas.search_indexes("orders");
    /// indexes.replace_by_name("sales", "orders", "default", SearchDefinition::dynamic()).await?;
    /// # });
    /// ```
    pub fn replace_by_name(
        &self,
        database: impl Into<String>,
        collection: impl Into<String>,
        name: impl Into<String>,
        definition: impl Into<IndexDefinition>,
    ) -> Request<SearchIndex> {
        let (database, collection, name) = (database.into(), collection.into(), name.into());
        let definition = definition.into();
        self.cluster.request(|api, project, cluster| {
            check_segment("database", &database)?;
            check_segment("collection", &collection)?;
            check_segment("search index", &name)?;
            let body = SearchIndexUpdateRequest::new().definition(definition.into_update()?);
            let update = api.atlas_search().update_index_by_name().group_id(project).cluster_name(cluster);
            Ok(update.database_name(database).collection_name(collection).index_name(name).body(body))
        })
    }

    /// Deletes a search index. Queries that use it fail.
    #[doc = operation_doc!("deleteGroupClusterSearchIndex")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the id of the index, and its name.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.search_indexes("orders").delete("5f1a2b3c4d5e6f7a8b9c0d4a");
    /// delete.confirm(Confirm::name("default")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let delete = self.cluster.request(|api, project, cluster| {
            let index: SearchIndexId = id.parse()?;
            let delete = api.atlas_search().delete_cluster_search_index().group_id(project);
            Ok(delete.cluster_name(cluster).index_id(index))
        });
        let impact = Impact::on_id("search index", &*id, "will be deleted; queries that use it fail");
        Unconfirmed::new(delete.deletes(), impact).named_by(self.get(id).into_json(), "name")
    }

    /// Deletes a search index of a collection by its name. Queries that use it fail.
    #[doc = operation_doc!("deleteGroupClusterSearchIndexByName")]
    /// # Errors
    /// As [`get_by_name`](Self::get_by_name).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.search_indexes("orders").delete_by_name("sales", "orders", "default");
    /// delete.confirm(Confirm::name("default")).await?;
    /// # });
    /// ```
    pub fn delete_by_name(
        &self,
        database: impl Into<String>,
        collection: impl Into<String>,
        name: impl Into<String>,
    ) -> Unconfirmed<()> {
        let (database, collection, name) = (database.into(), collection.into(), name.into());
        let effect = format!("of the collection {collection:?} of the database {database:?} will be deleted");
        let impact = Impact::on("search index", name.clone(), effect);
        let delete = self.cluster.request(|api, project, cluster| {
            check_segment("database", &database)?;
            check_segment("collection", &collection)?;
            check_segment("search index", &name)?;
            let delete = api.atlas_search().delete_index_by_name().group_id(project).cluster_name(cluster);
            Ok(delete.database_name(database).collection_name(collection).index_name(name))
        });
        Unconfirmed::new(delete.deletes(), impact)
    }

    /// Waits until a search index is `READY`, and returns it: queries use its latest definition.
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if it cannot be built; otherwise as [`Request::wait_until`].
    pub fn wait_until_ready(&self, id: impl Into<String>) -> Wait<SearchIndex, Response<SearchIndex>> {
        let id = id.into();
        let what = format!("the search index {id:?}");
        self.get(id).wait_for(what, states::SEARCH_INDEX_READY).must_exist()
    }

    /// Waits until a search index is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let (indexes, id) = (atlas.search_indexes("orders"), "5f1a2b3c4d5e6f7a8b9c0d4a");
    /// indexes.delete(id).confirm(Confirm::name("default")).await?;
    /// indexes.wait_until_deleted(id).await?;
    /// # });
    /// ```
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<SearchIndex, ()> {
        let id = id.into();
        let what = format!("the search index {id:?}");
        self.get(id).wait_for(what, states::SEARCH_INDEX_DELETED).finishing(|_| Ok(()))
    }
}
