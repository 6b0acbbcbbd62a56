//! Search nodes of a cluster.

use super::SearchNodesSpec;
use crate::{
    Impact, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    model::SearchDeployment,
    operation_doc,
    wait::{Wait, states},
};

/// The search nodes of a cluster; returned by [`Atlas::search_nodes`](crate::Atlas::search_nodes).
///
/// They serve the cluster's search indexes. Without them, its database nodes do.
#[derive(Clone, Debug)]
pub struct SearchNodes {
    pub(crate) cluster: ClusterRef,
}

impl SearchNodes {
    /// Fetches the search nodes. All properties are `None` if the cluster has none.
    #[doc = operation_doc!("getGroupClusterSearchDeployment")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # use atlas_api::search::SearchNodesSpec;
    /// # atlas.search_nodes("orders").create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 2)).await?;
    /// let nodes = atlas.search_nodes("orders").get().await?;
    /// println!("{:?}", nodes.effective_specs);
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<SearchDeployment> {
        self.cluster.request(|api, project, cluster| {
            Ok(api.atlas_search().get_cluster_search_deployment().group_id(project).cluster_name(cluster))
        })
    }

    /// Starts creating search nodes; returns their initial state.
    #[doc = operation_doc!("createGroupClusterSearchDeployment")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::search::SearchNodesSpec;
    ///
    /// atlas.search_nodes("orders").create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 2)).await?;
    /// let nodes = atlas.search_nodes("orders").wait_until_idle().await?;
    /// println!("{:?}", nodes.effective_specs);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: SearchNodesSpec) -> Request<SearchDeployment> {
        self.cluster.request(|api, project, cluster| {
            let create = api.atlas_search().create_cluster_search_deployment().group_id(project).cluster_name(cluster);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Starts changing the size and the number of search nodes to those of the spec; returns their new configuration.
    #[doc = operation_doc!("updateGroupClusterSearchDeployment")]
    /// # Errors
    /// As [`create`](Self::create); an error of Atlas if the cluster has no search nodes.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::search::SearchNodesSpec;
    ///
    /// # atlas.search_nodes("orders").create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 2)).await?;
    /// # atlas.search_nodes("orders").wait_until_idle().await?;
    /// atlas.search_nodes("orders").update(SearchNodesSpec::new("S30_HIGHCPU_NVME", 3)).await?;
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: SearchNodesSpec) -> Request<SearchDeployment> {
        self.cluster.request(|api, project, cluster| {
            let update = api.atlas_search().update_cluster_search_deployment().group_id(project).cluster_name(cluster);
            Ok(update.body(spec.into_body()?))
        })
    }

    /// Starts deleting the search nodes. The indexes remain; the database nodes serve them again.
    #[doc = operation_doc!("deleteGroupClusterSearchDeployment")]
    /// # Errors
    /// An error of Atlas if the cluster has no search nodes.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// # use atlas_api::search::SearchNodesSpec;
    /// # atlas.search_nodes("orders").create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 2)).await?;
    /// # atlas.search_nodes("orders").wait_until_idle().await?;
    /// atlas.search_nodes("orders").delete().confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    #[inline]
    pub fn delete(&self) -> Unconfirmed<()> {
        let delete = self.cluster.request(|api, project, cluster| {
            Ok(api.atlas_search().delete_cluster_search_deployment().group_id(project).cluster_name(cluster))
        });
        let impact = Impact::on("cluster", self.cluster.name.clone(), "will lose its search nodes");
        Unconfirmed::new(delete.deletes(), impact)
    }

    /// Waits until the search nodes are `IDLE`, and returns them.
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if the cluster has no search nodes, at two polls; otherwise as
    /// [`Request::wait_until`].
    #[inline]
    pub fn wait_until_idle(&self) -> Wait<SearchDeployment, Response<SearchDeployment>> {
        let what = format!("the search nodes of the cluster {:?}", self.cluster.name);
        self.get().wait_for(what, states::SEARCH_DEPLOYMENT_IDLE).must_exist()
    }

    /// Waits until the search nodes are deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    #[inline]
    pub fn wait_until_deleted(&self) -> Wait<SearchDeployment, ()> {
        let what = format!("the search nodes of the cluster {:?}", self.cluster.name);
        self.get().wait_for(what, states::SEARCH_DEPLOYMENT_DELETED).finishing(|_| Ok(()))
    }
}
