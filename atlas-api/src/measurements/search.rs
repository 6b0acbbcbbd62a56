//! Measurements of full-text search on the hosts of a cluster.

use atlas_gen::OperationBuilder;

use super::{MeasurementQuery, Measurements, with_query};
use crate::{
    Request,
    model::{SearchHostSeries, SearchIndexSeries, SearchMetricNames},
    operation_doc,
    processes::check_process_id,
    segment::check_segment,
};

/// Measurements of full-text search.
impl Measurements {
    /// Fetches the names of the metrics of full-text search on a host, in groups.
    #[doc = operation_doc!("listGroupHostFtsMetrics")]
    /// # Errors
    /// As [`of_process`](Self::of_process).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let names = atlas.measurements().search_metrics(process).await?;
    /// println!("{:?}", names.index_metrics);
    /// # });
    /// ```
    pub fn search_metrics(&self, process: impl Into<String>) -> Request<SearchMetricNames> {
        let process = process.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            Ok(api.monitoring_and_logs().list_host_fts_metrics().group_id(project).process_id(process))
        })
    }

    /// Fetches measurements of the search process on a host, such as its memory. The query must name its metrics.
    #[doc = operation_doc!("listGroupHostFtsMetricMeasurements")]
    /// # Errors
    /// As [`of_process`](Self::of_process).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::measurements::{Granularity, MeasurementQuery};
    /// use chrono::TimeDelta;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = MeasurementQuery::last(TimeDelta::hours(8), Granularity::Hour).metrics(["FTS_DISK_USAGE"]);
    /// let measured = atlas.measurements().of_search(process, query).await?;
    /// println!("{:?}", measured.hardware_measurements);
    /// # });
    /// ```
    pub fn of_search(&self, process: impl Into<String>, query: MeasurementQuery) -> Request<SearchHostSeries> {
        let process = process.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            query.check_named()?;
            let list = api.monitoring_and_logs().list_measurements().group_id(project).process_id(process);
            Ok(with_query!(list, query, metrics))
        })
    }

    /// Fetches measurements of all search indexes of a collection, on one host. The query must name its metrics.
    #[doc = operation_doc!("listGroupHostFtsMetricIndexMeasurements")]
    /// # Errors
    /// As [`of_process`](Self::of_process).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::measurements::{Granularity, MeasurementQuery};
    /// use chrono::TimeDelta;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = MeasurementQuery::last(TimeDelta::hours(8), Granularity::Hour).metrics(["INDEX_SIZE_ON_DISK"]);
    /// let measured = atlas.measurements().of_search_indexes(process, "sales", "orders", query).await?;
    /// println!("{:?}", measured.index_stats_measurements);
    /// # });
    /// ```
    pub fn of_search_indexes(
        &self,
        process: impl Into<String>,
        database: impl Into<String>,
        collection: impl Into<String>,
        query: MeasurementQuery,
    ) -> Request<SearchIndexSeries> {
        let (process, database, collection) = (process.into(), database.into(), collection.into());
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            check_segment("database", &database)?;
            check_segment("collection", &collection)?;
            query.check_named()?;
            let list = api.monitoring_and_logs().list_index_measurements().group_id(project).process_id(process);
            Ok(with_query!(list.database_name(database).collection_name(collection), query, metrics))
        })
    }

    /// Fetches measurements of one search index by its name, on one host. The query must name its metrics.
    #[doc = operation_doc!("getGroupHostFtsMetricIndexMeasurements")]
    /// # Errors
    /// As [`of_process`](Self::of_process).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::measurements::{Granularity, MeasurementQuery};
    /// use chrono::TimeDelta;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = MeasurementQuery::last(TimeDelta::hours(8), Granularity::Hour).metrics(["NUMBER_OF_INSERTS"]);
    /// let measured = atlas.measurements().of_search_index(process, "sales", "orders", "default", query).await?;
    /// println!("{:?}", measured.index_stats_measurements);
    /// # });
    /// ```
    pub fn of_search_index(
        &self,
        process: impl Into<String>,
        database: impl Into<String>,
        collection: impl Into<String>,
        index: impl Into<String>,
        query: MeasurementQuery,
    ) -> Request<SearchIndexSeries> {
        let (process, database) = (process.into(), database.into());
        let (collection, index) = (collection.into(), index.into());
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            check_segment("database", &database)?;
            check_segment("collection", &collection)?;
            check_segment("search index", &index)?;
            query.check_named()?;
            let get = api.monitoring_and_logs().get_index_measurements().group_id(project).process_id(process);
            let get = get.database_name(database).collection_name(collection).index_name(index);
            Ok(with_query!(get, query, metrics))
        })
    }
}
