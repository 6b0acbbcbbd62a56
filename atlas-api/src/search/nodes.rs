//! Search nodes of a cluster.

use atlas_gen::types::{SearchDeploymentRequest, SearchDeploymentRequestSpec};

use crate::{
    Error, Impact, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    model::SearchDeployment,
    operation_doc,
    specs::check_length,
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
    /// [`is_not_found`](Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.search_nodes("orders").create("S20_HIGHCPU_NVME", 2).await?;
    /// let nodes = atlas.search_nodes("orders").get().await?;
    /// println!("{:?}", nodes.specs);
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<SearchDeployment> {
        self.cluster.request(|api, project, cluster| {
            Ok(api.atlas_search().get_cluster_search_deployment().group_id(project).cluster_name(cluster))
        })
    }

    /// Starts creating search nodes in each region of the cluster; returns their initial state.
    #[doc = operation_doc!("createGroupClusterSearchDeployment")]
    /// A region has 2 to 32 search nodes.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the size is empty or the number out of bounds.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.search_nodes("orders").create("S20_HIGHCPU_NVME", 2).await?;
    /// atlas.search_nodes("orders").wait_until_idle().await?;
    /// # });
    /// ```
    pub fn create(&self, instance_size: impl Into<String>, nodes: u32) -> Request<SearchDeployment> {
        let size = instance_size.into();
        self.cluster.request(|api, project, cluster| {
            let create = api.atlas_search().create_cluster_search_deployment().group_id(project).cluster_name(cluster);
            Ok(create.body(body(size, nodes)?))
        })
    }

    /// Starts changing the size and the number of search nodes; returns their new configuration.
    #[doc = operation_doc!("updateGroupClusterSearchDeployment")]
    /// # Errors
    /// As [`create`](Self::create); an error of Atlas if the cluster has no search nodes.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # atlas.search_nodes("orders").create("S20_HIGHCPU_NVME", 2).await?;
    /// # atlas.search_nodes("orders").wait_until_idle().await?;
    /// atlas.search_nodes("orders").update("S30_HIGHCPU_NVME", 3).await?;
    /// # });
    /// ```
    pub fn update(&self, instance_size: impl Into<String>, nodes: u32) -> Request<SearchDeployment> {
        let size = instance_size.into();
        self.cluster.request(|api, project, cluster| {
            let update = api.atlas_search().update_cluster_search_deployment().group_id(project).cluster_name(cluster);
            Ok(update.body(body(size, nodes)?))
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
    /// # atlas.search_nodes("orders").create("S20_HIGHCPU_NVME", 2).await?;
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
    /// [`is_failed_state`](Error::is_failed_state) if the cluster has no search nodes; otherwise as
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

#[inline]
fn body(size: String, nodes: u32) -> Result<SearchDeploymentRequest, Error> {
    check_length("instance size", &size, 1..=usize::MAX)?;
    let count = i32::try_from(nodes).ok().filter(|count| (2..=32).contains(count));
    let Some(count) = count else {
        return Err(Error::invalid_argument("search nodes", format!("{nodes} is out of bounds; expected 2 to 32")));
    };
    let spec = SearchDeploymentRequestSpec::new().instance_size(&*size).node_count(count);
    Ok(SearchDeploymentRequest::new().specs(vec![spec]))
}
