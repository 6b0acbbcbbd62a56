//! Access history: attempts to log in to the databases of a cluster.

mod query;

use atlas_gen::OperationBuilder;

pub use self::query::AccessQuery;
use crate::{Atlas, Request, model::LoginAttempts, operation_doc, segment::check_host, specs::check_cluster_name};

/// The attempts to log in to the project's clusters: who, from which IP address, and whether it succeeded; returned by
/// [`Atlas::access_history`].
///
/// Atlas keeps them for some days. The cluster must be dedicated.
#[derive(Clone, Debug)]
#[doc(alias = "access_tracking")]
pub struct AccessHistory {
    pub(crate) atlas: Atlas,
}

/// Sets the query on the builder of an operation.
macro_rules! with_query {
    ($atlas:expr, $builder:expr, $query:expr) => {{
        let query: AccessQuery = $query;
        query.check()?;
        let period = query.period.map(|period| period.millis($atlas.now())).transpose()?;
        let builder = $builder.maybe(query.result, |builder, result| builder.auth_result(result));
        let builder = builder.maybe(query.address, |builder, address| builder.ip_address(address.to_string()));
        let builder = builder.maybe(query.limit, |builder, limit| builder.n_logs(limit));
        builder.maybe(period, |builder, (start, end)| builder.start(start).end(end))
    }};
}

impl AccessHistory {
    /// Lists the attempts to log in to a cluster.
    #[doc = operation_doc!("getGroupDbAccessHistoryCluster")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the query is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::access_history::AccessQuery;
    ///
    /// let history = atlas.access_history().of_cluster("orders", AccessQuery::new().failed()).await?;
    /// for attempt in history.access_logs.iter().flatten() {
    ///     println!("{:?} from {:?}: {:?}", attempt.username, attempt.ip_address, attempt.failure_reason);
    /// }
    /// # });
    /// ```
    pub fn of_cluster(&self, name: impl Into<String>, query: AccessQuery) -> Request<LoginAttempts> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            check_cluster_name("cluster", &name)?;
            let get = api.access_tracking().get_access_history_cluster().group_id(project).cluster_name(name);
            Ok(with_query!(self.atlas, get, query))
        })
    }

    /// Lists the attempts to log in to a host of a cluster. A process has its host in `hostname`.
    #[doc = operation_doc!("getGroupDbAccessHistoryProcess")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the host has a port, or if the query is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the host does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::access_history::AccessQuery;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let host = page.items()[0].hostname.as_deref().unwrap_or_default();
    /// let history = atlas.access_history().of_host(host, AccessQuery::new().limit(100)).await?;
    /// println!("{} attempts", history.access_logs.iter().flatten().count());
    /// # });
    /// ```
    pub fn of_host(&self, host: impl Into<String>, query: AccessQuery) -> Request<LoginAttempts> {
        let host = host.into();
        Request::in_project(&self.atlas, |api, project| {
            check_host(&host)?;
            let get = api.access_tracking().get_access_history_process().group_id(project).hostname(host);
            Ok(with_query!(self.atlas, get, query))
        })
    }
}
