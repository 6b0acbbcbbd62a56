//! Measurements of processes, disks and databases.

mod all_processes;
mod granularity;
pub mod metrics;
mod query;
mod search;
mod statistics;

use atlas_gen::OperationBuilder;

pub use self::{
    all_processes::{AllProcesses, MeasuredProcess},
    granularity::Granularity,
    query::MeasurementQuery,
    statistics::Statistics,
};
use crate::{
    Atlas, Request, model::MeasurementSeries, operation_doc, processes::check_process_id, segment::check_segment,
};

/// The measurements of a project's processes; returned by [`Atlas::measurements`].
///
/// A response has a series for each metric, with its unit. [`Statistics::of`] summarizes a series.
#[derive(Clone, Debug)]
pub struct Measurements {
    pub(crate) atlas: Atlas,
}

/// Sets the query on the builder of an operation.
macro_rules! with_query {
    ($builder:expr, $query:expr, $metrics:ident) => {{
        let query = $query;
        query.check()?;
        let builder = $builder.granularity(query.granularity());
        let builder = builder.maybe(query.metric_names(), |builder, metrics| builder.$metrics(metrics));
        let builder = builder.maybe(query.period(), |builder, period| builder.period(period));
        builder.maybe(query.span(), |builder, (start, end)| builder.start(start).end(end))
    }};
}
use with_query;

impl Measurements {
    /// Fetches measurements of a process, such as its connections, memory and operations.
    #[doc = operation_doc!("getGroupProcessMeasurements")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `process` does not have a host and a port, or if the
    /// query is invalid; [`is_not_found`](crate::Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::measurements::{Granularity, MeasurementQuery, Statistics, metrics};
    /// use chrono::TimeDelta;
    ///
    /// let page = atlas.processes().list().await?;
    /// let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = MeasurementQuery::last(TimeDelta::hours(8), Granularity::FiveMinutes).metrics(metrics::OPCOUNTER);
    /// let measured = atlas.measurements().of_process(process, query).await?;
    /// for series in measured.measurements.iter().flatten() {
    ///     println!("{:?}: {:?} {:?}", series.name, Statistics::of(series).mean, series.units);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_measurement_for_host")]
    pub fn of_process(&self, process: impl Into<String>, query: MeasurementQuery) -> Request<MeasurementSeries> {
        let process = process.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            let get = api.monitoring_and_logs().get_process_measurements().group_id(project).process_id(process);
            Ok(with_query!(get, query, m))
        })
    }

    /// Fetches measurements of all processes of a cluster, several at the same time.
    #[doc = operation_doc!("getGroupProcessMeasurements")]
    /// The processes are those of [`Processes::list_for_cluster`](crate::processes::Processes::list_for_cluster). One
    /// that fails does not stop the others: each has a result of its own.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the query is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist; an error of the list of processes.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::measurements::{Granularity, MeasurementQuery, metrics};
    /// use chrono::TimeDelta;
    ///
    /// let query = MeasurementQuery::last(TimeDelta::hours(1), Granularity::Minute).metrics([metrics::CONNECTIONS]);
    /// for measured in atlas.measurements().of_cluster("orders", query).await? {
    ///     println!("{}: {:?}", measured.id(), measured.result());
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_measurement_for_hosts")]
    pub fn of_cluster(&self, name: impl Into<String>, query: MeasurementQuery) -> AllProcesses {
        AllProcesses::new(self.clone(), Some(name.into()), query)
    }

    /// Fetches measurements of all processes of the project, several at the same time; otherwise as
    /// [`of_cluster`](Self::of_cluster).
    #[doc = operation_doc!("getGroupProcessMeasurements")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the query is invalid; an error of the list of
    /// processes.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::measurements::{Granularity, MeasurementQuery};
    /// use chrono::TimeDelta;
    ///
    /// let query = MeasurementQuery::last(TimeDelta::hours(1), Granularity::FiveMinutes);
    /// let all = atlas.measurements().of_project(query).prefetch(8).await?;
    /// let failed = all.iter().filter(|measured| measured.result().is_err()).count();
    /// println!("{failed} of {} processes failed", all.len());
    /// # });
    /// ```
    #[doc(alias = "get_measurement_for_hosts")]
    #[inline]
    pub fn of_project(&self, query: MeasurementQuery) -> AllProcesses {
        AllProcesses::new(self.clone(), None, query)
    }

    /// Fetches measurements of a disk of a process, such as its latency and its free space. The disk with the data is
    /// `data`.
    #[doc = operation_doc!("getGroupProcessDiskMeasurements")]
    /// # Errors
    /// As [`of_process`](Self::of_process); [`is_not_found`](crate::Error::is_not_found) if the disk does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::measurements::{Granularity, MeasurementQuery, metrics};
    /// use chrono::TimeDelta;
    ///
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let query = MeasurementQuery::last(TimeDelta::days(1), Granularity::Hour).metrics(metrics::DISK_SPACE);
    /// let measured = atlas.measurements().of_disk(process, "data", query).await?;
    /// assert_eq!(measured.partition_name.as_deref(), Some("data"));
    /// # });
    /// ```
    #[doc(alias = "get_measurements_for_disk")]
    #[doc(alias = "data_partition_stats")]
    pub fn of_disk(
        &self,
        process: impl Into<String>,
        disk: impl Into<String>,
        query: MeasurementQuery,
    ) -> Request<MeasurementSeries> {
        let (process, disk) = (process.into(), disk.into());
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            check_segment("disk", &disk)?;
            let get = api.monitoring_and_logs().get_process_disk_measurements().group_id(project);
            Ok(with_query!(get.process_id(process).partition_name(disk), query, m))
        })
    }

    /// Fetches measurements of a database on a process, such as the size of its data and indexes.
    #[doc = operation_doc!("getGroupProcessDatabaseMeasurements")]
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
    /// let query = MeasurementQuery::last(TimeDelta::days(7), Granularity::Day);
    /// let measured = atlas.measurements().of_database(process, "sales", query).await?;
    /// assert_eq!(measured.database_name.as_deref(), Some("sales"));
    /// # });
    /// ```
    #[doc(alias = "get_measurements_for_database")]
    pub fn of_database(
        &self,
        process: impl Into<String>,
        database: impl Into<String>,
        query: MeasurementQuery,
    ) -> Request<MeasurementSeries> {
        let (process, database) = (process.into(), database.into());
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            check_segment("database", &database)?;
            let get = api.monitoring_and_logs().get_database_measurements().group_id(project);
            Ok(with_query!(get.process_id(process).database_name(database), query, m))
        })
    }
}
