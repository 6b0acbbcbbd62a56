//! Performance Advisor: suggested indexes, advice on schemas, and slow queries.

mod query;

use atlas_gen::{Call, OperationBuilder};

use self::query::Parts;
pub use self::query::{ProcessIndexQuery, SlowQueryQuery, SuggestedIndexQuery};
use crate::{
    Atlas, Period, Request,
    model::{DropSuggestions, QueriedNamespaces, SchemaAdvice, SlowQueries, SuggestedIndexes},
    operation_doc,
    processes::check_process_id,
};

/// The advice of the Performance Advisor for the project's clusters; returned by [`Atlas::performance_advisor`].
///
/// It is computed from slow queries, and only for dedicated clusters. To create a suggested index without blocking the
/// cluster, see [`Clusters::create_rolling_index`](crate::clusters::Clusters::create_rolling_index).
#[derive(Clone, Debug)]
pub struct PerformanceAdvisor {
    pub(crate) atlas: Atlas,
}

/// Sets the namespaces, the start and the duration on the builder of an operation.
macro_rules! with_parts {
    ($builder:expr, $parts:expr) => {{
        let Parts { namespaces, span, .. } = $parts;
        let builder = $builder.maybe(namespaces, |builder, namespaces| builder.namespaces(namespaces));
        builder.maybe(span, |builder, (start, end)| builder.since(start).duration(end - start))
    }};
}

impl PerformanceAdvisor {
    /// Fetches the indexes that would speed up slow queries of a cluster, with examples of such queries.
    #[doc = operation_doc!("listGroupClusterPerformanceAdvisorSuggestedIndexes")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the query is invalid; [`is_not_found`](crate::Error::is_not_found)
    /// if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::performance_advisor::SuggestedIndexQuery;
    ///
    /// let query = SuggestedIndexQuery::new().namespace("sales.orders");
    /// let advice = atlas.performance_advisor().suggested_indexes("orders", query).await?;
    /// for index in advice.suggested_indexes.iter().flatten() {
    ///     println!("{:?}: {:?}, weight {:?}", index.namespace, index.index, index.weight);
    /// }
    /// # });
    /// ```
    pub fn suggested_indexes(
        &self,
        cluster: impl Into<String>,
        query: SuggestedIndexQuery,
    ) -> Request<SuggestedIndexes> {
        let request = self.atlas.cluster(cluster).request(|api, project, cluster| {
            let Parts { processes, namespaces, span } = query.into_parts(self.atlas.now())?;
            let list = api.performance_advisor().list_cluster_suggested_indexes().group_id(project);
            Ok(list
                .cluster_name(cluster)
                .maybe(processes, |list, processes| list.process_ids(processes))
                .maybe(namespaces, |list, namespaces| list.namespaces(namespaces))
                .maybe(span, |list, (start, end)| list.since(start).until(end)))
        });
        request.map_call(Call::convert)
    }

