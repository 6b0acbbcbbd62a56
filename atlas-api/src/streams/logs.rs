//! Logs of stream processing.

use atlas_gen::OperationBuilder;

use super::{StreamProcessors, Streams, workspace_ref::WorkspaceRef};
use crate::{Error, logs::LogDownload, operation_doc, segment::check_segment};

impl Streams {
    /// Downloads the operational log of a workspace, as gzip file or line by line.
    #[doc = operation_doc!("downloadGroupStreamOperationalLogs")]
    /// The log of one processor is [downloaded alone](StreamProcessors::operational_logs).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if a date is before 2008, or if the period ends before
    /// it starts; [`is_not_found`](crate::Error::is_not_found) if the workspace does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut lines = atlas.streams().operational_logs("sensors").lines();
    /// while let Some(line) = lines.next().await {
    ///     println!("{}", line?.raw());
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn operational_logs(&self, workspace: impl Into<String>) -> LogDownload {
        operational(self.workspace(workspace), None)
    }

    /// Downloads the audit log of a workspace, as gzip file or line by line.
    #[doc = operation_doc!("downloadGroupStreamAuditLogs")]
    /// The log of one processor is [downloaded alone](StreamProcessors::audit_logs).
    ///
    /// # Errors
    /// As [`operational_logs`](Self::operational_logs).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let directory = tempfile::tempdir()?;
    /// # let path = directory.path().join("audit.gz");
    /// let bytes = atlas.streams().audit_logs("sensors").save(path).await?;
    /// # let _: u64 = bytes;
    /// # });
    /// ```
    #[inline]
    pub fn audit_logs(&self, workspace: impl Into<String>) -> LogDownload {
        audit(self.workspace(workspace), None)
    }
}

impl StreamProcessors {
    /// Downloads the operational log of a processor, as gzip file or line by line.
    #[doc = operation_doc!("downloadGroupStreamOperationalLogs")]
    /// # Errors
    /// As [`Streams::operational_logs`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut lines = atlas.streams().processors("sensors").operational_logs("averages").lines();
    /// while let Some(line) = lines.next().await {
    ///     println!("{}", line?.raw());
    /// }
    /// # });
    /// ```
    #[doc(alias = "spName")]
    #[inline]
    pub fn operational_logs(&self, name: impl Into<String>) -> LogDownload {
        operational(self.workspace.clone(), Some(name.into()))
    }

    /// Downloads the audit log of a processor, as gzip file or line by line.
    #[doc = operation_doc!("downloadGroupStreamAuditLogs")]
    /// # Errors
    /// As [`Streams::operational_logs`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let directory = tempfile::tempdir()?;
    /// # let path = directory.path().join("audit.gz");
    /// let bytes = atlas.streams().processors("sensors").audit_logs("averages").save(path).await?;
    /// # let _: u64 = bytes;
    /// # });
    /// ```
    #[doc(alias = "spName")]
    #[inline]
    pub fn audit_logs(&self, name: impl Into<String>) -> LogDownload {
        audit(self.workspace.clone(), Some(name.into()))
    }
}

fn operational(workspace: WorkspaceRef, processor: Option<String>) -> LogDownload {
    LogDownload::new(&workspace.atlas.clone(), move |api, _, period| {
        let (project, name) = workspace.path()?;
        let download = api.streams().download_operational_logs().group_id(project).tenant_name(name);
        let download = download.maybe(checked(processor.as_deref())?, |download, name| download.sp_name(name));
        let download = download.maybe(period.from, |download, from| download.start_date(from));
        Ok(download.maybe(period.until, |download, until| download.end_date(until)))
    })
}

fn audit(workspace: WorkspaceRef, processor: Option<String>) -> LogDownload {
    LogDownload::new(&workspace.atlas.clone(), move |api, _, period| {
        let (project, name) = workspace.path()?;
        let download = api.streams().download_audit_logs().group_id(project).tenant_name(name);
        let download = download.maybe(checked(processor.as_deref())?, |download, name| download.sp_name(name));
        let download = download.maybe(period.from, |download, from| download.start_date(from));
        Ok(download.maybe(period.until, |download, until| download.end_date(until)))
    })
}

/// Returns the name of a processor if it is valid.
fn checked(processor: Option<&str>) -> Result<Option<&str>, Error> {
    processor.map(|name| check_segment("stream processor", name)).transpose()
}
