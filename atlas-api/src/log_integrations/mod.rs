//! Log integrations: continuous exports of logs to buckets and to other services.

use atlas_gen::OperationBuilder;

#[doc(inline)]
pub use crate::specs::LogIntegrationSpec;
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::{LogIntegration, LogIntegrationType},
    operation_doc,
    segment::check_segment,
};

/// The log integrations of a project; returned by [`Atlas::log_integrations`].
///
/// Each integration exports logs of all clusters, about once a minute: to a bucket, or to a service such as Datadog.
/// [`Logs`](crate::logs::Logs) downloads them instead.
#[doc(alias = "push_based_log_export")]
#[derive(Clone, Debug)]
pub struct LogIntegrations {
    pub(crate) atlas: Atlas,
}

/// The filter of [`LogIntegrations::list`]. Its setter is [`List::destination`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LogIntegrationFilter {
    destination: Option<LogIntegrationType>,
}

impl List<LogIntegration, LogIntegrationFilter> {
    /// Lists only the integrations of this type, such as `S3_LOG_EXPORT`. Default: all.
    #[doc(alias = "integrationType")]
    pub fn destination(mut self, destination: impl Into<LogIntegrationType>) -> Self {
        self.filter_mut().destination = Some(destination.into());
        self
    }
}

impl LogIntegrations {
    /// Lists the project's log integrations, without their secrets. [`destination`](List::destination) filters them.
    #[doc = operation_doc!("listGroupLogIntegrations")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for integration in atlas.log_integrations().list().destination("S3_LOG_EXPORT").all().await? {
    ///     println!("{:?}: {:?}", integration.bucket_name, integration.log_types);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<LogIntegration, LogIntegrationFilter> {
        List::filtered(&self.atlas, LogIntegrationFilter::default(), |atlas, api, filter| {
            let list = api.push_based_log_export().list_group_log_integrations().group_id(atlas.project_id()?);
            Ok(list.maybe(filter.destination.as_ref(), |list, kind| list.integration_type(kind.as_str())))
        })
    }

    /// Fetches a log integration, without its secrets.
    #[doc = operation_doc!("getGroupLogIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is empty;
    /// [`is_not_found`](crate::Error::is_not_found) if the integration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let integration = atlas.log_integrations().get("5f1a2b3c4d5e6f7a8b9c0da1").await?;
    /// assert_eq!(integration.bucket_name.as_deref(), Some("logs"));
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<LogIntegration> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.push_based_log_export().get_group_log_integration().group_id(project).id(checked(&id)?))
        })
    }

    /// Creates a log integration.
    #[doc = operation_doc!("createGroupLogIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::log_integrations::LogIntegrationSpec;
    ///
    /// let spec = LogIntegrationSpec::s3("5f1a2b3c4d5e6f7a8b9c0db0", "my-bucket", "atlas/").log("MONGOD");
    /// let integration = atlas.log_integrations().create(spec).await?;
    /// println!("{:?}", integration.id);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: LogIntegrationSpec) -> Request<LogIntegration> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.push_based_log_export().create_group_log_integration().group_id(project).body(spec.into_body()?))
        })
    }

    /// Replaces the settings of a log integration, and returns it. Secrets have to be set again.
    #[doc = operation_doc!("updateGroupLogIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::log_integrations::LogIntegrationSpec;
    ///
    /// let current = atlas.log_integrations().get("5f1a2b3c4d5e6f7a8b9c0da1").await?;
    /// let spec = LogIntegrationSpec::from(&*current).log("MONGOD_AUDIT");
    /// atlas.log_integrations().replace("5f1a2b3c4d5e6f7a8b9c0da1", spec).await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn replace(&self, id: impl Into<String>, spec: LogIntegrationSpec) -> Request<LogIntegration> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            let update = api.push_based_log_export().update_group_log_integration().group_id(project).id(checked(&id)?);
            Ok(update.body(spec.into_body()?))
        })
    }

    /// Deletes a log integration. Logs that it has exported remain.
    #[doc = operation_doc!("deleteGroupLogIntegration")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.log_integrations().delete("5f1a2b3c4d5e6f7a8b9c0da1");
    /// delete.confirm(Confirm::name("5f1a2b3c4d5e6f7a8b9c0da1")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on("log integration", &*id, "will be deleted: logs are no longer exported");
        let request = Request::in_project(&self.atlas, |api, project| {
            Ok(api.push_based_log_export().delete_group_log_integration().group_id(project).id(checked(&id)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}

/// Rejects an id that cannot be in a path.
#[inline]
fn checked(id: &str) -> Result<&str, crate::Error> {
    check_segment("log integration id", id)
}
