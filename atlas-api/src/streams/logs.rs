//! Logs of stream processing.

use atlas_gen::OperationBuilder;

use super::{StreamLogPeriod, Streams};
use crate::{Download, logs::LogPeriod, operation_doc};

impl Streams {
    /// Downloads the operational log of a workspace or of one of its processors, as a gzip file.
    #[doc = operation_doc!("downloadGroupStreamOperationalLogs")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the period is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the workspace does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamLogPeriod;
    ///
    /// let period = StreamLogPeriod::new().processor("averages");
    /// let mut file = atlas.streams().operational_logs("sensors", period).await?;
    /// while let Some(chunk) = file.next().await {
    ///     println!("{} bytes", chunk?.len());
    /// }
    /// # });
    /// ```
    pub fn operational_logs(&self, workspace: impl Into<String>, period: StreamLogPeriod) -> Download {
        Download::new(self.workspace(workspace).request(|api, project, name| {
            let LogPeriod { from, until } = period.checked()?;
            let download = api.streams().download_operational_logs().group_id(project).tenant_name(name);
            let download = download.maybe(period.processor, |download, name| download.sp_name(name));
            let download = download.maybe(from, |download, from| download.start_date(from));
            Ok(download.maybe(until, |download, until| download.end_date(until)))
        }))
    }

    /// Downloads the audit log of a workspace or of one of its processors, as a gzip file.
    #[doc = operation_doc!("downloadGroupStreamAuditLogs")]
    /// # Errors
    /// As [`operational_logs`](Self::operational_logs).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamLogPeriod;
    ///
    /// # let directory = tempfile::tempdir()?;
    /// # let path = directory.path().join("audit.gz");
    /// let bytes = atlas.streams().audit_logs("sensors", StreamLogPeriod::new()).save(path).await?;
    /// # let _: u64 = bytes;
    /// # });
    /// ```
    pub fn audit_logs(&self, workspace: impl Into<String>, period: StreamLogPeriod) -> Download {
        Download::new(self.workspace(workspace).request(|api, project, name| {
            let LogPeriod { from, until } = period.checked()?;
            let download = api.streams().download_audit_logs().group_id(project).tenant_name(name);
            let download = download.maybe(period.processor, |download, name| download.sp_name(name));
            let download = download.maybe(from, |download, from| download.start_date(from));
            Ok(download.maybe(until, |download, until| download.end_date(until)))
        }))
    }
}
