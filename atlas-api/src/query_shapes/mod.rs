//! Query shapes: their statistics, and shapes that a cluster rejects.

mod query;

use atlas_gen::{OperationBuilder, types::QueryShapeUpdateRequest};

pub use self::query::QueryShapeQuery;
use self::query::check_hash;
use crate::{
    Impact, List, Period, Request, Unconfirmed,
    cluster_ref::ClusterRef,
    model::{QueryShape, QueryShapeDetails, QueryShapeSummaries},
    operation_doc,
};

/// The query shapes of a cluster; returned by [`Atlas::query_shapes`](crate::Atlas::query_shapes).
///
/// Queries that differ only in their values have the same shape. Its hash identifies it.
#[derive(Clone, Debug)]
#[doc(alias("queryStats", "query_shape_insights"))]
pub struct QueryShapes {
    pub(crate) cluster: ClusterRef,
}

impl QueryShapes {
    /// Fetches the statistics of the query shapes that took the most time.
    #[doc = operation_doc!("listGroupClusterQueryShapeInsightSummaries")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the query is invalid; [`is_not_found`](crate::Error::is_not_found)
    /// if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::query_shapes::QueryShapeQuery;
    ///
    /// let query = QueryShapeQuery::new().namespace("sales.orders").limit(10);
    /// let shapes = atlas.query_shapes("orders").summaries(query).await?;
    /// for shape in shapes.summaries.iter().flatten() {
    ///     println!("{:?}: {:?} executions", shape.query_shape_hash, shape.exec_count);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn summaries(&self, query: QueryShapeQuery) -> Request<QueryShapeSummaries> {
        self.cluster.request(|api, project, cluster| {
            query.check()?;
            let span = query.period.map(|period| period.millis(self.cluster.atlas.now())).transpose()?;
            let commands: Vec<_> = query.commands.iter().map(ToString::to_string).collect();
            let some = |values: Vec<String>| Some(values).filter(|values| !values.is_empty());
            let list = api.query_shape_insights().list_query_shape_summaries().group_id(project);
            Ok(list
                .cluster_name(cluster)
                .maybe(some(query.processes), |list, processes| list.process_ids(processes))
                .maybe(some(query.namespaces), |list, namespaces| list.namespaces(namespaces))
                .maybe(some(commands), |list, commands| list.commands(commands))
                .maybe(some(query.hashes), |list, hashes| list.query_shape_hashes(hashes))
                .maybe(query.limit, |list, limit| list.n_summaries(limit))
                .maybe(span, |list, (start, end)| list.since(start).until(end)))
        })
    }

    /// Fetches the statistics of a query shape in a period, and the clients that sent it first and last.
    #[doc = operation_doc!("getGroupClusterQueryShapeInsightDetails")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `hash` is not a hash; [`is_not_found`](crate::Error::is_not_found)
    /// if the query shape does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Period;
    /// use chrono::TimeDelta;
    ///
    /// # let hash = "6c".repeat(32);
    /// let details = atlas.query_shapes("orders").details(hash, Period::last(TimeDelta::days(1))).await?;
    /// println!("{:?}", details.last_seen);
    /// # });
    /// ```
    pub fn details(&self, hash: impl Into<String>, period: Period) -> Request<QueryShapeDetails> {
        let hash = hash.into();
        self.cluster.request(|api, project, cluster| {
            check_hash(&hash)?;
            let (start, end) = period.millis(self.cluster.atlas.now())?;
            let get = api.query_shape_insights().get_query_shape_details().group_id(project).cluster_name(cluster);
            Ok(get.query_shape_hash(hash).since(start).until(end))
        })
    }

    /// Lists the rejected query shapes.
    #[doc = operation_doc!("listGroupClusterQueryShapes")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for shape in atlas.query_shapes("orders").list_rejected().all().await? {
    ///     println!("{:?} of {:?}", shape.query_shape, shape.namespace);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list_rejected(&self) -> List<QueryShape> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, name) = cluster.path()?;
            let list = api.query_shape_insights().list_cluster_query_shapes().group_id(project);
            Ok(list.cluster_name(name).status("REJECTED"))
        })
    }

    /// Fetches a query shape, with whether it is rejected.
    #[doc = operation_doc!("getGroupClusterQueryShape")]
    /// # Errors
    /// As [`details`](Self::details).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let hash = "6c".repeat(32);
    /// let shape = atlas.query_shapes("orders").get(hash).await?;
    /// println!("{:?}: {:?}", shape.query_shape, shape.status);
    /// # });
    /// ```
    pub fn get(&self, hash: impl Into<String>) -> Request<QueryShape> {
        let hash = hash.into();
        self.cluster.request(|api, project, cluster| {
            check_hash(&hash)?;
            let get = api.query_shape_insights().get_cluster_query_shape().group_id(project);
            Ok(get.cluster_name(cluster).query_shape_hash(hash))
        })
    }

    /// Rejects a query shape: each query of this shape fails in the cluster.
    #[doc = operation_doc!("updateGroupClusterQueryShape")]
    /// # Errors
    /// As [`details`](Self::details).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// # let hash = "6c".repeat(32);
    /// let shape = atlas.query_shapes("orders").reject(hash).confirm(Confirm::yes()).await?;
    /// assert_eq!(shape.status.as_ref().map(|status| status.as_str()), Some("REJECTED"));
    /// # });
    /// ```
    pub fn reject(&self, hash: impl Into<String>) -> Unconfirmed<QueryShape> {
        let hash = hash.into();
        let effect = format!("will be rejected: its queries will fail in the cluster {:?}", self.cluster.name);
        let impact = Impact::on("query shape", hash.clone(), effect);
        Unconfirmed::new(self.set_status(hash, "REJECTED"), impact)
    }

    /// Lets the cluster execute the queries of a rejected shape again.
    #[doc = operation_doc!("updateGroupClusterQueryShape")]
    /// # Errors
    /// As [`details`](Self::details).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let hash = "6c".repeat(32);
    /// let shape = atlas.query_shapes("orders").unreject(hash).await?;
    /// assert_eq!(shape.status.as_ref().map(|status| status.as_str()), Some("UNREJECTED"));
    /// # });
    /// ```
    pub fn unreject(&self, hash: impl Into<String>) -> Request<QueryShape> {
        self.set_status(hash.into(), "UNREJECTED")
    }

    #[inline]
    fn set_status(&self, hash: String, status: &str) -> Request<QueryShape> {
        self.cluster.request(|api, project, cluster| {
            check_hash(&hash)?;
            let update = api.query_shape_insights().update_cluster_query_shape().group_id(project);
            let body = QueryShapeUpdateRequest::new().status(status);
            Ok(update.cluster_name(cluster).query_shape_hash(hash).body(body))
        })
    }
}