    /// Fetches the indexes that would speed up slow queries of a process.
    #[doc = operation_doc!("listGroupProcessPerformanceAdvisorSuggestedIndexes")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `process` does not have a host and a port, or if the query is
    /// invalid; [`is_not_found`](crate::Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::performance_advisor::ProcessIndexQuery;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = ProcessIndexQuery::new().max_indexes(3);
    /// let advice = atlas.performance_advisor().suggested_indexes_of_process(process, query).await?;
    /// println!("{} indexes", advice.suggested_indexes.iter().flatten().count());
    /// # });
    /// ```
    pub fn suggested_indexes_of_process(
        &self,
        process: impl Into<String>,
        query: ProcessIndexQuery,
    ) -> Request<SuggestedIndexes> {
        let process = process.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            let list = api.performance_advisor().list_suggested_indexes().group_id(project).process_id(process);
            let list = list.maybe(query.max_indexes, |list, number| list.n_indexes(number));
            let list = list.maybe(query.max_examples, |list, number| list.n_examples(number));
            Ok(with_parts!(list, query.into_parts(self.atlas.now())?))
        })
    }

    /// Fetches the indexes of a cluster that can be dropped: unused, redundant and hidden ones.
    #[doc = operation_doc!("listGroupClusterPerformanceAdvisorDropIndexSuggestions")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let suggestions = atlas.performance_advisor().drop_suggestions("orders").await?;
    /// for index in suggestions.unused_indexes.iter().flatten() {
    ///     println!("{:?} of {:?}: {:?} bytes", index.name, index.namespace, index.size_bytes);
    /// }
    /// # });
    /// ```
    pub fn drop_suggestions(&self, cluster: impl Into<String>) -> Request<DropSuggestions> {
        let request = self.atlas.cluster(cluster).request(|api, project, cluster| {
            Ok(api.performance_advisor().list_drop_index_suggestions().group_id(project).cluster_name(cluster))
        });
        request.map_call(Call::convert)
    }

    /// Fetches advice on the schema of a cluster's collections, with the reasons.
    #[doc = operation_doc!("listGroupClusterPerformanceAdvisorSchemaAdvice")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let advice = atlas.performance_advisor().schema_advice("orders").await?;
    /// for item in advice.recommendations.iter().flatten() {
    ///     println!("{:?}: {:?}", item.recommendation, item.description);
    /// }
    /// # });
    /// ```
    pub fn schema_advice(&self, cluster: impl Into<String>) -> Request<SchemaAdvice> {
        let request = self.atlas.cluster(cluster).request(|api, project, cluster| {
            Ok(api.performance_advisor().list_schema_advice().group_id(project).cluster_name(cluster))
        });
        request.map_call(Call::convert)
    }

    /// Fetches the slow queries of a process, as lines of its log.
    #[doc = operation_doc!("listGroupProcessPerformanceAdvisorSlowQueryLogs")]
    /// A line can contain values of documents.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `process` does not have a host and a port, or if the query is
    /// invalid; [`is_not_found`](crate::Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::performance_advisor::SlowQueryQuery;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = SlowQueryQuery::new().namespace("sales.orders").limit(10);
    /// let slow = atlas.performance_advisor().slow_queries(process, query).await?;
    /// for query in slow.slow_queries.iter().flatten() {
    ///     println!("{:?}", query.line);
    /// }
    /// # });
    /// ```
    pub fn slow_queries(&self, process: impl Into<String>, query: SlowQueryQuery) -> Request<SlowQueries> {
        let process = process.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            let list = api.performance_advisor().list_slow_query_logs().group_id(project).process_id(process);
            let list = list
                .maybe(query.limit, |list, limit| list.n_logs(limit))
                .maybe(query.metrics, |list, included| list.include_metrics(included))
                .maybe(query.replica_state, |list, included| list.include_replica_state(included))
                .maybe(query.operation_type, |list, included| list.include_op_type(included));
            Ok(with_parts!(list, query.into_parts(self.atlas.now())?))
        })
    }

    /// Fetches the collections of a process with slow queries in a period, at most 20.
    #[doc = operation_doc!("listGroupProcessPerformanceAdvisorNamespaces")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `process` does not have a host and a port;
    /// [`is_not_found`](crate::Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Period;
    /// use chrono::TimeDelta;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let slow = atlas.performance_advisor().namespaces(process, Period::last(TimeDelta::hours(1))).await?;
    /// println!("{:?}", slow.namespaces);
    /// # });
    /// ```
    pub fn namespaces(&self, process: impl Into<String>, period: Period) -> Request<QueriedNamespaces> {
        let process = process.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            let (start, end) = period.millis(self.atlas.now())?;
            let list = api.performance_advisor().list_performance_advisor_namespaces().group_id(project);
            Ok(list.process_id(process).since(start).duration(end - start))
        })
    }

    /// Fetches whether Atlas sets the threshold of slow operations for each cluster, by its average execution time.
    #[doc = operation_doc!("getGroupManagedSlowMs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert!(*atlas.performance_advisor().managed_slow_threshold().await?);
    /// # });
    /// ```
    #[doc(alias = "slowMs")]
    #[inline]
    pub fn managed_slow_threshold(&self) -> Request<bool> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.performance_advisor().get_managed_slow_ms().group_id(project))
        })
    }

    /// Lets Atlas set the threshold of slow operations. This is the default.
    #[doc = operation_doc!("enableGroupManagedSlowMs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.performance_advisor().enable_managed_slow_threshold().await?;
    /// # });
    /// ```
    #[inline]
    pub fn enable_managed_slow_threshold(&self) -> Request<()> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.performance_advisor().enable_managed_slow_ms().group_id(project))
        })
    }

    /// Sets the threshold of slow operations to the fixed value of MongoDB, 100 milliseconds.
    #[doc = operation_doc!("disableGroupManagedSlowMs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.performance_advisor().disable_managed_slow_threshold().await?;
    /// assert!(!*atlas.performance_advisor().managed_slow_threshold().await?);
    /// # });
    /// ```
    #[inline]
    pub fn disable_managed_slow_threshold(&self) -> Request<()> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.performance_advisor().disable_managed_slow_ms().group_id(project))
        })
    }
}
