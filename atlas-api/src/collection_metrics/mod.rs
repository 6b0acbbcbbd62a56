//! Metrics of collections: latencies and numbers of operations.

mod pinned;
mod query;
mod view;

use atlas_gen::OperationBuilder;

pub use self::{query::CollectionQuery, view::ClusterView};
use crate::{
    Atlas, Error, Period, Request,
    model::{ClusterCollectionSeries, CollectionMetricNames, CollectionSeries, RankedNamespaces},
    operation_doc,
    processes::check_process_id,
    segment::check_segment,
};

/// The metrics of the collections of the project's clusters; returned by [`Atlas::collection_metrics`].
///
/// Atlas measures the 20 collections with the most operations, and those that are [pinned](Self::pin). A response has a
/// series for each metric, as for [measurements](crate::measurements).
#[derive(Clone, Debug)]
#[doc(alias("collStats", "collection_level_metrics"))]
pub struct CollectionMetrics {
    pub(crate) atlas: Atlas,
}

/// Sets the period on the builder of an operation.
macro_rules! with_period {
    ($builder:expr, $period:expr) => {{
        let period: Period = $period;
        period.check()?;
        let builder = $builder.maybe(period.duration(), |builder, duration| builder.period(duration));
        builder.maybe(period.span(), |builder, (start, end)| builder.start(start).end(end))
    }};
}

/// Sets the collection and the query on the builder of an operation.
macro_rules! with_query {
    ($builder:expr, $database:ident, $collection:ident, $query:expr) => {{
        let query: CollectionQuery = $query;
        check_segment("database", &$database)?;
        check_segment("collection", &$collection)?;
        let builder = $builder.database_name($database).collection_name($collection);
        let builder = builder.maybe(query.metric_names()?, |builder, names| builder.metrics(names));
        with_period!(builder, query.period)
    }};
}

impl CollectionMetrics {
    /// Fetches the names of all metrics, with their units.
    #[doc = operation_doc!("listGroupCollStatMetrics")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let names = atlas.collection_metrics().names().await?;
    /// println!("{:?}", names.metrics);
    /// # });
    /// ```
    #[inline]
    pub fn names(&self) -> Request<CollectionMetricNames> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.collection_level_metrics().list_coll_stat_metrics().group_id(project))
        })
    }

    /// Fetches the metrics of a collection in a cluster.
    #[doc = operation_doc!("listGroupClusterCollStatMeasurements")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the query is invalid; [`is_not_found`](Error::is_not_found)
    /// if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Period, collection_metrics::{ClusterView, CollectionQuery}};
    /// use chrono::TimeDelta;
    ///
    /// let query = CollectionQuery::new(Period::last(TimeDelta::hours(1))).metrics(["READS_OPS"]);
    /// let metrics = atlas.collection_metrics();
    /// let measured = metrics.of_cluster("orders", ClusterView::Primary, "sales", "orders", query).await?;
    /// println!("{:?}", measured.measurements);
    /// # });
    /// ```
    pub fn of_cluster(
        &self,
        cluster: impl Into<String>,
        view: impl Into<ClusterView>,
        database: impl Into<String>,
        collection: impl Into<String>,
        query: CollectionQuery,
    ) -> Request<ClusterCollectionSeries> {
        let (view, database, collection) = (view.into(), database.into(), collection.into());
        self.atlas.cluster(cluster).request(|api, project, cluster| {
            let list = api.collection_level_metrics().list_coll_stat_measurements().group_id(project);
            let list = list.cluster_name(cluster).cluster_view(checked_view(&view)?);
            Ok(with_query!(list, database, collection, query))
        })
    }

    /// Fetches the metrics of a collection on a process.
    #[doc = operation_doc!("listGroupProcessCollStatMeasurements")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `process` does not have a host and a port, or if the query is
    /// invalid; [`is_not_found`](Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Period, collection_metrics::CollectionQuery};
    /// use chrono::TimeDelta;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = CollectionQuery::new(Period::last(TimeDelta::hours(1)));
    /// let measured = atlas.collection_metrics().of_process(process, "sales", "orders", query).await?;
    /// println!("{:?}", measured.measurements);
    /// # });
    /// ```
    pub fn of_process(
        &self,
        process: impl Into<String>,
        database: impl Into<String>,
        collection: impl Into<String>,
        query: CollectionQuery,
    ) -> Request<CollectionSeries> {
        let (process, database, collection) = (process.into(), database.into(), collection.into());
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            let list = api.collection_level_metrics().list_process_measurements().group_id(project);
            Ok(with_query!(list.process_id(process), database, collection, query))
        })
    }

    /// Fetches the collections of a cluster that have metrics, those with the most operations first.
    #[doc = operation_doc!("getGroupClusterCollStatNamespaces")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Period, collection_metrics::ClusterView};
    /// use chrono::TimeDelta;
    ///
    /// let metrics = atlas.collection_metrics();
    /// let day = Period::last(TimeDelta::days(1));
    /// let ranked = metrics.namespaces_of_cluster("orders", ClusterView::Primary, day).await?;
    /// println!("{:?}", ranked.ranked_namespaces);
    /// # });
    /// ```
    pub fn namespaces_of_cluster(
        &self,
        cluster: impl Into<String>,
        view: impl Into<ClusterView>,
        period: Period,
    ) -> Request<RankedNamespaces> {
        let view = view.into();
        self.atlas.cluster(cluster).request(|api, project, cluster| {
            let get = api.collection_level_metrics().get_cluster_namespaces().group_id(project);
            Ok(with_period!(get.cluster_name(cluster).cluster_view(checked_view(&view)?), period))
        })
    }

    /// Fetches the collections of a process that have metrics, those with the most operations first.
    #[doc = operation_doc!("getGroupProcessCollStatNamespaces")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `process` does not have a host and a port;
    /// [`is_not_found`](Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Period;
    /// use chrono::TimeDelta;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let day = Period::last(TimeDelta::days(1));
    /// let ranked = atlas.collection_metrics().namespaces_of_process(process, day).await?;
    /// println!("{:?}", ranked.ranked_namespaces);
    /// # });
    /// ```
    pub fn namespaces_of_process(&self, process: impl Into<String>, period: Period) -> Request<RankedNamespaces> {
        let process = process.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            let get = api.collection_level_metrics().get_process_namespaces().group_id(project);
            Ok(with_period!(get.process_id(process), period))
        })
    }
}

#[inline]
fn checked_view(view: &ClusterView) -> Result<&str, Error> {
    check_segment("cluster view", view.as_str())
}
